"""The minister ends the pilot on 1 June 2011, in the middle of what the invented people go through."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from starter.aanmeldbestand import Regel, lees_bestand
from starter.systeem import Systeem
from starter.voorspelling import verschillen, voorspel
from wet.dossier import Dossier
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.traject import bereik, verwerk_pilot

BEVOLKING = Path(__file__).parents[1] / "gegevens" / "pilot-2010-2012.jsonl"
DAG = date(2011, 6, 1)
STOP = {"soort": "pilot_beeindigd", "op": DAG.isoformat(), "per": DAG.isoformat(), "grond": "tussentijdse uitkomsten"}


def regels() -> Iterator[Regel]:
    """The histories of who applied before the day of the stop, until that day."""
    for regel in lees_bestand(BEVOLKING):
        if isinstance(regel, Regel) and regel.aangemeld_op < DAG:
            feiten = tuple(feit for feit in regel.gebeurtenissen if feit.gebeurtenis.op < DAG)
            yield replace(regel, gebeurtenissen=feiten)


def gestopt(pilot: Pilot) -> Pilot:
    """The pilot after the stop."""
    return verwerk_pilotgebeurtenis(pilot, lees_pilotgebeurtenis(STOP))


def voor_de_stop(pilot: Pilot, regel: Regel) -> Dossier:
    """What the law alone makes of a history, on the morning of the stop."""
    return bereik(voorspel(regel.client, pilot, [feit.gebeurtenis for feit in regel.gebeurtenissen]), DAG)


def anders(systeem: Systeem, regel: Regel) -> list[str]:
    """Where a trajectory differs from what the law alone makes of it.

    One that ran heard of the stop on its day; one that began after it has known it all along.
    """
    nummer, pilot = systeem.register.nummer_voor(regel.client, regel.aangemeld_op), systeem.pilot.pilot
    na = _gestopt(pilot)
    hoorde = verwerk_pilot(voor_de_stop(pilot, regel), na, DAG)
    fouten = verschillen(systeem.register, nummer, hoorde, DAG)
    if fouten:
        fouten = verschillen(systeem.register, nummer, voor_de_stop(na, regel), DAG)
    return [f"{nummer}: {zin}" for zin in fouten]


@cache
def _gestopt(pilot: Pilot) -> Pilot:
    return gestopt(pilot)
