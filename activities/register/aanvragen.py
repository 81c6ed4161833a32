"""Applications at a live door: a person has one open trajectory in a gemeente, and a repeated request one answer."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    String,
    Table,
    Text,
    delete,
    func,
    select,
    update,
)

from activities.register.kolommen import Tijdstip, nu
from activities.register.lijsten import Rij
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
    """This request was made and answered before."""
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

    def wijs_toe(self, client: Client, aanmelding_op: date, kenmerk: Kenmerk | None) -> Toewijzing:
        """A number for this application, unless the request was made before or the person has an open trajectory.

        The person's row is locked: applications of one person are handled one by one. A number that was given out
        and whose trajectory never began (the process ended just then) is used again. A key belongs at once to what is
        asked with it, also while there is no answer yet.
        """
        try:
            with self._verbinding.schrijf() as verbinding:
                return _wijs_toe(verbinding, client, aanmelding_op, kenmerk)
        except _SleutelGenomen:
            return self.wijs_toe(client, aanmelding_op, kenmerk)

    def geef_sleutel_vrij(self, gemeente: str, kenmerk: Kenmerk) -> None:
        """Forget a key to which no trajectory came: the same may be asked again later, or something else."""
        leeg = (verzoeken.c.afdruk == kenmerk.afdruk, verzoeken.c.antwoord.is_(None))
        with self._verbinding.schrijf() as verbinding:
            verbinding.execute(delete(verzoeken).where(*_met_sleutel(gemeente, kenmerk), *leeg))

    def bewaar_antwoord(self, gemeente: str, kenmerk: Kenmerk, nummer: str, antwoord: str) -> str:
        """Keep the answer to a request; returns the one that stands there, which is the first."""
        eigen = _met_sleutel(gemeente, kenmerk)
        leeg = verzoeken.c.antwoord.is_(None)
        with self._verbinding.schrijf() as verbinding:
            verbinding.execute(voeg_toe(verbinding, verzoeken), _verzoek(gemeente, kenmerk, nummer))
            verbinding.execute(update(verzoeken).where(*eigen, leeg).values(antwoord=antwoord))
            return verbinding.scalar(select(verzoeken.c.antwoord).where(*eigen)) or antwoord


class _SleutelGenomen(Exception):
    """Another request took the key at the same moment; what was done meanwhile is undone."""


def _wijs_toe(verbinding: Connection, client: Client, aanmelding_op: date, kenmerk: Kenmerk | None) -> Toewijzing:
    persoon = persoon_voor(verbinding, client)
    if kenmerk and (eerder := _eerder(verbinding, client.gemeente, kenmerk)):
        return eerder
    if lopend := _lopend(verbinding, persoon):
        nummer, begonnen = lopend
        if begonnen:
            return Toewijzing(Oordeel.LOOPT_AL, nummer)
    else:
        nummer = nummer_voor(verbinding, client, aanmelding_op)
    toewijzing = Toewijzing(Oordeel.START, nummer)
    if kenmerk:
        verbinding.execute(voeg_toe(verbinding, verzoeken), _verzoek(client.gemeente, kenmerk, nummer))
        if _eerder(verbinding, client.gemeente, kenmerk) != toewijzing:
            raise _SleutelGenomen
    return toewijzing


def _met_sleutel(gemeente: str, kenmerk: Kenmerk) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return verzoeken.c.gemeente == gemeente, verzoeken.c.sleutel == kenmerk.sleutel


def _verzoek(gemeente: str, kenmerk: Kenmerk, nummer: str) -> Rij:
    eigen = {"gemeente": gemeente, "sleutel": kenmerk.sleutel, "afdruk": kenmerk.afdruk}
    return eigen | {"nummer": nummer, "antwoord": None, "gemaakt_op": nu()}


def _eerder(verbinding: Connection, gemeente: str, kenmerk: Kenmerk) -> Toewijzing | None:
    rij = verbinding.execute(select(verzoeken).where(*_met_sleutel(gemeente, kenmerk))).one_or_none()
    if rij is None:
        return None
    if rij.afdruk != kenmerk.afdruk:
        return Toewijzing(Oordeel.ANDERS, rij.nummer)
    return Toewijzing(Oordeel.HERHALING if rij.antwoord else Oordeel.START, rij.nummer, rij.antwoord)


def _lopend(verbinding: Connection, persoon: int) -> tuple[str, bool] | None:
    """The open trajectory of this person, and whether it has begun."""
    open_ = func.coalesce(trajecten.c.fase, "") != "afgesloten"
    vraag = select(trajecten.c.nummer, trajecten.c.fase.is_not(None)).where(trajecten.c.client == persoon, open_)
    rij = verbinding.execute(vraag.order_by(trajecten.c.fase.is_(None), trajecten.c.nummer).limit(1)).one_or_none()
    return (str(rij[0]), bool(rij[1])) if rij else None
