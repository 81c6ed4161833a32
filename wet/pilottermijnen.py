"""The terms of the pilot itself: the requests to take part and the report to Parliament (regeling:1, wet:13)."""

from datetime import date
from typing import Literal, NamedTuple

from wet.bedragen import VERSLAG_UITERLIJK, VERZOEK_DEELNAME_UITERLIJK
from wet.pilot import Pilot
from wet.termijnenwet import DAG, laatste_dag_van_maanden, verleng

VROEG_EINDE_VOOR = date(2012, 8, 31)
"""An early end before this day brings the report forward (wet:13.2)."""
MAANDEN_VERSLAG = 2


class Pilottermijn(NamedTuple):
    """A last day of the minister, with its article."""

    soort: Literal["verzoek_deelname", "verslag_staten_generaal"]
    uiterlijk: date
    grondslag: str


def verslag_uiterlijk(pilot: Pilot) -> date:
    """Return the last day for the report to Parliament: 31 October 2012, or two months after an early end (wet:13).

    A term of months in an Act that ends on a day off is extended (atw:1); a date in an Act is no term.
    """
    if pilot.einde is None or pilot.einde >= VROEG_EINDE_VOOR:
        return VERSLAG_UITERLIJK
    return verleng(laatste_dag_van_maanden(pilot.einde + DAG, MAANDEN_VERSLAG))


def pilottermijnen(pilot: Pilot) -> list[Pilottermijn]:
    """Return the terms of the pilot, in order of day."""
    termijnen = [
        Pilottermijn("verzoek_deelname", VERZOEK_DEELNAME_UITERLIJK, "regeling:1"),
        Pilottermijn("verslag_staten_generaal", verslag_uiterlijk(pilot), "wet:13"),
    ]
    return sorted(termijnen, key=lambda termijn: termijn.uiterlijk)
