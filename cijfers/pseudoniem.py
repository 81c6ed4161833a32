"""Names for persons and trajectories that lead nobody back to them without the key."""

import hmac
from hashlib import sha256
from typing import NamedTuple

LENGTE = 32
"""Hexadecimal digits: 128 of the 256 bits, more than enough to keep all persons apart."""
KORTSTE_SLEUTEL = 32
"""Bytes; a shorter key could be found by trying."""


class Pseudoniemen(NamedTuple):
    """Makes pseudonyms with HMAC-SHA256: the same person gets the same one as long as the key is the same.

    A plain hash would not do: all BSN's can be hashed in minutes. Who holds the key can do the same.
    """

    sleutel: bytes

    def persoon(self, bsn: str) -> str:
        """Return the pseudonym of a person."""
        return self._maak(f"persoon/{bsn}")

    def traject(self, nummer: str) -> str:
        """Return the pseudonym of a trajectory, whose number a gemeente could look up."""
        return self._maak(f"traject/{nummer}")

    def _maak(self, naam: str) -> str:
        return hmac.new(self.sleutel, naam.encode(), sha256).hexdigest()[:LENGTE]
