"""One history that is brought in: start its trajectory, or tell it what it does not know, and follow it."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime
from time import monotonic

from activities.register import Register
from activities.register.lezen import Bewaard
from starter import aanroepen
from starter.aanmeldbestand import Regel
from starter.diensten import GEDULD, antwoord
from starter.invoer import keur_volgorde
from starter.systeem import Systeem, SysteemFout
from starter.voorspelling import voorspel
from wet.dossier import Dossier
from wet.pilot import Pilot
from wet.traject import volgende_dag
from workflows.berichten import Antwoord, Beantwoord, Ingekomen
from workflows.kalender import AMSTERDAM, Kalender

_POLS = 0.25
"""Seconds between two looks in the register: a trajectory that catches up takes about as long."""


@dataclass(frozen=True, slots=True)
class Gevolgd:
    """A line that has become a trajectory; `nieuw`: it was started with all the events of the line."""

    nummer: str
    regel: Regel
    nieuw: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """What became of the events of a line, as the register has it; `misvormd` became tasks of a caseworker."""

    aangeboden: int = 0
    aanvaard: int = 0
    geweigerd: int = 0
    misvormd: int = 0

    def __add__(self, andere: "Telling") -> "Telling":
        """Both together."""
        return Telling(
            self.aangeboden + andere.aangeboden,
            self.aanvaard + andere.aanvaard,
            self.geweigerd + andere.geweigerd,
            self.misvormd + andere.misvormd,
        )

    @property
    def verloren(self) -> int:
        """Events that were offered and never handled."""
        return self.aangeboden - self.aanvaard - self.geweigerd - self.misvormd


async def bied_aan(systeem: Systeem, pilot: Pilot, regel: Regel) -> Gevolgd:
    """Start the trajectory of a line, unless it was; raises Misvormd, and then nothing is kept of the line."""
    keur_volgorde("gebeurtenissen", [feit.gebeurtenis for feit in regel.gebeurtenissen], _uiterste_dag(systeem))
    nummer = await asyncio.to_thread(_nummer, systeem.register, pilot, regel)
    if not _onbeantwoord(await asyncio.to_thread(systeem.register.laad, nummer), regel):
        return Gevolgd(nummer, regel, nieuw=False)
    start = systeem.traject(nummer, regel.client, regel.gebeurtenissen)
    return Gevolgd(nummer, regel, await antwoord(aanroepen.start_traject(systeem.temporal, start)))


async def volg(systeem: Systeem, gevolgd: Gevolgd, tot: date) -> None:
    """Wait until everything due by the legal day `tot` was done and stands in the register.

    A trajectory that was there before is told what it does not know, each event on its day. Raises Misvormd for an
    event that does not fit it, and SysteemFout when nothing happens any more.
    """
    if not gevolgd.nieuw:
        bewaard = await asyncio.to_thread(systeem.register.laad, gevolgd.nummer)
        for ingekomen in _onbeantwoord(bewaard, gevolgd.regel, tot):
            await _slaap_tot(systeem.kalender, ingekomen.gebeurtenis.op)
            await antwoord(aanroepen.meld(systeem.temporal, systeem.traject(gevolgd.nummer), ingekomen))
    await _slaap_tot(systeem.kalender, tot)
    versie, sinds = None, monotonic()
    while (bereikt := await asyncio.to_thread(_nog_bezig, systeem.register, gevolgd, tot)) is not None:
        if bereikt != versie:
            versie, sinds = bereikt, monotonic()
        elif monotonic() - sinds > GEDULD:
            raise SysteemFout(f"Traject {gevolgd.nummer} gaat niet verder: draait er een worker?")
        await asyncio.sleep(_POLS)


def tel(register: Register, gevolgd: Gevolgd) -> Telling:
    """Count in the register what became of the events of a line."""
    gegeven = _antwoorden(register.laad(gevolgd.nummer))
    antwoorden = [gegeven[feit.id] for feit in gevolgd.regel.gebeurtenissen if feit.id in gegeven]
    aanvaard = sum(antwoord.aanvaard for antwoord in antwoorden)
    return Telling(
        aangeboden=len(gevolgd.regel.gebeurtenissen),
        aanvaard=aanvaard,
        geweigerd=len(antwoorden) - aanvaard,
        misvormd=len(_misvormd(register, gevolgd)),
    )


def _uiterste_dag(systeem: Systeem) -> date:
    """The last day that an event may have: in accelerated time what is known beforehand waits for its day."""
    kalender, vandaag = systeem.kalender, systeem.vandaag()
    if kalender.tempo == 1:
        return vandaag
    return max(vandaag, kalender.tot.astimezone(AMSTERDAM).date()) if kalender.tot else date.max


def _nummer(register: Register, pilot: Pilot, regel: Regel) -> str:
    """The number of the trajectory; a new one only when the law can read the whole history."""
    nummer = register.bekend_nummer(regel.client, regel.aangemeld_op)
    if nummer is None:
        voorspel(regel.client, pilot, [feit.gebeurtenis for feit in regel.gebeurtenissen])
        nummer = register.nummer_voor(regel.client, regel.aangemeld_op)
    return nummer


async def _slaap_tot(kalender: Kalender, dag: date) -> None:
    await asyncio.sleep(kalender.wacht_tot(dag, datetime.now(UTC)).total_seconds())


def _nog_bezig(register: Register, gevolgd: Gevolgd, tot: date) -> int | None:
    """The version that the trajectory has reached while something must still be done; None when all was."""
    bewaard = register.laad(gevolgd.nummer)
    if bewaard is None:
        return 0 if gevolgd.regel.aangemeld_op <= tot else None
    onbeantwoord = {feit.id for feit in _onbeantwoord(bewaard, gevolgd.regel, tot)}
    if onbeantwoord and onbeantwoord - _misvormd(register, gevolgd):
        return bewaard.versie
    dag = volgende_dag(Dossier.model_validate_json(bewaard.dossier))
    return None if dag is None or dag > tot else bewaard.versie


def _onbeantwoord(bewaard: Bewaard | None, regel: Regel, tot: date = date.max) -> list[Ingekomen]:
    antwoorden = _antwoorden(bewaard)
    return [feit for feit in regel.gebeurtenissen if feit.gebeurtenis.op <= tot and feit.id not in antwoorden]


def _antwoorden(bewaard: Bewaard | None) -> dict[str, Antwoord]:
    gegeven = [Beantwoord.model_validate_json(json) for json in bewaard.beantwoord] if bewaard else []
    return {beantwoord.id: beantwoord.antwoord for beantwoord in gegeven}


def _misvormd(register: Register, gevolgd: Gevolgd) -> set[str]:
    """The events that turned out not to fit the case when their day came: a caseworker has a task for each."""
    taken = register.open_taken(gevolgd.regel.client.gemeente)
    sleutels = {taak.sleutel for taak in taken if taak.nummer == gevolgd.nummer}
    return {feit.id for feit in gevolgd.regel.gebeurtenissen if f"gebeurtenis-{feit.id}" in sleutels}
