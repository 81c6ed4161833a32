"""Brings the tables of a register up to date: once, also when several processes start at the same moment."""

from pathlib import Path

from sqlalchemy import Connection, Text, column, inspect, select, table, text

from activities.register.fouten import RegisterFout
from activities.register.tabellen import metadata

MIGRATIES = Path(__file__).parent / "migraties"
VERSIETABEL = "register_versie"
NIEUWSTE = "0005"
"""The revision that this code works with; a test compares it with the newest migration."""

# Any number will do, as long as every version of this program takes the same one.
_SLOT = 20100701


def is_bij(verbinding: Connection) -> bool:
    """Whether the tables are those of this code, without loading Alembic for it."""
    if not inspect(verbinding).has_table(VERSIETABEL):
        return False
    versie = table(VERSIETABEL, column("version_num", Text))
    return verbinding.scalar(select(versie.c.version_num)) == NIEUWSTE


def weiger_vreemde(verbinding: Connection) -> None:
    """Raise RegisterFout for a database that holds something else than a register; nothing in it is touched.

    A file must be ours alone. A PostgreSQL database may hold more, as long as no name clashes.
    """
    aanwezig = set(inspect(verbinding).get_table_names())
    if VERSIETABEL in aanwezig:
        return
    if verbinding.dialect.name == "postgresql":
        aanwezig &= set(metadata.tables)
    if aanwezig:
        raise RegisterFout("In deze database staat al iets anders dan een register; kies een andere.")


def breng_bij(verbinding: Connection) -> None:
    """Run the migrations that are missing, in the transaction of this connection.

    Both databases undo table changes with the transaction, so a migration that fails leaves nothing behind.
    On SQLite the writing transaction itself keeps others out; on PostgreSQL an advisory lock does, until commit.
    Who had to wait finds the work done.
    """
    if verbinding.dialect.name == "postgresql":
        verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
    if not is_bij(verbinding):
        _voer_migraties_uit(verbinding)


def _voer_migraties_uit(verbinding: Connection) -> None:
    # Alembic is slow to load and needed once in the life of a register.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    instelling = Config()
    # Alembic reads a percent sign in a path as the start of a variable.
    instelling.set_main_option("script_location", str(MIGRATIES).replace("%", "%%"))
    instelling.attributes["connection"] = verbinding
    try:
        command.upgrade(instelling, "head")
    except CommandError:
        raise RegisterFout("Dit register is gemaakt door een nieuwere versie van dit programma.") from None
