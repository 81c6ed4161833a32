"""Scenarios played through the real workflows: as usual, and with a worker that caches nothing, so that all replays.

All of them go through the law alone (tests/wet). Here are the open ones and every eighth of the others, in turn.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from starter.scenario import lees_scenario
from starter.vergelijken import vergelijk
from tests.puur import speel_puur
from tests.workflows.spelers import METHODEN, Spelers

MAP = Path(__file__).parents[1] / "scenarios"
EEN_OP = 8
_ANDERE = sorted(str(pad.relative_to(MAP)) for pad in MAP.rglob("*.yaml") if pad.parent.name != "open")
BESTANDEN = [*sorted(str(pad.relative_to(MAP)) for pad in MAP.glob("open/*.yaml")), *_ANDERE[::EEN_OP]]


@pytest.fixture(scope="module")
def spelers(request: pytest.FixtureRequest) -> Iterator[Spelers]:
    gekozen = [item.callspec.params for item in request.session.items if item.path == request.path]  # type: ignore[attr-defined]
    with Spelers() as processen:
        processen.bestel(
            (keuze["bestand"], lees_scenario(MAP / keuze["bestand"]), keuze["methode"]) for keuze in gekozen
        )
        yield processen


@pytest.mark.parametrize("methode", METHODEN)
@pytest.mark.parametrize("bestand", BESTANDEN)
def test_de_workflows_geven_wat_het_scenario_verwacht_en_wat_de_wet_zegt(
    spelers: Spelers, bestand: str, methode: str
) -> None:
    scenario = lees_scenario(MAP / bestand)

    resultaat = spelers.uitkomst(bestand, methode)

    assert vergelijk(scenario.verwacht, scenario.precies, resultaat) == []
    assert resultaat == speel_puur(scenario)
