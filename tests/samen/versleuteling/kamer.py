"""A system with Temporal's web UI and the codec server for it, and two trajectories: where an operator looks in."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from google.protobuf.json_format import MessageToJson
from opentelemetry.sdk.trace import TracerProvider
from temporalio.client import Client

from api.codecserver import bedien_codecserver
from api.instellingen import ApiInstellingen
from api.logboek import Deur, Logboek
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter import aanroepen
from starter.instellingen import lees_instellingen
from starter.omgeving import Ontwikkelserver
from starter.systeem import Systeem, draai
from tests.samen.versleuteling.geheel import HOOFDLIJN, personen
from workflows.berichten import Ingekomen, traject_id

INSTELLINGEN = ApiInstellingen()


@dataclass(frozen=True)
class Kamer:
    """The two trajectories are of two gemeenten."""

    systeem: Systeem
    server: Ontwikkelserver
    codec: str
    nummers: list[str]

    async def toon(self, nummer: str, *keuzen: str) -> bytes:
        """What the command `temporal` shows of a history, and what it complains of."""
        opdracht = ("workflow", "show", "--workflow-id", traject_id(nummer), "--address", self.server.adres)
        proces = await asyncio.create_subprocess_exec(
            Path(sys.executable).parent / "temporal", *opdracht, "--output", "json", *keuzen, stdout=PIPE, stderr=PIPE
        )
        return b"".join(await proces.communicate())

    async def vraag(self, nummer: str, rol: Rol, gemeente: str | None = None) -> httpx.Response:
        """What the codec server makes of the start of a trajectory, for someone with this role."""
        client = await Client.connect(self.server.adres)
        begin = (await client.get_workflow_handle(traject_id(nummer)).fetch_history()).events[0]
        vraag = MessageToJson(begin.workflow_execution_started_event_attributes.input)
        toegang = f"Bearer {token(rol, gemeente)}"
        koppen = {"X-Namespace": "default", "Content-Type": "application/json", "Authorization": toegang}
        async with httpx.AsyncClient() as deur:
            return await deur.post(f"{self.codec}/decode", content=vraag, headers=koppen)

    def gezien(self, bsn: str) -> list[tuple[str, str, str]]:
        """Who looked at this person's data through the codec server."""
        register = self.systeem.register
        sleutel = INSTELLINGEN.geheime_logsleutel()
        regels = Logboek(register.verwerkingen, sleutel, TracerProvider(), Deur.CODECSERVER).gezien_door(bsn)
        return [(regel.wie, regel.rollen, regel.deur) for regel in regels]


@asynccontextmanager
async def open_kamer(folder: Path, **instellingen: object) -> AsyncIterator[Kamer]:
    """Run the system in this folder, with these settings."""
    async with draai(lees_instellingen(gegevensmap=folder, **instellingen)) as (systeem, server):
        assert server
        async with bedien_codecserver(systeem, server, INSTELLINGEN, 0) as codec:
            assert codec
            yield Kamer(systeem, server, codec, [await _begin(systeem, nummer) for nummer in range(2)])


def token(rol: Rol, gemeente: str | None = None) -> str:
    """A token of somebody who is called after his role."""
    return geef_uit(INSTELLINGEN, rol, gemeente, wie=f"proef-{rol}")


async def _begin(systeem: Systeem, volgnummer: int) -> str:
    persoon, aanmelding = personen()[volgnummer], HOOFDLIJN.gebeurtenissen[0]
    nummer = await asyncio.to_thread(systeem.register.nummer_voor, persoon, aanmelding.op)
    feiten = (Ingekomen(id="aanmelding", gebeurtenis=aanmelding),)
    await aanroepen.start_traject(systeem.temporal, systeem.traject(nummer, persoon, feiten))
    return nummer
