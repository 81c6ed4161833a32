"""The pilot in the register, and the trajectories that must hear of a change of it.

No trajectory may miss a change that is made while it begins. Two things are done in a fixed order:

- a trajectory marks itself as running and reads the pilot, in one transaction (`begin`);
- a change stores the pilot, commits, and only then reads which trajectories run (`leg_vast`, then `open_trajecten`).

Both lock the pilot's row, so one of them is first. If the trajectory is first, its mark is committed before the change
is, and the change finds it. If the change is first, the trajectory reads the changed pilot. On SQLite there is one
writing transaction at a time, which gives the same order. On PostgreSQL the row lock is needed: without it a
trajectory could read the old pilot and have its mark committed after the change had looked (READ COMMITTED shows
each statement what was committed before it, and a locked read waits and then sees the newest row). Trajectories
share the lock among themselves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select, update

from activities.register.antwoorden import bewaar
from activities.register.fouten import PilotOnbekend, TrajectOnbekend
from activities.register.tabellen import pilot, pilotgebeurtenissen, trajecten

ONDERWERP = "pilot"
"""Under this subject stand the answers to events of the pilot."""
BEGIN = -1
"""The version of a pilot of which nothing is known yet."""


@dataclass(frozen=True, slots=True)
class Pilotstand:
    """The pilot as JSON, how many events it accepted, and the legal day of the last."""

    toestand: str
    versie: int
    dag: date


def begin(verbinding: Connection, nummer: str) -> Pilotstand:
    """Mark this trajectory as running and return the pilot as it is then.

    Raises TrajectOnbekend, and PilotOnbekend as long as no pilot was stored.
    """
    stand = _lees(verbinding, deelt=True)
    loopt = update(trajecten).where(trajecten.c.nummer == nummer).values(loopt=True)
    if verbinding.execute(loopt).rowcount == 0:
        raise TrajectOnbekend(nummer)
    if stand is None:
        raise PilotOnbekend
    return stand


def lees(verbinding: Connection) -> Pilotstand | None:
    """The pilot, or None when none was stored."""
    return _lees(verbinding, deelt=False)


def leg_vast(
    verbinding: Connection, stand: Pilotstand, gebeurtenissen: Sequence[Mapping[str, Any]], beantwoord: str | None
) -> bool:
    """Store the pilot with its accepted events, unless this version or a later one stands there already.

    The answer is stored also when the version is not new: a refused event does not change the pilot. As with a
    trajectory, what a killed worker stored gives way to what the next one makes of it.
    """
    vorige = verbinding.execute(select(pilot).with_for_update()).one()
    if beantwoord is not None:
        bewaar(verbinding, ONDERWERP, beantwoord)
    opnieuw = vorige.versie == stand.versie
    if vorige.versie > stand.versie or (opnieuw and (vorige.dag > stand.dag or vorige.toestand == stand.toestand)):
        return False
    verbinding.execute(pilotgebeurtenissen.delete().where(pilotgebeurtenissen.c.volgnummer >= stand.versie))
    nieuw = {"toestand": stand.toestand, "versie": stand.versie, "dag": stand.dag}
    verbinding.execute(update(pilot).values(nieuw))
    bekend = verbinding.scalars(select(func.count()).select_from(pilotgebeurtenissen)).one()
    if rijen := [_gebeurtenis(nr, feit) for nr, feit in enumerate(gebeurtenissen, start=1) if nr > bekend]:
        verbinding.execute(pilotgebeurtenissen.insert(), rijen)
    return True


def open_trajecten(verbinding: Connection, gemeente: str | None, na: str | None, aantal: int) -> list[str]:
    """A page of the running trajectories by number, of one gemeente or of all, from after number `na` on.

    A trajectory that begins before the page that was read last has read the pilot itself.
    """
    vraag = select(trajecten.c.nummer).where(trajecten.c.loopt).order_by(trajecten.c.nummer).limit(aantal)
    if gemeente is not None:
        vraag = vraag.where(trajecten.c.gemeente == gemeente)
    if na is not None:
        vraag = vraag.where(trajecten.c.nummer > na)
    return list(verbinding.scalars(vraag))


def _lees(verbinding: Connection, *, deelt: bool) -> Pilotstand | None:
    vraag = select(pilot.c.toestand, pilot.c.versie, pilot.c.dag)
    rij = verbinding.execute(vraag.with_for_update(read=True) if deelt else vraag).one()
    return None if rij.versie == BEGIN else Pilotstand(*rij)


def _gebeurtenis(volgnummer: int, feit: Mapping[str, Any]) -> dict[str, Any]:
    gegevens = {naam: waarde for naam, waarde in feit.items() if naam not in ("op", "soort")}
    op = date.fromisoformat(feit["op"])
    return {"volgnummer": volgnummer, "op": op, "soort": feit["soort"], "gegevens": gegevens}
