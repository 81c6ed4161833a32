"""Comparing a result with what a scenario expects: in part, in order, money and percentages by value."""

from datetime import date
from typing import Any

import pytest

from starter.vergelijken import vergelijk

RESULTAAT: dict[str, Any] = {
    "traject": {"fase": "afgesloten", "route": None, "wsw_indicatie": False},
    "besluiten": [
        {"nummer": 1, "soort": "toegangstoets", "op": "2011-01-03", "gegevens": {"uitkomst": "doelgroep"}},
        {"nummer": 2, "soort": "loondispensatie", "op": "2011-04-15", "gegevens": {"percentage": "45"}},
        {"nummer": 3, "soort": "loondispensatie", "op": "2011-10-20", "gegevens": {"percentage": "55.50"}},
    ],
    "uitkering": [{"maand": "2011-05", "B": "600.00", "bedrag": None}],
    "proefplaatsingen": [{"kvk": "02012345"}],
    "weigeringen": [],
}


@pytest.mark.parametrize(
    "verwacht",
    [
        {},
        {"traject": {"fase": "afgesloten"}},
        {"traject": {"route": None, "wsw_indicatie": False}},
        {"besluiten": []},
        {"besluiten": [{"nummer": 1}, {"nummer": 3}]},
        {"besluiten": [{"op": date(2011, 4, 15)}]},
        {"besluiten": [{"op": "2011-04-15"}]},
        {"besluiten": [{"gegevens": {"percentage": "45.0"}}, {"gegevens": {"percentage": "55.5"}}]},
        {"uitkering": [{"B": "600", "bedrag": None}]},
        {"weigeringen": []},
    ],
)
def test_een_deel_dat_er_is_klopt(verwacht: dict[str, Any]) -> None:
    assert vergelijk(verwacht, [], RESULTAAT) == []


@pytest.mark.parametrize(
    ("verwacht", "verschil"),
    [
        ({"traject": {"fase": "verzoek"}}, "traject.fase: verwacht 'verzoek', gevonden 'afgesloten'"),
        ({"traject": {"route": "wsw"}}, "traject.route: verwacht 'wsw', gevonden null"),
        ({"traject": {"wsw_indicatie": None}}, "traject.wsw_indicatie: verwacht null, gevonden false"),
        ({"traject": {"naam": "x"}}, "traject.naam: ontbreekt, verwacht 'x'"),
        ({"besluiten": [{"nummer": True}]}, "besluiten[0].nummer: verwacht true, gevonden 1"),
        (
            {"besluiten": [{"nummer": 2, "gegevens": {"percentage": "46"}}]},
            "besluiten[0].gegevens.percentage: verwacht '46', gevonden '45'",
        ),
        ({"besluiten": [{"nummer": 3}, {"nummer": 2}]}, "besluiten[1]: ontbreekt, verwacht {nummer: 2}"),
        ({"uitkering": [{"bedrag": "0"}]}, "uitkering[0].bedrag: verwacht '0', gevonden null"),
        (
            {"proefplaatsingen": [{"kvk": "2012345"}]},
            "proefplaatsingen[0].kvk: verwacht '2012345', gevonden '02012345'",
        ),
        ({"weigeringen": [{"soort": "x"}]}, "weigeringen[0]: ontbreekt, verwacht {soort: 'x'}"),
    ],
)
def test_elk_verschil_wordt_met_zijn_plaats_genoemd(verwacht: dict[str, Any], verschil: str) -> None:
    assert vergelijk(verwacht, [], RESULTAAT) == [verschil]


def test_een_item_telt_maar_voor_een_verwachting() -> None:
    twee_keer = {"besluiten": [{"soort": "toegangstoets"}, {"soort": "toegangstoets"}]}

    assert vergelijk(twee_keer, [], RESULTAAT) == [
        "besluiten[1].soort: verwacht 'toegangstoets', gevonden 'loondispensatie'"
    ]


def test_een_precieze_lijst_heeft_geen_andere_items() -> None:
    verwacht = {"besluiten": [{"nummer": 1}, {"nummer": 2}]}

    assert vergelijk(verwacht, [], RESULTAAT) == []
    assert [regel.partition(":")[0] for regel in vergelijk(verwacht, ["besluiten"], RESULTAAT)] == ["besluiten[2]"]


def test_in_een_precieze_lijst_ontbreekt_niets() -> None:
    verwacht = {"uitkering": [{"maand": "2011-05"}, {"maand": "2011-06"}]}

    assert vergelijk(verwacht, ["uitkering"], RESULTAAT) == ["uitkering[1]: ontbreekt, verwacht {maand: '2011-06'}"]
