"""Plays scenarios through the real workflows with time skipped (contract section 6).

Every scenario has a server, a register and a worker of its own, which together start in a fraction of a second: the
pilot has one workflow id, and what one scenario leaves running would keep the clock of the next from moving.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from temporalio.client import Client
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

from activities.register import Register
from starter import aanroepen
from starter.omgeving import tijdreis_server
from starter.scenario import Scenario
from wet.gebeurtenissen import Gebeurtenis
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import PilotGebeurtenis
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

BeginWorker = Callable[[Client, Register], AbstractAsyncContextManager[Worker]]

MIDDAG = timedelta(hours=12)
"""Events come in at noon: what the day itself brings has been done by then, and the next day is far off."""
_POLS = timedelta(milliseconds=5)
_GEDULD = timedelta(seconds=30)


class SpeelFout(Exception):
    """A scenario got stuck: a workflow does not go on, which is a fault of the program."""


@dataclass(frozen=True, slots=True)
class _Toneel:
    """Where a scenario is played; `nummer` is its trajectory."""

    omgeving: WorkflowEnvironment
    kalender: Kalender
    pilot: PilotStart
    nummer: str

    @property
    def client(self) -> Client:
        """Connection with the server."""
        return self.omgeving.client

    async def ga_naar(self, dag: date) -> None:
        """Let time pass until noon of a legal day."""
        duur = middernacht(dag) + MIDDAG - self.kalender.tijd(await self.omgeving.get_current_time())
        if duur > timedelta(0):
            await self.omgeving.sleep(duur)


async def speel(
    scenarios: Iterable[Scenario], begin_worker: BeginWorker = maak_worker
) -> AsyncIterator[tuple[Scenario, dict[str, Any]]]:
    """Play each scenario and give its result (contract section 6), one after the other. Raises SpeelFout."""
    with TemporaryDirectory(prefix="loondispensatie-") as folder:
        leeg = Path(folder) / "leeg.db"
        Register(f"sqlite:///{leeg}").sluit()
        for nummer, scenario in enumerate(scenarios):
            bestand = Path(folder) / f"{nummer}.db"
            shutil.copyfile(leeg, bestand)
            with Register(f"sqlite:///{bestand}") as register:
                yield scenario, await _speel_een(scenario, register, begin_worker)
            bestand.unlink()


async def _speel_een(scenario: Scenario, register: Register, begin_worker: BeginWorker) -> dict[str, Any]:
    async with tijdreis_server() as omgeving, begin_worker(omgeving.client, register):
        toneel = await _bouw(scenario, omgeving, register)
        geweigerd = await _speel_gebeurtenissen(scenario, toneel)
        await toneel.ga_naar(scenario.tot_en_met)
        return _voeg_toe(await _uitkomst(scenario, toneel), geweigerd)


async def _bouw(scenario: Scenario, omgeving: WorkflowEnvironment, register: Register) -> _Toneel:
    begin = min(feit.op for feit in (*scenario.pilotgebeurtenissen[:1], scenario.gebeurtenissen[0]))
    kalender = Kalender.vanaf(begin, await omgeving.get_current_time())
    pilot = PilotStart(kalender=kalender, pilot=Pilot.beginstand(scenario.gemeenten, scenario.methoden))
    nummer = register.nummer_voor(scenario.client, scenario.gebeurtenissen[0].op)
    toneel = _Toneel(omgeving, kalender, pilot, nummer)
    await aanroepen.start_pilot(omgeving.client, pilot)
    await _tot(lambda: _is_verteld(toneel), "de pilot begint niet")
    return toneel


async def _speel_gebeurtenissen(scenario: Scenario, toneel: _Toneel) -> list[dict[str, Any]]:
    """Report each event on its own day, and return the refusals of the pilot's (the trajectory keeps its own)."""
    geweigerd = []
    for op, pilot, gebeurtenissen in _per_dag(scenario):
        await toneel.ga_naar(op)
        for nummer, feit in pilot:
            antwoord = await _meld_pilot(toneel, nummer, feit)
            if not antwoord.aanvaard:
                geweigerd.append(_weigering(feit, antwoord))
        for nummer, gebeurtenis in gebeurtenissen:
            await _meld(scenario, toneel, nummer, gebeurtenis)
    return geweigerd


_Genummerd = list[tuple[int, Any]]


def _per_dag(scenario: Scenario) -> Iterable[tuple[date, _Genummerd, _Genummerd]]:
    """The days on which something is reported: on one day the pilot's events go first (contract 4.8)."""
    pilot, feiten = list(enumerate(scenario.pilotgebeurtenissen)), list(enumerate(scenario.gebeurtenissen))
    for op in sorted({feit.op for _, feit in chain[tuple[int, Any]](pilot, feiten)}):
        yield op, [paar for paar in pilot if paar[1].op == op], [paar for paar in feiten if paar[1].op == op]


async def _meld_pilot(toneel: _Toneel, nummer: int, feit: PilotGebeurtenis) -> Antwoord:
    antwoord = await aanroepen.meld_pilot(
        toneel.client, toneel.pilot, PilotIngekomen(id=f"pilot-{nummer}", gebeurtenis=feit)
    )
    await _tot(lambda: _is_verteld(toneel), "de pilot vertelt niet verder wat er is gebeurd")
    return antwoord


async def _is_verteld(toneel: _Toneel) -> bool:
    return bool(await toneel.client.get_workflow_handle(PILOT_ID).query(Naam.VERTELD))


async def _meld(scenario: Scenario, toneel: _Toneel, nummer: int, gebeurtenis: Gebeurtenis) -> None:
    ingekomen = Ingekomen(id=f"gebeurtenis-{nummer}", gebeurtenis=gebeurtenis)
    if nummer:
        await aanroepen.meld(toneel.client, TrajectStart(nummer=toneel.nummer, kalender=toneel.kalender), ingekomen)
        return
    start = TrajectStart(
        nummer=toneel.nummer, kalender=toneel.kalender, client=scenario.client, gebeurtenissen=(ingekomen,)
    )
    await aanroepen.start_traject(toneel.client, start)
    await _tot(lambda: _is_bij(toneel, gebeurtenis.op), "het traject begint niet")


async def _uitkomst(scenario: Scenario, toneel: _Toneel) -> dict[str, Any]:
    await _tot(lambda: _is_bij(toneel, scenario.tot_en_met), "het traject blijft achter bij de kalender")
    traject = toneel.client.get_workflow_handle(traject_id(toneel.nummer))
    resultaat: dict[str, Any] = await traject.query(Naam.RESULTAAT, scenario.tot_en_met)
    return resultaat | {"naam": scenario.naam}


async def _is_bij(toneel: _Toneel, dag: date) -> bool:
    return bool(await toneel.client.get_workflow_handle(traject_id(toneel.nummer)).query(Naam.IS_BIJ, dag))


async def _tot(voorwaarde: Callable[[], Awaitable[bool]], anders: str) -> None:
    """Wait for something inside a workflow, which can only be asked for; SpeelFout when it takes too long."""
    for _ in range(_GEDULD // _POLS):
        if await voorwaarde():
            return
        await asyncio.sleep(_POLS.total_seconds())
    raise SpeelFout(anders)


def _weigering(feit: PilotGebeurtenis, antwoord: Antwoord) -> dict[str, Any]:
    return {"op": feit.op.isoformat(), "soort": feit.soort, "artikel": antwoord.artikel, "reden": antwoord.reden}


def _voeg_toe(resultaat: dict[str, Any], geweigerd: list[dict[str, Any]]) -> dict[str, Any]:
    """Put the refusals of the pilot among those of the case, by day and before them."""
    weigeringen = sorted([*geweigerd, *resultaat["weigeringen"]], key=lambda weigering: str(weigering["op"]))
    return resultaat | {"weigeringen": weigeringen}
