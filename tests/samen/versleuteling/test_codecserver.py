"""The codec server: who may read, from where, how much, and that nobody reads unseen."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from google.protobuf.json_format import MessageToJson, Parse
from temporalio.api.common.v1 import Payload, Payloads

from tests.samen.versleuteling.proef import (
    ANDER_TRAJECT,
    ANDERE_GEMEENTE,
    EIGENAAR,
    TRAJECT,
    Geheugenregister,
    codec,
    sleutels,
)
from versleuteling.codecserver import app as codecapp
from versleuteling.codecserver.app import Codecdienst, maak_app
from versleuteling.codecserver.toegang import Lezer
from versleuteling.codecserver.verwerkingslog import Inzage
from versleuteling.sleutels import Sleutels
from workflows.berichten import PILOT_ID

GOED = "alle"
WEBSCHERM = "http://127.0.0.1:8233"
GEHEIM = "Geheim de Vries"
TEKST = Payload(metadata={"encoding": b"json/plain"}, data=f'"{GEHEIM}"'.encode())
KOPPEN = {
    "Authorization": f"Bearer {GOED}",
    "Content-Type": "application/json",
    "Origin": WEBSCHERM,
    "X-Namespace": "default",
}


class Geheugenlog:
    """Keeps what is written down: who, which workflow, whether it was read; can be out of order."""

    def __init__(self) -> None:
        self.gezien: list[tuple[str, str, bool]] = []
        self.kapot = False

    async def leg_vast(self, lezer: Lezer, inzagen: Sequence[Inzage]) -> None:
        if self.kapot:
            raise OSError("schijf vol")
        self.gezien += [(lezer.wie, inzage.workflow_id, inzage.gelezen) for inzage in inzagen]


class Tokens:
    """Two people, one of a gemeente and one of all; and a token of which nobody can tell now."""

    async def lezer(self, token: str) -> Lezer | None:
        if token.startswith("storing"):
            raise OSError("uitgever onbereikbaar")
        return {"een": Lezer("anna", gemeente="0014"), "alle": Lezer("bas")}.get(token)


@pytest.fixture
def van() -> Sleutels:
    return sleutels()


@pytest.fixture
def log() -> Geheugenlog:
    return Geheugenlog()


@pytest.fixture
async def deur(van: Sleutels, log: Geheugenlog) -> AsyncIterator[httpx.AsyncClient]:
    app = maak_app(Codecdienst(van, Tokens(), log, WEBSCHERM))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://codec") as client:
        yield client


async def versleuteld(van: Sleutels, *workflows: str) -> str:
    payloads = [(await codec(van, id_).encode([TEKST]))[0] for id_ in workflows]
    return MessageToJson(Payloads(payloads=payloads))


def gelezen(antwoord: httpx.Response) -> list[Any]:
    assert antwoord.status_code == 200, antwoord.text
    return [json.loads(payload.data) for payload in Parse(antwoord.text, Payloads()).payloads]


def geweigerd(antwoord: httpx.Response, status: int) -> None:
    assert antwoord.status_code == status
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert antwoord.json()["status"] == status
    assert GEHEIM not in antwoord.text


async def test_wie_mag_leest_en_dat_wordt_vastgelegd(van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog) -> None:
    vraag = await versleuteld(van, TRAJECT, TRAJECT, PILOT_ID)
    antwoord = await deur.post("/decode?preserveStorageRefs=true", content=vraag, headers=KOPPEN)
    assert gelezen(antwoord) == [GEHEIM] * 3
    assert antwoord.headers["access-control-allow-origin"] == WEBSCHERM
    assert antwoord.headers["access-control-allow-credentials"] == "true"
    assert antwoord.headers["cache-control"] == "no-store"
    assert log.gezien == [("bas", TRAJECT, True), ("bas", PILOT_ID, True)]


@pytest.mark.parametrize(
    "token",
    ["", "Bearer", "Bearer ", "Bearer fout", f"Basic {GOED}", f"Bearer {GOED}x", GOED],
)
async def test_zonder_geldig_token_is_er_niets(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog, token: str
) -> None:
    koppen = KOPPEN | {"Authorization": token}
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen), 401)
    assert log.gezien == []


async def test_een_uitgever_die_uitvalt_wordt_gezegd(van: Sleutels, deur: httpx.AsyncClient) -> None:
    koppen = KOPPEN | {"Authorization": "Bearer storing"}
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen), 503)
    geweigerd(await deur.post("/aanmelden", data={"token": "storing"}), 503)


async def test_een_token_met_vreemde_tekens_is_niet_geldig(van: Sleutels, deur: httpx.AsyncClient) -> None:
    koppen = httpx.Headers(KOPPEN, encoding="utf-8")
    koppen["Authorization"] = "Bearer ⚕️é"
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen), 401)


@pytest.mark.parametrize(
    "oorsprong",
    ["http://127.0.0.1:8234", "https://127.0.0.1:8233", "http://localhost:8233", f"{WEBSCHERM}.nl", "null", "", "*"],
)
async def test_alleen_het_webscherm_mag_vragen(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog, oorsprong: str
) -> None:
    koppen = KOPPEN | {"Origin": oorsprong}
    antwoord = await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen)
    geweigerd(antwoord, 403)
    assert "access-control-allow-origin" not in antwoord.headers
    assert log.gezien == []


async def test_de_opdracht_temporal_noemt_geen_oorsprong(van: Sleutels, deur: httpx.AsyncClient) -> None:
    koppen = {naam: waarde for naam, waarde in KOPPEN.items() if naam != "Origin"}
    antwoord = await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen)
    assert gelezen(antwoord) == [GEHEIM]


@pytest.mark.parametrize(("oorsprong", "goed"), [(WEBSCHERM, True), ("http://elders", False)])
async def test_een_browser_vraagt_eerst_of_het_mag(deur: httpx.AsyncClient, oorsprong: str, goed: bool) -> None:
    koppen = {
        "Origin": oorsprong,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,authorization-extras,content-type,x-namespace",
    }
    antwoord = await deur.options("/decode", headers=koppen)
    assert antwoord.is_success is goed
    assert ("access-control-allow-origin" in antwoord.headers) is goed
    assert antwoord.headers.get("access-control-allow-origin") != "*"


@pytest.mark.parametrize("pad", ["/encode", "/decode/", "/default/decode", "/openapi.json", "/", "/docs"])
async def test_er_is_alleen_decode(van: Sleutels, deur: httpx.AsyncClient, pad: str) -> None:
    vraag = await versleuteld(van, TRAJECT)
    assert (await deur.post(pad, content=vraag, headers=KOPPEN)).status_code == 404
    assert (await deur.get("/decode", headers=KOPPEN)).status_code == 405


@pytest.mark.parametrize("namespace", ["proef", "", "DEFAULT", None])
async def test_een_andere_namespace_is_niet_te_lezen(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog, namespace: str | None
) -> None:
    koppen = {naam: waarde for naam, waarde in KOPPEN.items() if naam != "X-Namespace"}
    if namespace is not None:
        koppen["X-Namespace"] = namespace
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen), 403)
    assert log.gezien == []


async def test_een_payload_uit_een_andere_namespace_blijft_dicht(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog
) -> None:
    [payload] = await codec(van, namespace="proef").encode([TEKST])
    antwoord = await deur.post("/decode", content=MessageToJson(Payloads(payloads=[payload])), headers=KOPPEN)
    assert gelezen(antwoord) == ["[niet leesbaar] Deze gegevens horen bij een andere namespace."]
    assert log.gezien == [("bas", TRAJECT, False)]


async def test_wie_van_een_gemeente_is_leest_alleen_die(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog
) -> None:
    vraag = await versleuteld(van, TRAJECT, ANDERE_GEMEENTE, PILOT_ID, "hulp")
    antwoord = await deur.post("/decode", content=vraag, headers=KOPPEN | {"Authorization": "Bearer een"})
    eigen, *andere = gelezen(antwoord)
    assert eigen == GEHEIM
    assert andere == ["[niet leesbaar] U heeft geen toegang tot gegevens van deze gemeente."] * 3
    assert log.gezien[:2] == [("anna", TRAJECT, True), ("anna", ANDERE_GEMEENTE, False)]
    antwoord = await deur.post("/decode", content=vraag, headers=KOPPEN | {"Authorization": "bearer alle"})
    assert gelezen(antwoord) == [GEHEIM] * 4


async def test_wat_niet_te_lezen_is_houdt_de_rest_niet_op(van: Sleutels, deur: httpx.AsyncClient) -> None:
    vraag = Parse(await versleuteld(van, TRAJECT, ANDER_TRAJECT, ANDERE_GEMEENTE), Payloads())
    vraag.payloads[2].data = vraag.payloads[2].data[:-1]
    vraag.payloads.append(TEKST)
    vraag.payloads.append(Payload(metadata={"encoding": b"binary/encrypted", "workflow-id": b"\xff"}, data=b"x"))
    van.vernietig(EIGENAAR)
    vernietigd, leesbaar, afgekapt, klaar, onzin = gelezen(
        await deur.post("/decode", content=MessageToJson(vraag), headers=KOPPEN)
    )
    assert "vernietigd" in vernietigd
    assert (leesbaar, klaar) == (GEHEIM, GEHEIM)
    assert "gewijzigd" in afgekapt
    assert "gewijzigd" in onzin


@pytest.mark.parametrize(
    "lichaam",
    [b"", b"{", b"\xff\xfe", b"[1]", b'"tekst"', b'{"payloads": [{"data": 5}]}', b'{"anders": 1}', b"[" * 100_000],
)
async def test_onzin_wordt_onzin_genoemd(deur: httpx.AsyncClient, lichaam: bytes) -> None:
    geweigerd(await deur.post("/decode", content=lichaam, headers=KOPPEN), 400)


@pytest.mark.parametrize("soort", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_alleen_json_wordt_gelezen(van: Sleutels, deur: httpx.AsyncClient, soort: str) -> None:
    koppen = KOPPEN | {"Content-Type": soort}
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=koppen), 415)


async def test_een_te_groot_verzoek_wordt_niet_uitgelezen(
    deur: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codecapp, "GROOTST", 1000)
    gestuurd = 0

    async def stroom() -> AsyncIterator[bytes]:
        nonlocal gestuurd
        while gestuurd < 1_000_000:
            gestuurd += 100
            yield b" " * 100

    geweigerd(await deur.post("/decode", content=stroom(), headers=KOPPEN), 413)
    assert gestuurd < 10_000


async def test_te_veel_payloads_worden_geweigerd(deur: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codecapp, "MEESTE", 2)
    vraag = MessageToJson(Payloads(payloads=[TEKST] * 3))
    geweigerd(await deur.post("/decode", content=vraag, headers=KOPPEN), 413)


async def test_wat_niet_vastgelegd_kan_worden_wordt_niet_getoond(
    van: Sleutels, deur: httpx.AsyncClient, log: Geheugenlog
) -> None:
    log.kapot = True
    geweigerd(await deur.post("/decode", content=await versleuteld(van, TRAJECT), headers=KOPPEN), 503)


async def test_een_register_dat_uitvalt_wordt_gezegd(log: Geheugenlog) -> None:
    class Kapot(Geheugenregister):
        def lees(self, eigenaar: str, volgnummer: int) -> None:
            raise OSError(f"{eigenaar} {volgnummer}")

    dienst = Codecdienst(sleutels(Kapot()), Tokens(), log, WEBSCHERM)
    vraag = await versleuteld(sleutels(), TRAJECT)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(maak_app(dienst)), base_url="http://codec") as deur:
        geweigerd(await deur.post("/decode", content=vraag, headers=KOPPEN), 503)


# Signing in with a browser


async def test_een_browser_die_is_aangemeld_leest_zonder_token(van: Sleutels, deur: httpx.AsyncClient) -> None:
    pagina = await deur.get("/aanmelden")
    assert "default-src 'none'" in pagina.headers["content-security-policy"]
    antwoord = await deur.post("/aanmelden", data={"token": GOED})
    koekje = antwoord.headers["set-cookie"]
    for eis in ("HttpOnly", "Path=/decode", "SameSite=strict", "Max-Age"):
        assert eis in koekje

    koppen = {naam: waarde for naam, waarde in KOPPEN.items() if naam != "Authorization"}
    vraag = await versleuteld(van, TRAJECT)
    assert gelezen(await deur.post("/decode", content=vraag, headers=koppen)) == [GEHEIM]
    # The cookie comes along with every request of the browser; only a page of the web UI may make use of it.
    geweigerd(await deur.post("/decode", content=vraag, headers=koppen | {"Origin": "http://elders"}), 403)
    del koppen["Origin"]
    geweigerd(await deur.post("/decode", content=vraag, headers=koppen), 401)


async def test_een_naam_van_de_server_wordt_geen_opmaak(deur: httpx.AsyncClient) -> None:
    antwoord = await deur.post("/aanmelden", data={"token": GOED}, headers={"Host": "a<b>c"})
    assert "<b>" not in antwoord.text


async def test_over_https_gaat_het_koekje_alleen_over_https(van: Sleutels, log: Geheugenlog) -> None:
    app = maak_app(Codecdienst(van, Tokens(), log, WEBSCHERM))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://codec") as deur:
        antwoord = await deur.post("/aanmelden", data={"token": GOED})
    assert "Secure" in antwoord.headers["set-cookie"]


@pytest.mark.parametrize("velden", [{"token": "fout"}, {"token": ""}, {}, {"anders": "x"}])
async def test_aanmelden_met_een_fout_token_geeft_niets(deur: httpx.AsyncClient, velden: dict[str, str]) -> None:
    antwoord = await deur.post("/aanmelden", data=velden)
    assert antwoord.status_code == 401
    assert "set-cookie" not in antwoord.headers


async def test_een_andere_site_kan_niemand_aanmelden(deur: httpx.AsyncClient) -> None:
    koppen = {"Sec-Fetch-Site": "cross-site"}
    geweigerd(await deur.post("/aanmelden", data={"token": GOED}, headers=koppen), 403)


async def test_een_te_grote_aanmelding_wordt_geweigerd(deur: httpx.AsyncClient) -> None:
    geweigerd(await deur.post("/aanmelden", data={"token": "x" * 30_000}), 413)
