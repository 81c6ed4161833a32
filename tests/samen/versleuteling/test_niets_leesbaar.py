"""Whole trajectories on a real server with its database: nothing of anybody can be read where it does not belong."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.worker import Replayer

from activities.register import Register
from tests.samen.versleuteling.geheel import BSNS, GEHEIMEN_VAN_ALLES, NAMEN, OPMERKINGEN, TRAJECTEN, WORTEL
from tests.samen.versleuteling.zoeken import bestanden, gevonden
from versleuteling.eigenaar import ALGEMEEN, eigenaar_van
from versleuteling.hoofdsleutels import ONTWIKKELSLEUTEL, Hoofdsleutels, lees_hoofdsleutels
from versleuteling.sleutels import Sleutels
from worker import maak_plugin

ALLE = (*TRAJECTEN, *GEHEIMEN_VAN_ALLES)
NOOIT_BEWAARD = {OPMERKINGEN["misvormd"]}
"""A malformed event is turned away before anything of it is kept."""


def _draai(folder: Path, *keuzen: str) -> Path:
    opdracht = [sys.executable, "-m", "tests.samen.versleuteling.geheel", str(folder), *keuzen]
    omgeving = {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("LOONDISPENSATIE_")}
    with (folder / "programma.log").open("wb") as log:
        subprocess.run(opdracht, cwd=WORTEL, env=omgeving, stdout=log, stderr=log, check=True, timeout=100)
    return folder


@pytest.fixture(scope="module")
def gedraaid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a whole run left behind."""
    return _draai(tmp_path_factory.mktemp("versleuteld"))


@pytest.fixture(scope="module")
def leesbaar(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the same run leaves behind when nothing is encrypted."""
    return _draai(tmp_path_factory.mktemp("leesbaar"), "leesbaar")


@pytest.fixture
def register(gedraaid: Path, tmp_path: Path) -> Iterator[Register]:
    """A copy of the register of the run, for tests that change it."""
    for bestand in gedraaid.glob("register.db*"):
        shutil.copy(bestand, tmp_path)
    with Register(f"sqlite:///{tmp_path / 'register.db'}") as register:
        yield register


@pytest.mark.parametrize("plek", ["temporal", "uitleg"])
def test_zonder_versleuteling_is_alles_te_vinden(leesbaar: Path, plek: str) -> None:
    """Otherwise the search below would prove nothing."""
    assert gevonden(ALLE, bestanden(leesbaar / plek)) == set(ALLE) - NOOIT_BEWAARD


def test_alles_is_er_echt_in_gegaan(gedraaid: Path) -> None:
    gegevens = {*NAMEN, *BSNS, *OPMERKINGEN.values()}
    # Of an event that the law refuses the register keeps the refusal, and of nonsense nothing.
    niet = {OPMERKINGEN["geweigerd"], OPMERKINGEN["verkeerd"]}
    assert gevonden(gegevens, bestanden(gedraaid)) == gegevens - NOOIT_BEWAARD - niet


def test_de_database_van_de_server_noemt_niemand(gedraaid: Path) -> None:
    assert gevonden(ALLE, bestanden(gedraaid / "temporal")) == set()


def test_geschiedenissen_lijsten_en_beschrijvingen_noemen_niemand(gedraaid: Path) -> None:
    uitleg = bestanden(gedraaid / "uitleg")
    assert gevonden(ALLE, uitleg) == set()
    assert b"traject/0014/" in uitleg
    assert b"Encoded failure" in uitleg


def test_ons_eigen_logboek_noemt_niemand_ook_niet_met_alles_erin(gedraaid: Path) -> None:
    logboek = (gedraaid / "programma.log").read_bytes()
    assert b"DEBUG" in logboek
    assert gevonden(TRAJECTEN, logboek) == set()


# Replaying


async def test_met_de_sleutels_is_elke_geschiedenis_na_te_spelen(gedraaid: Path, register: Register) -> None:
    geschiedenissen = _geschiedenissen(gedraaid)
    assert len(geschiedenissen) == 4
    for geschiedenis in geschiedenissen:
        await _speel_na(_sleutels(register), geschiedenis)


async def test_met_andere_sleutels_is_niets_na_te_spelen(
    gedraaid: Path, register: Register, caplog: pytest.LogCaptureFixture
) -> None:
    vreemd = Sleutels(Hoofdsleutels({ONTWIKKELSLEUTEL: os.urandom(32)}), register.datasleutels)
    for geschiedenis in _geschiedenissen(gedraaid):
        with pytest.raises(RuntimeError, match="past niet bij hoofdsleutel"):
            await _speel_na(vreemd, geschiedenis)
    assert gevonden(TRAJECTEN, caplog.text.encode()) == set()


async def test_in_een_andere_namespace_is_niets_na_te_spelen(gedraaid: Path, register: Register) -> None:
    with pytest.raises(RuntimeError, match="Vervalst"):
        await _speel_na(_sleutels(register), _geschiedenissen(gedraaid)[0], namespace="elders")


async def test_zonder_sleutels_is_niets_na_te_spelen(gedraaid: Path) -> None:
    with pytest.raises(RuntimeError):
        await _speel_na(None, _geschiedenissen(gedraaid)[0])


async def test_van_wie_de_sleutel_vernietigd_is_is_niets_meer_na_te_spelen(gedraaid: Path, register: Register) -> None:
    weg, *over = _geschiedenissen(gedraaid)
    _sleutels(register).vernietig(eigenaar_van(weg.workflow_id))
    with pytest.raises(RuntimeError, match="voorgoed onleesbaar"):
        await _speel_na(_sleutels(register), weg)
    for geschiedenis in over:
        await _speel_na(_sleutels(register), geschiedenis)


def _geschiedenissen(folder: Path) -> list[WorkflowHistory]:
    """The histories of the trajectories and of the pilot, as they were written down."""
    gelezen = [json.loads(bestand.read_text()) for bestand in sorted((folder / "uitleg").glob("*.json"))]
    begin = "workflowExecutionStartedEventAttributes"
    ids = [geschiedenis["events"][0][begin]["workflowId"] for geschiedenis in gelezen]
    eigen = [paar for paar in zip(ids, gelezen, strict=True) if eigenaar_van(paar[0]) is not ALGEMEEN]
    return [
        WorkflowHistory.from_json(id_, geschiedenis) for id_, geschiedenis in sorted(eigen, key=itemgetter(0))[::-1]
    ]


def _sleutels(register: Register) -> Sleutels:
    return Sleutels(lees_hoofdsleutels("", productie=False), register.datasleutels)


async def _speel_na(sleutels: Sleutels | None, geschiedenis: WorkflowHistory, namespace: str = "default") -> None:
    """Replay; a replayer must be told the namespace, to which payloads are bound."""
    naspeler = Replayer(workflows=[], plugins=[maak_plugin(sleutels)], namespace=namespace)
    await naspeler.replay_workflow(geschiedenis)
