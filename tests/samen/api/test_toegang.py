"""Who gets in, and what an outsider finds: nothing."""

import base64
import json
from typing import Any

import pytest
from starlette.types import ASGIApp

from api.grenzen import Grens
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from tests.samen.api.conftest import INSTELLINGEN, Aanroeper, aanvraag, als, verbinding
from tests.samen.api.gegevens import INSPANNING, TOETS

LEZEN = ("", "/tijdlijn", "/besluiten", "/termijnen", "/uitkering")


def _deel(waarde: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(waarde).encode()).decode().rstrip("=")


async def test_without_a_good_token_nothing_is_answered(beslisser: Aanroeper, vreemde: Aanroeper) -> None:
    nummer = await beslisser.start()
    goed = geef_uit(INSTELLINGEN, Rol.BESLISSER, "0014")
    kop, inhoud, _ = goed.split(".")
    koppen: list[dict[str, str]] = [
        {},
        {"Authorization": goed},
        {"Authorization": f"Basic {goed}"},
        {"Authorization": "Bearer "},
        {"Authorization": f"Bearer {goed[:-4]}AAAA"},
        {"Authorization": f"Bearer {_deel({'alg': 'none'})}.{inhoud}."},
        {"Authorization": f"Bearer {kop}.{inhoud}."},
        {"X-Authorization": f"Bearer {goed}"},
    ]
    for hoofd in koppen:
        for pad in (f"/v1/trajecten/{nummer}", "/v1/trajecten", "/v1/pilot", "/v1/cijfers"):
            antwoord = await vreemde.get(pad, headers=hoofd)
            assert antwoord.status_code == 401, (hoofd, pad)
            assert antwoord.headers["www-authenticate"].startswith("Bearer")
            assert antwoord.headers["content-type"] == "application/problem+json"
    assert (await vreemde.get(f"/v1/trajecten?access_token={goed}")).status_code == 401
    assert (await vreemde.post("/v1/trajecten", aanvraag())).status_code == 401


async def test_another_gemeente_finds_nothing_and_cannot_tell_it_from_what_is_not_there(
    beslisser: Aanroeper, buren: Aanroeper
) -> None:
    nummer = await beslisser.start()
    for deel in LEZEN:
        ander = await buren.get(f"/v1/trajecten/{nummer}{deel}")
        niemand = await buren.get(f"/v1/trajecten/0014-2011-999999{deel}")
        assert (ander.status_code, ander.json()) == (404, niemand.json())
    for gegevens in (INSPANNING, {}, TOETS):
        gemeld = await buren.post(f"/v1/trajecten/{nummer}/gebeurtenissen", gegevens)
        assert gemeld.status_code == 404
    tijdlijn = (await beslisser.get(f"/v1/trajecten/{nummer}/tijdlijn")).json()
    assert "inspanning" not in {regel["soort"] for regel in tijdlijn}


async def test_nobody_starts_a_trajectory_for_another_gemeente(buren: Aanroeper, beslisser: Aanroeper) -> None:
    persoon = aanvraag("0014")
    assert (await buren.post("/v1/trajecten", persoon)).status_code == 403
    assert (await beslisser.post("/v1/trajecten", persoon)).status_code == 201


async def test_a_key_of_one_gemeente_says_nothing_in_another(beslisser: Aanroeper, buren: Aanroeper) -> None:
    assert (await beslisser.post("/v1/trajecten", aanvraag("0014"), "gedeeld")).status_code == 201
    elders = await buren.post("/v1/trajecten", aanvraag("9902"), "gedeeld")
    assert elders.status_code == 201
    assert elders.json()["nummer"].startswith("9902/")


MAG: dict[Rol, set[str]] = {
    Rol.GEMEENTESYSTEEM: {"start", "lijst", "zoek", "termijnen", "lees", "meld", "pilot", "cijfers"},
    Rol.CONSULENT: {"start", "lijst", "zoek", "termijnen", "lees", "meld", "pilot", "cijfers"},
    Rol.BESLISSER: {"start", "lijst", "zoek", "termijnen", "lees", "meld", "besluit", "pilot", "cijfers"},
    Rol.RAADPLEGER: {"lijst", "zoek", "termijnen", "lees", "pilot", "cijfers"},
    Rol.ONDERZOEKER: {"cijfers"},
    Rol.MINISTERIE: {"pilot", "pilot_meld"},
    Rol.BEHEERDER: {"pilot", "cijfers"},
}


@pytest.mark.parametrize("rol", list(Rol))
async def test_each_role_does_over_http_what_the_table_says(app: ASGIApp, rol: Rol, beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    gebeurtenis = f"/v1/trajecten/{nummer}/gebeurtenissen"
    # The minister's event is one that is refused, so that the pilot of the other tests stays as it is.
    aanwijzing = {"soort": "gemeente_aangewezen", "gemeente": "0014", "methode": "activa"}
    vragen: dict[str, tuple[str, str, Any]] = {
        "start": ("POST", "/v1/trajecten", aanvraag()),
        "lijst": ("GET", "/v1/trajecten", None),
        "zoek": ("POST", "/v1/trajecten/_zoek", {"bsn": "999990342"}),
        "termijnen": ("GET", "/v1/termijnen", None),
        "lees": ("GET", f"/v1/trajecten/{nummer}", None),
        "meld": ("POST", gebeurtenis, INSPANNING),
        "besluit": ("POST", gebeurtenis, TOETS),
        "pilot": ("GET", "/v1/pilot", None),
        "pilot_meld": ("POST", "/v1/pilot/gebeurtenissen", aanwijzing),
        "cijfers": ("GET", "/v1/cijfers", None),
    }
    async with als(app, rol, "0014") as wie:
        for naam, (methode, pad, gegevens) in vragen.items():
            antwoord = await wie.http.request(methode, pad, json=gegevens)
            goed = {409} if naam == "pilot_meld" else {200, 201}
            assert antwoord.status_code in (goed if naam in MAG[rol] else {403}), (naam, antwoord.text)


async def test_a_decision_needs_who_may_decide_and_nothing_of_it_is_kept(
    consulent: Aanroeper, beslisser: Aanroeper
) -> None:
    nummer = await consulent.start()
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    geweigerd = await consulent.post(pad, TOETS, "toets")
    assert geweigerd.status_code == 403
    assert (await beslisser.get(f"/v1/trajecten/{nummer}")).json()["weigeringen"] == []
    assert (await beslisser.post(pad, TOETS, "toets")).status_code == 201


async def test_a_researcher_sees_all_gemeenten_and_no_trajectory(
    app: ASGIApp, beslisser: Aanroeper, buren: Aanroeper
) -> None:
    await beslisser.start()
    await buren.start("9902")
    async with als(app, Rol.ONDERZOEKER) as onderzoeker:
        cijfers = (await onderzoeker.get("/v1/cijfers?peildatum=2011-03-01")).json()
        assert {"0014", "9902"} <= set(cijfers["gemeenten"])
        assert (await onderzoeker.get("/v1/trajecten")).status_code == 403


async def test_the_document_and_the_health_are_open(vreemde: Aanroeper) -> None:
    for pad in ("/v1/openapi.json", "/health/live", "/health/ready", "/metrics"):
        assert (await vreemde.get(pad)).status_code == 200


def test_who_asks_too_much_must_wait() -> None:
    klok = [0.0]
    emmer = Grens(60, lambda: klok[0])
    assert [emmer.wacht("jan") for _ in range(13)] == [0] * 12 + [1]
    assert emmer.wacht("piet") == 0
    klok[0] = 1.0
    assert emmer.wacht("jan") == 0
    assert emmer.wacht("jan") == 1


@pytest.mark.parametrize("token", ["geen", None])
async def test_a_storm_without_tokens_is_stopped(
    app: ASGIApp, token: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.grenzen.Grens.wacht", lambda *_: 7)
    async with verbinding(app, token) as vreemde:
        antwoord = await vreemde.get("/v1/pilot")
    assert antwoord.status_code == 429
    assert antwoord.headers["retry-after"] == "7"
