"""Reads back what the activities gave the register to keep as text."""

from collections.abc import Iterable

from activities.register.pilot import Pilotstand
from wet.pilot import Pilot
from workflows.berichten import Beantwoord, PilotStand


def lees_antwoorden(json: Iterable[str]) -> tuple[Beantwoord, ...]:
    """Answers that were given."""
    return tuple(Beantwoord.model_validate_json(antwoord) for antwoord in json)


def lees_pilotstand(stand: Pilotstand) -> PilotStand:
    """The pilot as it became on a day."""
    return PilotStand(pilot=Pilot.model_validate_json(stand.toestand), versie=stand.versie, dag=stand.dag)
