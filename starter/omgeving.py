"""Temporal servers that we start ourselves: the real one for one machine, and one that skips time.

In production neither is used: there the doors and the worker connect to an existing Temporal cluster.
"""

import asyncio
import fcntl
import shlex
import socket
import sysconfig
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.runtime import Runtime, TelemetryConfig
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import WorkflowEnvironment

from starter.gebonden import gebonden
from workflows import zoekkenmerken

HIER = "127.0.0.1"
START = timedelta(seconds=30)
STOP = timedelta(seconds=15)
# A server whose owner was killed is gone within moments; until then its file is taken.
VRIJKOMEN = timedelta(seconds=10)
TUSSENPOOS = timedelta(milliseconds=50)
POORTKEUZES = ("LOONDISPENSATIE_POORT", "LOONDISPENSATIE_WEBPOORT", "LOONDISPENSATIE_CODECPOORT")
"""The settings that choose its ports."""
# Three times as fast, and safe when a process dies; a power cut may lose the last moments.
SQLITE = ("journal_mode=WAL", "synchronous=NORMAL")


class OmgevingFout(Exception):
    """A server could not be started; the message is one sentence for the user, in Dutch."""


@dataclass(frozen=True, slots=True)
class Ontwikkelserver:
    """A running development server."""

    poort: int
    webpoort: int
    codecpoort: int
    """Where the web UI will ask a codec server to decode; whoever has the keys serves there."""
    logboek: Path
    proces: Process
    """The server itself; wait for it to learn that it ended by itself."""

    @property
    def adres(self) -> str:
        """Where clients and workers connect."""
        return f"{HIER}:{self.poort}"

    @property
    def webadres(self) -> str:
        """Where the web UI is."""
        return f"http://{HIER}:{self.webpoort}"


@asynccontextmanager
async def ontwikkelserver(
    folder: Path, *, poort: int = 0, webpoort: int = 0, codecpoort: int = 0
) -> AsyncIterator[Ontwikkelserver]:
    """The real Temporal server with its web UI, for one machine; everything it knows is in `folder`.

    Started again on the same folder it goes on where it was, also when it was killed. It ends with this process.
    Port 0 means any that is free.

    Raises:
        OmgevingFout: the folder or a port is in use, or the server did not get ready.
    """
    with await _neem_in_gebruik(folder) as slot:
        poorten = [vrije_poort(*keuze) for keuze in zip((poort, webpoort, codecpoort), POORTKEUZES, strict=True)]
        server = await _start(folder, slot, *poorten)
    try:
        await _wacht_tot_klaar(server)
        yield server
    finally:
        await _stop(server.proces)


def is_in_gebruik(folder: Path) -> bool:
    """Whether a server runs on this folder."""
    if not folder.is_dir():
        return False
    with _open_slot(folder) as slot:
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


@asynccontextmanager
async def tijdreis_server() -> AsyncIterator[WorkflowEnvironment]:
    """A server that skips the time in which nothing happens, with one clock for all its workflows.

    Waiting for a result or `sleep` of the environment moves the clock. It keeps nothing and ends with this process.

    Raises:
        OmgevingFout: the program is not there.
    """
    async with await _start_tijdreis(_programma("temporal-test-server")) as omgeving:
        await registreer_zoekkenmerken(omgeving.client)
        yield omgeving


async def registreer_zoekkenmerken(client: Client) -> None:
    """Make the search attributes of the trajectories known in the client's namespace, as far as they are not."""
    for kenmerk in zoekkenmerken.ALLE:
        soort = IndexedValueType.Value(f"INDEXED_VALUE_TYPE_{kenmerk.indexed_value_type.name}")
        vraag = AddSearchAttributesRequest(namespace=client.namespace, search_attributes={kenmerk.name: soort})
        try:
            await client.operator_service.add_search_attributes(vraag)
        except RPCError as fout:
            if fout.status != RPCStatusCode.ALREADY_EXISTS:
                raise


async def _start_tijdreis(server: Path) -> WorkflowEnvironment:
    with TemporaryDirectory(prefix="loondispensatie-") as folder:
        # The SDK starts a path, not a command. It does so from a thread of its runtime, which lives as long as we do.
        start = Path(folder) / server.name
        start.write_text(f'#!/bin/sh\nexec {shlex.join(gebonden([str(server)]))} "$@"\n')
        start.chmod(0o700)
        return await WorkflowEnvironment.start_time_skipping(
            test_server_existing_path=str(start), data_converter=pydantic_data_converter, runtime=stille_looptijd()
        )


@cache
def stille_looptijd() -> Runtime:
    """A runtime that says nothing: by itself the SDK logs to standard output, where answers go.

    What goes wrong comes back as an error of what was asked.
    """
    return Runtime(telemetry=TelemetryConfig(logging=None))


async def _neem_in_gebruik(folder: Path) -> IO[str]:
    """The right to run the only server on this folder: two on one file would spoil it.

    The server inherits the open file; the right lasts as long as the server does, not as we do.
    """
    slot = _open_slot(folder)
    for _ in range(VRIJKOMEN // TUSSENPOOS):
        try:
            fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            await asyncio.sleep(TUSSENPOOS.total_seconds())
        else:
            return slot
    slot.close()
    raise OmgevingFout(f"In deze map draait al een Temporal-server: {folder}")


def _open_slot(folder: Path) -> IO[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / "temporal.slot").open("w")


async def _start(folder: Path, slot: IO[str], poort: int, webpoort: int, codecpoort: int) -> Ontwikkelserver:
    logboek = folder / "temporal.log"
    opdracht = [
        str(_programma("temporal")),
        *("server", "start-dev", "--ip", HIER, "--port", str(poort), "--ui-port", str(webpoort)),
        *("--db-filename", str(folder / "temporal.db"), "--ui-disable-news-fetch"),
        *(f"--sqlite-pragma={keuze}" for keuze in SQLITE),
        *("--ui-codec-endpoint", f"http://{HIER}:{codecpoort}"),
    ]
    with logboek.open("ab") as log:
        proces = await asyncio.create_subprocess_exec(
            *gebonden(opdracht), stdin=DEVNULL, stdout=log, stderr=log, pass_fds=[slot.fileno()]
        )
    return Ontwikkelserver(poort, webpoort, codecpoort, logboek, proces)


async def _wacht_tot_klaar(server: Ontwikkelserver) -> None:
    uiterlijk = time.monotonic() + START.total_seconds()
    while True:
        try:
            await registreer_zoekkenmerken(await Client.connect(server.adres, runtime=stille_looptijd()))
        except (RPCError, RuntimeError) as fout:  # the SDK reports a connection that fails as RuntimeError
            if server.proces.returncode is not None or time.monotonic() > uiterlijk:
                raise OmgevingFout(f"De Temporal-server startte niet; zie {server.logboek}") from fout
            await asyncio.sleep(TUSSENPOOS.total_seconds())
        else:
            return


async def _stop(proces: Process) -> None:
    if proces.returncode is not None:
        return
    proces.terminate()
    try:
        await asyncio.wait_for(proces.wait(), STOP.total_seconds())
    except TimeoutError:
        proces.kill()
        await proces.wait()


def vrije_poort(poort: int = 0, keuze: str = "") -> int:
    """This port of this machine, or with 0 any that is free.

    Raises OmgevingFout when it is taken; it says with what the port is chosen.
    """
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((HIER, poort))
        except OSError as fout:
            raise OmgevingFout(f"Poort {poort} is al in gebruik; kies een andere met {keuze}.") from fout
        return int(proef.getsockname()[1])


def _programma(naam: str) -> Path:
    programma = Path(sysconfig.get_path("scripts")) / naam
    if not programma.exists():
        raise OmgevingFout(f"Het programma {naam} ontbreekt; voer scripts/install uit.")
    return programma
