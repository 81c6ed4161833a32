"""What the law alone makes of a history, without workflow or clock: to check a history, and what became of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from activities.register import Register
from starter.diensten import toon
from starter.scenario import LIJSTEN
from starter.vergelijken import vergelijk
from wet.client import Client
from wet.dossier import Dossier
from wet.gebeurtenissen import Aanmelding, Gebeurtenis
from wet.pilot import Pilot
from wet.resultaat import resultaat
from wet.traject import begin, bereik, verwerk, volgende_dag
from wet.waarden import Misvormd


class Oordeel(NamedTuple):
    """What became of an event: refused with article and reason, malformed with every fault, otherwise accepted."""

    artikel: str | None = None
    reden: str | None = None
    fouten: tuple[str, ...] = ()


class Behandeld(NamedTuple):
    """An event, the legal day on which a door says that it was handled, and what she says became of it."""

    gebeurtenis: Gebeurtenis
    dag: date
    oordeel: Oordeel = Oordeel()


def voorspel(client: Client, pilot: Pilot, gebeurtenissen: Sequence[Gebeurtenis]) -> Dossier:
    """The dossier after these events, each on its own day; raises Misvormd with the place of what does not fit."""
    aanmelding, *verder = gebeurtenissen
    if not isinstance(aanmelding, Aanmelding):
        raise Misvormd("gebeurtenissen[0]: de eerste gebeurtenis moet een aanmelding zijn")
    dossier = begin(client, pilot, aanmelding)
    for nummer, gebeurtenis in enumerate(verder, start=1):
        try:
            dossier = verwerk(dossier, gebeurtenis, max(gebeurtenis.op, dossier.dag)).dossier
        except Misvormd as fout:
            raise Misvormd(*(f"gebeurtenissen[{nummer}]: {zin}" for zin in fout.fouten)) from None
    return dossier


def beoordeel(client: Client, pilot: Pilot, verloop: Sequence[Behandeld]) -> tuple[Dossier, list[Oordeel]]:
    """The dossier after these events, each handled on the day given, and what the law itself says of each.

    What is malformed leaves the dossier as it was. Raises Misvormd when the first is no aanmelding.
    """
    begonnen, *verder = verloop
    dossier, oordelen = voorspel(client, pilot, [begonnen.gebeurtenis]), [Oordeel()]
    for behandeld in verder:
        try:
            dossier, weigering = verwerk(dossier, behandeld.gebeurtenis, behandeld.dag)
        except Misvormd as fout:
            oordelen.append(Oordeel(fouten=fout.fouten))
        else:
            oordelen.append(Oordeel(weigering.artikel, weigering.reden) if weigering else Oordeel())
    return dossier, oordelen


def verschillen(register: Register, nummer: str, verwacht: Dossier, dag: date) -> list[str]:
    """Where a trajectory in the register differs from this dossier: its own rows, and what it looks like on a day.

    Both are the whole result of contract section 6. Raises TrajectNietGevonden.
    """
    beeld = toon(register, nummer, dag)
    bewaard_op = beeld.dossier.dag
    return [
        *vergelijk(resultaat(bereik(verwacht, bewaard_op), bewaard_op, nummer), LIJSTEN, beeld.record.resultaat),
        *vergelijk(resultaat(bereik(verwacht, dag), dag, nummer), LIJSTEN, beeld.resultaat),
    ]


def is_bij(register: Register, nummer: str, dag: date) -> bool:
    """Whether everything that is due by a day was done for a trajectory, and every melding delivered."""
    record = register.toon(nummer)
    if record is None:
        return False
    volgende = volgende_dag(Dossier.model_validate_json(record.dossier))
    return (volgende is None or volgende > dag) and len(record.verzonden) == len(record.resultaat["meldingen"])
