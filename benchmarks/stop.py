"""How long until a stop of the pilot has reached every trajectory: `python -m benchmarks.stop [AANTAL] [--dood]`.

The trajectories are those of the invented people in tests/gegevens, again and again with another BSN, as they are open
on 1 June 2011. On that day the minister ends the pilot. Server, worker and this process are three processes on one
machine; with --dood the worker is killed when a third of the trajectories have the change, and another one begins.
Then every trajectory is compared with what the law alone makes of it.
"""

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from stdnum.nl import bsn

from activities.register.afstemming import Afstemmingsregel
from starter import diensten
from starter.aanmeldbestand import Regel
from starter.aanmelden import meld_aan
from starter.instellingen import Instellingen, Kalenderkeuze, lees_pilot
from starter.omgeving import ontwikkelserver
from starter.opdrachtregel import scherm
from starter.systeem import Systeem, open_systeem
from tests.samen import stopproef
from tests.samen.draaiend import WORKER, draaiend, omgeving
from tests.samen.stopproef import DAG, STOP
from wet.pilot import Pilot

AANTAL = 2_000
_POLS = 0.2


class Duren(NamedTuple):
    """Seconds from the report of the stop until it was answered, and until every trajectory had it."""

    antwoord: float
    gereed: float
    regel: Afstemmingsregel


def main() -> int:
    """Bring the trajectories in, stop the pilot, and show how long it took and what became of them."""
    lezer = argparse.ArgumentParser(prog="python -m benchmarks.stop", description=__doc__)
    lezer.add_argument("aantal", nargs="?", type=int, default=AANTAL)
    lezer.add_argument("--dood", action="store_true")
    keuze = lezer.parse_args()
    with TemporaryDirectory() as folder:
        return asyncio.run(_meet(Path(folder), keuze.aantal, dood=keuze.dood))


async def _meet(folder: Path, aantal: int, *, dood: bool) -> int:
    instellingen = Instellingen(gegevensmap=folder, kalender=Kalenderkeuze(DAG))
    regels = list(islice(_open_regels(lees_pilot(instellingen.gemeenten)), aantal))
    async with ontwikkelserver(folder) as server:
        env = omgeving(gegevensmap=folder, temporal_adres=server.adres, kalender=DAG)
        with ExitStack() as workers:
            proces = workers.enter_context(draaiend(WORKER, env))
            async with open_systeem(instellingen.model_copy(update={"temporal_adres": server.adres})) as systeem:
                await _breng_in(systeem, regels)
                proef = asyncio.create_task(_stop(systeem))
                if dood:
                    await _tot_een_derde(systeem, aantal)
                    proces.kill()
                    workers.enter_context(draaiend(WORKER, env))
                return await asyncio.to_thread(_toon, systeem, regels, await proef)


async def _breng_in(systeem: Systeem, regels: list[Regel]) -> None:
    begon = perf_counter()
    verslag = await meld_aan(systeem, regels, lambda _: None)
    if not verslag.is_goed:
        raise RuntimeError("not every trajectory came in")
    scherm.uit().print(f"{verslag.trajecten} open trajecten in {perf_counter() - begon:.0f} s")


async def _stop(systeem: Systeem) -> Duren:
    begon = perf_counter()
    antwoord = await diensten.meld_pilot(systeem, STOP, "stop")
    if not antwoord.aanvaard:
        raise RuntimeError("the stop was refused")
    beantwoord = perf_counter() - begon
    while True:
        regel = await asyncio.to_thread(_laatste, systeem)
        if regel and regel.gereed_op:
            break
        await asyncio.sleep(_POLS)
    return Duren(beantwoord, perf_counter() - begon, regel)


async def _tot_een_derde(systeem: Systeem, aantal: int) -> None:
    while True:
        regel = await asyncio.to_thread(_laatste, systeem)
        if regel and regel.achter <= aantal * 2 // 3:
            return
        await asyncio.sleep(_POLS)


def _laatste(systeem: Systeem) -> Afstemmingsregel | None:
    regels = systeem.register.afstemmingen.alle()
    return regels[-1] if regels else None


def _toon(systeem: Systeem, regels: list[Regel], duren: Duren) -> int:
    anders = [zin for regel in regels for zin in stopproef.anders(systeem, regel)]
    for zin in anders[:20]:
        scherm.zeg_fout(zin)
    redenen: Counter[str] = Counter()
    for uitkomst in systeem.register.uitkomsten():
        redenen[uitkomst.reden or "loopt door"] += uitkomst.aantal
    regel = duren.regel
    scherm.uit().print(
        f"Antwoord na {duren.antwoord:.2f} s; na {duren.gereed:.1f} s kennen {regel.bijgewerkt} trajecten de stop en "
        f"mist {regel.achter} hem.\n{dict(redenen)}\nAnders dan de wet alleen: {len(anders)}."
    )
    return 1 if anders or regel.achter or regel.bijgewerkt < len(regels) else 0


def _open_regels(pilot: Pilot) -> Iterator[Regel]:
    """Histories that are open on the day of the stop, without end."""
    open_ = [regel for regel in stopproef.regels() if stopproef.voor_de_stop(pilot, regel).is_open]
    nummers = (nummer for waarde in count(100_000_000) if bsn.is_valid(nummer := str(waarde)))
    while True:
        for regel in open_:
            yield replace(regel, client=regel.client.met(bsn=next(nummers)))


if __name__ == "__main__":
    raise SystemExit(main())
