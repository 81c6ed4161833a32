"""An operator looks into a case with the tools of Temporal: with a token of his role, and never unseen."""

import base64
from collections.abc import AsyncIterator

import httpx
import pytest

from api.codecserver import bedien_codecserver
from api.instellingen import lees_api_instellingen
from api.rollen import Rol
from starter.instellingen import InstellingFout
from tests.samen.versleuteling.geheel import BSNS, NAMEN
from tests.samen.versleuteling.kamer import INSTELLINGEN, Kamer, open_kamer, token
from tests.samen.versleuteling.zoeken import gevonden


@pytest.fixture(scope="module")
async def kamer(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Kamer]:
    async with open_kamer(tmp_path_factory.mktemp("inzage")) as kamer:
        yield kamer


async def test_een_beheerder_leest_en_dat_staat_in_het_logboek(kamer: Kamer) -> None:
    toegang = f"Bearer {token(Rol.BEHEERDER)}"
    gelezen = await kamer.toon(kamer.nummers[0], "--codec-endpoint", kamer.codec, "--codec-auth", toegang)
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
