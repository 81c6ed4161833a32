"""A small memory for what is slow to look up."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Geheugen(Generic[K, V]):
    """Remembers at most `aantal` values, each for `geldig` seconds; the one used longest ago goes first.

    Threads and event loops may share it.
    """

    def __init__(self, aantal: int, geldig: float, klok: Callable[[], float] = time.monotonic) -> None:
        self._aantal, self._geldig, self._klok = aantal, geldig, klok
        self._waarden: OrderedDict[K, tuple[float, V]] = OrderedDict()
        self._slot = threading.Lock()

    def __len__(self) -> int:
        return len(self._waarden)

    def __getitem__(self, sleutel: K) -> V | None:
        """The value, or None when it is not known (any more)."""
        with self._slot:
            tot, waarde = self._waarden.get(sleutel, (0.0, None))
            if waarde is None or tot <= self._klok():
                self._waarden.pop(sleutel, None)
                return None
            self._waarden.move_to_end(sleutel)
            return waarde

    def __setitem__(self, sleutel: K, waarde: V) -> None:
        """Remember a value from now on."""
        with self._slot:
            self._waarden[sleutel] = (self._klok() + self._geldig, waarde)
            self._waarden.move_to_end(sleutel)
            if len(self._waarden) > self._aantal:
                self._waarden.popitem(last=False)

    def vergeet(self, past: Callable[[K], bool]) -> None:
        """Forget every value whose key fits."""
        with self._slot:
            for sleutel in [sleutel for sleutel in self._waarden if past(sleutel)]:
                del self._waarden[sleutel]
