"""The figures as they may be published: per gemeente and in all, with what is left out left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

import polars as pl

from cijfers.onderdrukking import weggelaten
from cijfers.tabel import (
    ALLE,
    GEMEENTE,
    GROEP,
    MAAND,
    METHODE,
    TOTAAL,
    Plaats,
    Tabel,
    maak_tabellen,
    maanden_van,
    per_rij,
    plaats,
)
from cijfers.verdeling import Kwartielen, kwartielen
from cijfers.verzameling import Verzameling
from cijfers.woordenboek import CIJFERS


@dataclass(frozen=True)
class Publicatie:
    """Every figure on a day. A value that is None is left out.

    `plaatsen` are the places in order of reading, by the figure's own name; `waarden` and `verdelingen` have them by
    the name that equal numbers share: read those with `waarde` and `verdeling`.
    """

    peildatum: date
    methoden: Mapping[str, str]
    maanden: Sequence[str]
    plaatsen: Sequence[Plaats]
    waarden: Mapping[Plaats, Decimal | None]
    verdelingen: Mapping[Plaats, Kwartielen | None]

    def waarde(self, cijfer: str, kolom: str = TOTAAL, rij: str = ALLE) -> Decimal | None:
        """Return the value of a cell; None when it is left out. Raises KeyError when there is no such cell."""
        return self.waarden[plaats(cijfer, rij, kolom)]

    def verdeling(self, cijfer: str, kolom: str = TOTAAL, rij: str = ALLE) -> Kwartielen | None:
        """Return the quartiles of a group; None when they are left out."""
        return self.verdelingen[Plaats(cijfer, rij, kolom)]

    @property
    def gemeenten(self) -> Sequence[str]:
        """The codes of the gemeenten that these figures are about."""
        return sorted(rij.removeprefix(GEMEENTE) for rij in self._rijen if rij.startswith(GEMEENTE))

    @property
    def _rijen(self) -> set[str]:
        return {hier.rij for hier in self.plaatsen}

    def beperkt(self, van: str | None, tot: str | None, gemeente: str | None) -> "Publicatie":
        """Return the same figures with fewer months (YYYY-MM, both included), or of one gemeente beside those of all.

        What is left out was decided with everything in view, so that publications of parts betray nothing together.
        """
        maanden = [maand for maand in self.maanden if (van or maand) <= maand <= (tot or maand)]
        kolommen = {f"{MAAND}{maand}" for maand in maanden}
        rijen = self._rijen if gemeente is None else {ALLE, f"{GEMEENTE}{gemeente}", *self._methode(gemeente)}
        blijft = [
            hier
            for hier in self.plaatsen
            if hier.rij in rijen and (hier.kolom in kolommen or not hier.kolom.startswith(MAAND))
        ]
        return replace(self, maanden=maanden, plaatsen=blijft)

    def _methode(self, gemeente: str) -> Iterator[str]:
        if gemeente in self.methoden:
            yield f"{METHODE}{self.methoden[gemeente]}"


def publiceer(verzameling: Verzameling) -> Publicatie:
    """Count, work out the quartiles, and leave out what may not be known."""
    maanden = _maanden(verzameling)
    tabellen = maak_tabellen(verzameling.feiten, verzameling.methoden, maanden)
    weg = weggelaten(tabellen)
    waarden = {hier: cel.waarde for tabel in tabellen for hier, cel in tabel.cellen.items()}
    plaatsen = list(dict.fromkeys(hier for tabel in tabellen for hier in _plaatsen(tabel)))
    return Publicatie(
        peildatum=verzameling.peildatum,
        methoden=verzameling.methoden,
        maanden=maanden,
        plaatsen=plaatsen,
        waarden={hier: None if hier in weg else waarde for hier, waarde in waarden.items()},
        verdelingen=_verdelingen(verzameling.feiten, plaatsen, weg),
    )


def _maanden(verzameling: Verzameling) -> list[str]:
    """Return the months from the first in which something happened to the last."""
    maanden = verzameling.feiten["maand"]
    eerste, laatste = maanden.min(), maanden.max()
    return maanden_van(eerste, laatste) if isinstance(eerste, str) and isinstance(laatste, str) else []


def _plaatsen(tabel: Tabel) -> Iterator[Plaats]:
    for rij in tabel.ouders:
        for kolom in (*([TOTAAL] if tabel.met_totaal else []), *tabel.kolommen):
            yield Plaats(tabel.cijfer, rij, kolom)


def _verdelingen(
    feiten: pl.DataFrame, plaatsen: Sequence[Plaats], weg: frozenset[Plaats]
) -> dict[Plaats, Kwartielen | None]:
    """Return the quartiles of every group whose number is published; None also for one in which there is nothing."""
    waarden = _waarden(feiten)
    return {
        hier: kwartielen(waarden[hier]) if plaats(*hier) not in weg and hier in waarden else None
        for hier in plaatsen
        if CIJFERS[hier.cijfer].soort == "verdeling" and not hier.kolom.startswith(MAAND)
    }


def _waarden(feiten: pl.DataFrame) -> dict[Plaats, list[Decimal]]:
    met_rij = per_rij(feiten)
    kolommen = (pl.lit(TOTAAL), GROEP + pl.col("groep"))
    gegroepeerd = pl.concat(
        met_rij.with_columns(kolom.alias("kolom")).group_by("cijfer", "rij", "kolom").agg("waarde")
        for kolom in kolommen
    )
    return {Plaats(cijfer, rij, kolom): waarden for cijfer, rij, kolom, waarden in gegroepeerd.iter_rows()}
