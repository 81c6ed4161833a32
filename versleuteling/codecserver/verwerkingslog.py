"""What is written down of each use, before an answer is given: the port, and a file that only grows."""

import asyncio
import json
import os
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Inzage:
    """Someone asked for the data of one workflow, at an instant in UTC; `gelezen` tells whether he got any."""

    tijdstip: datetime
    wie: str
    namespace: str
    workflow_id: str
    gelezen: bool


class Verwerkingslog(Protocol):
    """Keeps every use."""

    async def leg_vast(self, inzagen: Sequence[Inzage]) -> None:
        """Return when all of these are safely kept; raise when they cannot be, and nobody gets to see anything."""


class Logbestand:
    """A file with one line of JSON for each use, for its owner only. Processes may share it."""

    def __init__(self, pad: Path) -> None:
        """Append to this file; it is made when it is not there."""
        self._pad = pad
        self._slot = threading.Lock()

    async def leg_vast(self, inzagen: Sequence[Inzage]) -> None:
        """Append, and wait until the disk has it. Raises OSError."""
        await asyncio.to_thread(self._schrijf, "".join(_regel(inzage) for inzage in inzagen).encode())

    def _schrijf(self, regels: bytes) -> None:
        with self._slot:
            bestand = os.open(self._pad, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                while regels:
                    regels = regels[os.write(bestand, regels) :]
                os.fsync(bestand)
            finally:
                os.close(bestand)


def _regel(inzage: Inzage) -> str:
    return json.dumps(asdict(inzage) | {"tijdstip": inzage.tijdstip.isoformat()}) + "\n"
