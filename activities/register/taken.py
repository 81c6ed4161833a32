"""The tasks of caseworkers: what a person must do because the machinery cannot."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select, update

from activities.register.kolommen import nu
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import taken, trajecten


@dataclass(frozen=True, slots=True)
class Taakregel:
    """A task: one per trajectory and `sleutel`; the instants are UTC."""

    nummer: str
    sleutel: str
    soort: str
    omschrijving: str
    gemaakt_op: datetime
    gesloten_op: datetime | None


def maak(verbinding: Connection, nummer: str, sleutel: str, soort: str, omschrijving: str) -> None:
    """Raise a task. One that stands there stays as it is, also closed: a late repetition reopens nothing."""
    nieuw = {"nummer": nummer, "sleutel": sleutel, "soort": soort, "omschrijving": omschrijving, "gemaakt_op": nu()}
    verbinding.execute(voeg_toe(verbinding, taken), nieuw)


def sluit(verbinding: Connection, nummer: str, sleutel: str) -> None:
    """Close a task; nothing when it is closed or was never raised."""
    eigen = (taken.c.nummer == nummer, taken.c.sleutel == sleutel, taken.c.gesloten_op.is_(None))
    verbinding.execute(update(taken).where(*eigen).values(gesloten_op=nu()))


def van_traject(verbinding: Connection, nummer: str) -> list[Taakregel]:
    """All tasks of a trajectory, open and closed, oldest first."""
    return _lees(verbinding, taken.c.nummer == nummer)


def open_taken(verbinding: Connection, gemeente: str | None) -> list[Taakregel]:
    """The open tasks of a gemeente, or of all, oldest first."""
    open_ = taken.c.gesloten_op.is_(None)
    if gemeente is None:
        return _lees(verbinding, open_)
    eigen = select(trajecten.c.nummer).where(trajecten.c.gemeente == gemeente)
    return _lees(verbinding, open_ & taken.c.nummer.in_(eigen))


def _lees(verbinding: Connection, voorwaarde: ColumnElement[bool]) -> list[Taakregel]:
    volgorde = (taken.c.gemaakt_op, taken.c.nummer, taken.c.sleutel)
    return [Taakregel(*rij) for rij in verbinding.execute(select(taken).where(voorwaarde).order_by(*volgorde))]
