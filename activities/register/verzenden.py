"""Which meldingen of a trajectory were delivered, so that a caseworker sees which still wait."""

from sqlalchemy import Connection

from activities.register.kolommen import nu
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import verzendingen


def teken(verbinding: Connection, nummer: str, melding: int) -> None:
    """Write down that this melding was delivered; the first time counts."""
    rij = {"nummer": nummer, "melding": melding, "verzonden_op": nu()}
    verbinding.execute(voeg_toe(verbinding, verzendingen), rij)
