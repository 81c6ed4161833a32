"""Histories that earlier builds recorded must replay: a workflow that runs for years meets code that is newer."""

import gzip
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from tests.geschiedenissen.opnemen import MAP
from worker import PLUGIN

BESTANDEN = sorted(MAP.glob("*/*.json.gz"))
OPNAMEN = sorted({bestand.parent for bestand in BESTANDEN})
HOOGSTENS = 250


def lees(bestand: Path) -> WorkflowHistory:
    return WorkflowHistory.from_json(bestand.stem, gzip.decompress(bestand.read_bytes()).decode())


@pytest.fixture(scope="module")
def naspeler() -> Replayer:
    return Replayer(workflows=[], plugins=[PLUGIN])


@pytest.mark.parametrize("bestand", [pytest.param(pad, id=f"{pad.parent.name}/{pad.name}") for pad in BESTANDEN])
async def test_een_eerder_opgenomen_geschiedenis_speelt_na(naspeler: Replayer, bestand: Path) -> None:
    await naspeler.replay_workflow(lees(bestand))


def test_er_zijn_geschiedenissen_van_beide_workflows() -> None:
    begin = [lees(bestand).events[0].workflow_execution_started_event_attributes for bestand in BESTANDEN]

    assert {beurt.workflow_type.name for beurt in begin} == {"Traject", "Pilot"}


@pytest.mark.parametrize("opname", [pytest.param(folder, id=folder.name) for folder in OPNAMEN])
def test_de_hoofdlijn_kost_in_alle_beurten_samen_hoogstens_250_gebeurtenissen(opname: Path) -> None:
    """The bound of the design; the figure itself stands in docs/architectuur.md."""
    beurten = [lees(bestand) for bestand in opname.glob("open-01-hoofdlijn.1.*.json.gz")]

    assert beurten
    assert sum(len(beurt.events) for beurt in beurten) <= HOOGSTENS
