"""What goes wrong, as application/problem+json (RFC 9457) in plain Dutch; no answer repeats a value that was sent."""

import json
from collections.abc import Mapping
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from activities.register import RegisterFout
from api.sleutelbron import SleutelbronFout
from starter.diensten import TrajectNietGevonden
from starter.systeem import SysteemFout
from versleuteling.fouten import VersleutelingFout
from wet.waarden import Misvormd
from workflows.berichten import Antwoord

SOORT = "application/problem+json"
STORINGEN = (RegisterFout, SysteemFout, SleutelbronFout, VersleutelingFout)
"""A part of the system is down; their messages are sentences for whoever asks."""
_MEESTE_FOUTEN = 100

_TITELS = {
    400: "Het verzoek klopt niet",
    401: "Geen geldig token",
    403: "Dit mag u niet",
    404: "Niet gevonden",
    405: "Dit kan hier niet",
    406: "Alleen JSON",
    409: "Dit kan nu niet",
    413: "Het verzoek is te groot",
    415: "Alleen JSON",
    429: "Te veel verzoeken",
    500: "Er ging iets mis",
    503: "Nu niet beschikbaar",
}
_UITLEG = {
    404: "Dit bestaat niet, of het is niet van u.",
    405: "Deze methode kan op dit adres niet.",
    500: "Er ging bij ons iets mis. Probeer het later nog eens.",
}


class Probleem(Exception):
    """An answer that is not what was asked for; `extra` are further fields."""

    def __init__(self, status: int, detail: str = "", koppen: Mapping[str, str] | None = None, **extra: Any) -> None:
        """Keep what must be answered."""
        super().__init__(detail)
        self.status = status
        self.detail = detail or _UITLEG.get(status, _TITELS[status])
        self.koppen = dict(koppen or {})
        self.extra = extra

    def antwoord(self) -> Response:
        """The answer."""
        inhoud = {"type": "about:blank", "title": _TITELS[self.status], "status": self.status, "detail": self.detail}
        return json_antwoord(inhoud | self.extra, self.status, self.koppen, SOORT)


def json_antwoord(
    inhoud: object, status: int = 200, koppen: Mapping[str, str] | None = None, soort: str = "application/json"
) -> Response:
    """An answer in JSON. Half a character, which a field name may hold, becomes an escape that JSON knows."""
    tekst = json.dumps(inhoud, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return Response(tekst, status, dict(koppen or {}), soort)


def misvormd(fout: Misvormd) -> Probleem:
    """Every fault at once."""
    fouten = [zin[:300] for zin in fout.fouten[:_MEESTE_FOUTEN]]
    return Probleem(400, "; ".join(fouten[:3]) or "Het verzoek klopt niet.", fouten=fouten)


def geweigerd(antwoord: Antwoord) -> Probleem:
    """Refused by law: the article and the reason, and the legal day on which."""
    dag = antwoord.dag.isoformat()
    return Probleem(409, antwoord.reden or "", artikel=antwoord.artikel, reden=antwoord.reden, dag=dag)


def niet_beschikbaar(fout: Exception) -> Probleem:
    """A part of the system is down: trying again later helps."""
    return Probleem(503, str(fout), {"Retry-After": "5"})


def vang_op(app: Starlette) -> None:
    """Let every fault become a problem."""

    async def vertaal(_: Request, fout: Exception) -> Response:
        return als_probleem(fout).antwoord()

    bekend = (
        Probleem,
        Misvormd,
        TrajectNietGevonden,
        RegisterFout,
        SysteemFout,
        SleutelbronFout,
        VersleutelingFout,
        HTTPException,
    )
    for soort in (*bekend, Exception):
        app.add_exception_handler(soort, vertaal)


def als_probleem(fout: Exception) -> Probleem:
    """What must be answered to this fault."""
    match fout:
        case Probleem():
            return fout
        case Misvormd():
            return misvormd(fout)
        case TrajectNietGevonden():
            return Probleem(404)
        case _ if isinstance(fout, STORINGEN):
            return niet_beschikbaar(fout)
        case HTTPException() if fout.status_code in _TITELS:
            return Probleem(fout.status_code, koppen=fout.headers)
        case _:
            return Probleem(500)
