"""The counts of a day for who belongs to no gemeente: no number under ten, and none that gives one away."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cijfers.peiling import zonder_kleine

FASEN = ("toegangstoets", "werkgever_zoeken", "dienstbetrekking", "afgesloten")
AANTAL = st.one_of(st.just(0), st.integers(1, 9), st.integers(10, 40))
ENKEL = ("trajecten", "proefplaatsingen", "dienstbetrekkingen")


def peiling(*gemeenten: tuple[Mapping[str, int], int, int]) -> dict[str, Any]:
    """The counts of gemeenten of which these are the phases, the placements and the jobs."""
    tellingen: list[dict[str, Any]] = [
        {
            "trajecten": sum(fasen.values()),
            "fasen": {fase: aantal for fase, aantal in fasen.items() if aantal},
            "proefplaatsingen": plaatsingen,
            "dienstbetrekkingen": banen,
        }
        for fasen, plaatsingen, banen in gemeenten
    ]
    samen = {fase: sum(fasen.get(fase, 0) for fasen, _, _ in gemeenten) for fase in FASEN}
    totaal = {naam: sum(telling[naam] for telling in tellingen) for naam in ENKEL}
    return {
        "datum": "2011-11-01",
        "totaal": {
            "gemeenten": len(tellingen),
            **totaal,
            "fasen": {f: aantal for f, aantal in samen.items() if aantal},
        },
        "gemeenten": {f"99{nummer:02}": telling for nummer, telling in enumerate(tellingen)},
    }


@st.composite
def peilingen(draw: st.DrawFn) -> dict[str, Any]:
    fasen = st.fixed_dictionaries(dict.fromkeys(FASEN, AANTAL)).filter(lambda aantallen: any(aantallen.values()))
    return peiling(*draw(st.lists(st.tuples(fasen, AANTAL, AANTAL), max_size=4)))


def _getallen(deze: Mapping[str, Any]) -> Iterator[int | None]:
    for telling in (deze["totaal"], *deze["gemeenten"].values()):
        yield from (telling[naam] for naam in ENKEL)
        yield from telling["fasen"].values()


def _sommen(deze: Mapping[str, Any]) -> Iterator[tuple[int | None, list[int | None]]]:
    """Every sum that a reader can make: its total, and its parts."""
    totaal, gemeenten = deze["totaal"], list(deze["gemeenten"].values())
    for telling in (totaal, *gemeenten):
        yield telling["trajecten"], list(telling["fasen"].values())
    for naam in ENKEL:
        yield totaal[naam], [telling[naam] for telling in gemeenten]
    for fase in totaal["fasen"]:
        yield totaal["fasen"][fase], [telling["fasen"][fase] for telling in gemeenten]


@given(peilingen())
def test_geen_aantal_onder_de_tien_is_te_zien(deze: dict[str, Any]) -> None:
    assert all(aantal is None or aantal == 0 or aantal >= 10 for aantal in _getallen(zonder_kleine(deze)))


@given(peilingen())
def test_geen_aantal_onder_de_tien_blijft_over_als_men_aftrekt(deze: dict[str, Any]) -> None:
    for totaal, delen in _sommen(zonder_kleine(deze)):
        if totaal is not None and None in delen:
            assert totaal - sum(deel for deel in delen if deel is not None) >= 10
        assert totaal is not None or delen.count(None) != 0 or not delen


@given(peilingen())
def test_een_totaal_blijft_staan_als_het_nul_is_of_ten_minste_tien(deze: dict[str, Any]) -> None:
    gezien = zonder_kleine(deze)["totaal"]
    for naam in ENKEL:
        aantal = deze["totaal"][naam]
        assert gezien[naam] == (aantal if aantal == 0 or aantal >= 10 else None)
    assert gezien["gemeenten"] == deze["totaal"]["gemeenten"]


@given(peilingen())
def test_wat_te_zien_is_klopt_en_de_sleutels_blijven(deze: dict[str, Any]) -> None:
    gezien = zonder_kleine(deze)
    assert set(gezien) == set(deze)
    assert set(gezien["gemeenten"]) == set(deze["gemeenten"])
    for code, telling in gezien["gemeenten"].items():
        for naam in ENKEL:
            assert telling[naam] in {None, deze["gemeenten"][code][naam]}
        for fase, aantal in telling["fasen"].items():
            assert aantal in {None, deze["gemeenten"][code]["fasen"].get(fase, 0)}


def test_dat_een_gemeente_niemand_in_een_fase_heeft_is_niet_te_zien() -> None:
    deze = peiling(({"werkgever_zoeken": 20}, 0, 0), ({"werkgever_zoeken": 20, "dienstbetrekking": 12}, 12, 12))
    gezien = zonder_kleine(deze)["gemeenten"]
    assert gezien["9900"]["fasen"]["dienstbetrekking"] is None
    assert gezien["9900"]["proefplaatsingen"] is None
    assert gezien["9901"]["proefplaatsingen"] is None


def test_de_volgorde_van_de_fasen_verraadt_niet_welke_gemeente_er_iemand_in_heeft() -> None:
    een = peiling(({"toegangstoets": 1}, 0, 0), ({"werkgever_zoeken": 1}, 0, 0))
    ander = peiling(({"werkgever_zoeken": 1}, 0, 0), ({"toegangstoets": 1}, 0, 0))
    ander["totaal"]["fasen"] = {"werkgever_zoeken": 1, "toegangstoets": 1}
    assert repr(zonder_kleine(een)) == repr(zonder_kleine(ander))


def test_een_ander_aantal_dan_het_kleine_verdwijnt_als_het_totaal_het_zou_verraden() -> None:
    deze = peiling(
        ({"werkgever_zoeken": 20}, 3, 0), ({"werkgever_zoeken": 30}, 12, 0), ({"werkgever_zoeken": 40}, 15, 0)
    )
    gezien = zonder_kleine(deze)
    assert gezien["totaal"]["proefplaatsingen"] == 30
    assert [telling["proefplaatsingen"] for telling in gezien["gemeenten"].values()] == [None, None, 15]
    assert [telling["fasen"] for telling in gezien["gemeenten"].values()] == [
        {"werkgever_zoeken": 20}, {"werkgever_zoeken": 30}, {"werkgever_zoeken": 40},
    ]  # fmt: skip
