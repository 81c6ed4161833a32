"""Settings that hold for the life of the register, such as its calendar: whoever comes first decides."""

from sqlalchemy import Connection, select

from activities.register.schrijven import voeg_toe
from activities.register.tabellen import instellingen


def leg_vast(verbinding: Connection, naam: str, waarde: str) -> str:
    """Keep a setting, unless it has a value; returns the value that stands."""
    verbinding.execute(voeg_toe(verbinding, instellingen), {"naam": naam, "waarde": waarde})
    staat = lees(verbinding, naam)
    return waarde if staat is None else staat


def lees(verbinding: Connection, naam: str) -> str | None:
    """The value of a setting, or None."""
    return verbinding.scalar(select(instellingen.c.waarde).where(instellingen.c.naam == naam))
