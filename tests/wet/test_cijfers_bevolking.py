"""The figures on the population of 960 are what an independent count straight from its file gives."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median

import pytest

from cijfers.pseudoniem import Pseudoniemen
from cijfers.publicatie import Publicatie, publiceer
from cijfers.tabel import ALLE, GEMEENTE, GROEP, MAAND, METHODE, TOTAAL
from cijfers.verzameling import Verzameling, verzamel
from cijfers.woordenboek import CIJFERS
from tests.bevolking import methoden, personen, trajecten
from tests.natellen import Feit, tel

PEILDATA = [date(2010, 9, 1), date(2011, 11, 1), date(2012, 7, 15), date(2012, 12, 31), date(2013, 1, 31)]
EINDE = PEILDATA[-1]


@cache
def geteld(dag: date) -> tuple[Feit, ...]:
    return tuple(tel(personen(), dag))


@cache
def verzameld(dag: date) -> Verzameling:
    return verzamel(trajecten(), dag, Pseudoniemen(b"sleutel van deze proef " * 2))


@cache
def gepubliceerd(dag: date) -> Publicatie:
    return publiceer(verzameld(dag))


@pytest.mark.parametrize("dag", PEILDATA)
def test_every_fact_is_counted_in_its_gemeente_group_and_month(dag: date) -> None:
    rijen = verzameld(dag).feiten.select("cijfer", "gemeente", "groep", "maand", "waarde").iter_rows()
    assert Counter(rijen) == Counter(geteld(dag))


@pytest.mark.parametrize("dag", PEILDATA)
def test_what_is_published_is_that_count_or_nothing(dag: date) -> None:
    verwacht = defaultdict[tuple[str, str, str], Decimal](Decimal)
    for cijfer, gemeente, groep, maand, waarde in geteld(dag):
        telt = waarde if CIJFERS[cijfer].soort == "som" else Decimal(1)
        for rij in (ALLE, f"{GEMEENTE}{gemeente}", f"{METHODE}{methoden()[gemeente]}"):
            for kolom in (TOTAAL, f"{GROEP}{groep}", f"{MAAND}{maand}"):
                verwacht[cijfer, rij, kolom] += telt
    publicatie = gepubliceerd(dag)
    zichtbaar = [
        hier for hier in publicatie.plaatsen if publicatie.waarde(hier.cijfer, hier.kolom, hier.rij) is not None
    ]
    assert {hier: publicatie.waarde(hier.cijfer, hier.kolom, hier.rij) for hier in zichtbaar} == {
        hier: verwacht[hier] for hier in zichtbaar
    }
    assert any(verwacht[hier] for hier in zichtbaar)


def test_the_letter_of_november_2011_counted_the_same_placements_and_jobs() -> None:
    publicatie = gepubliceerd(date(2011, 11, 1))
    assert publicatie.waarde("proefplaatsingen") == 312
    assert publicatie.waarde("banen") == 86


@pytest.mark.parametrize(
    ("cijfer", "groep"), [("duur", "werkgever_zoeken"), ("duur", "proefplaatsing"), ("metingen", "2")]
)
def test_the_median_is_the_middle_of_all_values(cijfer: str, groep: str) -> None:
    waarden = [feit[4] for feit in geteld(EINDE) if feit[0] == cijfer and feit[2] == groep]
    verdeling = gepubliceerd(EINDE).verdeling(cijfer, f"{GROEP}{groep}")
    assert verdeling is not None
    assert verdeling.mediaan == median(waarden)
    assert sum(waarde <= verdeling.eerste for waarde in waarden) >= len(waarden) / 4
    assert sum(waarde >= verdeling.derde for waarde in waarden) >= len(waarden) / 4


@pytest.mark.parametrize("methode", sorted(set(methoden().values())))
def test_the_first_loonwaarde_is_given_for_each_method(methode: str) -> None:
    waarden = [f[4] for f in geteld(EINDE) if f[0] == "eerste_meting" and methoden()[f[1]] == methode]
    publicatie, rij = gepubliceerd(EINDE), f"{METHODE}{methode}"
    verdeling = publicatie.verdeling("eerste_meting", TOTAAL, rij)
    assert publicatie.waarde("eerste_meting", TOTAAL, rij) == len(waarden)
    assert verdeling is not None
    assert verdeling.mediaan == median(waarden)
