"""The facts of all trajectories up to a day, under pseudonyms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from cijfers import geld, loonwaarden, verloop, werk
from cijfers.feiten import Blik, Feit, Traject
from cijfers.pseudoniem import Pseudoniemen

SCHEMA: dict[str, pl.DataType] = {
    "persoon": pl.String(),
    "traject": pl.String(),
    "gemeente": pl.String(),
    "cijfer": pl.String(),
    "groep": pl.String(),
    "maand": pl.String(),
    "waarde": pl.Decimal(18, 2),
}


@dataclass(frozen=True)
class Verzameling:
    """One row for each fact (`SCHEMA`, with the method of the gemeente), up to and including `peildatum`.

    This shows what happened to each person, be it under a pseudonym: it is for research, not for publication.
    """

    peildatum: date
    feiten: pl.DataFrame
    methoden: Mapping[str, str]


def verzamel(trajecten: Iterable[Traject], peildatum: date, pseudoniemen: Pseudoniemen) -> Verzameling:
    """Collect the facts of every trajectory that had begun by the day; they may come one by one."""
    methoden: dict[str, str] = {}
    rijen: list[tuple[object, ...]] = []
    for traject in trajecten:
        blik = Blik(traject.dossier, peildatum)
        if blik.aanmelding <= peildatum:
            methoden[traject.gemeente] = traject.methode
            persoon = pseudoniemen.persoon(traject.dossier.client.bsn)
            wie = (persoon, pseudoniemen.traject(traject.nummer), traject.gemeente)
            rijen += [(*wie, feit.cijfer, feit.groep, f"{feit.dag:%Y-%m}", feit.waarde) for feit in feiten_van(blik)]
    return Verzameling(peildatum, _met_methode(pl.DataFrame(rijen, SCHEMA, orient="row"), methoden), methoden)


def feiten_van(blik: Blik) -> Iterator[Feit]:
    """Yield every fact of a trajectory as seen on a day."""
    for onderwerp in (verloop, werk, loonwaarden, geld):
        yield from onderwerp.feiten(blik)


def _met_methode(feiten: pl.DataFrame, methoden: Mapping[str, str]) -> pl.DataFrame:
    """Add the method of each gemeente: she has one, and permission for another replaces it (regeling:4)."""
    kolommen: dict[str, pl.DataType] = {"gemeente": pl.String(), "methode": pl.String()}
    per_gemeente = pl.DataFrame(list(methoden.items()), kolommen, orient="row")
    return feiten.join(per_gemeente, on="gemeente", how="left", maintain_order="left")
