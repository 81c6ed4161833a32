"""Amounts: the loonwaarde against the minimum wage, the aanvullende uitkering, the dwangsom, the dated parameters."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wet.bedragen import (
    dwangsomstaffel,
    factor_leefvorm,
    methoden,
    minimumloon,
    norm_gehuwden,
    normwijzigingen,
    vermogensgrens,
)
from wet.client import Leefvorm
from wet.dossier import Ingang, Loon, Oordeel, Werkgeverschap
from wet.dwangsom import MAXIMUM_DAGEN, bedrag
from wet.gebeurtenissen import Werkgever
from wet.loonwaarde import beoordeel, rechtens_loon_op
from wet.uitkering import bereken, rond_af

DAG = date(2011, 3, 16)


def werkgeverschap(loon: str, uren: str = "36", per: date = date(2011, 1, 1)) -> Werkgeverschap:
    """An employer who pays a wage from a day on; full time is 36 hours."""
    gegevens = Loon(rechtens_loon=Decimal(loon), uren_per_week=Decimal(uren), voltijd_uren=Decimal(36))
    werkgever = Werkgever(naam="Drukkerij Zuid", kvk="02054321")
    lonen = (Ingang(per=per, waarde=gegevens),)
    return Werkgeverschap(op=per, werkgever=werkgever, functie="inpakker", intentie=True, lonen=lonen)


@pytest.mark.parametrize(("loon", "uren", "percentage", "oordeel"), [
    ("1424.40", "36", "100", "gelijk"),
    ("1424.40", "36", "99.99", "binnen"),
    ("2848.80", "36", "50", "gelijk"),
    ("2848.80", "36", "50.01", "boven"),
    ("2848.80", "36", "49.99", "binnen"),
    ("2848.80", "36", "10", "binnen"),
    ("2848.80", "36", "9.99", "onder"),
    ("1424.40", "36", "20", "binnen"),
    ("1424.40", "36", "19.99", "onder"),
    ("1424.40", "36", "0", "onder"),
    ("712.20", "18", "100", "gelijk"),
    ("712.21", "18", "100", "boven"),
    ("949.60", "24", "20", "binnen"),
])  # fmt: skip
def test_een_loonwaarde_wordt_bedrag_tegen_bedrag_vergeleken(
    loon: str, uren: str, percentage: str, oordeel: Oordeel
) -> None:
    assert beoordeel(Decimal(percentage), werkgeverschap(loon, uren), DAG) == oordeel


def test_een_loon_dat_door_het_minimumloon_is_ingehaald_telt_voor_dat_minimumloon() -> None:
    oud = werkgeverschap("1424.40")

    assert rechtens_loon_op(oud, date(2011, 6, 30)) == Decimal("1424.40")
    assert rechtens_loon_op(oud, date(2011, 7, 1)) == Decimal("1435.20")
    assert beoordeel(Decimal(100), oud, date(2011, 7, 1)) == "gelijk"
    assert beoordeel(Decimal(20), oud, date(2011, 7, 1)) == "binnen"


@given(
    st.decimals("1424.40", "9000", places=2),
    st.decimals(0, 100, places=2),
    st.decimals(0, 100, places=2),
)
def test_een_hogere_loonwaarde_wordt_nooit_lager_beoordeeld(loon: Decimal, een: Decimal, ander: Decimal) -> None:
    volgorde: list[Oordeel] = ["onder", "binnen", "gelijk", "boven"]
    laag, hoog = sorted([een, ander])
    plaatsen = [volgorde.index(beoordeel(deel, werkgeverschap(str(loon)), DAG)) for deel in (laag, hoog)]

    assert plaatsen == sorted(plaatsen)


Dagen = dict[Leefvorm, int]


@pytest.mark.parametrize(("a", "b", "c", "dagen", "verwacht"), [
    ("1313.85", "600", "0", (31, 31, {"alleenstaande": 31}), "446.16"),
    ("1313.85", "600", "0", (31, 31, {"gehuwd": 31}), "713.85"),
    ("1313.85", "600", "0", (31, 31, {"alleenstaande_ouder": 31}), "624.62"),
    ("1313.85", "300", "0", (28, 14, {"gehuwd": 14}), "356.93"),
    ("1313.85", "600", "100", (31, 31, {"alleenstaande": 31}), "346.16"),
    ("1313.85", "600", "62", (31, 31, {"gehuwd": 10}), "210.27"),
    ("1313.85", "1313.85", "0", (30, 30, {"gehuwd": 30}), "0"),
    ("1313.85", "1400", "0", (30, 30, {"gehuwd": 30}), "0"),
    ("1313.85", "0", "0", (30, 30, {"gehuwd": 15, "alleenstaande": 15}), "1067.50"),
    ("1313.85", "900", "400", (30, 30, {"gehuwd": 15, "alleenstaande": 15}), "0"),
])  # fmt: skip
def test_de_formule_van_de_aanvullende_uitkering(
    a: str, b: str, c: str, dagen: tuple[int, int, Dagen], verwacht: str
) -> None:
    assert bereken(Decimal(a), Decimal(b), Decimal(c), dagen) == Decimal(verwacht)


def test_de_delen_van_een_maand_tellen_op_voor_de_nul_en_de_afronding() -> None:
    gehuwd: Dagen = {"gehuwd": 15}
    alleen: Dagen = {"alleenstaande": 15}
    apart = [bereken(Decimal(1300), Decimal(900), Decimal(350), (30, 30, deel)) for deel in (gehuwd, alleen)]

    assert apart == [Decimal("25.00"), Decimal("0.00")]
    assert bereken(Decimal(1300), Decimal(900), Decimal(350), (30, 30, gehuwd | alleen)) == Decimal("0.00")


@pytest.mark.parametrize(("waarde", "verwacht"), [
    (Fraction(1, 200), "0.01"), (Fraction(49, 10000), "0.00"), (Fraction(1, 3), "0.33"), (Fraction(2, 3), "0.67"),
    (Fraction(44615625, 100000), "446.16"), (Fraction(1005, 1000), "1.01"), (Fraction(0), "0.00"),
])  # fmt: skip
def test_een_halve_cent_gaat_naar_boven(waarde: Fraction, verwacht: str) -> None:
    assert rond_af(waarde) == Decimal(verwacht)


@pytest.mark.parametrize(("dagen", "verwacht"), [
    (-1, 0), (0, 0), (1, 20), (14, 280), (15, 310), (28, 700), (29, 740), (41, 1220), (42, 1260), (43, 1260),
])  # fmt: skip
def test_de_dwangsom_loopt_op_in_drie_stappen_tot_1260_euro(dagen: int, verwacht: int) -> None:
    assert bedrag(dagen) == verwacht


def test_de_staffel_van_de_dwangsom_telt_42_dagen() -> None:
    assert dwangsomstaffel() == [(14, Decimal(20)), (14, Decimal(30)), (14, Decimal(40))]
    assert MAXIMUM_DAGEN == 42


@pytest.mark.parametrize(("dag", "wml", "norm", "zeker"), [
    ("2010-06-09", "1407.60", "1298.35", False),
    ("2010-07-01", "1416.00", "1306.10", False),
    ("2010-12-31", "1416.00", "1306.10", False),
    ("2011-01-01", "1424.40", "1313.85", True),
    ("2011-07-01", "1435.20", "1319.85", True),
    ("2012-01-01", "1446.60", "1336.42", True),
    ("2012-07-01", "1456.20", "1336.87", True),
    ("2013-01-01", "1469.40", "1321.96", True),
    ("2014-12-31", "1469.40", "1321.96", True),
])  # fmt: skip
def test_minimumloon_en_norm_op_een_dag(dag: str, wml: str, norm: str, zeker: bool) -> None:
    assert minimumloon(date.fromisoformat(dag)) == Decimal(wml)
    assert norm_gehuwden(date.fromisoformat(dag)) == (Decimal(norm), zeker)


def test_de_norm_verandert_op_1_januari_en_1_juli() -> None:
    assert all((dag.day, dag.month) in {(1, 1), (1, 7)} for dag in normwijzigingen())
    assert [
        dag
        for dag in normwijzigingen()
        if norm_gehuwden(dag).bedrag == norm_gehuwden(dag - timedelta(days=1)).bedrag and dag.year > 2010
    ] == []


@pytest.mark.parametrize(("dag", "leefvorm", "grens", "zeker"), [
    ("2010-12-31", "alleenstaande", "5455", False), ("2011-01-01", "alleenstaande", "5555", True),
    ("2011-12-31", "gehuwd", "11110", True), ("2012-01-01", "alleenstaande_ouder", "11370", True),
    ("2013-01-01", "gehuwd", "11590", True),
])  # fmt: skip
def test_de_vermogensgrens_op_een_dag(dag: str, leefvorm: str, grens: str, zeker: bool) -> None:
    assert vermogensgrens(date.fromisoformat(dag), leefvorm) == (Decimal(grens), zeker)


def test_de_factoren_en_de_vier_methoden() -> None:
    assert [factor_leefvorm(leefvorm) for leefvorm in ("gehuwd", "alleenstaande_ouder", "alleenstaande")] == [
        Decimal(1),
        Decimal("0.875"),
        Decimal("0.625"),
    ]
    assert methoden() == ("activa", "arbolab", "dariuz", "loonbalans")
