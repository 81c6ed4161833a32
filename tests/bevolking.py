"""The population of 960 invented people, and its trajectories as the law alone gives them."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cijfers.feiten import Traject
from wet.client import lees_client
from wet.gebeurtenissen import Aanmelding, lees_gebeurtenis
from wet.pilot import Pilot
from wet.traject import begin, bereik, verwerk

GEGEVENS = Path(__file__).parent / "gegevens"
TOT_EN_MET = date(2013, 1, 31)
Persoon = dict[str, Any]


@cache
def personen() -> tuple[Persoon, ...]:
    """Every person with his events, as they stand in the file."""
    regels = (GEGEVENS / "pilot-2010-2012.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(regel) for regel in regels)


@cache
def methoden() -> dict[str, str]:
    """The method of each gemeente."""
    pilot: dict[str, dict[str, str]] = json.loads((GEGEVENS / "pilot-2010-2012.gemeenten.json").read_text("utf-8"))
    return pilot["methoden"]


@cache
def trajecten() -> tuple[Traject, ...]:
    """Every trajectory, followed to the end of January 2013."""
    return tuple(_speel())


def _speel() -> Iterator[Traject]:
    pilot = Pilot.beginstand(methoden(), methoden())
    for volgnummer, persoon in enumerate(personen(), start=1):
        client = lees_client(persoon["client"])
        eerste, *overige = (lees_gebeurtenis(feit) for feit in persoon["gebeurtenissen"])
        assert isinstance(eerste, Aanmelding)
        dossier = begin(client, pilot, eerste)
        for feit in overige:
            dossier = verwerk(dossier, feit, feit.op).dossier
        nummer = f"{client.gemeente}/{eerste.op.year}-{volgnummer:06}"
        yield Traject(nummer, client.gemeente, methoden()[client.gemeente], bereik(dossier, TOT_EN_MET))
