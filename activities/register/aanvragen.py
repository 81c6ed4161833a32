"""Applications at a live door: a person has one open trajectory in a gemeente, and a repeated request one answer."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from sqlalchemy import Column, Connection, ForeignKey, String, Table, Text, func, select

from activities.register.kolommen import Tijdstip, nu
from activities.register.nummers import nummer_voor, persoon_voor
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import metadata, trajecten
from activities.register.verbinding import Verbinding
from wet.client import Client

verzoeken = Table(
    "verzoeken",
    metadata,
    Column("gemeente", String(4), primary_key=True),
    # Digests: of the key that the sender chose, and of what he asked with it.
    Column("sleutel", String(64), primary_key=True),
    Column("afdruk", String(64), nullable=False),
    Column("nummer", String(20), ForeignKey(trajecten.c.nummer), nullable=False),
    Column("antwoord", Text),
    Column("gemaakt_op", Tijdstip, nullable=False),
)


class Oordeel(Enum):
    """What must be done with an application."""

    START = auto()
    """Start the trajectory with this number; whoever does so first has it."""
    LOOPT_AL = auto()
    """This person has an open trajectory."""
    HERHALING = auto()
    """This request was made before."""
    ANDERS = auto()
    """With this key something else was asked."""


@dataclass(frozen=True, slots=True)
class Kenmerk:
    """The key of a request, and what was asked with it; both are digests."""

    sleutel: str
    afdruk: str


@dataclass(frozen=True, slots=True)
class Toewijzing:
    """The number of the trajectory that an application is about; `antwoord` is the first answer, once there is one."""

    oordeel: Oordeel
    nummer: str
    antwoord: str | None = None


class Aanvragen:
    """Applications in the register. Every method is one transaction and may raise RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Keep them behind this connection."""
        self._verbinding = verbinding

    def wijs_toe(self, client: Client, aanmelding_op: date, kenmerk: Kenmerk) -> Toewijzing:
        """A number for this application, unless the request was made before or the person has an open trajectory.

        The person's row is locked: applications of one person are handled one by one. A number that was given out
        and whose trajectory never began (the process ended just then) is used again.
        """
        with self._verbinding.schrijf() as verbinding:
            persoon = persoon_voor(verbinding, client)
            if eerder := _eerder(verbinding, client.gemeente, kenmerk):
                return eerder
            if lopend := _lopend(verbinding, persoon):
                nummer, begonnen = lopend
                if begonnen:
                    return Toewijzing(Oordeel.LOOPT_AL, nummer)
            else:
                nummer = nummer_voor(verbinding, client, aanmelding_op)
            return Toewijzing(Oordeel.START, nummer)

    def bewaar_antwoord(self, gemeente: str, kenmerk: Kenmerk, nummer: str, antwoord: str) -> str:
        """Keep the answer to a request; returns the one that stands there, which is the first."""
        rij = {"gemeente": gemeente, "sleutel": kenmerk.sleutel, "afdruk": kenmerk.afdruk, "nummer": nummer}
        with self._verbinding.schrijf() as verbinding:
            verbinding.execute(voeg_toe(verbinding, verzoeken), rij | {"antwoord": antwoord, "gemaakt_op": nu()})
            eigen = (verzoeken.c.gemeente == gemeente, verzoeken.c.sleutel == kenmerk.sleutel)
            return verbinding.scalar(select(verzoeken.c.antwoord).where(*eigen)) or antwoord


def _eerder(verbinding: Connection, gemeente: str, kenmerk: Kenmerk) -> Toewijzing | None:
    eigen = (verzoeken.c.gemeente == gemeente, verzoeken.c.sleutel == kenmerk.sleutel)
    rij = verbinding.execute(select(verzoeken).where(*eigen)).one_or_none()
    if rij is None:
        return None
    oordeel = Oordeel.HERHALING if rij.afdruk == kenmerk.afdruk else Oordeel.ANDERS
    return Toewijzing(oordeel, rij.nummer, rij.antwoord)


def _lopend(verbinding: Connection, persoon: int) -> tuple[str, bool] | None:
    """The open trajectory of this person, and whether it has begun."""
    open_ = func.coalesce(trajecten.c.fase, "") != "afgesloten"
    vraag = select(trajecten.c.nummer, trajecten.c.fase.is_not(None)).where(trajecten.c.client == persoon, open_)
    rij = verbinding.execute(vraag.order_by(trajecten.c.fase.is_(None), trajecten.c.nummer).limit(1)).one_or_none()
    return (str(rij[0]), bool(rij[1])) if rij else None
