"""Compares a result with what a scenario expects of it (contract section 6), in part and by value."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

OP_WAARDE = frozenset({"A", "B", "C", "bedrag", "percentage", "loonwaarde", "kosten", "factor"})
"""The keys that hold money, a percentage or a factor: `600` and `600.00` are the same there."""


def vergelijk(verwacht: Mapping[str, Any], precies: Sequence[str], resultaat: Mapping[str, Any]) -> list[str]:
    """Every difference with its path, in Dutch; empty when the result is as expected.

    Of an object only the keys given count; of a list its items must be there in the same order, and others may
    stand between them, except in the lists named in `precies`.
    """
    verschillen = []
    for naam, deel in verwacht.items():
        if naam in precies:
            verschillen += _lijst_precies(naam, deel, resultaat[naam])
        else:
            verschillen += _verschillen(naam, deel, resultaat[naam])
    return verschillen


def _verschillen(pad: str, verwacht: object, gevonden: object) -> list[str]:
    if isinstance(verwacht, Mapping) and isinstance(gevonden, Mapping):
        return [
            regel
            for sleutel, deel in verwacht.items()
            for regel in (
                _verschillen(f"{pad}.{sleutel}", deel, gevonden[sleutel])
                if sleutel in gevonden
                else [f"{pad}.{sleutel}: ontbreekt, verwacht {_toon(deel)}"]
            )
        ]
    if isinstance(verwacht, list) and isinstance(gevonden, list):
        return _lijst(pad, verwacht, gevonden)
    if _gelijk(pad.rpartition(".")[2], verwacht, gevonden):
        return []
    return [f"{pad}: verwacht {_toon(verwacht)}, gevonden {_toon(gevonden)}"]


def _lijst(pad: str, verwacht: list[object], gevonden: list[object]) -> list[str]:
    """Each item is looked for after the one before it; of one that is not there the nearest item is named."""
    verschillen: list[str] = []
    vanaf = 0
    for nummer, item in enumerate(verwacht):
        kandidaten = [_verschillen(f"{pad}[{nummer}]", item, ander) for ander in gevonden[vanaf:]]
        if [] in kandidaten:
            vanaf += kandidaten.index([]) + 1
        elif kandidaten:
            dichtstbij = min(kandidaten, key=len)
            verschillen += dichtstbij
        else:
            verschillen.append(f"{pad}[{nummer}]: ontbreekt, verwacht {_toon(item)}")
    return verschillen


def _lijst_precies(pad: str, verwacht: list[object], gevonden: list[object]) -> list[str]:
    verschillen = [
        regel
        for nummer, (item, ander) in enumerate(zip(verwacht, gevonden, strict=False))
        for regel in _verschillen(f"{pad}[{nummer}]", item, ander)
    ]
    for nummer, item in enumerate(verwacht[len(gevonden) :], len(gevonden)):
        verschillen.append(f"{pad}[{nummer}]: ontbreekt, verwacht {_toon(item)}")
    for nummer, item in enumerate(gevonden[len(verwacht) :], len(verwacht)):
        verschillen.append(f"{pad}[{nummer}]: niet verwacht, gevonden {_toon(item)}")
    return verschillen


def _gelijk(sleutel: str, verwacht: object, gevonden: object) -> bool:
    if isinstance(verwacht, date):
        return bool(verwacht.isoformat() == gevonden)
    if sleutel in OP_WAARDE and None not in (verwacht, gevonden):
        return _getal(verwacht) == _getal(gevonden)
    # In Python true equals 1; in the contract it does not.
    return type(verwacht) is type(gevonden) and bool(verwacht == gevonden)


def _getal(waarde: object) -> object:
    try:
        return Decimal(str(waarde))
    except InvalidOperation:
        return waarde


def _toon(waarde: object) -> str:
    if isinstance(waarde, Mapping):
        return "{" + ", ".join(f"{sleutel}: {_toon(deel)}" for sleutel, deel in waarde.items()) + "}"
    if isinstance(waarde, list):
        return "[" + ", ".join(_toon(deel) for deel in waarde) + "]"
    if isinstance(waarde, bool | None):
        return {True: "true", False: "false", None: "null"}[waarde]
    return str(waarde) if isinstance(waarde, date | int | Decimal) else f"'{waarde}'"
