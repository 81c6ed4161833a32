"""What one trajectory contributes to the figures: dated facts, from which every figure is added up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wet.dossier import Dossier

EEN = Decimal(1)


class Traject(NamedTuple):
    """A trajectory as the figures want it: `gemeente` decides on it, with `methode` she measures the loonwaarde."""

    nummer: str
    gemeente: str
    methode: str
    dossier: Dossier


class Feit(NamedTuple):
    """A fact of one trajectory: the figure and the group in which it counts, its day, and for how much it counts.

    `waarde` is 1 for what is counted, else days, euros or percents, as the data dictionary says of the figure.
    """

    cijfer: str
    groep: str
    dag: date
    waarde: Decimal = EEN


class Blik(NamedTuple):
    """A dossier as seen on a day: all that is known of it now, with a legal day up to and including `dag`."""

    dossier: Dossier
    dag: date

    @property
    def aanmelding(self) -> date:
        """The day of the first event, from which everything counts."""
        return self.dossier.tijdlijn[0].op

    def banen(self) -> Iterator[int]:
        """The indexes of the jobs that had begun by that day."""
        for plaats, baan in enumerate(self.dossier.dienstbetrekkingen):
            if baan.heeft_bestaan and baan.van <= self.dag:
                yield plaats
