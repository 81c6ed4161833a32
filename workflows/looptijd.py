"""How long one run of a workflow may last before it goes on in a new one with a short history."""

from datetime import date, timedelta

MAXIMUM_UPDATES = 1_500
"""The server allows 2,000 in one run."""
MAXIMUM_DAGEN = timedelta(days=365)
"""Legal time, so that a new version of the code reaches every workflow within a year."""


class Looptijd:
    """The legal day on which a run must end at the latest, and the updates it had."""

    def __init__(self, begin: date) -> None:
        self.uiterlijk = begin + MAXIMUM_DAGEN
        self._updates = 0

    def telt_update(self) -> None:
        """Count an update, also one that is a repeat: it stands in the history all the same."""
        self._updates += 1

    def is_om(self, vandaag: date, *, aangeraden: bool) -> bool:
        """Whether the run must end; `aangeraden` is what the server says of the length of the history."""
        return aangeraden or self._updates >= MAXIMUM_UPDATES or vandaag >= self.uiterlijk
