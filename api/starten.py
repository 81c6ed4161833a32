"""Starts a trajectory: one open trajectory per person in a gemeente, and a repeated request gets its first answer."""

import asyncio
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import uuid4

from activities.register.aanvragen import Kenmerk, Oordeel, Toewijzing
from api.problemen import Probleem
from starter import aanroepen
from starter.diensten import GEDULD, antwoord, toon
from starter.invoer import op_plaats
from starter.systeem import Systeem, SysteemFout
from wet.client import Client, lees_client
from wet.gebeurtenissen import Aanmelding, lees_gebeurtenis
from wet.waarden import Misvormd
from workflows.berichten import Beantwoord, Ingekomen

_POLS, _TRAAGSTE_POLS = 0.02, 0.5


@dataclass(frozen=True, slots=True)
class Aanvraag:
    """An application: the person, his aanmelding, and the mark of the request if the sender chose a key.

    The id of its aanmelding says whose trajectory it is, however often and in whatever order things are tried.
    """

    client: Client
    aanmelding: Aanmelding
    kenmerk: Kenmerk | None
    id: str


def lees_aanvraag(systeem: Systeem, gegevens: Mapping[str, Any], sleutel: str | None) -> Aanvraag:
    """Read `client` and `aanmelding`; raises Misvormd with every fault of both."""
    vandaag = systeem.vandaag()
    fouten = [f"veld '{naam}' is onbekend" for naam in gegevens if naam not in ("client", "aanmelding")]
    client = aanmelding = None
    try:
        client = op_plaats("client", lees_client, _groep(gegevens, "client"))
    except Misvormd as fout:
        fouten += fout.fouten
    try:
        standaard = {"soort": "aanmelding", "op": vandaag}
        aanmelding = op_plaats("aanmelding", lees_gebeurtenis, standaard | _groep(gegevens, "aanmelding"))
        if not isinstance(aanmelding, Aanmelding):
            raise Misvormd("aanmelding: veld 'soort' moet 'aanmelding' zijn")
        if aanmelding.op > vandaag:
            raise Misvormd("aanmelding: veld 'op' ligt na vandaag")
    except Misvormd as fout:
        fouten += fout.fouten
    if fouten or client is None or not isinstance(aanmelding, Aanmelding):
        raise Misvormd(*fouten)
    # As digests: a key may hold anything.
    kenmerk = Kenmerk(_digest(sleutel), _digest(json.dumps(gegevens, sort_keys=True))) if sleutel else None
    return Aanvraag(client, aanmelding, kenmerk, f"aanmelding-{kenmerk.sleutel if kenmerk else uuid4()}")


async def start(systeem: Systeem, aanvraag: Aanvraag) -> dict[str, Any]:
    """Start the trajectory and return its representation. Raises Probleem 409 and SysteemFout."""
    kenmerk, client = aanvraag.kenmerk, aanvraag.client
    aanvragen = systeem.register.aanvragen
    toewijzing = await asyncio.to_thread(aanvragen.wijs_toe, client, aanvraag.aanmelding.op, kenmerk)
    if toewijzing.oordeel is Oordeel.ANDERS:
        raise Probleem(409, "Deze Idempotency-Key is al gebruikt voor een ander verzoek.")
    if toewijzing.antwoord is not None:
        return _lees(toewijzing.antwoord)
    if toewijzing.oordeel is Oordeel.START:
        await _begin(systeem, toewijzing, aanvraag)
    if await _eerste_id(systeem, toewijzing.nummer) != aanvraag.id:
        if kenmerk:
            await asyncio.to_thread(aanvragen.geef_sleutel_vrij, client.gemeente, kenmerk)
        uitleg = "Voor deze persoon loopt in deze gemeente al een traject, of is die dag al een aanmelding gedaan."
        raise Probleem(409, uitleg, nummer=toewijzing.nummer)
    stand = await asyncio.to_thread(voorstelling, systeem, toewijzing.nummer)
    if kenmerk is None:
        return stand
    tekst = json.dumps(stand)
    return _lees(await asyncio.to_thread(aanvragen.bewaar_antwoord, client.gemeente, kenmerk, toewijzing.nummer, tekst))


def voorstelling(systeem: Systeem, nummer: str) -> dict[str, Any]:
    """A trajectory as the API shows it: its number, and the result of contract section 6 as it is today."""
    return {"nummer": nummer, **toon(systeem.register, nummer, systeem.vandaag()).resultaat}


async def _begin(systeem: Systeem, toewijzing: Toewijzing, aanvraag: Aanvraag) -> None:
    ingekomen = Ingekomen(id=aanvraag.id, gebeurtenis=aanvraag.aanmelding)
    start = systeem.traject(toewijzing.nummer, aanvraag.client, (ingekomen,))
    await antwoord(aanroepen.start_traject(systeem.temporal, start))


async def _eerste_id(systeem: Systeem, nummer: str) -> str:
    """The id of the aanmelding with which this trajectory began, as soon as the register has it."""
    uiterlijk, pols = monotonic() + GEDULD, _POLS
    while monotonic() < uiterlijk:
        if bewaard := await asyncio.to_thread(systeem.register.laad, nummer):
            return Beantwoord.model_validate_json(bewaard.beantwoord[0]).id
        await asyncio.sleep(pols)
        pols = min(pols * 1.5, _TRAAGSTE_POLS)
    raise SysteemFout(f"Traject {nummer} begint niet: draait er een worker?")


def _groep(gegevens: Mapping[str, Any], naam: str) -> dict[str, Any]:
    groep = gegevens.get(naam)
    if groep is None:
        raise Misvormd(f"veld '{naam}' ontbreekt")
    if not isinstance(groep, dict):
        raise Misvormd(f"veld '{naam}' moet een groep velden zijn")
    return groep


def _lees(tekst: str) -> dict[str, Any]:
    stand: dict[str, Any] = json.loads(tekst)
    return stand


def _digest(tekst: str) -> str:
    return hashlib.sha256(tekst.encode("utf-8", "surrogatepass")).hexdigest()
