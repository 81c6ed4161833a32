"""Every scenario of the project, played through the law alone."""

from pathlib import Path

import pytest

from starter.scenario import lees_scenario
from starter.vergelijken import vergelijk
from tests.puur import speel_puur

MAP = Path(__file__).parents[1] / "scenarios"
BESTANDEN = sorted(pad for pad in MAP.rglob("*") if pad.suffix in {".yaml", ".yml", ".json"})


@pytest.mark.parametrize("bestand", [pytest.param(pad, id=str(pad.relative_to(MAP))) for pad in BESTANDEN])
def test_de_wet_geeft_wat_het_scenario_verwacht(bestand: Path) -> None:
    scenario = lees_scenario(bestand)

    assert vergelijk(scenario.verwacht, scenario.precies, speel_puur(scenario)) == []


def test_de_twaalf_open_scenarios_zijn_erbij() -> None:
    assert len([pad for pad in BESTANDEN if pad.parent.name == "open"]) == 12
