"""The phases that a trajectory went through, as its timeline tells them."""

from datetime import date
from typing import NamedTuple

from wet.dossier import Dossier


class Fasewissel(NamedTuple):
    """The first legal day of a phase."""

    van: date
    fase: str


def fasen(dossier: Dossier) -> list[Fasewissel]:
    """Return each phase with its first day, in the order in which the timeline came to know them."""
    return [
        Fasewissel(regel.op, "afgesloten" if regel.soort == "afgesloten" else regel.toelichting)
        for regel in dossier.tijdlijn
        if regel.soort in {"fase", "afgesloten"}
    ]
