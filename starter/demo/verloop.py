"""The demonstration from its first legal day to its last, with everything that it shows."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from pathlib import Path

import httpx
import structlog

from activities.register import Register
from api.app import keur, maak_app
from api.codecserver import bedien_codecserver
from api.instellingen import lees_api_instellingen
from api.logregels import stel_logboek_in
from api.server import bedien
from starter.aanmeldbestand import Regel, lees_bestand
from starter.demo import BEGIN, EINDE, GESCHIEDENISSEN, beeld
from starter.demo.controle import anders_dan_de_wet, op_eigen_dag
from starter.demo.loket import GEDULD, Loket
from starter.demo.sturen import Verloop, speel_af
from starter.instellingen import PILOTGEMEENTEN, Instellingen, Kalenderkeuze
from starter.looptijd import maak_looptijd
from starter.omgeving import is_in_gebruik
from starter.opdrachtregel import scherm
from starter.opdrachtregel.draaien import stopsein
from starter.systeem import Systeem, SysteemFout, draai, taakgroep
from starter.voorspelling import is_bij

TEMPO = 1_000_000
"""Between eleven and twelve legal days a second: the whole run takes about eighty-five seconds."""
_GEDULD = timedelta(minutes=2)
_POLS = timedelta(milliseconds=500)


async def demo(folder: Path, tempo: int, *, blijf: bool) -> bool:
    """Run it in a fresh folder and say whether all is as the law predicts; with `blijf` it goes on until Ctrl-C."""
    if is_in_gebruik(folder):
        raise SysteemFout("Er draait al een demo; stop die eerst met Ctrl-C.")
    shutil.rmtree(folder, ignore_errors=True)
    regels = [regel for regel in lees_bestand(GESCHIEDENISSEN) if isinstance(regel, Regel)]
    async with _alles_draait(folder, Kalenderkeuze(BEGIN, tempo, EINDE)) as (systeem, loket):
        verlopen = await _speel_af(systeem, loket, regels)
        beeld.toon_uitkomst(systeem.register)
        await beeld.toon_stand(loket, sorted({regel.client.gemeente for regel in regels}))
        await asyncio.to_thread(beeld.toon_evaluatie, systeem.register, folder / "evaluatie.html")
        goed = await asyncio.to_thread(_controleer, systeem, verlopen)
        if blijf:
            gestopt = stopsein()
            scherm.uit().print("Alles blijft draaien tot Ctrl-C.")
            await gestopt.wait()
    return goed


@asynccontextmanager
async def _alles_draait(folder: Path, kalender: Kalenderkeuze) -> AsyncIterator[tuple[Systeem, Loket]]:
    """Server, worker, register, front door and codec server, as `serve` runs them; and a client of the front door."""
    instellingen = Instellingen(
        gegevensmap=folder, register_url="", temporal_adres="", kalender=kalender, gemeenten=PILOTGEMEENTEN
    )
    api = keur(lees_api_instellingen(oidc_uitgever=""))
    async with (
        draai(instellingen, maak_looptijd()) as (systeem, server),
        bedien(maak_app(systeem, api), 0) as adres,
        bedien_codecserver(systeem, server, api, instellingen.codecpoort) as codecadres,
        # A connection that the server is about to close is not used again.
        httpx.AsyncClient(base_url=adres, timeout=GEDULD, limits=httpx.Limits(keepalive_expiry=2)) as http,
    ):
        with _logregels_in(folder / "api.log"):
            beeld.toon_adressen(folder, server.webadres if server else "een andere plek", adres, codecadres)
            yield systeem, Loket(http, api)


@contextmanager
def _logregels_in(bestand: Path) -> Iterator[None]:
    """Keep what the front door says of itself off the screen."""
    voorheen = structlog.get_config()
    with bestand.open("w", encoding="utf-8") as log:
        stel_logboek_in(log)
        try:
            yield
        finally:
            structlog.configure(**voorheen)


async def _speel_af(systeem: Systeem, loket: Loket, regels: Sequence[Regel]) -> list[Verloop]:
    """Live the histories and follow the calendar until its end, when all has been done."""
    async with taakgroep() as groep:
        groep.create_task(beeld.toon_voortgang(systeem))
        spel = groep.create_task(speel_af(loket, systeem.kalender, regels))
    for verloop in spel.result():
        await _tot_bij(systeem.register, verloop.nummer)
    return spel.result()


async def _tot_bij(register: Register, nummer: str) -> None:
    for _ in range(_GEDULD // _POLS):
        if await asyncio.to_thread(is_bij, register, nummer, EINDE):
            return
        await asyncio.sleep(_POLS.total_seconds())
    raise SysteemFout(f"Traject {nummer} komt niet tot het einde.")


def _controleer(systeem: Systeem, verlopen: Sequence[Verloop]) -> bool:
    """Compare every trajectory with what the law alone makes of it, and say so."""
    anders = [zin for verloop in verlopen for zin in anders_dan_de_wet(systeem, verloop)]
    for zin in anders:
        scherm.zeg_fout(zin)
    op_tijd, alle = op_eigen_dag(verlopen)
    console = scherm.uit()
    console.print(f"\nVan de {alle} gebeurtenissen zijn er {op_tijd} behandeld op de dag waarop zij gebeurden.")
    oordeel = "anders dan" if anders else "precies zoals"
    console.print(f"De {len(verlopen)} trajecten zijn {oordeel} de wet alleen voorspelt.")
    return not anders
