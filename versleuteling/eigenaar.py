"""Whose data key a workflow uses: a trajectory and the pilot have their own, all others share one."""

import re
from dataclasses import dataclass

from workflows.berichten import PILOT_ID

_TRAJECT = re.compile(r"traject/((\d{4})/\d{4}-\d{6,})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Eigenaar:
    """To whom data keys belong.

    `kring` chooses the key-encryption key: the code of a gemeente, `pilot` or `algemeen`. `nummer` is the trajectory's.
    """

    id: str
    kring: str
    nummer: str | None = None

    @property
    def gemeente(self) -> str | None:
        """The gemeente whose data this is; None when it is of no single one."""
        return self.kring if self.nummer else None


ALGEMEEN = Eigenaar("algemeen", "algemeen")
"""Owns what belongs to no trajectory: helper workflows, and payloads of which the SDK does not tell the workflow."""
PILOT = Eigenaar(PILOT_ID, "pilot")


def eigenaar_van(workflow_id: str) -> Eigenaar:
    """The owner of the payloads of this workflow; an empty id is a payload of which no workflow is known."""
    if traject := _TRAJECT.fullmatch(workflow_id):
        return Eigenaar(workflow_id, kring=traject[2], nummer=traject[1])
    return PILOT if workflow_id == PILOT_ID else ALGEMEEN
