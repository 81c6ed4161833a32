"""The two ways of inserting that both databases know and SQLAlchemy spells differently for each."""

from functools import cache

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

Invoeging = postgresql.Insert | sqlite.Insert


def voeg_in(verbinding: Connection, tabel: Table) -> Invoeging:
    """Insert; the caller says what to do when the key is taken."""
    return _voeg_in(tabel, verbinding.dialect.name)


def zet(verbinding: Connection, tabel: Table) -> Invoeging:
    """Insert, or replace the row that has this primary key."""
    return _zet(tabel, verbinding.dialect.name)


def voeg_toe(verbinding: Connection, tabel: Table) -> Invoeging:
    """Insert, or leave the row that has this key as it is."""
    return voeg_in(verbinding, tabel).on_conflict_do_nothing()


@cache
def _zet(tabel: Table, soort: str) -> Invoeging:
    opdracht = _voeg_in(tabel, soort)
    sleutel = [kolom.name for kolom in tabel.primary_key]
    inhoud = {kolom.name: opdracht.excluded[kolom.name] for kolom in tabel.columns if kolom.name not in sleutel}
    return opdracht.on_conflict_do_update(index_elements=sleutel, set_=inhoud)


def _voeg_in(tabel: Table, soort: str) -> Invoeging:
    return postgresql.insert(tabel) if soort == "postgresql" else sqlite.insert(tabel)
