"""What someone earns: a rising loonwaarde never means less, and for whom it means how much more (besluit:6)."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cijfers.rekenhulp import NAMEN, Regel, houdt_over, maak_situatie, regel, regels
from cijfers.rekenpagina import rekenpagina
from cijfers.rekentekst import aannames, rij, uitleg
from wet.bedragen import minimumloon, norm_gehuwden
from wet.client import Leefvorm
from wet.uitkering import bereken
from wet.waarden import Misvormd

VOLTIJD = Decimal(36)
LEEFVORM = st.sampled_from(list(NAMEN))
DAG = st.dates(date(2010, 6, 9), date(2013, 12, 31))
NETTO = st.decimals(0, 4000, places=2)


def samen(leefvorm: Leefvorm, dag: date, netto: Decimal) -> Decimal:
    """Net wage and supplement of a whole month together, by the law alone."""
    norm = norm_gehuwden(dag.replace(day=1)).bedrag
    return netto + bereken(norm, netto, Decimal(0), (30, 30, {leefvorm: 30}))


@given(LEEFVORM, DAG, NETTO, NETTO)
def test_who_earns_more_never_has_less(leefvorm: Leefvorm, dag: date, een: Decimal, ander: Decimal) -> None:
    minder, meer = sorted((een, ander))
    assert samen(leefvorm, dag, minder) <= samen(leefvorm, dag, meer)


@given(st.sampled_from(["alleenstaande", "alleenstaande_ouder"]), DAG, NETTO, st.decimals(1, 500, places=2))
def test_for_who_is_not_married_each_euro_more_means_more(
    leefvorm: Leefvorm, dag: date, netto: Decimal, erbij: Decimal
) -> None:
    """What remains of it is 37.5 or 12.5 cents a euro, but for the rounding, and all of it without supplement."""
    verschil = samen(leefvorm, dag, netto + erbij) - samen(leefvorm, dag, netto)
    assert verschil > 0
    assert verschil >= erbij * houdt_over(leefvorm) / 100 - Decimal("0.01")


@given(DAG, NETTO)
def test_who_is_married_has_the_norm_or_the_wage_whichever_is_more(dag: date, netto: Decimal) -> None:
    assert samen("gehuwd", dag, netto) == max(netto, norm_gehuwden(dag.replace(day=1)).bedrag)


@given(LEEFVORM, DAG, st.decimals("0.01", 40, places=2), st.decimals(1, 3, places=2))
def test_in_the_table_a_higher_loonwaarde_never_means_less(
    leefvorm: Leefvorm, dag: date, uren: Decimal, keer: Decimal
) -> None:
    loon = (minimumloon(dag) * uren / 40 * keer).quantize(Decimal("0.01")) + Decimal("0.01")
    alle = regels(maak_situatie(dag, uren, Decimal(40), loon), leefvorm)
    bedragen = [deze.samen for deze in alle]
    assert bedragen == sorted(bedragen)
    assert [deze.loonwaarde for deze in alle] == sorted({deze.loonwaarde for deze in alle})


def test_the_table_runs_from_a_fifth_of_the_minimum_wage_to_just_below_it() -> None:
    voluit = regels(maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD), "alleenstaande")
    assert [deze.loonwaarde for deze in voluit] == list(range(20, 100, 5))
    cao = maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD, Decimal("1851.72"))
    assert [deze.loonwaarde for deze in regels(cao, "gehuwd")] == list(range(20, 80, 5))


def test_the_amounts_are_those_of_the_law() -> None:
    situatie = maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD, netto=Decimal("1200.00"))
    assert regel(situatie, "alleenstaande", 50) == Regel(50, Decimal("712.20"), Decimal("600.00"), Decimal("446.16"))
    assert regel(situatie, "alleenstaande", 50).samen == Decimal("1046.16")
    assert rij(regel(situatie, "gehuwd", 20), teken=False) == ("20%", "284,88", "240,00", "1.073,85", "1.313,85")


def test_without_a_net_income_the_norm_stands_for_the_net_minimum_wage() -> None:
    half = maak_situatie(date(2011, 3, 1), VOLTIJD / 2, VOLTIJD)
    assert half.loon.rechtens_loon == Decimal("712.20")
    assert half.netto == Decimal("656.93")
    assert not maak_situatie(date(2010, 8, 1), VOLTIJD, VOLTIJD).norm_is_zeker
    assert "geschat" in "".join(aannames(maak_situatie(date(2010, 8, 1), VOLTIJD, VOLTIJD)))


@pytest.mark.parametrize(
    ("dag", "uren", "loon", "fout"),
    [
        (date(2010, 6, 8), "36", None, "voor de eerste dag van de wet"),
        (date(2011, 3, 1), "37", None, "hoger dan bij een volle werkweek"),
        (date(2011, 3, 1), "36", "1424.39", "lager dan het minimumloon"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(dag: date, uren: str, loon: str | None, fout: str) -> None:
    with pytest.raises(Misvormd, match=fout):
        maak_situatie(dag, Decimal(uren), VOLTIJD, None if loon is None else Decimal(loon))


def test_the_words_say_what_remains_and_honestly_that_it_is_an_indication() -> None:
    situatie = maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD)
    assert "37,5 cent" in " ".join(uitleg(situatie, "alleenstaande"))
    assert "12,5 cent" in " ".join(uitleg(situatie, "alleenstaande_ouder"))
    assert "blijven gelijk" in " ".join(uitleg(situatie, "gehuwd"))
    assert "indicatie" in " ".join(aannames(situatie))
    onhaalbaar = maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD, Decimal(999_999))
    assert "geen loonwaarde" in uitleg(onhaalbaar, "gehuwd")[0]


def test_the_page_shows_each_leefvorm_with_a_chart_and_a_table_and_needs_nothing_else() -> None:
    pagina = rekenpagina(maak_situatie(date(2011, 3, 1), VOLTIJD, VOLTIJD), list(NAMEN))
    assert pagina.count("<svg") == pagina.count("<table") == len(NAMEN)
    assert '<html lang="nl">' in pagina
    assert not re.search(r"<(script|link|img|iframe)|https?://(?!www\.w3\.org/)", pagina)
