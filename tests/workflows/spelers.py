"""Plays scenarios in processes of their own, as many at once as there are processors, ahead of the tests."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from multiprocessing import get_context
from typing import Any, Self

from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

from activities.register import Register
from starter.scenario import Scenario
from starter.speel import speel
from worker import activiteiten, maak_worker
from workflows.berichten import TAAKRIJ
from workflows.pilot import Pilot
from workflows.traject import Traject

Uitkomst = dict[str, Any]
METHODEN = ("met cache", "zonder cache")
"""A worker as it usually works, and one that caches nothing, so that each step replays the whole history."""


class Spelers:
    """A few processes that play what was ordered, in order."""

    def __init__(self) -> None:
        # A forked process would inherit threads of the SDK that do not run in it.
        self._processen = ProcessPoolExecutor(mp_context=get_context("spawn"), max_workers=2)
        self._besteld: dict[tuple[str, str], Future[Uitkomst]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._processen.shutdown(cancel_futures=True)

    def bestel(self, scenarios: Iterable[tuple[str, Scenario, str]]) -> None:
        """Order scenarios, each under a name and played in one of the METHODEN."""
        for naam, scenario, methode in scenarios:
            opdracht = self._processen.submit(_speel_een, scenario.model_dump_json(), methode)
            self._besteld[naam, methode] = opdracht

    def uitkomst(self, naam: str, methode: str) -> Uitkomst:
        return self._besteld[naam, methode].result()


def _speel_een(scenario: str, methode: str) -> Uitkomst:
    return asyncio.run(_eerste(Scenario.model_validate_json(scenario), methode))


async def _eerste(scenario: Scenario, methode: str) -> Uitkomst:
    begin_worker = zonder_cache if methode == METHODEN[1] else maak_worker
    return await anext(resultaat async for _, resultaat in speel([scenario], begin_worker))


@asynccontextmanager
async def zonder_cache(client: Client, register: Register, traject: type = Traject) -> AsyncIterator[Worker]:
    """Without the sandbox too, which is made anew for every replay and takes half of the time; the other one has it."""
    with ThreadPoolExecutor() as draden:
        async with Worker(
            client,
            task_queue=TAAKRIJ,
            workflows=[traject, Pilot],
            activities=activiteiten(register),
            activity_executor=draden,
            workflow_runner=UnsandboxedWorkflowRunner(),
            max_cached_workflows=0,
        ) as worker:
            yield worker
