"""Records the histories of scenarios, so that every later build can show that it replays them.

Run it when a release changes what a workflow asks of the server, with a name for the release:
`python -m tests.geschiedenissen.opnemen NAAM`. What was recorded before is never changed.
"""

import asyncio
import gzip
import sys
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

from temporalio.client import Client, WorkflowHistory
from temporalio.worker import Worker

from activities.register import Register
from activities.register.lezen import Filter
from starter.scenario import lees_scenario
from starter.speel import speel
from worker import maak_worker
from workflows.berichten import PILOT_ID, traject_id

MAP = Path(__file__).parent
SCENARIOS = MAP.parent / "scenarios"
KEUZE = ("open/*.yaml", "bezwaar/2*.yaml", "bezwaar/9*.yaml", "wet/80*.yaml")
"""Every kind of event, refusal, remedy and end is in one of these."""


class Opname:
    """A worker that, when a scenario is over, writes the histories of its workflows to a folder."""

    def __init__(self, folder: Path, naam: str) -> None:
        self._folder = folder
        self._naam = naam

    @asynccontextmanager
    async def worker(self, client: Client, register: Register) -> AsyncIterator[Worker]:
        """Work as usual, and write the histories down at the end."""
        async with maak_worker(client, register) as worker:
            yield worker
            ids = [traject_id(regel.nummer) for regel in register.lijst(Filter())]
            for nummer, workflow_id in enumerate([PILOT_ID, *ids]):
                for beurt, geschiedenis in enumerate(await _beurten(client, workflow_id)):
                    bestand = self._folder / f"{self._naam}.{nummer}.{beurt}.json.gz"
                    # Without a time in the file the same history gives the same bytes.
                    bestand.write_bytes(gzip.compress(geschiedenis.to_json().encode(), mtime=0))


async def _beurten(client: Client, workflow_id: str) -> list[WorkflowHistory]:
    """The histories of all runs of a workflow that continued as new, the first run first."""
    beurten: list[WorkflowHistory] = []
    run_id = ""
    while not beurten or run_id:
        handle = client.get_workflow_handle(workflow_id, run_id=run_id or None)
        beurten.insert(0, await handle.fetch_history())
        run_id = beurten[0].events[0].workflow_execution_started_event_attributes.continued_execution_run_id
    return beurten


async def neem_op(folder: Path, bestanden: Iterable[Path]) -> None:
    """Play scenarios and record their histories in a folder."""
    for bestand in bestanden:
        opname = Opname(folder, f"{bestand.parent.name}-{bestand.stem}")
        async for _ in speel([lees_scenario(bestand)], opname.worker):
            pass


def hoofd(naam: str) -> None:
    """Record the chosen scenarios under the name of a release."""
    folder = MAP / naam
    folder.mkdir()
    asyncio.run(neem_op(folder, [pad for patroon in KEUZE for pad in sorted(SCENARIOS.glob(patroon))]))


if __name__ == "__main__":
    hoofd(sys.argv[1])
