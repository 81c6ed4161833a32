"""What a gemeente may report of the pilot, and who sees which counts."""

from typing import Any

import pytest
from starlette.types import ASGIApp

from api.rollen import Rol
from tests.samen.api.conftest import Aanroeper, aanvraag, als

PAD = "/v1/pilot/gebeurtenissen"
CIJFERS = "/v1/cijfers?peildatum=2011-03-01"


def _uittreden(gemeente: str, **anders: str) -> dict[str, Any]:
    return {"soort": "deelname_beeindigd", "gemeente": gemeente, "per": "2011-12-31"} | anders


async def test_een_gemeente_meldt_het_einde_van_haar_eigen_deelname(app: ASGIApp) -> None:
    async with als(app, Rol.BESLISSER, "9930") as gemeente:
        antwoord = await gemeente.post(PAD, _uittreden("9930"), "uittreden")
        assert (antwoord.status_code, antwoord.json()["id"]) == (201, "uittreden")
        assert (await gemeente.post(PAD, _uittreden("9930"), "uittreden")).json() == antwoord.json()
        deelnames = (await gemeente.get("/v1/pilot")).json()["deelnames"]
    assert [deel["tot"] for deel in deelnames if deel["gemeente"] == "9930"] == ["2011-12-31"]


async def test_een_kenmerk_van_een_andere_gemeente_houdt_een_melding_niet_tegen(app: ASGIApp) -> None:
    for code in ("9928", "9929"):
        async with als(app, Rol.BESLISSER, code) as gemeente:
            assert (await gemeente.post(PAD, _uittreden(code), "stoppen")).status_code == 201
    async with als(app, Rol.MINISTERIE) as ministerie:
        deelnames = (await ministerie.get("/v1/pilot")).json()["deelnames"]
    geeindigd = {deel["gemeente"] for deel in deelnames if deel["tot"]}
    assert {"9928", "9929"} <= geeindigd


@pytest.mark.parametrize(
    ("gegevens", "status"),
    [
        (_uittreden("9902"), 403),
        ({"soort": "gemeente_aangewezen", "gemeente": "0014"}, 403),
        ({"soort": "pilot_beeindigd", "per": "2011-12-31", "grond": "klaar"}, 403),
        (_uittreden("0014", per="morgen"), 400),
        ({"soort": "onbekend"}, 400),
    ],
)
async def test_van_een_ander_en_van_de_pilot_zelf_meldt_een_gemeente_niets(
    beslisser: Aanroeper, gegevens: dict[str, Any], status: int
) -> None:
    voor = (await beslisser.get("/v1/pilot")).json()
    assert (await beslisser.post(PAD, gegevens)).status_code == status
    na = (await beslisser.get("/v1/pilot")).json()
    # How far what was reported before has come may change meanwhile; how much was reported may not.
    wijzigingen = [beeld.pop("verwerking")["wijzigingen"] for beeld in (voor, na)][1]
    assert na == voor
    assert all(wijziging["gebeurtenis"] <= len(na["gebeurtenissen"]) for wijziging in wijzigingen)


async def test_wie_geen_besluiten_neemt_beeindigt_geen_deelname(consulent: Aanroeper) -> None:
    assert (await consulent.post(PAD, _uittreden("0014"))).status_code == 403


@pytest.mark.parametrize("rol", [Rol.ONDERZOEKER, Rol.BEHEERDER])
@pytest.mark.parametrize("gemeente", [None, "9931"])
async def test_wie_niet_bij_de_gemeente_hoort_ziet_geen_aantal_onder_de_tien(
    app: ASGIApp, rol: Rol, gemeente: str | None
) -> None:
    async with als(app, Rol.RAADPLEGER, "9931") as eigen, als(app, Rol.CONSULENT, "9931") as consulent:
        await consulent.post("/v1/trajecten", aanvraag("9931"))
        exact = (await eigen.get(CIJFERS)).json()
    async with als(app, rol, gemeente) as ander:
        gezien = (await ander.get(CIJFERS)).json()
    assert exact["gemeenten"]["9931"]["fasen"]["toegangstoets"] in range(1, 10)
    assert exact["totaal"]["trajecten"] == exact["gemeenten"]["9931"]["trajecten"]
    assert set(gezien) == set(exact)
    assert gezien["gemeenten"]["9931"]["trajecten"] is None
    assert gezien["gemeenten"]["9931"]["fasen"]["toegangstoets"] is None
    if gemeente:
        assert gezien["totaal"] == {"gemeenten": 1, **gezien["gemeenten"]["9931"]}
