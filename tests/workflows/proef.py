"""A trajectory on a server that skips time, with everything a test wants to do to it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client, WorkflowHandle
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.register import Register
from starter import aanroepen
from starter.omgeving import tijdreis_server
from wet.client import lees_client
from wet.dossier import Dossier
from wet.gebeurtenissen import lees_gebeurtenis
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from worker import maak_worker
from workflows.berichten import (
    PILOT_ID,
    Antwoord,
    Ingekomen,
    Naam,
    PilotIngekomen,
    PilotStart,
    TrajectStart,
    traject_id,
)
from workflows.kalender import Kalender, middernacht

GEMEENTE = "0014"
CLIENT = lees_client(
    {
        "bsn": "999990342",
        "naam": "A. de Boer",
        "geboortedatum": date(1975, 3, 2),
        "gemeente": GEMEENTE,
        "uitkering": "wwb",
        "leefvorm": "alleenstaande",
    }
)
BEGIN = date(2010, 11, 1)
BeginWorker = Callable[[Client, Register], AbstractAsyncContextManager[Worker]]


def ingekomen(id_: str, soort: str, op: date, **velden: Any) -> Ingekomen:
    """One event as it comes in."""
    return Ingekomen(id=id_, gebeurtenis=lees_gebeurtenis({"soort": soort, "op": op} | velden))


def aanmelding(op: date = BEGIN) -> Ingekomen:
    return ingekomen("aanmelding", "aanmelding", op, initiatief="college")


def inspanning(id_: str, op: date) -> Ingekomen:
    return ingekomen(id_, "inspanning", op, toelichting=f"inspanning {id_}")


async def wacht_tot(voorwaarde: Callable[[], Awaitable[bool]]) -> None:
    """Wait until something is so; what happens inside a workflow can only be asked for."""
    for _ in range(2_000):
        if await voorwaarde():
            return
        await asyncio.sleep(0.01)
    pytest.fail("het gebeurt niet")


@dataclass
class Proef:
    """One trajectory with its register, on a calendar that begins on `BEGIN` in the morning."""

    omgeving: WorkflowEnvironment
    register: Register
    kalender: Kalender
    pilot: PilotStart
    nummer: str

    @property
    def client(self) -> Client:
        return self.omgeving.client

    @property
    def traject(self) -> WorkflowHandle[Any, Any]:
        return self.client.get_workflow_handle(traject_id(self.nummer))

    async def begin(self, *gebeurtenissen: Ingekomen) -> None:
        """Start the trajectory with the events known at the start, by default only an aanmelding."""
        bekend = gebeurtenissen or (aanmelding(),)
        start = TrajectStart(nummer=self.nummer, kalender=self.kalender, client=CLIENT, gebeurtenissen=bekend)
        await aanroepen.start_traject(self.client, start)

    async def meld(self, bericht: Ingekomen) -> Antwoord:
        return await aanroepen.meld(self.client, TrajectStart(nummer=self.nummer, kalender=self.kalender), bericht)

    async def meld_pilot(self, id_: str, soort: str, op: date, **velden: Any) -> Antwoord:
        feit = lees_pilotgebeurtenis({"soort": soort, "op": op} | velden)
        return await aanroepen.meld_pilot(self.client, self.pilot, PilotIngekomen(id=id_, gebeurtenis=feit))

    async def ga_naar(self, dag: date) -> None:
        """Let time pass until noon of a legal day."""
        nu = self.kalender.tijd(await self.omgeving.get_current_time())
        await self.omgeving.sleep(middernacht(dag) + timedelta(hours=12) - nu)

    async def is_bij(self, dag: date) -> bool:
        return bool(await self.traject.query(Naam.IS_BIJ, dag))

    async def dossier(self) -> Dossier:
        dossier: Dossier = await self.traject.query(Naam.DOSSIER, result_type=Dossier)
        return dossier

    async def pilot_verteld(self) -> bool:
        return bool(await self.client.get_workflow_handle(PILOT_ID).query(Naam.VERTELD))

    async def geschiedenis(self, workflow_id: str | None = None) -> list[list[str]]:
        """The kinds of event in the history of every run, the first run first."""
        workflow_id = workflow_id or traject_id(self.nummer)
        runs: list[list[str]] = []
        run_id: str | None = None
        while run_id or not runs:
            historie = await self.client.get_workflow_handle(workflow_id, run_id=run_id).fetch_history()
            runs.insert(0, [EventType.Name(event.event_type).removeprefix("EVENT_TYPE_") for event in historie.events])
            begin = historie.events[0].workflow_execution_started_event_attributes
            run_id = begin.continued_execution_run_id
        return runs


@asynccontextmanager
async def proef(
    folder: Path, begin_worker: BeginWorker = maak_worker, open_register: Callable[[str], Register] = Register
) -> AsyncIterator[Proef]:
    """A server, a register and a worker of their own; the pilot runs, the trajectory does not yet."""
    with open_register(f"sqlite:///{folder}/register.db") as register:
        async with tijdreis_server() as omgeving, begin_worker(omgeving.client, register):
            kalender = Kalender.vanaf(BEGIN, await omgeving.get_current_time())
            pilot = PilotStart(kalender=kalender, pilot=Pilot.beginstand([GEMEENTE], {}))
            await aanroepen.start_pilot(omgeving.client, pilot)
            opstelling = Proef(omgeving, register, kalender, pilot, register.nummer_voor(CLIENT, BEGIN))
            await wacht_tot(opstelling.pilot_verteld)
            yield opstelling
