"""The same random programs of events through the law alone and through the workflows give the same result."""

from collections.abc import Iterator

import pytest

from starter.scenario import Scenario
from tests.programmas import reeks
from tests.puur import speel_puur
from tests.workflows.spelers import METHODEN, Spelers

PROGRAMMAS = {programma.naam: programma for programma in reeks(30)}


@pytest.fixture(scope="module")
def spelers() -> Iterator[Spelers]:
    with Spelers() as processen:
        processen.bestel((naam, programma, METHODEN[0]) for naam, programma in PROGRAMMAS.items())
        yield processen


@pytest.mark.parametrize("programma", PROGRAMMAS.values(), ids=PROGRAMMAS)
def test_een_programma_geeft_met_workflows_hetzelfde_als_de_wet_alleen(spelers: Spelers, programma: Scenario) -> None:
    assert spelers.uitkomst(programma.naam, METHODEN[0]) == speel_puur(programma)
