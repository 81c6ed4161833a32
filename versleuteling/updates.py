"""Ids of updates, which Temporal keeps in clear: a sender chooses them, so anything may stand in them.

The server gets a pseudonym instead, the same for the same id: it still recognises a repetition. The id itself travels
inside the update, where the workflow recognises it for ever.
"""

from typing import Any

from temporalio.client import (
    Interceptor,
    OutboundInterceptor,
    StartWorkflowUpdateInput,
    StartWorkflowUpdateWithStartInput,
    WorkflowUpdateHandle,
)

from versleuteling.eigenaar import eigenaar_van
from versleuteling.sleutels import Sleutels


class UpdatePseudoniemen(Interceptor):
    """Puts a pseudonym in the place of the id of every update that a client sends."""

    def __init__(self, sleutels: Sleutels) -> None:
        """Make the pseudonyms with these keys."""
        self._sleutels = sleutels

    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:  # noqa: A002 - the SDK's name
        """Stand before the calls of the client."""
        return _Uitgaand(next, self._sleutels)


class _Uitgaand(OutboundInterceptor):
    def __init__(self, volgende: OutboundInterceptor, sleutels: Sleutels) -> None:
        super().__init__(volgende)
        self._sleutels = sleutels

    async def start_workflow_update(self, input: StartWorkflowUpdateInput) -> WorkflowUpdateHandle[Any]:  # noqa: A002
        input.update_id = await self._pseudoniem(input.id, input.update_id)
        return await super().start_workflow_update(input)

    async def start_update_with_start_workflow(
        self,
        input: StartWorkflowUpdateWithStartInput,  # noqa: A002
    ) -> WorkflowUpdateHandle[Any]:
        update = input.update_workflow_input
        update.update_id = await self._pseudoniem(input.start_workflow_input.id, update.update_id)
        return await super().start_update_with_start_workflow(input)

    async def _pseudoniem(self, workflow_id: str, update_id: str | None) -> str | None:
        """Made with the data key of the workflow: without that key the ids of no two cases can be compared."""
        if update_id is None:
            return None
        sleutel = await self._sleutels.om_te_schrijven(eigenaar_van(workflow_id))
        return sleutel.pseudoniem(update_id)
