"""A worker or a server that is killed hard in the middle: every case ends as the law alone says, and nothing twice."""

import asyncio
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from starter.aanmeldbestand import Regel, lees_bestand
from starter.aanmelden import Verslag, meld_aan
from starter.demo import BEGIN, EINDE, GESCHIEDENISSEN
from starter.instellingen import Instellingen, Kalenderkeuze
from starter.omgeving import ontwikkelserver
from starter.systeem import Systeem, open_systeem
from starter.voorspelling import is_bij, verschillen, voorspel
from tests.samen.draaiend import SERVE, WORKER, draaiend, omgeving
from wet.dossier import Dossier
from wet.traject import bereik

TEMPO = 8_000_000
"""Some ninety legal days a second: what a killed worker had in hands is back with another after ten seconds."""
MIDDEN = date(2011, 6, 1)
REGELS = [regel for regel in lees_bestand(GESCHIEDENISSEN) if isinstance(regel, Regel)][:12]


async def test_een_worker_die_hard_wordt_gedood(tmp_path: Path) -> None:
    async with ontwikkelserver(tmp_path) as server, _systeem(tmp_path, server.adres) as systeem:
        with draaiend(WORKER, _env(tmp_path, server.adres)) as worker:
            aanmelding = _meld_aan(systeem)
            await _tot_het_midden(systeem, aanmelding)
            _dood(worker)
        with draaiend(WORKER, _env(tmp_path, server.adres)):
            await _controleer(systeem, await aanmelding)


async def test_een_server_die_hard_wordt_gedood_en_op_zijn_bestand_opnieuw_begint(tmp_path: Path) -> None:
    async with ontwikkelserver(tmp_path) as server, _systeem(tmp_path, server.adres) as systeem:
        with draaiend(WORKER, _env(tmp_path, server.adres)):
            aanmelding = _meld_aan(systeem)
            await _tot_het_midden(systeem, aanmelding)
            server.proces.kill()
            await server.proces.wait()
            async with ontwikkelserver(tmp_path, poort=server.poort):
                await _controleer(systeem, await aanmelding)


async def test_serve_met_server_en_worker_die_hard_wordt_gedood(tmp_path: Path) -> None:
    with draaiend(SERVE, _env(tmp_path)) as serve:
        async with _systeem(tmp_path) as systeem:
            aanmelding = _meld_aan(systeem)
            await _tot_het_midden(systeem, aanmelding)
            _dood(serve)
            with draaiend(SERVE, _env(tmp_path)):
                await _controleer(systeem, await aanmelding)


def _env(folder: Path, adres: str = "") -> dict[str, str]:
    return omgeving(gegevensmap=folder, temporal_adres=adres, kalender=f"{BEGIN}/{TEMPO}/{EINDE}")


@asynccontextmanager
async def _systeem(folder: Path, adres: str = "") -> AsyncIterator[Systeem]:
    kalender = Kalenderkeuze(BEGIN, TEMPO, EINDE)
    async with open_systeem(Instellingen(gegevensmap=folder, temporal_adres=adres, kalender=kalender)) as systeem:
        yield systeem


def _meld_aan(systeem: Systeem) -> asyncio.Task[Verslag]:
    return asyncio.create_task(meld_aan(systeem, REGELS, lambda _: None))


async def _tot_het_midden(systeem: Systeem, aanmelding: asyncio.Task[Verslag]) -> None:
    """Until legal time has come to the middle and trajectories have begun, however slow this machine is."""
    while systeem.vandaag() < MIDDEN or not systeem.register.open_trajecten(None, None, 1):  # noqa: ASYNC110 - neither tells
        await asyncio.sleep(0.02)
    assert not aanmelding.done()


def _dood(proces: subprocess.Popen[str]) -> None:
    proces.kill()
    proces.wait()


async def _controleer(systeem: Systeem, verslag: Verslag) -> None:
    """The register holds what the law alone says of each history, and every melding arrived exactly once."""
    assert verslag.is_goed
    verwacht = {_nummer(systeem, regel): _voorspel(systeem, regel) for regel in REGELS}
    for nummer, dossier in verwacht.items():
        while not is_bij(systeem.register, nummer, EINDE):  # noqa: ASYNC110 - the register tells nobody
            await asyncio.sleep(0.1)
        assert verschillen(systeem.register, nummer, dossier, EINDE) == []
    systemen = ("uitkeringsadministratie", "geadresseerden")
    ontvangen = [melding.sleutel for naam in systemen for melding in systeem.register.ontvangen_meldingen(naam)]
    meldingen = [f"{nummer}/{melding.nummer}" for nummer, dossier in verwacht.items() for melding in dossier.meldingen]
    assert sorted(ontvangen) == sorted(meldingen)


def _voorspel(systeem: Systeem, regel: Regel) -> Dossier:
    feiten = [feit.gebeurtenis for feit in regel.gebeurtenissen]
    return bereik(voorspel(regel.client, systeem.pilot.pilot, feiten), EINDE)


def _nummer(systeem: Systeem, regel: Regel) -> str:
    return systeem.register.nummer_voor(regel.client, regel.aangemeld_op)
