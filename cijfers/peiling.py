"""The counts of one day, of all gemeenten side by side, without the numbers under ten persons."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from cijfers.onderdrukking import weggelaten
from cijfers.tabel import ALLE, GEMEENTE, GROEP, TOTAAL, Cel, Plaats, Tabel, plaats

_WERK = {"proefplaatsingen": "proefplaatsingen", "dienstbetrekkingen": "banen"}
"""The counts that have no groups, and the figure that each of them is."""
_FASEN = "stand"
_ALLEMAAL = f"{GROEP}alle"
"""The one group of a count without groups: a table has at least a column to add up."""


def zonder_kleine(peiling: Mapping[str, Any]) -> dict[str, Any]:
    """Return the counts of `starter.diensten.peil` with None for what may not be seen.

    That is a number under ten persons, and what it could be worked out from (`cijfers.onderdrukking`). Nobody is
    counted twice in one of these numbers, as far as this knows: every placement and every job is a person. Of a phase
    in which someone is somewhere, each gemeente has a number or None, so that none says that she has nobody there.
    """
    totaal, gemeenten = peiling["totaal"], peiling["gemeenten"]
    # In an order that says nothing: they come in that of the first gemeente that has them.
    fasen = sorted(totaal["fasen"])
    tabellen = [
        _tabel(
            _FASEN, [f"{GROEP}{fase}" for fase in fasen], {code: _fasen(gemeenten[code], fasen) for code in gemeenten}
        )
    ]
    for naam, cijfer in _WERK.items():
        tabellen.append(_tabel(cijfer, [_ALLEMAAL], {code: [gemeenten[code][naam]] for code in gemeenten}))
    weg = weggelaten(tabellen)
    return {
        **peiling,
        "totaal": {**totaal, **_zichtbaar(totaal, ALLE, fasen, weg)},
        "gemeenten": {code: _zichtbaar(deze, f"{GEMEENTE}{code}", fasen, weg) for code, deze in gemeenten.items()},
    }


def _fasen(telling: Mapping[str, Any], fasen: Sequence[str]) -> list[int]:
    return [telling["fasen"].get(fase, 0) for fase in fasen]


def _tabel(cijfer: str, kolommen: Sequence[str], aantallen: Mapping[str, Sequence[int]]) -> Tabel:
    """Return the table of these numbers, of which each is about persons of its own."""
    nummers = count()
    ouders: dict[str, str | None] = {ALLE: None}
    wie = {(ALLE, kolom): frozenset[int]() for kolom in (*kolommen, TOTAAL)}
    for code, rij in aantallen.items():
        gemeente = f"{GEMEENTE}{code}"
        ouders[gemeente] = ALLE
        wie[gemeente, TOTAAL] = frozenset()
        for kolom, aantal in zip(kolommen, rij, strict=True):
            personen = frozenset(next(nummers) for _ in range(aantal))
            wie[gemeente, kolom] = personen
            for som in ((gemeente, TOTAAL), (ALLE, kolom), (ALLE, TOTAAL)):
                wie[som] |= personen
    cellen = {plaats(cijfer, *hier): Cel(Decimal(len(personen)), personen) for hier, personen in wie.items()}
    return Tabel(cijfer, ouders, kolommen, cellen)


def _zichtbaar(telling: Mapping[str, Any], rij: str, fasen: Sequence[str], weg: frozenset[Plaats]) -> dict[str, Any]:
    """Return the numbers of a row, with None for what is left out."""

    def toon(aantal: int, cijfer: str, *kolommen: str) -> int | None:
        return None if weg & {plaats(cijfer, rij, kolom) for kolom in kolommen} else aantal

    return {
        "trajecten": toon(telling["trajecten"], _FASEN, TOTAAL),
        "fasen": {fase: toon(telling["fasen"].get(fase, 0), _FASEN, f"{GROEP}{fase}") for fase in fasen},
        **{naam: toon(telling[naam], cijfer, TOTAAL, _ALLEMAAL) for naam, cijfer in _WERK.items()},
    }
