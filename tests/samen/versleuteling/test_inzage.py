"""An operator looks into a case with the tools of Temporal: with a token of his role, and never unseen."""

import asyncio
import base64
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from google.protobuf.json_format import MessageToJson
from opentelemetry.sdk.trace import TracerProvider
from temporalio.client import Client

from api.codecserver import bedien_codecserver
from api.instellingen import ApiInstellingen, lees_api_instellingen
from api.logboek import Deur, Logboek
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter import aanroepen
from starter.instellingen import InstellingFout, lees_instellingen
from starter.omgeving import Ontwikkelserver
from starter.systeem import Systeem, draai
from tests.samen.versleuteling.geheel import BSNS, HOOFDLIJN, NAMEN, personen
from tests.samen.versleuteling.zoeken import gevonden
from workflows.berichten import Ingekomen, TrajectStart, traject_id

INSTELLINGEN = ApiInstellingen()


@dataclass(frozen=True)
class Kamer:
    """A system with a web UI, a codec server for it, and two trajectories, of two gemeenten."""

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
        koppen = {"X-Namespace": "default", "Content-Type": "application/json", "Authorization": _token(rol, gemeente)}
        async with httpx.AsyncClient() as deur:
            return await deur.post(f"{self.codec}/decode", content=vraag, headers=koppen)

    def gezien(self, bsn: str) -> list[tuple[str, str, str]]:
        """Who looked at this person's data through the codec server."""
        register = self.systeem.register
        sleutel = INSTELLINGEN.geheime_logsleutel()
        regels = Logboek(register.verwerkingen, sleutel, TracerProvider(), Deur.CODECSERVER).gezien_door(bsn)
        return [(regel.wie, regel.rollen, regel.deur) for regel in regels]


@pytest.fixture(scope="module")
async def kamer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kamer]:
    instellingen = lees_instellingen(gegevensmap=tmp_path_factory.mktemp("inzage"))
    async with draai(instellingen) as (systeem, server):
        assert server
        async with bedien_codecserver(systeem, server, INSTELLINGEN, 0) as codec:
            assert codec
            yield Kamer(systeem, server, codec, [await _begin(systeem, nummer) for nummer in range(2)])


def _token(rol: Rol, gemeente: str | None = None) -> str:
    return f"Bearer {geef_uit(INSTELLINGEN, rol, gemeente, wie=f'proef-{rol}')}"


async def _begin(systeem: Systeem, volgnummer: int) -> str:
    persoon, aanmelding = personen()[volgnummer], HOOFDLIJN.gebeurtenissen[0]
    nummer = await asyncio.to_thread(systeem.register.nummer_voor, persoon, aanmelding.op)
    feiten = (Ingekomen(id="aanmelding", gebeurtenis=aanmelding),)
    start = TrajectStart(nummer=nummer, kalender=systeem.kalender, client=persoon, gebeurtenissen=feiten)
    await aanroepen.start_traject(systeem.temporal, start)
    return nummer


async def test_een_beheerder_leest_en_dat_staat_in_het_logboek(kamer: Kamer) -> None:
    token = _token(Rol.BEHEERDER)
    gelezen = await kamer.toon(kamer.nummers[0], "--codec-endpoint", kamer.codec, "--codec-auth", token)
    assert gevonden([NAMEN[0], BSNS[0]], gelezen) == {NAMEN[0], BSNS[0]}
    assert set(kamer.gezien(BSNS[0])) == {("proef-beheerder", "beheerder", "codecserver")}


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.BEHEERDER}))
async def test_een_andere_rol_leest_niets(kamer: Kamer, rol: Rol) -> None:
    antwoord = await kamer.vraag(kamer.nummers[1], rol, "0363")
    assert antwoord.status_code == 401
    assert gevonden([NAMEN[1], BSNS[1]], antwoord.content) == set()
    assert kamer.gezien(BSNS[1]) == []


async def test_een_beheerder_van_een_gemeente_leest_geen_andere(kamer: Kamer) -> None:
    antwoord = await kamer.vraag(kamer.nummers[1], Rol.BEHEERDER, "0014")
    assert "geen toegang" in base64.b64decode(antwoord.json()["payloads"][0]["data"]).decode()
    assert gevonden([NAMEN[1], BSNS[1]], antwoord.content) == set()
    assert kamer.gezien(BSNS[1]) == []


async def test_zonder_codecserver_is_niets_te_lezen(kamer: Kamer) -> None:
    gelezen = await kamer.toon(kamer.nummers[0])
    assert gevonden([NAMEN[0], BSNS[0]], gelezen) == set()
    assert b"encryption-key-id" in gelezen


async def test_het_webscherm_vraagt_de_codecserver_die_er_draait(kamer: Kamer) -> None:
    async with httpx.AsyncClient() as browser:
        codec = (await browser.get(f"{kamer.server.webadres}/api/v1/settings")).json()["Codec"]["Endpoint"]
        vooraf = {"Origin": kamer.server.webadres, "Access-Control-Request-Method": "POST"}
        antwoord = await browser.options(f"{codec}/decode", headers=vooraf)
    assert codec == kamer.codec
    assert antwoord.headers["access-control-allow-origin"] == kamer.server.webadres


async def test_bij_een_bestaande_omgeving_draait_zij_alleen_voor_een_webscherm_dat_is_ingesteld(kamer: Kamer) -> None:
    async with bedien_codecserver(kamer.systeem, None, INSTELLINGEN, 0) as codec:
        assert codec is None
    elders = lees_api_instellingen(webscherm="https://temporal.gemeente.example")
    async with bedien_codecserver(kamer.systeem, None, elders, 0) as codec, httpx.AsyncClient() as browser:
        vooraf = {"Origin": elders.webscherm, "Access-Control-Request-Method": "POST"}
        assert (await browser.options(f"{codec}/decode", headers=vooraf)).status_code == 200


def test_een_webscherm_is_een_oorsprong_en_niets_meer() -> None:
    for fout in ("https://temporal.gemeente.example/", "temporal.gemeente.example", "*"):
        with pytest.raises(InstellingFout, match="LOONDISPENSATIE_WEBSCHERM"):
            lees_api_instellingen(webscherm=fout)
