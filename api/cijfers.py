"""Who sees which counts: a gemeente her own, who belongs to none those of all without the small ones."""

from typing import Any

from api.rollen import VAN_EEN_GEMEENTE
from api.tokens import Houder
from cijfers.peiling import zonder_kleine

_GEEN: dict[str, Any] = {"trajecten": 0, "fasen": {}, "proefplaatsingen": 0, "dienstbetrekkingen": 0}


def zoals_te_zien(peiling: dict[str, Any], houder: Houder) -> dict[str, Any]:
    """The counts of a day as this holder may see them.

    What is left out is decided with all gemeenten in view, also for who asks about one.
    """
    gezien = peiling if houder.rollen & VAN_EEN_GEMEENTE else zonder_kleine(peiling)
    return gezien if houder.gemeente is None else _alleen(gezien, houder.gemeente)


def _alleen(peiling: dict[str, Any], gemeente: str) -> dict[str, Any]:
    """Of one gemeente: a token of a gemeente does not see the others, also not in a total."""
    telling = peiling["gemeenten"].get(gemeente)
    if telling is None:
        return peiling | {"totaal": {"gemeenten": 0, **_GEEN}, "gemeenten": {}}
    return peiling | {"totaal": {"gemeenten": 1, **telling}, "gemeenten": {gemeente: telling}}
