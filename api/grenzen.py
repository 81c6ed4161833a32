"""How much one may ask: a bucket of requests per sender that fills again as time goes by."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

MEESTE_AFZENDERS = 10_000
"""Senders remembered; who is forgotten begins with a full bucket."""


class Grens:
    """At most so many requests a minute for each sender, of which a part at once. Safe to share between threads."""

    def __init__(self, per_minuut: int, klok: Callable[[], float] = time.monotonic) -> None:
        """A sender may do a fifth of a minute's requests at once."""
        self._per_seconde = per_minuut / 60
        self._vol = max(1.0, per_minuut / 5)
        self._klok = klok
        self._emmers: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._slot = threading.Lock()

    def wacht(self, afzender: str) -> int:
        """Take one request; the seconds to wait when there is none, else 0."""
        with self._slot:
            nu = self._klok()
            rest = self.rest(afzender, nu)
            mag = rest >= 1
            self._emmers[afzender] = (rest - 1 if mag else rest, nu)
            self._emmers.move_to_end(afzender)
            if len(self._emmers) > MEESTE_AFZENDERS:
                self._emmers.popitem(last=False)
        return 0 if mag else math.ceil((1 - rest) / self._per_seconde)

    def rest(self, afzender: str, nu: float) -> float:
        """What is in the bucket of this sender."""
        rest, sinds = self._emmers.get(afzender, (self._vol, nu))
        return min(self._vol, rest + (nu - sinds) * self._per_seconde)
