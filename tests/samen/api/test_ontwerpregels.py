"""The Dutch API Design Rules, on the document as served and on live answers."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from jsonschema_rs import Draft202012Validator

from api.document import VERSIE
from tests.samen.api.conftest import Aanroeper, aanvraag
from tests.samen.api.gegevens import INSPANNING

KEBAB = re.compile(r"_?[a-z]+(-[a-z]+)*")
CAMEL = re.compile(r"[a-z]+([A-Z][a-z]*)*")


@pytest.fixture
async def document(vreemde: Aanroeper) -> dict[str, Any]:
    antwoord = await vreemde.get("/v1/openapi.json")
    assert antwoord.headers["access-control-allow-origin"] == "*"
    inhoud: dict[str, Any] = antwoord.json()
    return inhoud


def operaties(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for pad, methoden in document["paths"].items():
        for methode, operatie in methoden.items():
            yield pad, methode, operatie


def _toets(document: dict[str, Any], schema: dict[str, Any], waarde: object) -> list[str]:
    geheel = schema | {"components": document["components"]}
    fouten = Draft202012Validator(geheel, validate_formats=True).iter_errors(waarde)
    return [fout.message for fout in fouten]


async def test_the_document_says_who_made_it_and_which_version_it_is(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.")
    assert set(document["info"]["contact"]) == {"name", "email", "url"}
    assert document["info"]["version"] == VERSIE
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSIE)
    assert [server["url"] for server in document["servers"]] == ["/v1"]
    assert not any("v1" in pad for pad in document["paths"])
    assert document["security"] == [{"token": []}]


async def test_the_paths_are_those_that_were_asked(document: dict[str, Any]) -> None:
    gevonden = {f"{methode.upper()} {pad}" for pad, methode, _ in operaties(document)}
    delen = {f"GET /trajecten/{{nummer}}/{deel}" for deel in ("tijdlijn", "besluiten", "termijnen", "uitkering")}
    assert gevonden == delen | {
        "POST /trajecten", "GET /trajecten", "POST /trajecten/_zoek", "GET /trajecten/{nummer}",
        "POST /trajecten/{nummer}/gebeurtenissen", "GET /pilot", "POST /pilot/gebeurtenissen", "GET /cijfers",
        "GET /termijnen",
    }  # fmt: skip


async def test_paths_are_kebab_and_query_keys_camel(document: dict[str, Any]) -> None:
    for pad, _, operatie in operaties(document):
        assert not pad.endswith("/")
        assert all(KEBAB.fullmatch(deel) or deel == "{nummer}" for deel in pad.strip("/").split("/"))
        for parameter in operatie.get("parameters", ()):
            if parameter["in"] != "header":
                assert CAMEL.fullmatch(parameter["name"]), parameter["name"]
            assert "bsn" not in parameter["name"].lower()
            assert "naam" not in parameter["name"].lower()


async def test_every_operation_is_described_with_its_problems_and_version(document: dict[str, Any]) -> None:
    namen = [operatie["operationId"] for _, _, operatie in operaties(document)]
    assert len(set(namen)) == len(namen)
    for _, _, operatie in operaties(document):
        assert operatie["summary"]
        assert operatie["description"]
        assert operatie["tags"]
        for status, antwoord in operatie["responses"].items():
            assert "API-Version" in antwoord["headers"]
            soort = "application/json" if int(status) < 400 else "application/problem+json"
            assert list(antwoord["content"]) == [soort]
        assert {"400", "401", "403", "429", "500"} <= set(operatie["responses"])
        assert "422" not in operatie["responses"]


async def test_every_example_is_there_and_fits_its_schema(document: dict[str, Any]) -> None:
    for pad, methode, operatie in operaties(document):
        for status, antwoord in operatie["responses"].items():
            for inhoud in antwoord["content"].values():
                assert _toets(document, inhoud["schema"], inhoud["example"]) == [], (pad, methode, status)
        for parameter in operatie.get("parameters", ()):
            assert _toets(document, parameter["schema"], parameter["example"]) == []
        for inhoud in operatie.get("requestBody", {}).get("content", {}).values():
            assert inhoud["examples"]
            for voorbeeld in inhoud["examples"].values():
                assert _toets(document, inhoud["schema"], voorbeeld["value"]) == [], (pad, methode)


async def test_what_is_called_datum_is_a_date(document: dict[str, Any]) -> None:
    for schema in document["components"]["schemas"].values():
        for naam, veld in schema.get("properties", {}).items():
            if naam.startswith("datum") or naam.endswith("datum"):
                soorten = veld.get("anyOf", [veld])
                assert {soort.get("format") for soort in soorten if soort.get("type") != "null"} == {"date"}


async def test_live_answers_fit_the_document(document: dict[str, Any], beslisser: Aanroeper) -> None:
    aanvragen = [aanvraag(), aanvraag(initiatief="client"), aanvraag(uitkering="geen")]
    nummers = [(await beslisser.post("/v1/trajecten", vraag)).json()["nummer"] for vraag in aanvragen]
    pad = f"/v1/trajecten/{nummers[0].replace('/', '-')}"
    await beslisser.post(f"{pad}/gebeurtenissen", INSPANNING)
    vragen = {
        "/trajecten": "/v1/trajecten?aantal=2",
        "/trajecten/{nummer}": pad,
        **{f"/trajecten/{{nummer}}/{deel}": f"{pad}/{deel}" for deel in ("tijdlijn", "besluiten", "termijnen")},
        "/termijnen": "/v1/termijnen?aantal=2",
        "/pilot": "/v1/pilot",
        "/cijfers": "/v1/cijfers",
    }
    for naam, adres in vragen.items():
        schema = document["paths"][naam]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        assert _toets(document, schema, (await beslisser.get(adres)).json()) == [], naam


def _veilig(antwoord: httpx.Response) -> None:
    koppen = antwoord.headers
    assert koppen["api-version"] == VERSIE
    assert koppen["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in koppen["content-security-policy"]
    assert koppen["strict-transport-security"].startswith("max-age=31536000")
    assert (koppen["x-content-type-options"], koppen["x-frame-options"]) == ("nosniff", "DENY")
    assert "server" not in koppen


async def test_every_answer_has_its_version_and_is_safe(
    beslisser: Aanroeper, vreemde: Aanroeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    for pad in ("/v1/pilot", "/v1/openapi.json", "/v1/trajecten/0014-2011-999999", "/v1/x", "/", "/health/live"):
        _veilig(await beslisser.get(pad))
    _veilig(await vreemde.get("/v1/pilot"))
    _veilig(await beslisser.post("/v1/trajecten", {}))
    assert "access-control-allow-origin" not in (await beslisser.get("/v1/pilot")).headers

    def stuk(*_: object) -> None:
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("starter.diensten.peil", stuk)
    antwoord = await beslisser.get("/v1/cijfers")
    _veilig(antwoord)
    assert antwoord.status_code == 500
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert "geheim" not in antwoord.text


@pytest.mark.parametrize("pad", ["/v1/pilot/", "/v1/trajecten/", "/v1/", "/v1", "/v1/openapi.json/", "/v1/cijfers/"])
async def test_a_trailing_slash_is_not_found_and_leads_nowhere(beslisser: Aanroeper, pad: str) -> None:
    antwoord = await beslisser.get(pad)
    assert antwoord.status_code == 404
    assert antwoord.headers["content-type"] == "application/problem+json"
    assert "location" not in antwoord.headers


async def test_a_trailing_slash_after_a_number_too(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    for pad in (f"/v1/trajecten/{nummer}/", f"/v1/trajecten/{nummer}/tijdlijn/"):
        assert (await beslisser.get(pad)).status_code == 404


async def test_what_cannot_be_asked_in_an_address_is_malformed(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    for pad in (f"/v1/trajecten/{nummer}", "/v1/pilot", "/v1/trajecten", "/v1/termijnen", "/v1/cijfers"):
        antwoord = await beslisser.get(f"{pad}?bsn=999990342")
        assert antwoord.status_code == 400
        assert "999990342" not in antwoord.text
    assert (await beslisser.get("/v1/trajecten?fase=verzoek&fase=verzoek")).status_code == 400
