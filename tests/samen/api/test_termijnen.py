"""The terms of a gemeente over HTTP, and the pilot with its money."""

from datetime import date

import pytest
from opentelemetry.sdk.trace import TracerProvider
from starlette.types import ASGIApp

from activities.register.pilot import Pilotstand
from api.logboek import Deur, Logboek
from api.modellen import Pilot as Pilotbeeld
from api.modellen import Termijnbladzijde
from api.rollen import Rol
from starter.systeem import Systeem
from tests.samen.api.conftest import INSTELLINGEN, Aanroeper, aanvraag, als
from wet.pilot import Pilot


def _aanvraag(op: str, gemeente: str = "0014") -> dict[str, object]:
    """Someone who applied himself: a decision is due in eight weeks."""
    vraag = aanvraag(gemeente, initiatief="client")
    vraag["aanmelding"]["op"] = op
    return vraag


async def test_de_termijnen_staan_op_laatste_dag_met_hun_artikel_en_hoeveel_dagen_er_zijn(
    beslisser: Aanroeper, buren: Aanroeper
) -> None:
    laat = (await beslisser.post("/v1/trajecten", _aanvraag("2010-12-01"))).json()["nummer"]
    op_tijd = (await beslisser.post("/v1/trajecten", _aanvraag("2011-02-01"))).json()["nummer"]
    elders = (await buren.post("/v1/trajecten", _aanvraag("2011-02-01", "9902"))).json()["nummer"]

    gevonden = Termijnbladzijde.model_validate((await beslisser.get("/v1/termijnen?aantal=200")).json())

    assert gevonden.datum == date(2011, 3, 1)
    per_nummer = {termijn.nummer: termijn for termijn in gevonden.termijnen}
    assert elders not in per_nummer
    assert (per_nummer[laat].stand, per_nummer[laat].uiterlijk, per_nummer[laat].dagen) == (
        "verstreken",
        date(2011, 1, 26),
        -34,
    )
    assert (per_nummer[op_tijd].stand, per_nummer[op_tijd].dagen) == ("open", 28)
    assert per_nummer[op_tijd].grondslag == "awb:4:13"
    dagen = [termijn.uiterlijk for termijn in gevonden.termijnen]
    assert dagen == sorted(dagen)
    assert [termijn.soort for termijn in gevonden.pilot] == ["verzoek_deelname", "verslag_staten_generaal"]


async def test_een_bladzijde_gaat_verder_waar_de_vorige_eindigde(beslisser: Aanroeper) -> None:
    for _ in range(3):
        await beslisser.post("/v1/trajecten", _aanvraag("2011-02-15"))
    alles = (await beslisser.get("/v1/termijnen?aantal=200")).json()["termijnen"]
    gezien = []
    pad = "/v1/termijnen?aantal=2"
    while pad:
        antwoord = await beslisser.get(pad)
        assert antwoord.status_code == 200, antwoord.text
        gezien += antwoord.json()["termijnen"]
        pad = antwoord.headers.get("link", "").partition(">")[0].removeprefix("<")
        assert bool(pad) == bool(antwoord.json()["volgende"])
    assert gezien == alles


async def test_alleen_wat_is_gevraagd(beslisser: Aanroeper) -> None:
    await beslisser.post("/v1/trajecten", _aanvraag("2010-12-01"))
    await beslisser.post("/v1/trajecten", _aanvraag("2011-02-01"))

    async def uit(vraag: str) -> list[dict[str, object]]:
        antwoord = await beslisser.get(f"/v1/termijnen?aantal=200&{vraag}")
        assert antwoord.status_code == 200, antwoord.text
        termijnen: list[dict[str, object]] = antwoord.json()["termijnen"]
        return termijnen

    te_laat, lopend = await uit("stand=verstreken"), await uit("stand=open")
    assert {termijn["stand"] for termijn in te_laat} == {"verstreken"}
    assert te_laat + lopend == await uit("")
    assert max(str(termijn["uiterlijk"]) for termijn in await uit("tot=2011-03-29")) == "2011-03-29"
    assert await uit("soort=herindicatie_wsw") == []
    assert {termijn["soort"] for termijn in await uit("soort=beslissing_verzoek")} == {"beslissing_verzoek"}


@pytest.mark.parametrize("vraag", [
    "tot=morgen", "soort=feest", "stand=gehaald", "na=0014-2011-000001", "na=2011-02-30.0014-2011-000001.1",
    "na=2011-02-28.0014-2011-000001.0", "aantal=0", "gemeente=0014",
])  # fmt: skip
async def test_wat_niet_gevraagd_kan_worden_is_misvormd(beslisser: Aanroeper, vraag: str) -> None:
    assert (await beslisser.get(f"/v1/termijnen?{vraag}")).status_code == 400


async def test_wie_op_de_bladzijde_staat_staat_in_het_logboek(beslisser: Aanroeper, systeem: Systeem) -> None:
    vraag = _aanvraag("2010-12-02")
    nummer = (await beslisser.post("/v1/trajecten", vraag)).json()["nummer"]
    sleutel = INSTELLINGEN.geheime_logsleutel()
    logboek = Logboek(systeem.register.verwerkingen, sleutel, TracerProvider(), Deur.API)

    await beslisser.get("/v1/termijnen?aantal=200")

    regel = logboek.gezien_door(vraag["client"]["bsn"])[-1]  # type: ignore[index]
    assert (regel.activiteit.rpartition(":")[2], regel.nummer) == ("trajecten-zoeken", nummer)


async def test_een_gemeente_ziet_alleen_haar_eigen_besluiten_over_geld(
    app: ASGIApp, beslisser: Aanroeper, buren: Aanroeper, systeem: Systeem, monkeypatch: pytest.MonkeyPatch
) -> None:
    pilot = Pilot.beginstand(["0014", "9902", "9903"], {}, kring_2009={"0014": 1200, "9902": 3600})
    stand = Pilotstand(pilot.model_dump_json(), 0, date(2010, 6, 9))
    monkeypatch.setattr(systeem.register, "laad_pilot", lambda: (stand, []))

    async def beeld(wie: Aanroeper) -> Pilotbeeld:
        return Pilotbeeld.model_validate((await wie.get("/v1/pilot")).json())

    eigen, elders = await beeld(beslisser), await beeld(buren)
    assert [(besluit.nummer, besluit.gemeente) for besluit in eigen.besluiten] == [(1, "0014")]
    assert [(besluit.nummer, besluit.gemeente) for besluit in elders.besluiten] == [(2, "9902")]
    assert (eigen.tegemoetkoming.verleend, eigen.opmerkingen) == ("149375.00", [])
    for rol in (Rol.MINISTERIE, Rol.BEHEERDER):
        async with als(app, rol, "0014") as wie:
            alles = await beeld(wie)
        assert [besluit.gemeente for besluit in alles.besluiten] == ["0014", "9902"]
        assert alles.tegemoetkoming.verleend == "367500.00"
        assert alles.opmerkingen == [
            "Van gemeente 9903 is de kring op 30 juni 2009 niet bekend; daarvoor is geen tegemoetkoming berekend."
        ]
