"""The terms of which the matter is still due: of a gemeente or of all, by last day, judged on the day of who asks."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from sqlalchemy import ColumnElement, select, tuple_

from activities.register.tabellen import clienten, metadata, trajecten
from activities.register.verbinding import Verbinding
from wet.dossier import TermijnSoort

Openstand = Literal["open", "verstreken"]
_OPENSTAAND = metadata.tables["openstaand"]
_VOLGORDE = (_OPENSTAAND.c.uiterlijk, _OPENSTAAND.c.nummer, _OPENSTAAND.c.volgnummer)


class Plaats(NamedTuple):
    """Where a term stands in the list."""

    uiterlijk: date
    nummer: str
    volgnummer: int


@dataclass(frozen=True, slots=True)
class Termijnvraag:
    """Which terms, on the legal day `dag`; what is None does not count. `na` is the place before the page."""

    dag: date
    gemeente: str | None = None
    tot: date | None = None
    soort: TermijnSoort | None = None
    stand: Openstand | None = None
    na: Plaats | None = None
    aantal: int | None = None


@dataclass(frozen=True, slots=True)
class Termijnregel:
    """A term in a list, and of whom its trajectory is: the BSN is for the log of processing only."""

    nummer: str
    volgnummer: int
    gemeente: str
    soort: TermijnSoort
    uiterlijk: date
    bezwaar: int | None
    bsn: str = field(repr=False)

    @property
    def plaats(self) -> Plaats:
        """Where it stands in the list."""
        return Plaats(self.uiterlijk, self.nummer, self.volgnummer)

    def stand_op(self, dag: date) -> Openstand:
        """Whether its last day has passed, also when its trajectory has not heard of that day."""
        return "open" if dag <= self.uiterlijk else "verstreken"


class Openstaandregister:
    """Looks through these terms. Every method is one transaction and may raise RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Look behind this connection."""
        self._verbinding = verbinding

    def zoek(self, vraag: Termijnvraag) -> list[Termijnregel]:
        """The terms by last day, or a page of them."""
        kolommen = [_OPENSTAAND.c[naam] for naam in Termijnregel.__slots__ if naam != "bsn"]
        eigenaar = _OPENSTAAND.join(trajecten, trajecten.c.nummer == _OPENSTAAND.c.nummer).join(clienten)
        opdracht = select(*kolommen, clienten.c.bsn).select_from(eigenaar).where(*_eisen(vraag))
        with self._verbinding.lees() as verbinding:
            rijen = verbinding.execute(opdracht.order_by(*_VOLGORDE).limit(vraag.aantal))
            return [Termijnregel(**rij._asdict()) for rij in rijen]


def _eisen(vraag: Termijnvraag) -> list[ColumnElement[bool]]:
    termijn = _OPENSTAAND.c
    # A placement ends by itself on its last day: after that day nothing of it is due.
    eisen: list[ColumnElement[bool]] = [(termijn.soort != "einde_proefplaatsing") | (termijn.uiterlijk >= vraag.dag)]
    if vraag.gemeente is not None:
        eisen.append(termijn.gemeente == vraag.gemeente)
    if vraag.tot is not None:
        eisen.append(termijn.uiterlijk <= vraag.tot)
    if vraag.soort is not None:
        eisen.append(termijn.soort == vraag.soort)
    if vraag.stand is not None:
        eisen.append(termijn.uiterlijk >= vraag.dag if vraag.stand == "open" else termijn.uiterlijk < vraag.dag)
    if vraag.na is not None:
        eisen.append(tuple_(*_VOLGORDE) > tuple_(*vraag.na))
    return eisen
