"""Who may read: the port to whatever checks tokens."""

from dataclasses import dataclass
from typing import Protocol

from versleuteling.eigenaar import Eigenaar


@dataclass(frozen=True, slots=True)
class Lezer:
    """Someone who may read. Who he is and his roles go into the log; without `gemeente` he may read everything."""

    wie: str
    rollen: frozenset[str] = frozenset()
    gemeente: str | None = None

    def mag_lezen(self, eigenaar: Eigenaar) -> bool:
        """Whether data of this owner are his to read; what is of no single gemeente needs access to all."""
        return self.gemeente is None or self.gemeente == eigenaar.gemeente


class Toegang(Protocol):
    """Checks tokens."""

    async def lezer(self, token: str) -> Lezer | None:
        """Whose token this is; None when it is not valid now, or not for reading here."""
