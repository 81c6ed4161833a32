"""How every door reaches a workflow: start a trajectory or the pilot, and report an event to it."""

from typing import Any

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowUpdateFailedError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError

from workflows import startwijze
from workflows.berichten import Antwoord, Ingekomen, Naam, PilotIngekomen, PilotStart, TrajectStart
from workflows.fouten import als_misvormd


async def start_traject(client: Client, start: TrajectStart) -> bool:
    """Start the workflow of a trajectory; False when it was started before: it stays as it is, running or done."""
    try:
        await client.start_workflow(
            Naam.TRAJECT,
            start,
            id_conflict_policy=WorkflowIDConflictPolicy.FAIL,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            **startwijze.traject(start.nummer),
        )
    except WorkflowAlreadyStartedError:
        return False
    return True


async def meld(client: Client, start: TrajectStart, ingekomen: Ingekomen) -> Antwoord:
    """Report an event to a trajectory that the register holds; one that was completed goes on from the register.

    Raises Misvormd for what is no event of this case.
    """
    begin: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        Naam.TRAJECT,
        start,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        **startwijze.traject(start.nummer),
    )
    return await _meld(client, begin, Naam.MELD, ingekomen)


async def start_pilot(client: Client, start: PilotStart) -> None:
    """Start the workflow of the pilot, unless it runs."""
    await client.start_workflow(
        Naam.PILOT, start, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING, **startwijze.pilot()
    )


async def meld_pilot(client: Client, start: PilotStart, ingekomen: PilotIngekomen) -> Antwoord:
    """Report an event of the pilot, which is started when it does not run.

    Raises Misvormd for what is no event of the pilot.
    """
    begin: WithStartWorkflowOperation[Any, Any] = WithStartWorkflowOperation(
        Naam.PILOT, start, id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING, **startwijze.pilot()
    )
    return await _meld(client, begin, Naam.MELD_PILOT, ingekomen)


async def _meld(
    client: Client, start: WithStartWorkflowOperation[Any, Any], naam: Naam, ingekomen: Ingekomen | PilotIngekomen
) -> Antwoord:
    """Start and update are one request: between the two a workflow could complete."""
    try:
        antwoord: Antwoord = await client.execute_update_with_start_workflow(
            naam, ingekomen, start_workflow_operation=start, id=ingekomen.id, result_type=Antwoord
        )
    except WorkflowUpdateFailedError as fout:
        if misvormd := als_misvormd(fout.cause):
            raise misvormd from None
        raise
    return antwoord
