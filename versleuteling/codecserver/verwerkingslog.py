"""What is written down of each use, before an answer is given: the port."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from versleuteling.codecserver.toegang import Lezer
from versleuteling.eigenaar import eigenaar_van


@dataclass(frozen=True, slots=True)
class Inzage:
    """The data of one workflow were asked for; `gelezen` tells whether any of them are given."""

    workflow_id: str
    gelezen: bool

    @property
    def nummer(self) -> str | None:
        """The trajectory that they are of; None when it is none."""
        return eigenaar_van(self.workflow_id).nummer


class Verwerkingslog(Protocol):
    """Keeps every use."""

    async def leg_vast(self, lezer: Lezer, inzagen: Sequence[Inzage]) -> None:
        """Return when all of these are safely kept; raise when they cannot be, and nobody gets to see anything."""
