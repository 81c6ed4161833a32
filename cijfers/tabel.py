"""Tables that add up: the facts of all trajectories, counted per gemeente and in all, by group and by month."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

import polars as pl

from cijfers.woordenboek import CIJFERS, Cijfer

ALLE = "alle"
TOTAAL = "totaal"
GEMEENTE, METHODE, GROEP, MAAND = "gemeente:", "methode:", "groep:", "maand:"
"""What the name of a row or a column begins with."""
NUL = Decimal(0)


class Cel(NamedTuple):
    """The value of a cell and the persons that it is about, each by a number of this run."""

    waarde: Decimal
    wie: frozenset[int] = frozenset()

    @property
    def personen(self) -> int:
        """How many different persons it is about."""
        return len(self.wie)


class Plaats(NamedTuple):
    """The place of a number: its figure, row and column. The same number has one place, in whatever table it stands."""

    cijfer: str
    rij: str
    kolom: str


_ZELFDE = {
    ("stand", TOTAAL): ("instroom", TOTAAL),
    ("leeftijd", TOTAAL): ("instroom", TOTAAL),
    ("leefvorm", TOTAAL): ("instroom", TOTAAL),
    ("bereikt", TOTAAL): ("instroom", TOTAAL),
    ("stand", f"{GROEP}afgesloten"): ("uitstroom", TOTAAL),
    ("metingen", f"{GROEP}1"): ("eerste_meting", TOTAAL),
}
"""Numbers that are equal by their definition: each trajectory has one age, one phase, one furthest step."""


def plaats(cijfer: str, rij: str, kolom: str) -> Plaats:
    """Return the place of a number; equal numbers have the same one."""
    zelfde, gelijk = _ZELFDE.get((cijfer, kolom), (cijfer, kolom))
    return Plaats(zelfde, rij, gelijk)


@dataclass(frozen=True)
class Tabel:
    """A table of one figure in which rows and columns add up.

    `ouders` gives for each row the row in which it is counted; None for the row of all. The columns add up to TOTAAL,
    which is not published when it says nothing.
    """

    cijfer: str
    ouders: Mapping[str, str | None]
    kolommen: Sequence[str]
    cellen: Mapping[Plaats, Cel]

    def plaats(self, rij: str, kolom: str) -> Plaats:
        """Return the place of a cell of this table."""
        return plaats(self.cijfer, rij, kolom)

    @property
    def met_totaal(self) -> bool:
        """Whether the sum of the columns says anything."""
        return CIJFERS[self.cijfer].met_totaal

    @property
    def totalen(self) -> set[Plaats]:
        """The sums of the columns."""
        return {self.plaats(rij, TOTAAL) for rij in self.ouders}

    @cached_property
    def kinderen(self) -> Mapping[str, Sequence[str]]:
        """The rows that add up to each row that has such."""
        onder: dict[str, list[str]] = {}
        for rij, ouder in self.ouders.items():
            if ouder is not None:
                onder.setdefault(ouder, []).append(rij)
        return onder

    @cached_property
    def sommen(self) -> Sequence[tuple[Plaats, Sequence[Plaats]]]:
        """Every sum in the table: the total, and the cells that add up to it."""
        langs = [(rij, kolom) for rij in self.kinderen for kolom in (*self.kolommen, TOTAAL)]
        return [
            *((self.plaats(rij, TOTAAL), [self.plaats(rij, kolom) for kolom in self.kolommen]) for rij in self.ouders),
            *((self.plaats(rij, k), [self.plaats(kind, k) for kind in self.kinderen[rij]]) for rij, k in langs),
        ]


def maanden_van(eerste: str, laatste: str) -> list[str]:
    """Return the months (YYYY-MM) from one to another, both included."""
    begin, einde = (int(maand[:4]) * 12 + int(maand[5:]) - 1 for maand in (eerste, laatste))
    return [f"{nummer // 12}-{nummer % 12 + 1:02}" for nummer in range(begin, einde + 1)]


def maak_tabellen(feiten: pl.DataFrame, methoden: Mapping[str, str], maanden: Sequence[str]) -> list[Tabel]:
    """Return the tables of every figure by group, and of those that have it by month."""
    geteld = _tel(feiten)
    return [tabel for cijfer in CIJFERS.values() for tabel in _tabellen(cijfer, geteld, methoden, maanden)]


def _tabellen(
    cijfer: Cijfer, geteld: Mapping[Plaats, Cel], methoden: Mapping[str, str], maanden: Sequence[str]
) -> Iterator[Tabel]:
    ouders = _ouders(cijfer, methoden)
    yield _tabel(cijfer, ouders, [f"{GROEP}{groep}" for groep in cijfer.groepen], geteld)
    if cijfer.per_maand:
        yield _tabel(cijfer, ouders, [f"{MAAND}{maand}" for maand in maanden], geteld)


def _ouders(cijfer: Cijfer, methoden: Mapping[str, str]) -> dict[str, str | None]:
    ouders: dict[str, str | None] = {ALLE: None}
    if cijfer.per_methode:
        ouders |= {f"{METHODE}{methode}": ALLE for methode in sorted(set(methoden.values()))}
    for gemeente, methode in sorted(methoden.items()):
        ouders[f"{GEMEENTE}{gemeente}"] = f"{METHODE}{methode}" if cijfer.per_methode else ALLE
    return ouders


def _tabel(
    cijfer: Cijfer, ouders: Mapping[str, str | None], kolommen: Sequence[str], geteld: Mapping[Plaats, Cel]
) -> Tabel:
    niets = Cel(NUL)
    plaatsen = (Plaats(cijfer.code, rij, kolom) for rij in ouders for kolom in (*kolommen, TOTAAL))
    return Tabel(cijfer.code, ouders, kolommen, {plaats(*hier): geteld.get(hier, niets) for hier in plaatsen})


def per_rij(feiten: pl.DataFrame) -> pl.DataFrame:
    """Repeat each fact for every row in which it counts: all, its method and its gemeente."""
    rijen = (pl.lit(ALLE), METHODE + pl.col("methode"), GEMEENTE + pl.col("gemeente"))
    return pl.concat(feiten.with_columns(rij.alias("rij")) for rij in rijen)


def _tel(feiten: pl.DataFrame) -> dict[Plaats, Cel]:
    herhaald = per_rij(feiten).with_columns(wie=pl.col("persoon").rank("dense"))
    kolommen = (pl.lit(TOTAAL), GROEP + pl.col("groep"), MAAND + pl.col("maand"))
    opgeteld = [cijfer.code for cijfer in CIJFERS.values() if cijfer.soort == "som"]
    gewicht = pl.when(pl.col("cijfer").is_in(opgeteld)).then(pl.col("waarde")).otherwise(pl.lit(1))
    telling = pl.concat(
        herhaald.with_columns(kolom.alias("kolom"))
        .group_by("cijfer", "rij", "kolom")
        .agg(gewicht.sum().alias("waarde"), pl.col("wie").unique())
        for kolom in kolommen
    )
    return {
        Plaats(cijfer, rij, kolom): Cel(waarde, frozenset(wie))
        for cijfer, rij, kolom, waarde, wie in telling.iter_rows()
    }
