"""Makes the history of one trajectory unreadable for ever."""

import asyncio

from temporalio.client import Client, WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from versleuteling.eigenaar import eigenaar_van
from versleuteling.fouten import VersleutelingFout
from versleuteling.sleutels import Sleutels
from workflows.berichten import traject_id


class TrajectLoopt(VersleutelingFout):
    """The workflow of a trajectory still needs its key."""

    def __init__(self, nummer: str) -> None:
        super().__init__(f"Traject {nummer} loopt nog; zijn sleutel kan niet worden vernietigd.")


async def vernietig(client: Client, sleutels: Sleutels, nummer: str) -> None:
    """Destroy the data keys of a trajectory that is done, whether or not Temporal still has its history.

    Raises TrajectLoopt, RPCError, and what the register raises.
    """
    if await _loopt(client, traject_id(nummer)):
        raise TrajectLoopt(nummer)
    await asyncio.to_thread(sleutels.vernietig, eigenaar_van(traject_id(nummer)))


async def _loopt(client: Client, workflow_id: str) -> bool:
    try:
        beschrijving = await client.get_workflow_handle(workflow_id).describe()
    except RPCError as fout:
        if fout.status == RPCStatusCode.NOT_FOUND:
            return False
        raise
    return beschrijving.status == WorkflowExecutionStatus.RUNNING
