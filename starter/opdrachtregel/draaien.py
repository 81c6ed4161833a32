"""`serve` and `worker`: what runs until it is stopped."""

import asyncio
import signal
from typing import Annotated

import typer
from opentelemetry.trace import TracerProvider

from api.instellingen import ApiInstellingen, lees_api_instellingen
from api.sporen import open_sporen
from starter.instellingen import VOORVOEGSEL, Instellingen, lees_instellingen
from starter.looptijd import maak_looptijd
from starter.omgeving import Ontwikkelserver
from starter.opdrachtregel import scherm
from starter.systeem import SysteemFout, draai, werk
from workflows.weergave import datum


def serve(
    poort: Annotated[int, typer.Option(min=0, max=65535, help="Poort van de API; 0 neemt een poort die vrij is.")] = 0,
) -> None:
    """Draai API, server, webscherm, worker en register samen, tot Ctrl-C of een stopsein.

    Noemt LOONDISPENSATIE_TEMPORAL_ADRES een bestaande Temporal-omgeving, dan draaien hier alleen API en worker.
    """
    instellingen, api_instellingen = lees_instellingen(), lees_api_instellingen()
    with open_sporen(api_instellingen) as sporen:
        asyncio.run(_serve(instellingen, api_instellingen, poort, sporen))


def worker() -> None:
    """Draai alleen een worker, bij een server die al draait, tot Ctrl-C of een stopsein."""
    asyncio.run(_worker(lees_instellingen()))


async def _serve(
    instellingen: Instellingen, api_instellingen: ApiInstellingen, poort: int, sporen: TracerProvider
) -> None:
    # No other command waits for the web framework to load.
    from api.app import keur, maak_app  # noqa: PLC0415
    from api.codecserver import bedien_codecserver  # noqa: PLC0415
    from api.logregels import stel_logboek_in  # noqa: PLC0415
    from api.server import bedien  # noqa: PLC0415

    keur(api_instellingen)
    gestopt = stopsein()
    async with (
        draai(instellingen, maak_looptijd()) as (systeem, server),
        bedien(maak_app(systeem, api_instellingen, sporen), poort) as adres,
        bedien_codecserver(systeem, server, api_instellingen, instellingen.codecpoort, sporen) as codecadres,
    ):
        stel_logboek_in()
        console = scherm.uit()
        console.print(f"API: {adres}/v1/openapi.json")
        console.print(f"Register: {_waar(instellingen)}")
        if server:
            console.print(f"Webscherm: {server.webadres}")
            console.print(f"Temporal-server: {server.adres}")
        if codecadres:
            console.print(f"Inzage in het webscherm: {codecadres}/aanmelden")
        console.print(f"Het is vandaag {datum(systeem.vandaag())}. Stop met Ctrl-C.")
        await (_eerste(gestopt, server) if server else gestopt.wait())


async def _worker(instellingen: Instellingen) -> None:
    from api.bediening import maak_bedieningsapp  # noqa: PLC0415 - as above
    from api.logregels import stel_logboek_in  # noqa: PLC0415
    from api.server import bedien  # noqa: PLC0415

    gestopt = stopsein()
    async with (
        werk(instellingen, maak_looptijd()) as systeem,
        bedien(maak_bedieningsapp(systeem), instellingen.workerpoort, f"{VOORVOEGSEL}WORKERPOORT") as adres,
    ):
        stel_logboek_in()
        scherm.uit().print(f"De worker draait, zie {adres}/health/ready en {adres}/metrics. Stop met Ctrl-C.")
        await gestopt.wait()


async def _eerste(gestopt: asyncio.Event, server: Ontwikkelserver) -> None:
    """Wait until we are stopped, or the server has ended by itself: that is a fault."""
    wachten = [asyncio.ensure_future(gestopt.wait()), asyncio.ensure_future(server.proces.wait())]
    await asyncio.wait(wachten, return_when=asyncio.FIRST_COMPLETED)
    if not gestopt.is_set():
        raise SysteemFout(f"De Temporal-server is gestopt; zie {server.logboek}.")


def stopsein() -> asyncio.Event:
    """Set when the program is told to stop; from now on Ctrl-C no longer breaks off what is going on."""
    gestopt = asyncio.Event()
    for sein in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sein, gestopt.set)
    return gestopt


def _waar(instellingen: Instellingen) -> str:
    """Where the register is; an address may hold a password, so one that was given is not repeated."""
    return "zie LOONDISPENSATIE_REGISTER_URL" if instellingen.register_url else str(instellingen.gegevensmap)
