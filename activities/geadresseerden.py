"""The other addressees of meldingen: college, wsw_wachtlijst, uwv and werkgever (contract section 5)."""

from typing import Protocol

from activities.ingebouwd import ontvang
from activities.register import Register
from workflows.berichten import MeldingOpdracht

SYSTEEM = "geadresseerden"
"""The name under which the embedded implementation can be put out of order."""


class Geadresseerden(Protocol):
    """The port. Raises SysteemOnbereikbaar as long as the addressee's system does not answer."""

    def meld(self, sleutel: str, opdracht: MeldingOpdracht) -> None:
        """Deliver a melding to its addressee; a second one with the same key is the same one."""
        ...


class IngebouwdeGeadresseerden:
    """Stands in until real systems are connected: one tray for all of them."""

    def __init__(self, register: Register) -> None:
        """Share the database of the register."""
        self._register = register

    def meld(self, sleutel: str, opdracht: MeldingOpdracht) -> None:
        """Keep the melding under its key."""
        ontvang(self._register, SYSTEEM, sleutel, opdracht)
