"""What the tests of the command line share."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from starter.instellingen import VOORVOEGSEL
from starter.opdrachtregel import hoofd
from tests.samen.draaiend import SERVE, draaiend, omgeving


class Uitvoer(NamedTuple):
    """How a command ended and what it said."""

    code: int
    uit: str
    fout: str


Opdracht = Callable[..., Uitvoer]


@pytest.fixture
def opdracht(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Opdracht:
    """Carries out a command of `loondispensatie` on a data folder, by default an empty one."""
    for naam in [naam for naam in os.environ if naam.startswith(VOORVOEGSEL)]:
        monkeypatch.delenv(naam)
    monkeypatch.setenv(f"{VOORVOEGSEL}GEGEVENSMAP", str(tmp_path / "gegevens"))

    def voer_uit(*argumenten: object, **instellingen: object) -> Uitvoer:
        for naam, waarde in instellingen.items():
            monkeypatch.setenv(f"{VOORVOEGSEL}{naam.upper()}", str(waarde))
        code = hoofd([str(argument) for argument in argumenten])
        return Uitvoer(code, *capsys.readouterr())

    return voer_uit


@pytest.fixture(scope="session")
def serve_map(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of a `serve` that runs during all the tests; the first of June 2011 began when it did."""
    folder = tmp_path_factory.mktemp("serve")
    with draaiend(SERVE, omgeving(gegevensmap=folder, kalender="2011-06-01")):
        yield folder


@pytest.fixture
def bij_serve(opdracht: Opdracht, serve_map: Path) -> Opdracht:
    """Carries out a command on the system that runs."""
    return partial(opdracht, gegevensmap=serve_map)
