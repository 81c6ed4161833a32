"""The tables of the systems outside, as long as they are embedded in the same database.

They stand for systems of others: each call is a transaction of its own, and each system can be put out of order.
"""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, select

from activities.register.fouten import TrajectOnbekend
from activities.register.kolommen import nu
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import clienten, ontvangen_meldingen, storingen, trajecten


@dataclass(frozen=True, slots=True)
class OntvangenMelding:
    """A melding as an embedded system holds it; `sleutel` is the key of the business."""

    sleutel: str
    systeem: str
    nummer: str
    op: date
    aan: str
    soort: str


def ontvang(verbinding: Connection, melding: OntvangenMelding) -> None:
    """Take in a melding; when its key is there already nothing changes."""
    rij = {naam: getattr(melding, naam) for naam in OntvangenMelding.__slots__} | {"ontvangen_op": nu()}
    verbinding.execute(voeg_toe(verbinding, ontvangen_meldingen), rij)


def ontvangen(verbinding: Connection, systeem: str) -> list[OntvangenMelding]:
    """What a system received, by key."""
    kolommen = [ontvangen_meldingen.c[naam] for naam in OntvangenMelding.__slots__]
    vraag = select(*kolommen).where(ontvangen_meldingen.c.systeem == systeem).order_by(ontvangen_meldingen.c.sleutel)
    return [OntvangenMelding(*rij) for rij in verbinding.execute(vraag)]


def uitkering_van(verbinding: Connection, nummer: str) -> str:
    """The benefit that the gemeente last reported for the person of this trajectory. Raises TrajectOnbekend."""
    vraag = select(clienten.c.uitkering).join(trajecten).where(trajecten.c.nummer == nummer)
    uitkering = verbinding.scalar(vraag)
    if uitkering is None:
        raise TrajectOnbekend(nummer)
    return str(uitkering)


def begin_storing(verbinding: Connection, systeem: str) -> None:
    """Put a system out of order."""
    verbinding.execute(voeg_toe(verbinding, storingen), {"systeem": systeem, "sinds": nu()})


def einde_storing(verbinding: Connection, systeem: str) -> None:
    """Put a system in order again."""
    verbinding.execute(delete(storingen).where(storingen.c.systeem == systeem))


def heeft_storing(verbinding: Connection, systeem: str) -> bool:
    """Whether a system is out of order."""
    return verbinding.scalar(select(storingen.c.systeem).where(storingen.c.systeem == systeem)) is not None
