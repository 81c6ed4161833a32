"""The wrapped data keys with which the payloads in Temporal are encrypted (`versleuteling.sleutelregister`)."""

from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Integer, LargeBinary, Row, String, Table, Text, select, update

from activities.register.fouten import TrajectOnbekend
from activities.register.kolommen import Tijdstip, nu
from activities.register.schrijven import voeg_toe
from activities.register.tabellen import metadata, trajecten
from activities.register.verbinding import Verbinding
from versleuteling.eigenaar import Eigenaar
from versleuteling.sleutelregister import IngepakteSleutel

datasleutels = Table(
    "datasleutels",
    metadata,
    Column("eigenaar", Text, primary_key=True),
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    # The pilot and what belongs to no trajectory have keys too.
    Column("nummer", String(20), ForeignKey(trajecten.c.nummer)),
    Column("hoofdsleutel", Text, nullable=False),
    # Empty once it was destroyed: the row stays, so that nobody makes a new one in its place.
    Column("inhoud", LargeBinary),
    Column("gemaakt_op", Tijdstip, nullable=False),
    Column("vernietigd_op", Tijdstip),
)

_KOLOMMEN = (
    datasleutels.c.eigenaar,
    datasleutels.c.volgnummer,
    datasleutels.c.hoofdsleutel,
    datasleutels.c.inhoud,
)


class Datasleutels:
    """The data keys in the register: a Sleutelregister. Every method is one transaction and may raise RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Keep them behind this connection."""
        self._verbinding = verbinding

    def nieuwste(self, eigenaar: str) -> IngepakteSleutel | None:
        """The newest data key of an owner, also when it was destroyed; None when there never was one."""
        vraag = select(*_KOLOMMEN).where(datasleutels.c.eigenaar == eigenaar)
        with self._verbinding.lees() as verbinding:
            return _een(verbinding.execute(vraag.order_by(datasleutels.c.volgnummer.desc()).limit(1)).first())

    def lees(self, eigenaar: str, volgnummer: int) -> IngepakteSleutel | None:
        """One data key."""
        with self._verbinding.lees() as verbinding:
            return _lees(verbinding, eigenaar, volgnummer)

    def bewaar(self, eigenaar: Eigenaar, sleutel: IngepakteSleutel) -> IngepakteSleutel:
        """Keep a key unless its place is taken; returns the one that stands there. Raises TrajectOnbekend."""
        with self._verbinding.schrijf() as verbinding:
            if eigenaar.nummer and not _bestaat(verbinding, eigenaar.nummer):
                raise TrajectOnbekend(eigenaar.nummer)
            rij = {"nummer": eigenaar.nummer, "gemaakt_op": nu()} | _rij(sleutel)
            verbinding.execute(voeg_toe(verbinding, datasleutels), rij)
            return _lees(verbinding, sleutel.eigenaar, sleutel.volgnummer) or sleutel

    def vernietig(self, eigenaar: str) -> None:
        """Destroy every data key of an owner, for ever; their places stay taken.

        SQLite overwrites what stood in its file. On PostgreSQL the bytes are gone after VACUUM. Backups of either
        hold the keys until they are thrown away.
        """
        eigen = (datasleutels.c.eigenaar == eigenaar, datasleutels.c.inhoud.is_not(None))
        with self._verbinding.schrijf() as verbinding:
            if verbinding.dialect.name == "sqlite":
                verbinding.exec_driver_sql("PRAGMA secure_delete = ON")
            verbinding.execute(update(datasleutels).where(*eigen).values(inhoud=None, vernietigd_op=nu()))
        self._verbinding.leeg_logboek()

    def onder_oudere(self, hoofdsleutel: str, aantal: int) -> list[IngepakteSleutel]:
        """Some of the keys that are not wrapped under this master key."""
        anders = (datasleutels.c.hoofdsleutel != hoofdsleutel, datasleutels.c.inhoud.is_not(None))
        with self._verbinding.lees() as verbinding:
            return [
                IngepakteSleutel(*rij) for rij in verbinding.execute(select(*_KOLOMMEN).where(*anders).limit(aantal))
            ]

    def een_per_hoofdsleutel(self) -> list[IngepakteSleutel]:
        """One of the keys under each master key that is in use."""
        in_gebruik = datasleutels.c.inhoud.is_not(None)
        soorten = select(datasleutels.c.hoofdsleutel).where(in_gebruik).distinct()
        with self._verbinding.lees() as verbinding:
            vragen = [
                select(*_KOLOMMEN).where(in_gebruik, datasleutels.c.hoofdsleutel == hoofdsleutel).limit(1)
                for hoofdsleutel in verbinding.scalars(soorten)
            ]
            return [IngepakteSleutel(*verbinding.execute(vraag).one()) for vraag in vragen]

    def vervang(self, oud: IngepakteSleutel, nieuw: IngepakteSleutel) -> None:
        """Put the same key wrapped anew in its place, unless it is not the old one that stands there any more."""
        eigen = (
            datasleutels.c.eigenaar == oud.eigenaar,
            datasleutels.c.volgnummer == oud.volgnummer,
            datasleutels.c.inhoud == oud.inhoud,
        )
        with self._verbinding.schrijf() as verbinding:
            verbinding.execute(update(datasleutels).where(*eigen).values(_rij(nieuw)))


def _bestaat(verbinding: Connection, nummer: str) -> bool:
    return verbinding.scalar(select(trajecten.c.nummer).where(trajecten.c.nummer == nummer)) is not None


def _lees(verbinding: Connection, eigenaar: str, volgnummer: int) -> IngepakteSleutel | None:
    eigen = (datasleutels.c.eigenaar == eigenaar, datasleutels.c.volgnummer == volgnummer)
    return _een(verbinding.execute(select(*_KOLOMMEN).where(*eigen)).first())


def _een(rij: Row[*tuple[Any, ...]] | None) -> IngepakteSleutel | None:
    return IngepakteSleutel(*rij) if rij else None


def _rij(sleutel: IngepakteSleutel) -> dict[str, object]:
    return {kolom.name: getattr(sleutel, kolom.name) for kolom in _KOLOMMEN}
