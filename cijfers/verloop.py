"""Facts of the course of a trajectory: how it came in, through which phases it went and how it ended."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from cijfers.feiten import Blik, Feit
from wet.faseverloop import Fasewissel, fasen
from wet.indicatie import heeft_indicatie
from wet.termijnenwet import verjaardag
from wet.uitkering import leefvorm_op

AFGESLOTEN = "afgesloten"
LEEFTIJDEN = ((55, "55_en_ouder"), (45, "45_tot_55"), (35, "35_tot_45"), (27, "27_tot_35"))
"""The lowest age of each group, oldest first; who is younger than all is in the last group."""
JONGSTEN = "tot_27"


class Verblijf(NamedTuple):
    """A stay in a phase; `tot` is the first day of the next one, None while it lasts."""

    fase: str
    van: date
    tot: date | None

    @property
    def dagen(self) -> int | None:
        """The length in days, None while it lasts."""
        return None if self.tot is None else (self.tot - self.van).days


def verblijven(blik: Blik) -> list[Verblijf]:
    """Return the stays, one after the other, as far as they had begun by the day.

    A closing can be reported with an earlier day; what was noted from that day on did not count then. A phase that
    was left on the day it began is no stay.
    """
    geldig: list[Fasewissel] = []
    for wissel in reversed([wissel for wissel in fasen(blik.dossier) if wissel.van <= blik.dag]):
        if not geldig or wissel.van < geldig[-1].van:
            geldig.append(wissel)
    geldig.reverse()
    stays = [Verblijf(deze.fase, deze.van, volgende.van) for deze, volgende in pairwise(geldig)]
    return [*stays, *(Verblijf(laatste.fase, laatste.van, None) for laatste in geldig[-1:])]


def feiten(blik: Blik) -> Iterator[Feit]:
    """Yield the facts of the course of a trajectory."""
    yield from _instroom(blik)
    yield from _toetsen(blik)
    yield from _fasen(blik)
    yield Feit("bereikt", _verste_stap(blik), blik.aanmelding)


def _instroom(blik: Blik) -> Iterator[Feit]:
    op = blik.aanmelding
    indicatie = "met_indicatie" if heeft_indicatie(blik.dossier, op) else "zonder_indicatie"
    yield Feit("instroom", indicatie, op)
    yield Feit("leefvorm", leefvorm_op(blik.dossier, op), op)
    yield Feit("leeftijd", leeftijdsgroep(blik.dossier.client.geboortedatum, op), op)


def leeftijdsgroep(geboren: date, op: date) -> str:
    """Return the group of an age on a day; the exact day of birth goes no further than here."""
    return next((groep for jaren, groep in LEEFTIJDEN if verjaardag(geboren, jaren) <= op), JONGSTEN)


def _toetsen(blik: Blik) -> Iterator[Feit]:
    for besluit in blik.dossier.besluiten:
        if besluit.soort == "toegangstoets" and besluit.op <= blik.dag:
            yield Feit("toets", str(besluit.gegevens["uitkomst"]), besluit.op)


def _fasen(blik: Blik) -> Iterator[Feit]:
    stays = verblijven(blik)
    for verblijf in stays[:-1]:
        if verblijf.fase != AFGESLOTEN and verblijf.tot is not None:
            yield Feit("duur", verblijf.fase, verblijf.tot, Decimal(verblijf.dagen or 0))
    nu = stays[-1]
    yield Feit("stand", nu.fase, nu.van)
    if nu.fase == AFGESLOTEN:
        yield Feit("uitstroom", _reden(blik, nu.van), nu.van)


def _reden(blik: Blik, op: date) -> str:
    return [sluiting.reden for sluiting in blik.dossier.afsluitingen if sluiting.op == op][-1]


def _verste_stap(blik: Blik) -> str:
    """Return the furthest step that was reached by the day."""
    dossier, dag = blik
    if any(True for _ in blik.banen()):
        return "baan"
    if any(vaststelling.op <= dag for vaststelling in dossier.vaststellingen):
        return "loonwaarde"
    if any(plaatsing.van <= min(dag, plaatsing.tot_en_met) for plaatsing in dossier.proefplaatsingen):
        return "proefplaatsing"
    if any(wissel.fase == "werkgever_zoeken" and wissel.van <= dag for wissel in fasen(dossier)):
        return "doelgroep"
    return "aangemeld"
