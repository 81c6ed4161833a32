"""Looking through the trajectories of one gemeente: a page at a time, from after a number on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from activities.register.tabellen import clienten, metadata, taken, trajecten
from activities.register.verbinding import Verbinding


@dataclass(frozen=True, slots=True)
class Zoekvraag:
    """Which trajectories; what is None does not count. `naam` is a part of the name, `na` the number before the page.

    `termijn_tot_en_met`: with an open term that ends by this day.
    """

    gemeente: str
    fase: str | None = None
    reden: str | None = None
    termijn_tot_en_met: date | None = None
    aangemeld_van: date | None = None
    aangemeld_tot_en_met: date | None = None
    bsn: str | None = field(default=None, repr=False)
    naam: str | None = field(default=None, repr=False)
    geboortedatum: date | None = field(default=None, repr=False)
    na: str | None = None
    aantal: int = 50


@dataclass(frozen=True, slots=True)
class Gevonden:
    """A trajectory in a list, and whose it is: the BSN is for the log of processing only."""

    nummer: str
    aanmelding_op: date
    dag: date
    fase: str
    route: str | None
    afgesloten_op: date | None
    reden: str | None
    volgende_termijn: date | None
    termijn_soort: str | None
    bsn: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Eigenaar:
    """Of which gemeente a trajectory is, and whose."""

    gemeente: str
    bsn: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Werkvoorraad:
    """How many tasks wait for a person, and how many terms have passed, by kind."""

    open_taken: dict[str, int]
    verstreken_termijnen: dict[str, int]


class Zoeken:
    """Looking through the register. Every method is one transaction and may raise RegisterFout."""

    def __init__(self, verbinding: Verbinding) -> None:
        """Look behind this connection."""
        self._verbinding = verbinding

    def zoek(self, vraag: Zoekvraag) -> list[Gevonden]:
        """A page of the trajectories that have begun, by number."""
        with self._verbinding.lees() as verbinding:
            return [Gevonden(**rij._asdict()) for rij in _zoek(verbinding, vraag)]

    def eigenaar(self, nummer: str) -> Eigenaar | None:
        """Whose trajectory this is; None when it has not begun."""
        vraag = select(trajecten.c.gemeente, clienten.c.bsn).join(clienten)
        begonnen = (trajecten.c.nummer == nummer, trajecten.c.fase.is_not(None))
        with self._verbinding.lees() as verbinding:
            rij = verbinding.execute(vraag.where(*begonnen)).one_or_none()
            return Eigenaar(*rij) if rij else None

    def eigenaars(self, nummers: Sequence[str]) -> dict[str, Eigenaar]:
        """Whose these trajectories are, also those that have not begun."""
        vraag = select(trajecten.c.nummer, trajecten.c.gemeente, clienten.c.bsn).join(clienten)
        with self._verbinding.lees() as verbinding:
            rijen = verbinding.execute(vraag.where(trajecten.c.nummer.in_(nummers)))
            return {nummer: Eigenaar(gemeente, bsn) for nummer, gemeente, bsn in rijen}

    def trajecten_van(self, gemeente: str, bsn: str) -> list[str]:
        """The numbers of all trajectories of a person in a gemeente."""
        eigen = (clienten.c.gemeente == gemeente, clienten.c.bsn == bsn)
        with self._verbinding.lees() as verbinding:
            return list(verbinding.scalars(select(trajecten.c.nummer).join(clienten).where(*eigen).order_by("nummer")))

    def persoon(self, gemeente: str, bsn: str) -> dict[str, object] | None:
        """What the gemeente last reported of a person."""
        eigen = (clienten.c.gemeente == gemeente, clienten.c.bsn == bsn)
        with self._verbinding.lees() as verbinding:
            rij = verbinding.execute(select(clienten).where(*eigen)).one_or_none()
            return rij._asdict() if rij else None

    def werkvoorraad(self) -> Werkvoorraad:
        """The work of all gemeenten together."""
        termijnen = metadata.tables["termijnen"]
        with self._verbinding.lees() as verbinding:
            return Werkvoorraad(
                _per_soort(verbinding, taken, taken.c.gesloten_op.is_(None)),
                _per_soort(verbinding, termijnen, termijnen.c.stand == "verstreken"),
            )


def _per_soort(verbinding: Connection, tabel: Table, eis: ColumnElement[bool]) -> dict[str, int]:
    vraag = select(tabel.c.soort, func.count()).where(eis).group_by(tabel.c.soort).order_by(tabel.c.soort)
    return {rij[0]: rij[1] for rij in verbinding.execute(vraag)}


def _zoek(verbinding: Connection, vraag: Zoekvraag) -> list[Row[Any]]:
    kolommen = [trajecten.c[naam] for naam in Gevonden.__slots__ if naam != "bsn"]
    opdracht = select(*kolommen, clienten.c.bsn).join(clienten, clienten.c.id == trajecten.c.client)
    opdracht = opdracht.where(trajecten.c.gemeente == vraag.gemeente, trajecten.c.fase.is_not(None), *_eisen(vraag))
    return list(verbinding.execute(opdracht.order_by(trajecten.c.nummer).limit(vraag.aantal)))


def _eisen(vraag: Zoekvraag) -> list[ColumnElement[bool]]:
    """A condition for everything asked; every value is a parameter, and in a name % and _ are ordinary signs."""
    kolommen: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "fase": trajecten.c.fase.__eq__,
        "reden": trajecten.c.reden.__eq__,
        "termijn_tot_en_met": trajecten.c.volgende_termijn.__le__,
        "aangemeld_van": trajecten.c.aanmelding_op.__ge__,
        "aangemeld_tot_en_met": trajecten.c.aanmelding_op.__le__,
        "na": trajecten.c.nummer.__gt__,
        "bsn": clienten.c.bsn.__eq__,
        "naam": lambda deel: clienten.c.naam.icontains(deel, autoescape=True),
        "geboortedatum": clienten.c.geboortedatum.__eq__,
    }
    eisen = [eis(waarde) for naam, eis in kolommen.items() if (waarde := getattr(vraag, naam)) is not None]
    if vraag.bsn or vraag.naam or vraag.geboortedatum:
        # Of the person too: an index finds a BSN within a gemeente.
        eisen.append(clienten.c.gemeente == vraag.gemeente)
    return eisen
