"""Whether a change of the pilot has reached every trajectory that runs: counted here, where every trajectory stands."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Integer, Table, func, or_, select, update

from activities.register.kolommen import Tijdstip, nu
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import metadata, taken, trajecten
from activities.register.verbinding import Verbinding

TAAK = "pilot_niet_verwerkt"
"""The kind of task that stands for a trajectory that lags behind."""

afstemmingen = Table(
    "pilotafstemmingen",
    metadata,
    Column("versie", Integer, primary_key=True, autoincrement=False),
    Column("begonnen_op", Tijdstip, nullable=False),
    Column("afgestemd_op", Tijdstip, nullable=False),
    # The first moment at which nobody lagged behind.
    Column("gereed_op", Tijdstip),
    Column("bijgewerkt", Integer, nullable=False),
    Column("lopend", Integer, nullable=False),
    Column("achter", Integer, nullable=False),
)

_AANTALLEN = ("bijgewerkt", "lopend", "achter")


@dataclass(frozen=True, slots=True)
class Afstemmingsregel:
    """How far a version of the pilot had come when it was last looked at; the instants are UTC.

    `bijgewerkt`: trajectories that have it, running or not; `lopend`: those that run; `achter`: those of them that lack
    it. `gereed_op`: since when nobody lacks it.
    """

    versie: int
    begonnen_op: datetime
    afgestemd_op: datetime
    gereed_op: datetime | None
    bijgewerkt: int
    lopend: int
    achter: int


@dataclass(frozen=True, slots=True)
class Achterblijver:
    """A running trajectory that lacks a version of the pilot, and why as far as that is known, in plain Dutch."""

    nummer: str
    reden: str | None


class Afstemmingen:
    """The reconciliations in an open register; every method is one transaction and raises RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Keep the connection."""
        self._verbinding = verbinding

    def stem_af(self, versie: int) -> Afstemmingsregel:
        """Count who has this version of the pilot, keep the count, and close the tasks of who has it by now.

        Versions before it that someone lacked when they were last looked at are counted too: a newer one takes their
        place in the work, and nobody else would say when they were ready.
        """
        with self._verbinding.schrijf() as verbinding:
            moment = {"versie": versie, "begonnen_op": nu(), "afgestemd_op": nu()}
            verbinding.execute(voeg_toe(verbinding, afstemmingen), moment | dict.fromkeys(_AANTALLEN, 0))
            onaf = afstemmingen.c.gereed_op.is_(None) & (afstemmingen.c.versie < versie)
            for eerder in verbinding.scalars(select(afstemmingen.c.versie).where(onaf)).all():
                _tel(verbinding, eerder)
            _tel(verbinding, versie)
            _sluit_taken(verbinding, versie)
            return Afstemmingsregel(
                *verbinding.execute(select(afstemmingen).where(afstemmingen.c.versie == versie)).one()
            )

    def alle(self) -> list[Afstemmingsregel]:
        """Every reconciliation, by version of the pilot."""
        with self._verbinding.lees() as verbinding:
            rijen = verbinding.execute(select(afstemmingen).order_by(afstemmingen.c.versie))
            return [Afstemmingsregel(*rij) for rij in rijen]

    def van_gemeente(self, gemeente: str) -> list[Afstemmingsregel]:
        """Every reconciliation with the counts of one gemeente, as they are now."""
        eigen = trajecten.c.gemeente == gemeente
        with self._verbinding.lees() as verbinding:
            rijen = verbinding.execute(select(afstemmingen).order_by(afstemmingen.c.versie)).all()
            regels = [Afstemmingsregel(*rij) for rij in rijen]
            return [replace(regel, **_aantallen(verbinding, regel.versie, eigen)) for regel in regels]

    def achterblijvers(
        self, versie: int, na: str | None, aantal: int, gemeente: str | None = None
    ) -> list[Achterblijver]:
        """A page of the running trajectories (of one gemeente, or all) that lack this version, from after `na` on."""
        open_taak = (taken.c.nummer == trajecten.c.nummer) & (taken.c.soort == TAAK) & taken.c.gesloten_op.is_(None)
        reden = select(func.max(taken.c.omschrijving)).where(open_taak).scalar_subquery()
        vraag = select(trajecten.c.nummer, reden).where(trajecten.c.loopt, _mist(versie))
        if na is not None:
            vraag = vraag.where(trajecten.c.nummer > na)
        if gemeente is not None:
            vraag = vraag.where(trajecten.c.gemeente == gemeente)
        with self._verbinding.lees() as verbinding:
            rijen = verbinding.execute(vraag.order_by(trajecten.c.nummer).limit(aantal))
            return [Achterblijver(*rij) for rij in rijen]


def _mist(versie: int) -> ColumnElement[bool]:
    """One that has begun and stored nothing yet is not known to have it."""
    return or_(trajecten.c.pilotversie.is_(None), trajecten.c.pilotversie < versie)


def _tel(verbinding: Connection, versie: int) -> None:
    aantallen, moment = _aantallen(verbinding, versie), nu()
    gereed = None if aantallen["achter"] else func.coalesce(afstemmingen.c.gereed_op, moment)
    telling = aantallen | {"afgestemd_op": moment, "gereed_op": gereed}
    verbinding.execute(update(afstemmingen).where(afstemmingen.c.versie == versie).values(telling))


def _aantallen(verbinding: Connection, versie: int, *welke: ColumnElement[bool]) -> dict[str, Any]:
    voorwaarden = (trajecten.c.pilotversie >= versie,), (trajecten.c.loopt,), (trajecten.c.loopt, _mist(versie))
    aantal = select(func.count()).select_from(trajecten).where(*welke)
    geteld = (verbinding.scalars(aantal.where(*voorwaarde)).one() for voorwaarde in voorwaarden)
    return dict(zip(_AANTALLEN, geteld, strict=True))


def _sluit_taken(verbinding: Connection, versie: int) -> None:
    bij = select(trajecten.c.nummer).where(or_(trajecten.c.loopt.is_(False), trajecten.c.pilotversie >= versie))
    open_ = (taken.c.soort == TAAK, taken.c.gesloten_op.is_(None), taken.c.nummer.in_(bij))
    verbinding.execute(update(taken).where(*open_).values(gesloten_op=nu()))
