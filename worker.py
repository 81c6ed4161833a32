"""The worker: runs the workflows and carries out their activities against one register."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import timedelta
from importlib import import_module
from typing import Any

from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.plugin import SimplePlugin
from temporalio.worker import Worker
from temporalio.worker.workflow_sandbox import SandboxedWorkflowRunner, SandboxRestrictions

from activities.geadresseerden import IngebouwdeGeadresseerden
from activities.pilotuitvoering import Pilotuitvoering
from activities.register import Register
from activities.uitkeringsadministratie import IngebouwdeUitkeringsadministratie
from activities.uitvoering import Uitvoering
from versleuteling.converter import maak_converter
from versleuteling.sleutels import Sleutels
from versleuteling.updates import UpdatePseudoniemen
from workflows.berichten import TAAKRIJ
from workflows.pilot import Pilot
from workflows.traject import Traject

NAAM = "loondispensatie"
"""Name of the plugin."""
TEGELIJK = 10
"""Activities at once, and as many local ones."""
UITLOOP = timedelta(seconds=10)
"""How long activities may go on after the worker was told to stop."""

_ZANDBAK = SandboxRestrictions.default.with_passthrough_modules("wet", "pydantic", "pydantic_core")


def maak_plugin(sleutels: Sleutels | None) -> SimplePlugin:
    """What client, worker and replayer must have alike: a replayer with another converter replays something else.

    Without keys payloads stay readable: only for a server that keeps nothing.
    """
    return SimplePlugin(
        NAAM,
        data_converter=maak_converter(sleutels) if sleutels else pydantic_data_converter,
        interceptors=[UpdatePseudoniemen(sleutels)] if sleutels else [],
        workflow_runner=SandboxedWorkflowRunner(restrictions=_ZANDBAK),
        workflows=[Traject, Pilot],
    )


PLUGIN = maak_plugin(None)
"""The plugin that encrypts nothing."""


def activiteiten(register: Register) -> list[Callable[..., Any]]:
    """Every activity that a workflow can ask for, over one register and the embedded systems outside."""
    buiten = IngebouwdeUitkeringsadministratie(register), IngebouwdeGeadresseerden(register)
    return [*Uitvoering(register, *buiten).activiteiten(), *Pilotuitvoering(register).activiteiten()]


@asynccontextmanager
async def maak_worker(
    client: Client, register: Register, *, max_cached_workflows: int = 1_000
) -> AsyncIterator[Worker]:
    """A worker that works as long as the context lasts.

    `max_cached_workflows` 0 makes every step replay its workflow from the first event.
    """
    with ThreadPoolExecutor(2 * TEGELIJK) as draden:
        async with Worker(
            client,
            task_queue=TAAKRIJ,
            activities=activiteiten(register),
            activity_executor=draden,
            max_concurrent_activities=TEGELIJK,
            max_concurrent_local_activities=TEGELIJK,
            max_cached_workflows=max_cached_workflows,
            graceful_shutdown_timeout=UITLOOP,
            # A worker has the plugins and the converter of its client already, and refuses a plugin that comes twice.
            plugins=[] if _heeft_plugin(client) else [PLUGIN],
        ) as worker:
            yield worker


def _heeft_plugin(client: Client) -> bool:
    return any(plugin.name() == NAAM for plugin in client.config()["plugins"])


if __name__ == "__main__":
    # The command line knows the settings. It imports this module, so this one looks it up only when it is the program.
    raise SystemExit(import_module("starter.opdrachtregel").hoofd(["worker"]))
