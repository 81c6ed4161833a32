"""The demonstration: 96 trajectories of 32 gemeenten, from June 2010 to January 2013 in accelerated legal time.

Everything is real: the Temporal server, the worker, the register. At the end every trajectory in the register is
compared with what the law alone makes of the same input.
"""

import argparse
import asyncio
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from activities.register import Register, RegisterFout
from starter import diensten
from starter.aanmeldbestand import Regel, lees_bestand
from starter.aanmelden import meld_aan
from starter.instellingen import PILOTGEMEENTEN, Instellingen, InstellingFout, Kalenderkeuze
from starter.omgeving import OmgevingFout, is_in_gebruik
from starter.opdrachtregel import scherm
from starter.opdrachtregel.draaien import stopsein
from starter.opdrachtregel.lezen import toon_peiling
from starter.systeem import Systeem, SysteemFout, draai, taakgroep
from starter.voorspelling import is_bij, verschillen, voorspel
from workflows.weergave import datum, woorden

FOLDER = Path("var/demo")
GESCHIEDENISSEN = PILOTGEMEENTEN.parent / "demo.jsonl"
BEGIN, EINDE, PEILDATUM = date(2010, 6, 1), date(2013, 1, 31), date(2011, 11, 1)
TEMPO = 1_200_000
"""Some fourteen legal days a second: the whole run takes about seventy seconds."""
_GEDULD = timedelta(minutes=2)
_POLS = timedelta(milliseconds=500)


async def demo(folder: Path, tempo: int, *, blijf: bool) -> bool:
    """Run it in a fresh folder and say whether all is as the law predicts; with `blijf` it goes on until Ctrl-C."""
    if is_in_gebruik(folder):
        raise SysteemFout("Er draait al een demo; stop die eerst met Ctrl-C.")
    shutil.rmtree(folder, ignore_errors=True)
    kalender = Kalenderkeuze(BEGIN, tempo, EINDE)
    instellingen = Instellingen(
        gegevensmap=folder, register_url="", temporal_adres="", kalender=kalender, gemeenten=PILOTGEMEENTEN
    )
    regels = [regel for regel in lees_bestand(GESCHIEDENISSEN) if isinstance(regel, Regel)]
    async with draai(instellingen) as (systeem, server):
        console = scherm.uit()
        console.print(f"Het webscherm van Temporal staat op {server.webadres if server else 'een andere plek'}")
        await _speel_af(systeem, regels)
        _toon_uitkomst(systeem.register)
        toon_peiling(diensten.peil(systeem.register, PEILDATUM))
        goed = await asyncio.to_thread(_controleer, systeem, regels)
        console.print(f"Bekijk een traject: LOONDISPENSATIE_GEGEVENSMAP={folder} .venv/bin/loondispensatie lijst")
        if blijf and server:
            gestopt = stopsein()
            console.print(f"Alles blijft draaien tot Ctrl-C; het webscherm staat op {server.webadres}")
            await gestopt.wait()
    return goed


async def _speel_af(systeem: Systeem, regels: Sequence[Regel]) -> None:
    """Bring the histories in and follow the calendar until its end, when all has been done."""
    async with taakgroep() as groep:
        groep.create_task(_toon_voortgang(systeem))
        verslag = await meld_aan(systeem, regels, lambda _: None)
        if not verslag.is_goed:
            raise SysteemFout("Niet alle gebeurtenissen zijn verwerkt.")
    for regel in regels:
        await _tot_bij(systeem.register, _nummer(systeem.register, regel))


async def _tot_bij(register: Register, nummer: str) -> None:
    for _ in range(_GEDULD // _POLS):
        if await asyncio.to_thread(is_bij, register, nummer, EINDE):
            return
        await asyncio.sleep(_POLS.total_seconds())
    raise SysteemFout(f"Traject {nummer} komt niet tot het einde.")


async def _toon_voortgang(systeem: Systeem) -> None:
    """The legal day and the trajectories per phase, until the last day; each quarter stays on the screen."""
    kolommen = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=scherm.uit()) as voortgang:
        taak, kwartaal = voortgang.add_task("", total=(EINDE - BEGIN).days), None
        while (vandaag := systeem.vandaag()) < EINDE:
            stand = _stand(systeem.register)
            voortgang.update(taak, description=f"{vandaag} {stand}", completed=(vandaag - BEGIN).days)
            if kwartaal != (kwartaal := (vandaag.year, (vandaag.month - 1) // 3)):
                voortgang.console.print(f"{vandaag}  {stand}")
            await asyncio.sleep(_POLS.total_seconds())
        voortgang.update(taak, description=f"{EINDE}", completed=(EINDE - BEGIN).days)


def _stand(register: Register) -> str:
    telling: Counter[str] = Counter()
    for uitkomst in register.uitkomsten():
        telling[uitkomst.fase or "aangemeld"] += uitkomst.aantal
    return ", ".join(f"{woorden(fase)} {aantal}" for fase, aantal in sorted(telling.items()))


def _toon_uitkomst(register: Register) -> None:
    """The outcome per gemeente, and of all on the last line."""
    uitkomsten = register.uitkomsten()
    redenen = sorted({uitkomst.reden or "loopt nog" for uitkomst in uitkomsten})
    per_gemeente: dict[str, Counter[str]] = {}
    for uitkomst in uitkomsten:
        for gemeente in (uitkomst.gemeente, "alle"):
            per_gemeente.setdefault(gemeente, Counter())[uitkomst.reden or "loopt nog"] += uitkomst.aantal
    rijen = [
        {"gemeente": gemeente, "trajecten": telling.total()} | {reden: telling[reden] for reden in redenen}
        for gemeente, telling in sorted(per_gemeente.items())
    ]
    scherm.uit().print(scherm.tabel(f"Uitkomst op {datum(EINDE)}", rijen))


def _controleer(systeem: Systeem, regels: Sequence[Regel]) -> bool:
    """Compare every trajectory with what the law alone makes of it, and say so."""
    anders = [zin for regel in regels for zin in _verschillen(systeem, regel)]
    for zin in anders:
        scherm.zeg_fout(zin)
    oordeel = "anders dan" if anders else "precies zoals"
    scherm.uit().print(f"\nDe {len(regels)} trajecten zijn {oordeel} de wet alleen voorspelt.")
    return not anders


def _verschillen(systeem: Systeem, regel: Regel) -> list[str]:
    nummer = _nummer(systeem.register, regel)
    verwacht = voorspel(regel.client, systeem.pilot.pilot, [feit.gebeurtenis for feit in regel.gebeurtenissen])
    return [f"{nummer}: {zin}" for zin in verschillen(systeem.register, nummer, verwacht, EINDE)]


def _nummer(register: Register, regel: Regel) -> str:
    return register.nummer_voor(regel.client, regel.aangemeld_op)


def hoofd() -> int:
    """Run the demonstration from the command line and return its exit code."""
    lezer = argparse.ArgumentParser(
        prog="scripts/demo", description="De pilot van juni 2010 tot en met januari 2013, versneld."
    )
    lezer.add_argument("--blijf", action="store_true", help="laat alles draaien tot Ctrl-C")
    keuze = lezer.parse_args()
    try:
        return 0 if asyncio.run(demo(FOLDER, TEMPO, blijf=keuze.blijf)) else 1
    except (InstellingFout, OmgevingFout, RegisterFout, SysteemFout) as fout:
        scherm.zeg_fout(fout)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(hoofd())
