"""What the embedded stand-ins for systems outside have in common: they can be out of order, and keep what they get."""

from activities.register import Register
from activities.register.ingebouwd import OntvangenMelding
from workflows.berichten import MeldingOpdracht


class SysteemOnbereikbaar(Exception):
    """A system outside does not answer now; trying again later helps."""

    def __init__(self, systeem: str) -> None:
        """Name the system in a sentence for the operator."""
        super().__init__(f"Het systeem {systeem} is nu niet bereikbaar.")


def ontvang(register: Register, systeem: str, sleutel: str, opdracht: MeldingOpdracht) -> None:
    """Keep a melding for an embedded system under its key. Raises SysteemOnbereikbaar."""
    controleer_bereikbaar(register, systeem)
    melding = opdracht.melding
    register.ontvang_melding(
        OntvangenMelding(sleutel, systeem, opdracht.nummer, melding.op, melding.aan, melding.soort)
    )


def controleer_bereikbaar(register: Register, systeem: str) -> None:
    """Raise SysteemOnbereikbaar while an embedded system is out of order."""
    if register.heeft_storing(systeem):
        raise SysteemOnbereikbaar(systeem)
