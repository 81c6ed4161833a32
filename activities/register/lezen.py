"""What the doors read: one trajectory, and lists of trajectories."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, func, select

from activities.register import antwoorden, taken
from activities.register.lijsten import naar_items
from activities.register.tabellen import BUITEN_RESULTAAT, LIJSTEN, trajecten, verzendingen
from activities.register.taken import Taakregel


@dataclass(frozen=True, slots=True)
class Trajectregel:
    """A trajectory in a list; without phase it has a number and its workflow has not begun."""

    nummer: str
    gemeente: str
    loopt: bool
    dag: date | None
    fase: str | None
    route: str | None
    afgesloten_op: date | None
    reden: str | None
    volgende_termijn: date | None
    termijn_soort: str | None


@dataclass(frozen=True, slots=True)
class Trajectrecord:
    """A trajectory as it was after its last transition.

    `resultaat` is that of contract section 6, with the number as its name; `verzonden` has the numbers of the
    meldingen that were delivered. What moves with the day alone (finality, months, terms) may be further now:
    the law computes it from `dossier` (JSON).
    """

    regel: Trajectregel
    versie: int
    dossier: str
    resultaat: dict[str, Any]
    verzonden: tuple[int, ...]
    taken: tuple[Taakregel, ...]


@dataclass(frozen=True, slots=True)
class Bewaard:
    """What a trajectory needs to go on: its dossier (JSON), its version and its answers (JSON), oldest first."""

    dossier: str
    versie: int
    beantwoord: tuple[str, ...]


class Dossierregel(NamedTuple):
    """A trajectory with its dossier (JSON), for who looks through all of them."""

    nummer: str
    gemeente: str
    dossier: str


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """How many trajectories of a gemeente are in this phase, or closed for this reason."""

    gemeente: str
    fase: str | None
    reden: str | None
    aantal: int


@dataclass(frozen=True, slots=True)
class Filter:
    """Which trajectories to list: of one gemeente or phase, `aantal` at most, after number `na`."""

    gemeente: str | None = None
    fase: str | None = None
    na: str | None = None
    aantal: int = 50


BLADZIJDE = 200
"""Dossiers that are read at once."""
_REGEL = [trajecten.c[naam] for naam in Trajectregel.__slots__]


def lijst(verbinding: Connection, filter_: Filter) -> list[Trajectregel]:
    """A page of trajectories by number."""
    vraag = select(*_REGEL).order_by(trajecten.c.nummer).limit(filter_.aantal)
    if filter_.gemeente is not None:
        vraag = vraag.where(trajecten.c.gemeente == filter_.gemeente)
    if filter_.fase is not None:
        vraag = vraag.where(trajecten.c.fase == filter_.fase)
    if filter_.na is not None:
        vraag = vraag.where(trajecten.c.nummer > filter_.na)
    return [Trajectregel(*rij) for rij in verbinding.execute(vraag)]


def bewaard(verbinding: Connection, nummer: str) -> Bewaard | None:
    """What is kept of a trajectory; None when it has made no transition yet."""
    rij = verbinding.execute(
        select(trajecten.c.dossier, trajecten.c.versie).where(trajecten.c.nummer == nummer)
    ).one_or_none()
    if rij is None or rij.dossier is None:
        return None
    return Bewaard(rij.dossier, rij.versie, tuple(antwoorden.gegeven(verbinding, nummer)))


def toon(verbinding: Connection, nummer: str) -> Trajectrecord | None:
    """Everything of one trajectory; None when it has made no transition yet."""
    rij = verbinding.execute(select(trajecten).where(trajecten.c.nummer == nummer)).one_or_none()
    if rij is None or rij.dossier is None:
        return None
    verzonden = select(verzendingen.c.melding).where(verzendingen.c.nummer == nummer)
    return Trajectrecord(
        regel=Trajectregel(*(getattr(rij, naam) for naam in Trajectregel.__slots__)),
        versie=rij.versie,
        dossier=rij.dossier,
        resultaat=_resultaat(verbinding, rij),
        verzonden=tuple(verbinding.scalars(verzonden.order_by(verzendingen.c.melding))),
        taken=tuple(taken.van_traject(verbinding, nummer)),
    )


def dossiers(verbinding: Connection) -> Iterator[Dossierregel]:
    """Yield every trajectory that has made a transition, by number; never more than a page of them is in memory."""
    vraag = (
        select(trajecten.c.nummer, trajecten.c.gemeente, trajecten.c.dossier)
        .where(trajecten.c.dossier.is_not(None))
        .order_by(trajecten.c.nummer)
        .limit(BLADZIJDE)
    )
    na = ""
    while bladzijde := verbinding.execute(vraag.where(trajecten.c.nummer > na)).all():
        yield from (Dossierregel(*rij) for rij in bladzijde)
        na = bladzijde[-1].nummer


def uitkomsten(verbinding: Connection) -> list[Uitkomst]:
    """Per gemeente how many trajectories are in each phase or closed for each reason."""
    groep = (trajecten.c.gemeente, trajecten.c.fase, trajecten.c.reden)
    vraag = select(*groep, func.count()).group_by(*groep).order_by(*groep)
    return [Uitkomst(*rij) for rij in verbinding.execute(vraag)]


def _resultaat(verbinding: Connection, rij: Row[Any]) -> dict[str, Any]:
    afgesloten = {"op": rij.afgesloten_op.isoformat(), "reden": rij.reden} if rij.reden else None
    traject = {
        "fase": rij.fase,
        "route": rij.route,
        "afgesloten": afgesloten,
        "bevoegde_gemeente": rij.bevoegde_gemeente,
        "wsw_indicatie": rij.wsw_indicatie,
    }
    lijsten = {
        tabel.name: _items(verbinding, tabel, rij.nummer) for tabel in LIJSTEN if tabel.name not in BUITEN_RESULTAAT
    }
    return {"naam": rij.nummer, "traject": traject, **lijsten}


def _items(verbinding: Connection, tabel: Table, nummer: str) -> list[dict[str, Any]]:
    vraag = select(tabel).where(tabel.c.nummer == nummer).order_by(tabel.c.volgnummer)
    return naar_items(tabel, (rij._asdict() for rij in verbinding.execute(vraag)))
