"""Reads what is sent: JSON in UTF-8 within limits, an id, the keys of a query; every fault is said in Dutch."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from fastapi import Request
from starlette.requests import ClientDisconnect

from api.problemen import Probleem
from starter.invoer import lees_json
from wet.waarden import Misvormd

MEESTE_BYTES = 256 * 1024
"""The largest body: the largest event, with every text full and every sign escaped, fits in it."""
DIEPSTE = 12
"""How deep lists and groups may lie in each other; the contract needs four."""
SLEUTELKOP = "Idempotency-Key"
_SLEUTEL = re.compile("[!-~]{1,200}")
# A text runs to its quote or to the end: one pass, whatever was sent.
_TEKENS = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\\?\Z)|[\[{]|[\]}]', re.DOTALL)


async def lees_lichaam(request: Request) -> dict[str, Any]:
    """The JSON group of a request that asks nothing in its address.

    Raises Misvormd, and Probleem for another media type or a sender who left.
    """
    geen_vraag(request)
    soort = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if soort != "application/json":
        raise Probleem(415, "Stuur JSON, met Content-Type: application/json.")
    try:
        tekst = (await request.body()).decode("utf-8")
    except ClientDisconnect:
        raise Probleem(400, "Het verzoek brak af voordat alles er was.") from None
    except UnicodeDecodeError:
        raise Misvormd("het verzoek is geen tekst in UTF-8") from None
    _keur_diepte(tekst)
    gegevens = lees_json(tekst)
    if not isinstance(gegevens, dict):
        raise Misvormd("het verzoek moet een groep velden zijn")
    return gegevens


def sleutel_van(request: Request) -> str | None:
    """The Idempotency-Key; raises Misvormd when it stands there twice, or is none.

    One that is empty is a fault of the sender, who counts on it.
    """
    sleutels = request.headers.getlist(SLEUTELKOP)
    if len(sleutels) > 1:
        raise Misvormd(f"{SLEUTELKOP} staat er twee keer")
    if sleutels and not _SLEUTEL.fullmatch(sleutels[0]):
        raise Misvormd(f"{SLEUTELKOP} moet uit 1 tot en met 200 letters, cijfers en leestekens bestaan, zonder spaties")
    return sleutels[0] if sleutels else None


def neem_id(request: Request, gegevens: dict[str, Any]) -> str:
    """The id of an event, taken from the header or out of the body; one of our own when the sender has none."""
    kop, veld = sleutel_van(request), gegevens.pop("id", None)
    if veld is not None and not isinstance(veld, str):
        raise Misvormd("veld 'id' moet tekst zijn")
    if kop is not None and veld is not None and kop != veld:
        raise Misvormd(f"{SLEUTELKOP} en veld 'id' zijn verschillend")
    gekozen = kop if kop is not None else veld
    return str(uuid4()) if gekozen is None else gekozen


def vraag_van(request: Request) -> Mapping[str, str]:
    """The keys of the query; raises Misvormd when one stands there twice."""
    sleutels = [sleutel for sleutel, _ in request.query_params.multi_items()]
    if dubbel := {sleutel for sleutel in sleutels if sleutels.count(sleutel) > 1}:
        raise Misvormd(*(f"veld '{sleutel}' staat er twee keer" for sleutel in sorted(dubbel)))
    return dict(request.query_params)


def geen_vraag(request: Request) -> None:
    """Raise Misvormd when something is asked in the address where nothing can be."""
    if vraag := vraag_van(request):
        raise Misvormd(*(f"veld '{naam}' is onbekend" for naam in vraag))


def _keur_diepte(tekst: str) -> None:
    """Count before anything is built: a reader of JSON goes down as deep as it is told to."""
    diepte = 0
    for teken in _TEKENS.finditer(tekst):
        if teken[0] in ("[", "{"):
            diepte += 1
        elif teken[0] in ("]", "}"):
            diepte -= 1
        if diepte > DIEPSTE:
            raise Misvormd(f"het verzoek heeft meer dan {DIEPSTE} lagen")
