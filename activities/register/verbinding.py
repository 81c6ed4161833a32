"""The connection with the database: how a transaction begins, and what differs between the two databases."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from activities.register.adres import lees_adres, maak_bestand
from activities.register.bijwerken import breng_bij, is_bij, weiger_vreemde
from activities.register.fouten import vertaald

_WACHT_OP_SLOT = 30  # seconds that a writer waits for a writer in another process (SQLite)
_WACHT_OP_SERVER = 5  # seconds to reach the server (PostgreSQL)


class Verbinding:
    """Hands out transactions. Safe to share between threads; every error is a RegisterFout."""

    def __init__(self, adres: str) -> None:
        """Open the register at this address and bring its tables up to date."""
        url = lees_adres(adres)
        self._engine = _sqlite(url) if url.drivername == "sqlite" else _postgresql(url)
        op_bestand = url.drivername == "sqlite"
        # SQLite has one writer at a time and makes the others sleep and try again. Within this process a lock is
        # faster and fair; between processes busy_timeout does it.
        self._slot = threading.Lock() if op_bestand else nullcontext()
        self._schrijver = self._engine.execution_options(schrijft=True)
        # On PostgreSQL a reader that asks several questions must get its answers from one moment.
        # In SQLite every transaction is a snapshot already.
        een_moment: dict[str, Any] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        self._lezer = self._engine if op_bestand else self._engine.execution_options(**een_moment)
        try:
            self._bereid_voor(op_bestand)
        except BaseException:
            self.sluit()
            raise

    @contextmanager
    def schrijf(self) -> Iterator[Connection]:
        """One transaction that writes: everything in it happens, or nothing."""
        with vertaald(), self._slot, self._schrijver.begin() as verbinding:
            yield verbinding

    @contextmanager
    def lees(self) -> Iterator[Connection]:
        """One transaction that only reads, from one moment."""
        with vertaald(), self._lezer.begin() as verbinding:
            yield verbinding

    def leeg_logboek(self) -> None:
        """Empty the log beside a SQLite file, in which earlier contents stand; as far as nobody is reading it now."""
        if self._engine.dialect.name == "sqlite":
            with vertaald(), self._slot, closing(self._engine.raw_connection()) as verbinding:
                verbinding.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def sluit(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def _bereid_voor(self, op_bestand: bool) -> None:
        with self.lees() as verbinding:
            weiger_vreemde(verbinding)
            bij = is_bij(verbinding)
        if op_bestand:
            with vertaald():
                _lees_naast_schrijven(self._engine)
        if not bij:
            with self.schrijf() as verbinding:
                breng_bij(verbinding)


def _sqlite(url: URL) -> Engine:
    maak_bestand(url)
    # Parameters hold personal data: hidden from every error and log.
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=20,
        connect_args={"timeout": _WACHT_OP_SLOT, "check_same_thread": False},
    )

    @event.listens_for(engine, "connect")
    def _instellen(verbinding: sqlite3.Connection, _: object) -> None:
        # The driver would begin transactions by itself, and later than we want; `_beginnen` does it instead.
        verbinding.isolation_level = None
        verbinding.execute("PRAGMA foreign_keys = ON")
        verbinding.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def _beginnen(verbinding: Connection) -> None:
        # A writer takes its place in the queue at once: one that first reads and then finds another writer
        # before it cannot wait any more, and fails.
        schrijft = verbinding.get_execution_options().get("schrijft", False)
        verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")

    return engine


def _postgresql(url: URL) -> Engine:
    eigen = {"connect_timeout": _WACHT_OP_SERVER, "application_name": "loondispensatie"}
    return create_engine(
        url,
        hide_parameters=True,
        pool_size=10,
        max_overflow=20,
        pool_pre_ping=True,
        connect_args={naam: waarde for naam, waarde in eigen.items() if naam not in url.query},
    )


def _lees_naast_schrijven(engine: Engine) -> None:
    """Put the file in WAL mode, in which readers and the writer do not hinder each other. It stays so.

    SQLite does not wait for a lock here, so processes that start together try again until one has done it.
    """
    uiterlijk = time.monotonic() + _WACHT_OP_SLOT
    while True:
        verbinding = engine.raw_connection()
        try:
            verbinding.cursor().execute("PRAGMA journal_mode = WAL")
            return
        except engine.dialect.loaded_dbapi.OperationalError as fout:
            if "locked" not in str(fout) or time.monotonic() > uiterlijk:
                raise OperationalError(None, None, fout) from None
        finally:
            verbinding.close()
        time.sleep(0.02)
