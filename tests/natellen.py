"""Counts the population straight from its file, without any code of the project: what the figures must say.

The file has people who come in through the college and at most one job each; what is written here is enough for them.
"""

import json
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

Feit = tuple[str, str, str, str, Decimal]
"""Figure, gemeente, group, month and what it counts for."""

DAG = timedelta(days=1)
EINDE_WET = date(2013, 1, 1)
FACTOR = {"gehuwd": Fraction(1), "alleenstaande_ouder": Fraction(7, 8), "alleenstaande": Fraction(5, 8)}
_BEDRAGEN = json.loads((Path(__file__).parents[1] / "wet" / "bedragen.json").read_text("utf-8"))


class Stap(NamedTuple):
    """A day on which a phase begins."""

    van: date
    fase: str


def tel(personen: Sequence[dict[str, Any]], dag: date) -> list[Feit]:
    """Every fact of the population that had happened by a day."""
    return [
        (cijfer, persoon["client"]["gemeente"], groep, f"{op:%Y-%m}", Decimal(waarde))
        for persoon in personen
        if _dag(persoon["gebeurtenissen"][0]) <= dag
        for cijfer, groep, op, waarde in _Persoon(persoon, dag).feiten()
    ]


def _dag(feit: dict[str, Any], veld: str = "op") -> date:
    return date.fromisoformat(feit[veld])


Los = tuple[str, str, date, Decimal | int]


class _Persoon:
    def __init__(self, persoon: dict[str, Any], dag: date) -> None:
        self.client = persoon["client"]
        self.dag = dag
        self.alles = persoon["gebeurtenissen"]
        self.begin = _dag(self.alles[0])

    def soort(self, *soorten: str) -> list[dict[str, Any]]:
        return [feit for feit in self.alles if feit["soort"] in soorten and _dag(feit) <= self.dag]

    @property
    def baan(self) -> dict[str, Any] | None:
        return next(iter(self.soort("dienstbetrekking_aangegaan")), None)

    def feiten(self) -> Iterator[Los]:
        yield from self._aanmelding()
        yield from self._toets()
        yield from self._fasen()
        yield from self._plaatsingen()
        yield from self._metingen()
        if self.baan and _dag(self.baan, "van") <= self.dag:
            yield from self._werk(self.baan)
            yield from self._geld(self.baan)

    def _aanmelding(self) -> Iterator[Los]:
        geboren = date.fromisoformat(self.client["geboortedatum"])
        jaren = self.begin.year - geboren.year - ((self.begin.month, self.begin.day) < (geboren.month, geboren.day))
        klasse = "tot_27" if jaren < 27 else "27_tot_35" if jaren < 35 else "35_tot_45" if jaren < 45 else "45_tot_55"
        indicatie = self.client["wsw_indicatie"]
        geldig = indicatie and _dag(indicatie, "van") <= self.begin <= _dag(indicatie, "tot_en_met")
        yield "instroom", "met_indicatie" if geldig else "zonder_indicatie", self.begin, 1
        yield "leeftijd", klasse if jaren < 55 else "55_en_ouder", self.begin, 1
        yield "leefvorm", self.client["leefvorm"], self.begin, 1

    def _uitkomst(self, toets: dict[str, Any]) -> str:
        if not toets["vraag_1"]:
            return "geen_beperking"
        if any(toets["vraag_2a"]) or all(toets["vraag_2b"]):
            return "bovengrens"
        return "doelgroep" if all(toets["vraag_3"]) else "ondergrens"

    def _toets(self) -> Iterator[Los]:
        for toets in self.soort("toets_uitgevoerd"):
            yield "toets", self._uitkomst(toets), _dag(toets), 1

    def _fasen(self) -> Iterator[Los]:
        stappen = [stap for stap in self._stappen() if stap.van <= self.dag]
        for deze, volgende in pairwise(stappen):
            if volgende.van > deze.van:
                yield "duur", deze.fase, volgende.van, (volgende.van - deze.van).days
        nu = stappen[-1]
        fase, _, reden = nu.fase.partition(" ")
        yield "stand", fase, nu.van, 1
        if reden:
            yield "uitstroom", reden, nu.van, 1
        yield "bereikt", self._verste([stap.fase for stap in stappen]), self.begin, 1

    def _verste(self, fasen: list[str]) -> str:
        if self.baan and _dag(self.baan, "van") <= self.dag:
            return "baan"
        if self.soort("loonwaarde_gemeten"):
            return "loonwaarde"
        if any(_dag(plaatsing, "van") <= self.dag for plaatsing in self.soort("proefplaatsing_gestart")):
            return "proefplaatsing"
        return "doelgroep" if "werkgever_zoeken" in fasen else "aangemeld"

    def _stappen(self) -> Iterator[Stap]:
        """Every phase with its first day, up to the closing."""
        fase, einde = "werkgever_zoeken" if self.client["wsw_indicatie"] else "toegangstoets", date.max
        woont_elders = False
        yield Stap(self.begin, fase)
        for feit in [*self.alles, {"soort": "einde", "op": EINDE_WET.isoformat()}]:
            op = _dag(feit)
            voor_het_einde = einde < EINDE_WET - DAG or (woont_elders and einde < EINDE_WET)
            if fase in {"proefplaatsing", "dienstbetrekking"} and einde < op and voor_het_einde:
                weg = "loonwaardebepaling" if fase == "proefplaatsing" else "werkgever_zoeken"
                yield Stap(einde + DAG, "afgesloten verhuisd" if woont_elders else weg)
                if woont_elders:
                    return
                fase, einde = weg, date.max
            soort = feit["soort"]
            woont_elders = woont_elders or soort == "verhuisd"
            if soort == "einde" or (soort == "verhuisd" and fase != "dienstbetrekking"):
                yield Stap(op, "afgesloten wet_vervallen" if soort == "einde" else "afgesloten verhuisd")
                return
            if soort == "toets_uitgevoerd" and self._uitkomst(feit) != "doelgroep":
                yield Stap(op, "afgesloten buiten_doelgroep")
                return
            nieuw, einde = self._volgende(feit, einde)
            if nieuw and nieuw != fase:
                fase = nieuw
                yield Stap(op, fase)

    def _volgende(self, feit: dict[str, Any], einde: date) -> tuple[str | None, date]:
        match feit["soort"]:
            case "toets_uitgevoerd" | "werkgever_afgehaakt":
                return "werkgever_zoeken", date.max
            case "werkgever_gevonden" | "proefplaatsing_beeindigd":
                return "loonwaardebepaling", date.max
            case "proefplaatsing_gestart":
                return "proefplaatsing", _dag(feit, "tot_en_met")
            case "dienstbetrekking_aangegaan":
                return "dienstbetrekking", _dag(feit, "tot_en_met")
        return None, einde

    def _plaatsingen(self) -> Iterator[Los]:
        for plaats, feit in enumerate(self.alles):
            if feit["soort"] != "proefplaatsing_gestart" or _dag(feit, "van") > self.dag:
                continue
            einde = _dag(feit, "tot_en_met")
            for later in self.alles[plaats + 1 :]:
                if later["soort"] == "proefplaatsing_beeindigd":
                    einde = min(einde, _dag(later, "per"))
                if later["soort"] == "werkgever_afgehaakt":
                    einde = min(einde, _dag(later))
                if later["soort"] in {"proefplaatsing_beeindigd", "werkgever_afgehaakt", "proefplaatsing_gestart"}:
                    break
            einde = min(einde, EINDE_WET - DAG)
            yield "proefplaatsingen", "loopt" if self.dag <= einde else "beeindigd", _dag(feit, "van"), 1

    def _metingen(self) -> Iterator[Los]:
        in_baan: list[Decimal] = []
        aangegaan = date.max if self.baan is None else _dag(self.baan)
        for feit in self.soort("loonwaarde_gemeten"):
            gemeten = Decimal(feit["percentage"])
            if _dag(feit) <= aangegaan:
                yield "eerste_meting", _klasse(gemeten), _dag(feit), gemeten
                yield "metingen", "1", _dag(feit), gemeten
                in_baan = [gemeten]
                continue
            in_baan.append(gemeten)
            yield "metingen", str(min(len(in_baan), 3)), _dag(feit), gemeten
        if len(in_baan) > 1:
            verschil = in_baan[-1] - in_baan[0]
            yield "verandering", "gestegen" if verschil > 0 else "niet_gestegen", _dag(feit), verschil

    def _werk(self, baan: dict[str, Any]) -> Iterator[Los]:
        van, tot_en_met = _dag(baan, "van"), _dag(baan, "tot_en_met")
        loopt = "met_dispensatie" if self.dag < EINDE_WET else "zonder_dispensatie"
        yield "banen", loopt if self.dag <= tot_en_met else "beeindigd", van, 1
        yield from self._herevaluaties(van, min(tot_en_met, EINDE_WET - DAG))
        for feit in self.soort("ziek_gemeld"):
            hersteld = [
                _dag(later, "per") for later in self.soort("hersteld") if _dag(later, "per") > _dag(feit, "per")
            ]
            laatste = min([tot_en_met, self.dag, *(dag - DAG for dag in hersteld[:1])])
            indicatie = self.client["wsw_indicatie"]
            groep = "met_norisk" if indicatie else "zonder_norisk"
            yield "ziekte", groep, _dag(feit, "per"), 1
            yield "ziektedagen", groep, _dag(feit, "per"), (laatste - _dag(feit, "per")).days + 1

    def _herevaluaties(self, van: date, laatste_baandag: date) -> Iterator[Los]:
        """One term after another: six months from the start, then from the day each measurement holds."""
        begin = van
        aangegaan = _dag(self.baan or {})
        for feit in [*(f for f in self.soort("loonwaarde_gemeten") if _dag(f) > aangegaan), None]:
            uiterlijk = min(_zes_maanden(begin), EINDE_WET - DAG)
            op_tijd = feit is not None and _dag(feit) <= uiterlijk
            cut = _zes_maanden(begin) > EINDE_WET - DAG or laatste_baandag < uiterlijk
            if op_tijd:
                stand = "op_tijd"
            elif cut and self.dag > min(laatste_baandag, uiterlijk):
                stand = "vervallen"
            else:
                stand = "te_laat" if self.dag > uiterlijk else "open"
            yield "herevaluaties", stand, begin, 1
            if feit is not None:
                begin = _dag(feit, "per")
                if begin > self.dag:
                    return

    def _geld(self, baan: dict[str, Any]) -> Iterator[Los]:
        van, tot_en_met = _dag(baan, "van"), min(_dag(baan, "tot_en_met"), EINDE_WET - DAG)
        opgegeven = {feit["maand"]: feit for feit in self.alles if feit["soort"] == "inkomsten_opgegeven"}
        eerste = van.replace(day=1)
        while eerste <= min(tot_en_met, self.dag):
            maand, alle = f"{eerste:%Y-%m}", monthrange(eerste.year, eerste.month)[1]
            laatste = eerste.replace(day=alle)
            # In the month that runs, the last day of a contract that goes on does not count yet (contract 4.4).
            loopt_door = self.dag <= laatste and self.dag <= tot_en_met
            dagen = ((laatste if loopt_door else min(laatste, tot_en_met)) - max(eerste, van)).days + 1
            bekend = [m for m in opgegeven if m <= maand]
            yield from self._maand(eerste, dagen, alle, opgegeven[max(bekend)] if bekend else None, maand in opgegeven)
            eerste = laatste + DAG

    def _maand(
        self, eerste: date, dagen: int, alle: int, inkomsten: dict[str, Any] | None, gemeld: bool
    ) -> Iterator[Los]:
        norm = next(rij for rij in reversed(_BEDRAGEN["norm_gehuwden"]["rijen"]) if _dag(rij, "van") <= eerste)
        zeker = all(
            next(rij for rij in reversed(_BEDRAGEN[naam]["rijen"]) if _dag(rij, "van") <= eerste)["zekerheid"]
            != "schatting"
            for naam in ("norm_gehuwden", "vermogensgrens")
        )
        if inkomsten is None:
            yield "uitkeringsmaanden", "wacht_op_inkomsten", eerste, 1
            return
        factor, a = FACTOR[self.client["leefvorm"]], Fraction(norm["bedrag"]) * dagen / alle
        bedrag = (
            factor * (a - Fraction(inkomsten["uit_dienstbetrekking"])) - Fraction(inkomsten["overig"]) * dagen / alle
        )
        groep = "definitief" if gemeld and zeker else "voorlopig"
        yield "uitkeringsmaanden", groep, eerste, 1
        yield "uitkering", groep, eerste, _rond(max(bedrag, Fraction(0)))
        yield "besparing", groep, eerste, _rond(factor * a) - _rond(max(bedrag, Fraction(0)))


def _klasse(gemeten: Decimal) -> str:
    grenzen = ((60, "60_en_hoger"), (40, "40_tot_60"), (20, "20_tot_40"), (0, "onder_20"))
    return next(naam for grens, naam in grenzen if gemeten >= grens)


def _zes_maanden(begin: date) -> date:
    jaar, maand = begin.year + (begin.month + 5) // 12, (begin.month + 5) % 12 + 1
    if begin.day > monthrange(jaar, maand)[1]:
        return date(jaar, maand, monthrange(jaar, maand)[1])
    return date(jaar, maand, begin.day) - DAG


def _rond(bedrag: Fraction) -> Decimal:
    return Decimal((bedrag * 100 + Fraction(1, 2)).__floor__()) / 100
