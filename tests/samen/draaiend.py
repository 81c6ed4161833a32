"""Programs that the tests run beside them: `serve`, or only a worker."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from starter.instellingen import VOORVOEGSEL

WORTEL = Path(__file__).parents[2]
SERVE = (str(Path(sys.executable).parent / "loondispensatie"), "serve")
WORKER = (sys.executable, str(WORTEL / "worker.py"))
_KLAAR = "Stop met Ctrl-C."


def omgeving(**instellingen: object) -> dict[str, str]:
    """The environment of a program with these settings and no others."""
    eigen = {f"{VOORVOEGSEL}{naam.upper()}": str(waarde) for naam, waarde in instellingen.items()}
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith(VOORVOEGSEL)} | eigen


@contextmanager
def draaiend(
    opdracht: Sequence[str], omgeving_: Mapping[str, str], logboek: IO[bytes] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """A program that has said that it is ready, with a file for its log; it is killed at the end if it still runs."""
    with subprocess.Popen(
        opdracht, env=dict(omgeving_), stdout=subprocess.PIPE, stderr=logboek, text=True, cwd=WORTEL
    ) as proces:
        try:
            assert proces.stdout
            assert any(_KLAAR in regel for regel in proces.stdout), "the program did not get ready"
            yield proces
        finally:
            proces.kill()


def stop(proces: subprocess.Popen[str]) -> int:
    """Ask a program to stop, and return its exit code."""
    proces.send_signal(signal.SIGTERM)
    return proces.wait(timeout=30)
