"""Counts on a day: where every trajectory was, and what had been realised by then."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import ColumnElement, Connection, String, Table, func, literal_column, select

from activities.register.tabellen import metadata


@dataclass(frozen=True, slots=True)
class Telling:
    """Trajectories that had started, per phase on that day; placements and jobs that had begun by then."""

    fasen: Counter[str] = field(default_factory=Counter)
    proefplaatsingen: int = 0
    dienstbetrekkingen: int = 0

    def __add__(self, andere: "Telling") -> "Telling":
        """Both together."""
        return Telling(
            self.fasen + andere.fasen,
            self.proefplaatsingen + andere.proefplaatsingen,
            self.dienstbetrekkingen + andere.dienstbetrekkingen,
        )


@dataclass(frozen=True, slots=True)
class Peiling:
    """The counts of each gemeente with a trajectory that had started by `datum`, and of all together."""

    datum: date
    gemeenten: Mapping[str, Telling]
    totaal: Telling


def peildatum(verbinding: Connection, datum: date) -> Peiling:
    """The counts up to and including this day."""
    fasen = _fasen(verbinding, datum)
    plaatsingen = _begonnen(verbinding, metadata.tables["proefplaatsingen"], datum)
    banen = _begonnen(verbinding, metadata.tables["dienstbetrekkingen"], datum)
    gemeenten = {
        gemeente: Telling(telling, plaatsingen.get(gemeente, 0), banen.get(gemeente, 0))
        for gemeente, telling in fasen.items()
    }
    return Peiling(datum, gemeenten, sum(gemeenten.values(), Telling()))


def _fasen(verbinding: Connection, datum: date) -> dict[str, Counter[str]]:
    """Per gemeente the phase of every trajectory that had started: what was reported last of all up to this day.

    A closing can be reported with an earlier day, and then goes before the phases that it overtook.
    """
    fasen = metadata.tables["fasen"]
    toen = select(fasen.c.nummer, func.max(fasen.c.volgnummer).label("volgnummer")).where(fasen.c.van <= datum)
    laatste = toen.group_by(fasen.c.nummer).subquery()
    gemeente = _gemeente(fasen)
    vraag = (
        select(gemeente, fasen.c.fase, func.count())
        .join(laatste, (laatste.c.nummer == fasen.c.nummer) & (laatste.c.volgnummer == fasen.c.volgnummer))
        .group_by(gemeente, fasen.c.fase)
        .order_by(gemeente)
    )
    tellingen: dict[str, Counter[str]] = {}
    for gemeente, fase, aantal in verbinding.execute(vraag):
        tellingen.setdefault(gemeente, Counter())[fase] = aantal
    return tellingen


def _begonnen(verbinding: Connection, tabel: Table, datum: date) -> dict[str, int]:
    gemeente = _gemeente(tabel)
    vraag = select(gemeente, func.count()).where(tabel.c.van <= datum).group_by(gemeente)
    return {rij[0]: rij[1] for rij in verbinding.execute(vraag)}


def _gemeente(tabel: Table) -> ColumnElement[str]:
    """The gemeente, with which every number begins: looking it up in `trajecten` would read all the dossiers."""
    return literal_column(f"substr({tabel.name}.nummer, 1, 4)", String)
