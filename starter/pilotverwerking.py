"""How far a change of the pilot has come: how many trajectories have it, which lack it and why, and who it closed."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from time import monotonic
from typing import Any, get_args

from activities.register import Register
from activities.register.afstemming import Afstemmingsregel
from cijfers.onderdrukking import DREMPEL
from wet.dossier import Reden

DOOR_DE_PILOT: tuple[Reden, ...] = ("pilot_beeindigd", "deelname_beeindigd", "einde_overgangsrecht", "wet_vervallen")
"""Reasons for closing that lie in the pilot and not in the case."""
MEEST = 100
"""How many of those that lag behind are named."""
GEDULD = 60.0
"""Seconds without any trajectory coming further, after which waiting is of no use."""
_POLS = 0.25


def verwerkingsbeeld(register: Register, gemeente: str | None, *, van_dichtbij: bool) -> dict[str, Any]:
    """Each change with its counts, as they were last reconciled.

    Of one gemeente, if one is given: its own counts, as they are now, and who lags behind. Only from close by are those
    named, and small numbers shown: few may take part in a gemeente that leaves.
    """
    afstemmingen = register.afstemmingen
    regels = afstemmingen.alle() if gemeente is None else afstemmingen.van_gemeente(gemeente)
    noem = regels[-1:] if van_dichtbij else []
    achter = [
        een for regel in noem for een in register.afstemmingen.achterblijvers(regel.versie, None, MEEST, gemeente)
    ]
    gesloten: Counter[str] = Counter()
    for uitkomst in register.uitkomsten():
        if uitkomst.reden in DOOR_DE_PILOT and gemeente in {None, uitkomst.gemeente}:
            gesloten[uitkomst.reden] += uitkomst.aantal
    return {
        "wijzigingen": [_wijziging(regel) for regel in regels],
        "achterblijvers": [{"nummer": een.nummer, "reden": een.reden} for een in achter],
        "afgesloten": {
            reden: gesloten[reden] if van_dichtbij or gesloten[reden] >= DREMPEL else None
            for reden in get_args(Reden)
            if reden in gesloten
        },
    }


async def wacht_op_verwerking(register: Register, versie: int, toon: Callable[[Afstemmingsregel], None]) -> bool:
    """Wait until every running trajectory has this version of the pilot; False when they come no further.

    `toon` is called with each reconciliation of this version or a later one.
    """
    achter, sinds = -1, monotonic()
    while monotonic() - sinds < GEDULD:
        regel = next((een for een in await asyncio.to_thread(register.afstemmingen.alle) if een.versie >= versie), None)
        if regel:
            toon(regel)
            if regel.gereed_op:
                return True
            if regel.achter != achter:
                achter, sinds = regel.achter, monotonic()
        await asyncio.sleep(_POLS)
    return False


def _wijziging(regel: Afstemmingsregel) -> dict[str, Any]:
    return {
        "gebeurtenis": regel.versie,
        "begonnen_op": _instant(regel.begonnen_op),
        "afgestemd_op": _instant(regel.afgestemd_op),
        "gereed_op": _instant(regel.gereed_op) if regel.gereed_op else None,
        "bijgewerkt": regel.bijgewerkt,
        "lopend": regel.lopend,
        "achter": regel.achter,
    }


def _instant(tijdstip: datetime) -> str:
    return tijdstip.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
