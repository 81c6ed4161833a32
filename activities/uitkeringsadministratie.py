"""The municipal benefits administration: which benefit a person has, and what it must be told (contract section 5)."""

from typing import Protocol

from activities.ingebouwd import controleer_bereikbaar, ontvang
from activities.register import Register
from workflows.berichten import MeldingOpdracht, UitkeringVraag

SYSTEEM = "uitkeringsadministratie"
"""Its name: as addressee of a melding, and under which it can be put out of order."""


class Uitkeringsadministratie(Protocol):
    """The port. Both raise SysteemOnbereikbaar as long as the administration does not answer."""

    def uitkering_van(self, vraag: UitkeringVraag) -> str:
        """The benefit that this person has on the day of the question: `wwb`, `wij`, `geen` or `anders`."""
        ...

    def meld(self, sleutel: str, opdracht: MeldingOpdracht) -> None:
        """Take in a melding; a second one with the same key is the same one."""
        ...


class IngebouwdeUitkeringsadministratie:
    """Stands in until a real one is connected: it knows of a person what the gemeente reported."""

    def __init__(self, register: Register) -> None:
        """Share the database of the register."""
        self._register = register

    def uitkering_van(self, vraag: UitkeringVraag) -> str:
        """The benefit in the client's record."""
        controleer_bereikbaar(self._register, SYSTEEM)
        return self._register.uitkering_van(vraag.nummer)

    def meld(self, sleutel: str, opdracht: MeldingOpdracht) -> None:
        """Keep the melding under its key."""
        ontvang(self._register, SYSTEEM, sleutel, opdracht)
