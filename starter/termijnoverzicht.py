"""The terms on one overview: of the college in its trajectories, and of the pilot itself; judged on a legal day."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from activities.register.openstaand import Termijnregel
from wet.pilot import Pilot
from wet.pilottermijnen import pilottermijnen
from wet.termijnen import GRONDSLAG

BINNENKORT = timedelta(weeks=2)
"""How far the summary of a gemeente looks ahead."""


def termijnbeeld(regel: Termijnregel, dag: date) -> dict[str, Any]:
    """A term of the college; `dagen` are those that are left, below zero those that it is late."""
    return {
        "nummer": regel.nummer,
        "soort": regel.soort,
        "bezwaar": regel.bezwaar,
        "grondslag": GRONDSLAG[regel.soort],
        "uiterlijk": regel.uiterlijk.isoformat(),
        "stand": regel.stand_op(dag),
        "dagen": (regel.uiterlijk - dag).days,
    }


def pilottermijnbeeld(pilot: Pilot, dag: date) -> list[dict[str, Any]]:
    """The terms of the pilot itself. Whether what they are for was done the system does not know: it says `voorbij`."""
    return [
        {
            "soort": termijn.soort,
            "grondslag": termijn.grondslag,
            "uiterlijk": termijn.uiterlijk.isoformat(),
            "stand": "open" if dag <= termijn.uiterlijk else "voorbij",
            "dagen": (termijn.uiterlijk - dag).days,
        }
        for termijn in pilottermijnen(pilot)
    ]


def per_gemeente(regels: Iterable[Termijnregel], dag: date) -> dict[str, dict[str, int]]:
    """Of each gemeente with a term: how many are open, how many of those end within two weeks, how many have passed."""
    tellingen: dict[str, Counter[str]] = {}
    for regel in regels:
        telling = tellingen.setdefault(regel.gemeente, Counter())
        telling[regel.stand_op(dag)] += 1
        telling["binnen_twee_weken"] += dag <= regel.uiterlijk <= dag + BINNENKORT
    return {
        gemeente: {naam: telling[naam] for naam in ("open", "binnen_twee_weken", "verstreken")}
        for gemeente, telling in sorted(tellingen.items())
    }
