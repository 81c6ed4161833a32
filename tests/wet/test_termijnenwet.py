"""Days, weeks and months: the Algemene termijnenwet and contract sections 4.1 and 4.2."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wet.dossier import Termijn
from wet.finaliteit import laatste_dag_na, laatste_postdag, op_tijd
from wet.rechtsmiddelen import BezwaarIngediend
from wet.termijnenwet import (
    einde_van_weken,
    feestdagen,
    is_vrije_dag,
    laatste_dag_van_maanden,
    pasen,
    verjaardag,
    verleng,
    waarom_vrij,
)

DAGEN = st.dates(date(1901, 1, 1), date(2190, 12, 31))
FEESTDAGEN = {
    2009: "01-01 04-10 04-13 04-30 05-05 05-21 06-01 12-25 12-26",
    2010: "01-01 04-02 04-05 04-30 05-05 05-13 05-14 05-24 12-25 12-26",
    2011: "01-01 04-22 04-25 04-30 05-05 05-06 06-02 06-03 06-13 12-25 12-26",
    2012: "01-01 04-06 04-09 04-30 05-05 05-17 05-18 05-28 12-24 12-25 12-26 12-31",
    2013: "01-01 03-29 04-01 04-29 04-30 05-05 05-09 05-10 05-20 12-25 12-26 12-27",
    2014: "01-01 04-18 04-21 04-30 05-05 05-29 06-09 12-25 12-26",
}


@pytest.mark.parametrize(("jaar", "dag"), [
    (2009, "04-12"), (2010, "04-04"), (2011, "04-24"), (2012, "04-08"), (2013, "03-31"), (2014, "04-20"),
    (1954, "04-18"), (1981, "04-19"), (2008, "03-23"), (2038, "04-25"), (2049, "04-18"), (2076, "04-19"),
])  # fmt: skip
def test_pasen_valt_op(jaar: int, dag: str) -> None:
    assert pasen(jaar) == date.fromisoformat(f"{jaar}-{dag}")


@given(st.integers(1900, 2199))
def test_pasen_is_een_zondag_tussen_22_maart_en_25_april(jaar: int) -> None:
    assert pasen(jaar).isoweekday() == 7
    assert date(jaar, 3, 22) <= pasen(jaar) <= date(jaar, 4, 25)


@given(st.integers(1900, 2199))
def test_pasen_volgt_de_volle_maan_van_de_kerk(jaar: int) -> None:
    # A second way to compute it: the first Sunday after the paschal full moon of the Gregorian tables.
    gulden_getal, eeuw = jaar % 19 + 1, jaar // 100 + 1
    zon, maan = 3 * eeuw // 4 - 12, (8 * eeuw + 5) // 25 - 5
    epacta = (11 * gulden_getal + 20 + maan - zon) % 30
    if epacta == 24 or (epacta == 25 and gulden_getal > 11):
        epacta += 1
    volle_maan = 44 - epacta if epacta <= 23 else 74 - epacta
    zondag = volle_maan + 7 - ((5 * jaar // 4 - zon - 10) + volle_maan) % 7

    assert pasen(jaar) == date(jaar, 3, 1) + timedelta(days=zondag - 1)


@pytest.mark.parametrize("jaar", FEESTDAGEN)
def test_de_feestdagen_van_een_jaar_zijn_precies_deze(jaar: int) -> None:
    assert feestdagen(jaar) == {date.fromisoformat(f"{jaar}-{dag}") for dag in FEESTDAGEN[jaar].split()}


@pytest.mark.parametrize("jaar", [2006, 2017])
def test_koninginnedag_op_zondag_is_een_dag_eerder(jaar: int) -> None:
    assert date(jaar, 4, 29) in feestdagen(jaar)
    assert date(jaar, 4, 30) not in feestdagen(jaar)


@given(DAGEN)
def test_verlengen_gaat_naar_de_eerste_dag_die_geen_vrije_dag_is(dag: date) -> None:
    verlengd = verleng(dag)

    assert not is_vrije_dag(verlengd)
    assert all(is_vrije_dag(dag + timedelta(days=n)) for n in range((verlengd - dag).days))
    assert (verlengd - dag).days <= 6


@pytest.mark.parametrize(("begin", "maanden", "laatste"), [
    ("2011-01-15", 3, "2011-04-14"), ("2010-11-30", 3, "2011-02-28"), ("2010-12-01", 3, "2011-02-28"),
    ("2011-05-01", 6, "2011-10-31"), ("2011-11-30", 3, "2012-02-29"), ("2011-11-29", 3, "2012-02-28"),
    ("2010-11-29", 3, "2011-02-28"), ("2011-08-31", 6, "2012-02-29"), ("2011-01-31", 3, "2011-04-30"),
    ("2011-12-31", 6, "2012-06-30"), ("2012-02-29", 12, "2013-02-28"),
])  # fmt: skip
def test_een_periode_van_maanden_eindigt_op(begin: str, maanden: int, laatste: str) -> None:
    assert laatste_dag_van_maanden(date.fromisoformat(begin), maanden) == date.fromisoformat(laatste)


@given(DAGEN, st.integers(1, 24))
def test_een_periode_van_maanden_eindigt_de_dag_voor_hetzelfde_nummer_of_op_de_laatste_dag(
    begin: date, maanden: int
) -> None:
    laatste = laatste_dag_van_maanden(begin, maanden)
    erna = laatste + timedelta(days=1)
    verder = (erna.year - begin.year) * 12 + erna.month - begin.month

    assert (erna.day == begin.day and verder == maanden) or (erna.day == 1 and verder == maanden + 1)


@given(DAGEN, DAGEN, st.integers(1, 24))
def test_wie_later_begint_eindigt_niet_eerder(een: date, ander: date, maanden: int) -> None:
    eerder, later = sorted([een, ander])

    assert laatste_dag_van_maanden(eerder, maanden) <= laatste_dag_van_maanden(later, maanden)


@pytest.mark.parametrize(("geboren", "leeftijd", "dag"), [
    ("1988-02-29", 23, "2011-03-01"), ("1988-02-29", 24, "2012-02-29"), ("1980-06-15", 65, "2045-06-15"),
    ("1948-02-29", 65, "2013-03-01"),
])  # fmt: skip
def test_wie_op_29_februari_is_geboren_wordt_op_1_maart_een_jaar_ouder(geboren: str, leeftijd: int, dag: str) -> None:
    assert verjaardag(date.fromisoformat(geboren), leeftijd) == date.fromisoformat(dag)


@pytest.mark.parametrize(("bekendmaking", "laatste"), [
    ("2011-01-12", "2011-02-23"),
    ("2012-02-24", "2012-04-10"),  # Good Friday, the weekend and Easter Monday follow on each other
    ("2011-03-19", "2011-05-02"),  # 30 April 2011 is a Saturday
    ("2011-03-24", "2011-05-09"),  # Liberation Day, and the day after it is equated
    ("2011-04-21", "2011-06-06"),  # Ascension Day, and the day after it is equated
    ("2012-11-12", "2012-12-27"),  # 24 December 2012 is equated
    ("2012-11-19", "2013-01-02"),  # 31 December 2012 is equated
    ("2010-11-13", "2010-12-27"),  # Christmas 2010 falls in a weekend
])  # fmt: skip
def test_zes_weken_voor_een_rechtsmiddel_eindigen_op(bekendmaking: str, laatste: str) -> None:
    assert laatste_dag_na(date.fromisoformat(bekendmaking)) == date.fromisoformat(laatste)


@given(DAGEN)
def test_zes_weken_zijn_42_dagen_na_de_bekendmaking(dag: date) -> None:
    assert einde_van_weken(dag, 6) == dag + timedelta(days=42)
    assert laatste_dag_na(dag) >= dag + timedelta(days=42)


LAATSTE = date(2011, 4, 18)
"""A Monday; the week for post ends on Easter Monday, so one day later."""


@pytest.mark.parametrize(("ontvangen", "gepost", "tijdig"), [
    ("2011-04-18", None, True),
    ("2011-04-19", None, False),
    ("2011-04-19", "2011-04-18", True),
    ("2011-04-26", "2011-04-18", True),
    ("2011-04-27", "2011-04-18", False),
    ("2011-04-20", "2011-04-19", False),
])  # fmt: skip
def test_op_tijd_is_ontvangen_op_de_laatste_dag_of_gepost_en_binnen_een_week_binnen(
    ontvangen: str, gepost: str | None, tijdig: bool
) -> None:
    gegevens = {"soort": "bezwaar_ingediend", "op": "2011-12-31", "besluit": 1, "door": "client"}
    bezwaar = BezwaarIngediend.model_validate(gegevens | {"ontvangen": ontvangen, "gepost": gepost})

    assert laatste_postdag(LAATSTE) == date(2011, 4, 26)
    assert op_tijd(bezwaar, LAATSTE) == tijdig


def test_een_termijn_waarvan_de_grond_weg_is_is_niet_meer_onbeantwoord() -> None:
    termijn = Termijn(soort="herevaluatie", eerste_dag=LAATSTE, basis=LAATSTE, uiterlijk=LAATSTE)

    assert termijn.onbeantwoord
    assert not termijn.met(gehaald_op=LAATSTE).onbeantwoord
    assert not termijn.met(vervallen_op=LAATSTE).onbeantwoord


@pytest.mark.parametrize(
    ("dag", "waarom"),
    [
        (date(2011, 4, 23), "zaterdag"),
        (date(2011, 5, 1), "zondag"),
        (date(2011, 4, 25), "feestdag"),
        (date(2011, 6, 3), "feestdag"),
        (date(2011, 4, 30), "feestdag"),
    ],
)
def test_van_een_vrije_dag_is_te_zeggen_waarom(dag: date, waarom: str) -> None:
    assert waarom_vrij(dag) == waarom
