"""What is sent is never more than text, and never larger or deeper than it need be."""

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.types import ASGIApp, Message

from api.lichaam import DIEPSTE, MEESTE_BYTES
from tests.samen.api.conftest import Aanroeper, aanvraag
from tests.samen.api.gegevens import INSPANNING

RAAR = [
    "' OR '1'='1",
    "'; DROP TABLE trajecten; --",
    "%",
    "\\",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "\u202e\u0000",
    "\ud800",
    "\U0001d7d8\U0001d7d8\U0001d7d9\U0001d7dc",
    "null",
    "x" * 5000,
]


def _is_probleem(antwoord: httpx.Response, *statussen: int) -> None:
    assert antwoord.status_code in statussen, antwoord.text
    assert antwoord.headers["content-type"] == "application/problem+json"
    probleem = antwoord.json()
    assert {"type", "title", "status", "detail"} <= set(probleem)
    assert probleem["status"] == antwoord.status_code


FILTERS = [
    "fase",
    "reden",
    "termijnTotEnMet",
    "aangemeldVan",
    "aangemeldTotEnMet",
    "na",
    "aantal",
    "gemeente",
    "sorteer",
]


@pytest.mark.parametrize("filter_", FILTERS)
@pytest.mark.parametrize("waarde", [tekst for tekst in RAAR if "\ud800" not in tekst], ids=ascii)
async def test_no_filter_takes_anything_odd(beslisser: Aanroeper, filter_: str, waarde: str) -> None:
    _is_probleem(await beslisser.get("/v1/trajecten", params={filter_: waarde}), 400)


@pytest.mark.parametrize("waarde", RAAR, ids=ascii)
async def test_no_search_takes_more_than_text(beslisser: Aanroeper, waarde: str) -> None:
    await beslisser.start()
    for veld in ("bsn", "geboortedatum", "fase", "na", "aantal", "onbekend"):
        _is_probleem(await beslisser.post("/v1/trajecten/_zoek", {veld: waarde}), 400)
    gevonden = await beslisser.post("/v1/trajecten/_zoek", {"naam": waarde})
    assert gevonden.status_code in (200, 400)
    if gevonden.status_code == 200:
        assert gevonden.json()["trajecten"] == []


@pytest.mark.parametrize("waarde", [{"$ne": 1}, ["a"], 7, True, {"naam": "x"}], ids=str)
async def test_no_search_takes_a_structure_for_text(beslisser: Aanroeper, waarde: object) -> None:
    for veld in ("bsn", "naam", "geboortedatum", "fase", "na"):
        _is_probleem(await beslisser.post("/v1/trajecten/_zoek", {veld: waarde}), 400)


@pytest.mark.parametrize(
    "nummer",
    [
        "0014-2011-1", "0014-2011-000001'", "0014-2011-000001%00", "0014_2011_000001", "%2e%2e%2f", "٠٠١٤-2011-000001",
        "0014-2011-" + "9" * 400, "_zoek", "0014%252F2011-000001", "*", "%ff", "0014-2011-000001;a",
    ],
)  # fmt: skip
async def test_what_is_no_number_is_not_found(beslisser: Aanroeper, nummer: str) -> None:
    _is_probleem(await beslisser.get(f"/v1/trajecten/{nummer}"), 404, 405)


@pytest.mark.parametrize("veld", ["naam"])
@pytest.mark.parametrize("waarde", ["Ünïcödé «naam»", "👩‍🦽 Ægir", "א ב", "e\u0301", "A\nB"], ids=ascii)
async def test_a_name_may_be_any_text_and_comes_back_in_no_answer(beslisser: Aanroeper, veld: str, waarde: str) -> None:
    antwoord = await beslisser.post("/v1/trajecten", aanvraag(**{veld: waarde}))
    assert antwoord.status_code == 201
    assert waarde not in antwoord.text


@pytest.mark.parametrize("waarde", ["\ud800", "a\x00b", "\x1b[31m"], ids=ascii)
async def test_what_is_no_text_is_malformed_wherever_it_stands(beslisser: Aanroeper, waarde: str) -> None:
    nummer = await beslisser.start()
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    _is_probleem(await beslisser.post(pad, INSPANNING | {"toelichting": waarde}), 400)
    _is_probleem(await beslisser.post(pad, INSPANNING | {waarde: 1}), 400)
    _is_probleem(await beslisser.post(pad, INSPANNING | {"id": waarde}), 400)
    _is_probleem(await beslisser.post("/v1/trajecten", aanvraag(naam=waarde)), 400)


LICHAMEN: dict[str, bytes] = {
    "nothing": b"",
    "no json": b"{",
    "two values": b"{} {}",
    "not utf-8": b'{"a": "\xff"}',
    "utf-16": "{}".encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf{}",
    "a key twice": b'{"soort": "inspanning", "soort": "overleden", "toelichting": ""}',
    "not a number": b'{"soort": NaN}',
    "a number without end": b'{"soort": 1' + b"0" * 6000 + b"}",
    "deep lists": b"[" * 50_000 + b"]" * 50_000,
    "deep groups": b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "just too deep": b'{"a":' * (DIEPSTE + 1) + b"1" + b"}" * (DIEPSTE + 1),
    "quotes without end": b'"\\' * 100_000,
    "brackets in text": b'{"soort": "' + b"[" * 1000 + b'"}',
    "wide": b"[" + b"1," * 50_000 + b"1]",
}


@pytest.mark.parametrize("lichaam", LICHAMEN.values(), ids=LICHAMEN)
async def test_a_body_that_is_no_event_is_400_at_once(beslisser: Aanroeper, lichaam: bytes) -> None:
    nummer = await beslisser.start()
    koppen = {"Content-Type": "application/json"}
    for pad in (f"/v1/trajecten/{nummer}/gebeurtenissen", "/v1/trajecten", "/v1/trajecten/_zoek"):
        if pad.endswith("_zoek") and lichaam == b"{}":
            continue
        _is_probleem(await beslisser.http.post(pad, content=lichaam, headers=koppen), 400)


async def test_a_body_that_is_too_large_is_413_also_when_it_does_not_say_so(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    pad, koppen = f"/v1/trajecten/{nummer}/gebeurtenissen", {"Content-Type": "application/json"}
    groot = b'{"soort": "' + b"x" * MEESTE_BYTES + b'"}'
    _is_probleem(await beslisser.http.post(pad, content=groot, headers=koppen), 413)

    async def stukken() -> AsyncIterator[bytes]:
        for _ in range(MEESTE_BYTES // 1000 + 2):
            yield b"x" * 1000

    _is_probleem(await beslisser.http.post(pad, content=stukken(), headers=koppen), 413)


async def test_the_largest_event_fits(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    vol = INSPANNING | {"toelichting": "\U0001f600" * 4000}
    assert (await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", vol)).status_code == 201


@pytest.mark.parametrize("soort", ["text/plain", "application/xml", "multipart/form-data; boundary=x", ""])
async def test_another_media_type_is_415(beslisser: Aanroeper, soort: str) -> None:
    antwoord = await beslisser.http.post("/v1/trajecten", content=b"{}", headers={"Content-Type": soort})
    _is_probleem(antwoord, 415)


async def test_who_wants_no_json_gets_406(beslisser: Aanroeper) -> None:
    for soort in ("text/html", "application/xml", "image/*"):
        _is_probleem(await beslisser.get("/v1/pilot", headers={"Accept": soort}), 406)
    for soort in ("*/*", "application/json", "text/html, application/*;q=0.5"):
        assert (await beslisser.get("/v1/pilot", headers={"Accept": soort})).status_code == 200


async def test_a_replayed_event_is_done_once(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    antwoorden = [await beslisser.post(pad, INSPANNING, "nog-eens") for _ in range(10)]
    assert len({antwoord.text for antwoord in antwoorden}) == 1
    tijdlijn = (await beslisser.get(f"/v1/trajecten/{nummer}/tijdlijn")).json()
    assert [regel["soort"] for regel in tijdlijn].count("inspanning") == 1


async def test_no_method_does_something_else(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    for methode in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"):
        for pad in ("/v1/trajecten", f"/v1/trajecten/{nummer}", "/v1/pilot"):
            _is_probleem(await beslisser.http.request(methode, pad), 405)
    overschreven = await beslisser.get(f"/v1/trajecten/{nummer}", headers={"X-HTTP-Method-Override": "DELETE"})
    assert overschreven.status_code == 200


@pytest.mark.parametrize(
    ("pad", "methoden"),
    [
        ("/v1/trajecten", "GET, POST"),
        ("/v1/trajecten/0014-2011-000001", "GET"),
        ("/v1/trajecten/0014-2011-000001/gebeurtenissen", "POST"),
        ("/v1/openapi.json", "HEAD, GET"),
        ("/health/live", "HEAD, GET"),
    ],
)
async def test_een_methode_die_er_niet_is_noemt_alle_die_er_wel_zijn(
    beslisser: Aanroeper, pad: str, methoden: str
) -> None:
    genoemd = (await beslisser.http.request("DELETE", pad)).headers["allow"]
    assert set(genoemd.split(", ")) == set(methoden.split(", "))


@pytest.mark.parametrize("sleutel", ["", "x" * 201, "met spatie", "\u00e9"], ids=ascii)
async def test_een_sleutel_die_er_geen_is_wordt_geweigerd_en_niet_overgeslagen(
    beslisser: Aanroeper, sleutel: str
) -> None:
    nummer = await beslisser.start()
    kop = {"Idempotency-Key": sleutel.encode("latin-1")}
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    _is_probleem(await beslisser.http.post(pad, json=INSPANNING, headers=kop), 400)  # type: ignore[arg-type]
    _is_probleem(await beslisser.http.post("/v1/trajecten", json=aanvraag(), headers=kop), 400)  # type: ignore[arg-type]


async def test_een_leeg_id_wordt_geweigerd_en_niet_overgeslagen(beslisser: Aanroeper) -> None:
    pad = f"/v1/trajecten/{await beslisser.start()}/gebeurtenissen"
    _is_probleem(await beslisser.post(pad, INSPANNING | {"id": ""}), 400)


async def test_wat_in_het_adres_staat_telt_nergens_stilletjes_niet_mee(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    verzoeken = {
        "/v1/trajecten": aanvraag(),
        "/v1/trajecten/_zoek": {},
        f"/v1/trajecten/{nummer}/gebeurtenissen": INSPANNING,
        "/v1/pilot/gebeurtenissen": {"soort": "deelname_beeindigd", "gemeente": "0014", "per": "2012-06-01"},
    }
    for pad, inhoud in verzoeken.items():
        _is_probleem(await beslisser.post(f"{pad}?bsn=999990342", inhoud), 400)


async def test_wie_halverwege_weggaat_is_geen_fout_van_ons(
    beslisser: Aanroeper, app: ASGIApp, capfd: pytest.CaptureFixture[str]
) -> None:
    koppen = [
        (b"content-type", b"application/json"),
        (b"authorization", beslisser.http.headers["authorization"].encode()),
    ]
    verzoek = {"type": "http", "method": "POST", "path": "/v1/trajecten", "raw_path": b"/v1/trajecten"}
    berichten: list[Message] = []

    async def ontvang() -> Message:
        return {"type": "http.disconnect"}

    async def stuur(bericht: Message) -> None:
        berichten.append(bericht)

    await app({**verzoek, "query_string": b"", "root_path": "", "headers": koppen, "client": None}, ontvang, stuur)
    assert berichten[0]["status"] == 400
    assert "ClientDisconnect" not in "".join(capfd.readouterr())
