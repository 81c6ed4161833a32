"""What the law alone makes of a history, without workflow, register or clock: to check a history, and a run of it."""

from collections.abc import Sequence

from wet.client import Client
from wet.dossier import Dossier
from wet.gebeurtenissen import Aanmelding, Gebeurtenis
from wet.pilot import Pilot
from wet.traject import begin, verwerk
from wet.waarden import Misvormd


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
