"""The middle and the spread of a group of values: the three quartiles."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import quantiles
from typing import NamedTuple

TIENDE = Decimal("0.1")


class Kwartielen(NamedTuple):
    """A quarter of the values is at most `eerste`, half at most `mediaan`, three quarters at most `derde`."""

    eerste: Decimal
    mediaan: Decimal
    derde: Decimal


def kwartielen(waarden: Sequence[Decimal]) -> Kwartielen:
    """Return the quartiles of at least two values, interpolated between neighbours and rounded to a tenth."""
    eerste, mediaan, derde = (
        waarde.quantize(TIENDE, ROUND_HALF_UP) for waarde in quantiles(waarden, method="inclusive")
    )
    return Kwartielen(eerste, mediaan, derde)
