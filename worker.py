"""The worker: runs the workflows and carries out their activities against one register."""

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.plugin import SimplePlugin
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.geadresseerden import IngebouwdeGeadresseerden
from activities.register import Register
from activities.uitkeringsadministratie import IngebouwdeUitkeringsadministratie
from activities.uitvoering import Uitvoering
from workflows.berichten import TAAKRIJ
from workflows.pilot import Pilot
from workflows.traject import Traject

TEGELIJK = 10
"""Activities at once, and as many local ones."""
UITLOOP = timedelta(seconds=10)
"""How long activities may go on after the worker was told to stop."""

_ZANDBAK = SandboxRestrictions.default.with_passthrough_modules("wet", "pydantic", "pydantic_core")

PLUGIN = SimplePlugin(
    "loondispensatie",
    data_converter=pydantic_data_converter,
    workflow_runner=SandboxedWorkflowRunner(restrictions=_ZANDBAK),
    workflows=[Traject, Pilot],
)
"""What client, worker and replayer must have alike: a replayer with another converter replays something else."""


@asynccontextmanager
async def maak_worker(
    client: Client, register: Register, *, max_cached_workflows: int = 1_000
) -> AsyncIterator[Worker]:
    """A worker that works as long as the context lasts.

    `max_cached_workflows` 0 makes every step replay its workflow from the first event.
    """
    uitvoering = Uitvoering(register, IngebouwdeUitkeringsadministratie(register), IngebouwdeGeadresseerden(register))
    with ThreadPoolExecutor(2 * TEGELIJK) as draden:
        async with Worker(
            client,
            task_queue=TAAKRIJ,
            activities=uitvoering.activiteiten(),
            activity_executor=draden,
            max_concurrent_activities=TEGELIJK,
            max_concurrent_local_activities=TEGELIJK,
            max_cached_workflows=max_cached_workflows,
            graceful_shutdown_timeout=UITLOOP,
            # A worker has the plugins of its client already, and refuses one that comes twice.
            plugins=[] if PLUGIN in client.config()["plugins"] else [PLUGIN],
        ) as worker:
            yield worker
