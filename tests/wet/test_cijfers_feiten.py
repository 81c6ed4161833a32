"""The facts of one trajectory: what counts for which figure, on whatever day one looks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from cijfers.feiten import Blik, Feit
from cijfers.verloop import Verblijf, leeftijdsgroep, verblijven
from cijfers.verzameling import feiten_van
from cijfers.woordenboek import CIJFERS
from starter.scenario import lees_scenario
from tests.puur import volg, zet_op
from tests.wet.zaken import Gemeld, zaak
from wet.dossier import Dossier, Fase
from wet.resultaat import resultaat
from wet.traject import bereik

SCENARIOS = sorted((Path(__file__).parents[1] / "scenarios").glob("*/*.yaml"))
BUITEN = date(2013, 6, 30)


def feiten(dossier: Dossier, dag: date, *cijfers: str) -> list[Feit]:
    return [feit for feit in feiten_van(Blik(dossier, dag)) if feit.cijfer in cijfers or not cijfers]


def som(gevonden: Sequence[Feit], cijfer: str) -> Decimal:
    return sum((feit.waarde for feit in gevonden if feit.cijfer == cijfer), Decimal(0))


def na(fase: Fase, *verder: Gemeld, tot: date = BUITEN, **anders: Any) -> Dossier:
    return bereik(zaak(fase, *verder, **anders), tot)


@pytest.mark.parametrize("bestand", SCENARIOS, ids=lambda bestand: bestand.stem)
def test_on_its_last_day_a_scenario_counts_as_its_result_says(bestand: Path) -> None:
    scenario = lees_scenario(bestand)
    spel = zet_op(scenario)
    for _ in volg(spel, scenario):
        pass
    dag = scenario.tot_en_met
    dossier = bereik(spel.zaak, dag)
    gevonden, uit = feiten(dossier, dag), resultaat(dossier, dag)
    telling = Counter(feit.cijfer for feit in gevonden)
    bedragen = [Decimal(maand["bedrag"]) for maand in uit["uitkering"] if maand["bedrag"] is not None]
    bezig = [z for z in uit["ziekteperioden"] if z["van"] <= dag.isoformat()]
    assert all(feit.groep in CIJFERS[feit.cijfer].groepen for feit in gevonden)
    assert all(feit.dag <= dag for feit in gevonden)
    assert [f.groep for f in gevonden if f.cijfer == "stand"] == [uit["traject"]["fase"]]
    assert telling["proefplaatsingen"] == sum(p["van"] <= dag.isoformat() for p in uit["proefplaatsingen"])
    assert telling["banen"] == sum(b["van"] <= dag.isoformat() for b in uit["dienstbetrekkingen"])
    assert telling["uitkeringsmaanden"] == len(uit["uitkering"])
    assert som(gevonden, "uitkering") == sum(bedragen)
    assert som(gevonden, "besparing") >= 0
    assert telling["ziekte"] <= len(bezig)
    if afgesloten := uit["traject"]["afgesloten"]:
        assert [(f.groep, f.dag.isoformat()) for f in gevonden if f.cijfer == "uitstroom"] == [
            (afgesloten["reden"], afgesloten["op"])
        ]


def test_each_phase_lasts_until_the_next_and_the_last_one_still_lasts() -> None:
    dossier = na("dienstbetrekking", tot=date(2011, 4, 1))
    assert verblijven(Blik(dossier, date(2011, 3, 12))) == [
        Verblijf("toegangstoets", date(2011, 3, 1), date(2011, 3, 2)),
        Verblijf("werkgever_zoeken", date(2011, 3, 2), date(2011, 3, 3)),
        Verblijf("loonwaardebepaling", date(2011, 3, 3), None),
    ]
    duur = {feit.groep: feit.waarde for feit in feiten(dossier, date(2011, 4, 1), "duur")}
    assert duur == {"toegangstoets": 1, "werkgever_zoeken": 1, "loonwaardebepaling": 11}


def test_a_closing_with_an_earlier_day_overtakes_the_phases_after_it() -> None:
    verhuisd = ("2011-03-09", {"soort": "verhuisd", "per": "2011-03-02", "gemeente": "0363"})
    dossier = zaak("werkgever_zoeken", verhuisd)
    assert verblijven(Blik(dossier, BUITEN)) == [
        Verblijf("toegangstoets", date(2011, 3, 1), date(2011, 3, 2)),
        Verblijf("afgesloten", date(2011, 3, 2), None),
    ]
    assert feiten(dossier, date(2011, 3, 1), "uitstroom") == []


@pytest.mark.parametrize(
    ("dag", "groep"), [("2003-06-30", "tot_27"), ("2010-02-28", "27_tot_35"), ("2010-03-01", "27_tot_35")]
)
def test_an_age_is_in_whole_years(dag: str, groep: str) -> None:
    assert leeftijdsgroep(date(1980, 2, 29), date.fromisoformat(dag)) == groep


def test_a_group_of_ages_begins_on_the_birthday() -> None:
    geboren = date(1976, 5, 1)
    assert leeftijdsgroep(geboren, date(2011, 4, 30)) == "27_tot_35"
    assert leeftijdsgroep(geboren, date(2011, 5, 1)) == "35_tot_45"


HERZIEN: dict[str, Any] = {"soort": "loonwaarde_gemeten", "percentage": "55", "methode": "dariuz"}


@pytest.mark.parametrize(
    ("bekendmaking", "kijkdag", "stand"),
    [
        (None, "2011-09-13", ["open"]),
        (None, "2011-09-14", ["te_laat"]),
        ("2011-09-13", "2011-09-12", ["open"]),
        ("2011-09-13", "2011-09-13", ["op_tijd", "open"]),
        ("2011-09-14", "2011-09-13", ["open"]),
        ("2011-09-14", "2011-09-14", ["te_laat", "open"]),
        ("2011-09-13", "2012-07-01", ["op_tijd", "te_laat", "vervallen"]),
    ],
)
def test_a_reevaluation_is_in_time_until_its_last_day(bekendmaking: str | None, kijkdag: str, stand: list[str]) -> None:
    verder = [] if bekendmaking is None else [(bekendmaking, HERZIEN)]
    laat = [("2012-03-20", HERZIEN)] if kijkdag > "2012" else []
    dossier = na("dienstbetrekking", *verder, *laat)
    assert [feit.groep for feit in feiten(dossier, date.fromisoformat(kijkdag), "herevaluaties")] == stand


def test_the_change_is_the_latest_loonwaarde_minus_the_first_of_the_same_job() -> None:
    metingen = [("2011-09-01", HERZIEN), ("2012-02-20", HERZIEN | {"percentage": "49.5"})]
    dossier = na("dienstbetrekking", *metingen)
    assert feiten(dossier, date(2011, 12, 1), "verandering") == [
        Feit("verandering", "gestegen", date(2011, 9, 1), Decimal(5))
    ]
    assert feiten(dossier, BUITEN, "verandering") == [
        Feit("verandering", "niet_gestegen", date(2012, 2, 20), Decimal("-0.5"))
    ]
    assert [feit.groep for feit in feiten(dossier, BUITEN, "metingen")] == ["1", "2", "3"]
    assert [feit.groep for feit in feiten(dossier, BUITEN, "eerste_meting")] == ["40_tot_60"]


def test_what_is_saved_is_the_full_norm_minus_the_supplement() -> None:
    inkomsten = {"soort": "inkomsten_opgegeven", "maand": "2011-04", "uit_dienstbetrekking": "600.00"}
    dossier = na("dienstbetrekking", ("2011-05-02", inkomsten), leefvorm="alleenstaande")
    april = [f for f in feiten(dossier, date(2011, 4, 30), "uitkering", "besparing") if f.dag == date(2011, 4, 1)]
    assert april == [
        Feit("uitkering", "definitief", date(2011, 4, 1), Decimal("446.16")),
        Feit("besparing", "definitief", date(2011, 4, 1), Decimal("375.00")),
    ]


def test_a_month_that_waits_for_income_counts_for_no_amount() -> None:
    dossier = na("dienstbetrekking", tot=date(2011, 4, 30))
    wacht = feiten(dossier, date(2011, 4, 30), "uitkering", "besparing", "uitkeringsmaanden")
    assert [(feit.cijfer, feit.groep) for feit in wacht] == [("uitkeringsmaanden", "wacht_op_inkomsten")] * 2


def test_illness_counts_until_recovery_the_end_of_the_job_or_the_day_itself() -> None:
    ziek = ("2011-04-04", {"soort": "ziek_gemeld", "per": "2011-04-04"})
    beter = ("2011-04-11", {"soort": "hersteld", "per": "2011-04-11"})
    assert som(feiten(na("dienstbetrekking", ziek, beter), BUITEN), "ziektedagen") == 7
    assert som(feiten(na("dienstbetrekking", ziek, beter), date(2011, 4, 5)), "ziektedagen") == 2
    assert (
        som(feiten(na("dienstbetrekking", ziek), BUITEN), "ziektedagen") == (date(2012, 6, 30) - date(2011, 4, 3)).days
    )
    groepen = [f.groep for f in feiten(na("dienstbetrekking", ziek, indicatie=True), BUITEN, "ziekte")]
    assert groepen == ["met_norisk"]


def test_voorzieningen_that_cost_more_than_is_saved_are_counted_apart() -> None:
    voorziening = {"soort": "voorziening_beslist", "omschrijving": "tillift", "toegekend": True, "kosten": "500.00"}
    afgewezen = {"soort": "voorziening_beslist", "omschrijving": "scooter", "toegekend": False}
    inkomsten = {"soort": "inkomsten_opgegeven", "maand": "2011-03", "uit_dienstbetrekking": "300.00"}
    verder: list[Gemeld] = [("2011-03-16", voorziening), ("2011-03-17", afgewezen), ("2011-04-02", inkomsten)]
    dossier = na("dienstbetrekking", *verder)
    assert Counter(f.groep for f in feiten(dossier, BUITEN, "voorzieningen")) == {"toegekend": 1, "afgewezen": 1}
    assert som(feiten(dossier, BUITEN), "voorzieningskosten") == 500
    assert [f.groep for f in feiten(dossier, date(2011, 3, 31), "kosten_en_besparing")] == ["kosten_hoger"]
    assert [f.groep for f in feiten(dossier, BUITEN, "kosten_en_besparing")] == ["kosten_niet_hoger"]
    assert feiten(dossier, date(2011, 3, 15), "voorzieningen", "kosten_en_besparing") == []


@pytest.mark.parametrize(
    ("dag", "stap"),
    [("2011-03-01", "aangemeld"), ("2011-03-02", "doelgroep"), ("2011-03-11", "loonwaarde"), ("2011-03-14", "baan")],
)
def test_the_furthest_step_is_known_for_every_day(dag: str, stap: str) -> None:
    assert [f.groep for f in feiten(na("dienstbetrekking"), date.fromisoformat(dag), "bereikt")] == [stap]


def test_a_job_without_dispensation_is_counted_apart() -> None:
    vermindering = ("2011-09-01", HERZIEN | {"percentage": "89.7"})
    dossier = na("dienstbetrekking", vermindering)
    assert [f.groep for f in feiten(dossier, date(2011, 8, 1), "banen")] == ["met_dispensatie"]
    assert [f.groep for f in feiten(dossier, date(2012, 3, 1), "banen")] == ["zonder_dispensatie"]
    assert [f.groep for f in feiten(dossier, BUITEN, "banen")] == ["beeindigd"]
