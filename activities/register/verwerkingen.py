"""The log of processing: who looked at or changed the data of which person. Rows are added, never changed.

Each row is sealed with a key over its contents and the seal of the row before it, so that whoever changes, removes or
inserts a row without the key breaks the chain. The database itself refuses changes as well (a trigger).
"""

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, String, Table, Text, select, text

from activities.register.kolommen import Tijdstip
from activities.register.tabellen import metadata
from activities.register.verbinding import Verbinding

BEGIN = "0" * 64
"""The seal before the first row."""
# Any number will do, as long as it is not that of the migrations.
_SLOT = 20100702

verwerkingen = Table(
    "verwerkingen",
    metadata,
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    Column("tijdstip", Tijdstip, nullable=False),
    Column("trace_id", String(32), nullable=False),
    Column("span_id", String(16), nullable=False),
    Column("ouder_span_id", String(16)),
    Column("activiteit", Text, nullable=False),
    Column("doel", Text, nullable=False),
    Column("grondslag", Text, nullable=False),
    Column("betrokkene", String(64), nullable=False),
    Column("nummer", String(20)),
    Column("wie", Text, nullable=False),
    Column("rollen", Text, nullable=False),
    Column("gemeente", String(4)),
    Column("deur", Text, nullable=False),
    Column("zegel", String(64), nullable=False),
    Index(None, "betrokkene", "volgnummer"),
)


@dataclass(frozen=True, slots=True)
class Verwerking:
    """One action with the data of one person, who is a pseudonym here; instants are UTC."""

    tijdstip: datetime
    trace_id: str
    span_id: str
    ouder_span_id: str | None
    activiteit: str
    doel: str
    grondslag: str
    betrokkene: str
    nummer: str | None
    wie: str
    rollen: str
    gemeente: str | None
    deur: str


@dataclass(frozen=True, slots=True)
class Controle:
    """How many rows the log has, the seal of the last, and the first row that is not what was written."""

    aantal: int
    zegel: str
    breuk: int | None


class Verwerkingen:
    """The log in the register. Every method is one transaction and may raise RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Keep it behind this connection."""
        self._verbinding = verbinding

    def schrijf(self, regels: Sequence[Verwerking], sleutel: bytes) -> str:
        """Add rows; when this returns they are on disk. Returns the seal of the last."""
        with self._verbinding.schrijf() as verbinding:
            if verbinding.dialect.name == "postgresql":
                verbinding.execute(text("SELECT pg_advisory_xact_lock(:slot)"), {"slot": _SLOT})
            laatste, zegel = _laatste(verbinding)
            rijen = []
            for volgnummer, regel in enumerate(regels, start=laatste + 1):
                zegel = _zegel(sleutel, zegel, volgnummer, asdict(regel))
                rijen.append(asdict(regel) | {"volgnummer": volgnummer, "zegel": zegel})
            if rijen:
                verbinding.execute(verwerkingen.insert(), rijen)
            return zegel

    def van_betrokkene(self, betrokkene: str) -> list[Verwerking]:
        """Everything that was done with the data of this person, oldest first."""
        kolommen = [verwerkingen.c[naam] for naam in Verwerking.__slots__]
        vraag = select(*kolommen).where(verwerkingen.c.betrokkene == betrokkene).order_by(verwerkingen.c.volgnummer)
        with self._verbinding.lees() as verbinding:
            return [Verwerking(*rij) for rij in verbinding.execute(vraag)]

    def controleer(self, sleutel: bytes) -> Controle:
        """Check every seal.

        Rows cut off at the end are not seen here: compare the number and the last seal with what was noted before,
        each is also in the log of the process that wrote it.
        """
        aantal, zegel = 0, BEGIN
        with self._verbinding.lees() as verbinding:
            for volgnummer, inhoud, gezet in _alle(verbinding):
                aantal, zegel = aantal + 1, _zegel(sleutel, zegel, aantal + 1, inhoud)
                if volgnummer != aantal or not hmac.compare_digest(zegel, gezet):
                    return Controle(aantal, gezet, breuk=aantal)
        return Controle(aantal, zegel, breuk=None)


def _laatste(verbinding: Connection) -> tuple[int, str]:
    vraag = select(verwerkingen.c.volgnummer, verwerkingen.c.zegel).order_by(verwerkingen.c.volgnummer.desc()).limit(1)
    rij = verbinding.execute(vraag).one_or_none()
    return (rij.volgnummer, rij.zegel) if rij else (0, BEGIN)


def _alle(verbinding: Connection) -> Iterator[tuple[int, dict[str, Any], str]]:
    vraag = select(verwerkingen).order_by(verwerkingen.c.volgnummer)
    for rij in verbinding.execution_options(yield_per=1000).execute(vraag):
        inhoud = rij._asdict()
        yield inhoud.pop("volgnummer"), inhoud, inhoud.pop("zegel")


def _zegel(sleutel: bytes, vorige: str, volgnummer: int, inhoud: Mapping[str, Any]) -> str:
    tekst = json.dumps([vorige, volgnummer, inhoud], sort_keys=True, default=datetime.isoformat)
    return hmac.digest(sleutel, tekst.encode(), "sha256").hex()
