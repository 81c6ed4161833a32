"""From an item of the result (contract section 6) to a row of its table, and back, without losing a digit."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Column, Date, Table

from activities.register.kolommen import Exact

Rij = dict[str, Any]

# Items with a number of their own, by which the law speaks of them; the others are known by their place.
_GENUMMERD = ("besluiten", "bezwaren")
_SLEUTEL = ("nummer", "volgnummer")


def naar_rijen(tabel: Table, nummer: str, items: Iterable[Mapping[str, Any]]) -> dict[int, Rij]:
    """The rows of one list of a trajectory, by their volgnummer. A key that the table does not know is an error."""
    rijen = {}
    for plaats, item in enumerate(items, start=1):
        volgnummer = item["nummer"] if tabel.name in _GENUMMERD else plaats
        waarden = {kolom.name: _naar_kolom(kolom, item[kolom.name]) for kolom in _inhoud(tabel)}
        if len(item) != len(waarden) + (tabel.name in _GENUMMERD):
            raise KeyError(f"Onbekende sleutel in {tabel.name}: {sorted(set(item) - set(waarden))}")
        rijen[volgnummer] = {"nummer": nummer, "volgnummer": volgnummer, **waarden}
    return rijen


def naar_items(tabel: Table, rijen: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The list as it stands in the result, from its rows in order."""
    return [_naar_item(tabel, rij) for rij in rijen]


def _naar_item(tabel: Table, rij: Mapping[str, Any]) -> dict[str, Any]:
    eigen = {"nummer": rij["volgnummer"]} if tabel.name in _GENUMMERD else {}
    return eigen | {kolom.name: _naar_tekst(rij[kolom.name]) for kolom in _inhoud(tabel)}


def _inhoud(tabel: Table) -> list[Column[Any]]:
    return [kolom for kolom in tabel.columns if kolom.name not in _SLEUTEL]


def _naar_kolom(kolom: Column[Any], waarde: object) -> object:
    if isinstance(waarde, str) and isinstance(kolom.type, Date):
        return date.fromisoformat(waarde)
    if isinstance(waarde, str) and isinstance(kolom.type, Exact):
        return Decimal(waarde)
    return waarde


def _naar_tekst(waarde: object) -> object:
    if isinstance(waarde, date):
        return waarde.isoformat()
    return format(waarde, "f") if isinstance(waarde, Decimal) else waarde
