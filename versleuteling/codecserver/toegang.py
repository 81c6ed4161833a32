"""Who may read: the port to whatever checks tokens, and the checker for development."""

import hmac
from dataclasses import dataclass
from typing import Protocol

from versleuteling.eigenaar import Eigenaar
from versleuteling.fouten import VersleutelingFout

ONTWIKKELTOKEN = "ontwikkeling-niet-geheim"
"""The one token of the checker for development."""


@dataclass(frozen=True, slots=True)
class Lezer:
    """Someone who may read. `wie` goes into the log of processing; without `gemeenten` it is everything."""

    wie: str
    gemeenten: frozenset[str] | None = None

    def mag_lezen(self, eigenaar: Eigenaar) -> bool:
        """Whether data of this owner are his to read; what is of no single gemeente needs access to all."""
        return self.gemeenten is None or eigenaar.gemeente in self.gemeenten


class Toegang(Protocol):
    """Checks tokens."""

    async def lezer(self, token: str) -> Lezer | None:
        """Whose token this is; None when it is not valid now, or not for reading here."""


class Ontwikkeltoegang:
    """Knows one token, that stands in this source, and gives whoever has it everything. Only for development."""

    def __init__(self, *, productie: bool) -> None:
        """Raises VersleutelingFout in production."""
        if productie:
            raise VersleutelingFout("De codecserver weigert in productie het token voor ontwikkeling.")

    async def lezer(self, token: str) -> Lezer | None:
        """The developer, for the one token."""
        goed = hmac.compare_digest(token.encode(), ONTWIKKELTOKEN.encode())
        return Lezer("ontwikkelaar") if goed else None
