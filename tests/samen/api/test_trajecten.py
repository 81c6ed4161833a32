"""Start a trajectory, report what happens, and read it back."""

import asyncio
from typing import Any

import pytest

from api.modellen import DELEN, Bladzijde, Traject
from starter.systeem import Systeem
from tests.samen.api.conftest import Aanroeper, aanvraag
from tests.samen.api.gegevens import INSPANNING, TOETS


async def test_an_application_becomes_a_trajectory_in_the_form_of_the_contract(beslisser: Aanroeper) -> None:
    antwoord = await beslisser.post("/v1/trajecten", aanvraag(initiatief="client"))
    stand = antwoord.json()
    assert antwoord.status_code == 201
    assert Traject.model_validate(stand).traject.fase == "verzoek"
    assert stand["naam"] == stand["nummer"]
    assert antwoord.headers["location"] == f"/v1/trajecten/{stand['nummer'].replace('/', '-')}"
    assert (await beslisser.get(antwoord.headers["location"])).json() == stand


async def test_a_number_may_be_written_with_a_dash_or_an_encoded_slash(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    gecodeerd = nummer.replace("-", "%2F", 1)
    stand = (await beslisser.get(f"/v1/trajecten/{nummer}")).json()
    assert stand["nummer"] == nummer.replace("-", "/", 1)
    assert (await beslisser.get(f"/v1/trajecten/{gecodeerd}")).json() == stand
    for deel in DELEN:
        for vorm in (nummer, gecodeerd):
            assert (await beslisser.get(f"/v1/trajecten/{vorm}/{deel}")).json() == stand[deel]
    gemeld = await beslisser.post(f"/v1/trajecten/{gecodeerd}/gebeurtenissen", INSPANNING)
    assert gemeld.status_code == 201


async def test_an_event_is_answered_with_the_day_it_was_handled(consulent: Aanroeper) -> None:
    nummer = await consulent.start()
    antwoord = await consulent.post(f"/v1/trajecten/{nummer}/gebeurtenissen", INSPANNING | {"id": "a/1"})
    assert antwoord.status_code == 201
    assert antwoord.json() == {"id": "a/1", "aanvaard": True, "artikel": None, "reden": None, "dag": "2011-03-01"}
    tijdlijn = (await consulent.get(f"/v1/trajecten/{nummer}/tijdlijn")).json()
    assert [regel["soort"] for regel in tijdlijn][-1] == "inspanning"


async def test_the_same_id_changes_nothing_and_gives_the_first_answer(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    eerste = await beslisser.post(pad, INSPANNING, "sleutel-1")
    anders = await beslisser.post(pad, TOETS, "sleutel-1")
    in_lichaam = await beslisser.post(pad, INSPANNING | {"id": "sleutel-1"})
    assert eerste.json() == anders.json() == in_lichaam.json()
    tijdlijn = (await beslisser.get(f"/v1/trajecten/{nummer}/tijdlijn")).json()
    assert [regel["soort"] for regel in tijdlijn].count("inspanning") == 1
    tegenstrijdig = await beslisser.http.post(pad, json=INSPANNING | {"id": "een"}, headers={"Idempotency-Key": "twee"})
    leeg = await beslisser.http.post(pad, json=INSPANNING | {"id": ""})
    assert (tegenstrijdig.status_code, leeg.status_code) == (400, 400)


async def test_what_the_law_refuses_is_answered_with_article_and_reason_every_time(beslisser: Aanroeper) -> None:
    nummer = await beslisser.start()
    pad = f"/v1/trajecten/{nummer}/gebeurtenissen"
    eerste = await beslisser.post(pad, TOETS | {"gerede_twijfel": True}, "twijfel")
    weer = await beslisser.post(pad, TOETS, "twijfel")
    assert eerste.status_code == weer.status_code == 409
    assert eerste.json() == weer.json()
    assert eerste.json()["artikel"] == "regeling:3.2"
    assert eerste.json()["reden"] == eerste.json()["detail"]
    assert eerste.headers["content-type"] == "application/problem+json"


async def test_every_fault_is_said_at_once_and_nothing_is_kept(beslisser: Aanroeper) -> None:
    fout = aanvraag(bsn="123456789", leefvorm="samen") | {"extra": 1}
    fout["aanmelding"] = {"initiatief": "buurman", "op": "2011-02-30"}
    antwoord = await beslisser.post("/v1/trajecten", fout)
    assert antwoord.status_code == 400
    zinnen = antwoord.json()["fouten"]
    assert len(zinnen) == 5
    for deel in ("'extra'", "client: veld 'bsn'", "client: veld 'leefvorm'", "'initiatief'", "'op'"):
        assert any(deel in zin for zin in zinnen), deel
    assert "123456789" not in antwoord.text


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({}, "veld 'soort' ontbreekt"),
        ({"soort": "feest"}, "geen bekende gebeurtenis"),
        ({"soort": "inspanning"}, "veld 'toelichting' ontbreekt"),
        (INSPANNING | {"op": "2011-03-02"}, "ligt na vandaag"),
        (INSPANNING | {"op": 20110301}, "moet een datum zijn"),
        (INSPANNING | {"id": 7}, "veld 'id' moet tekst zijn"),
        (INSPANNING | {"id": "x" * 201}, "het id moet"),
        ({"soort": "bezwaar_ingediend", "besluit": 7, "door": "client"}, "besluit dat niet bestaat"),
        ([], "een groep velden"),
        ("tekst", "een groep velden"),
    ],
)
async def test_a_malformed_event_is_400(beslisser: Aanroeper, gegevens: object, zin: str) -> None:
    nummer = await beslisser.start()
    antwoord = await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", gegevens)
    assert antwoord.status_code == 400
    assert any(zin in fout for fout in antwoord.json()["fouten"]), antwoord.text


async def test_a_second_application_of_someone_with_an_open_trajectory_is_a_conflict(beslisser: Aanroeper) -> None:
    persoon = aanvraag()
    eerste = await beslisser.post("/v1/trajecten", persoon, "a-1")
    tweede = await beslisser.post("/v1/trajecten", persoon, "a-2")
    assert (eerste.status_code, tweede.status_code) == (201, 409)
    assert tweede.json()["nummer"] == eerste.json()["nummer"]
    assert "al een traject" in tweede.json()["detail"]


async def test_a_repeated_application_gets_the_first_answer(beslisser: Aanroeper) -> None:
    persoon = aanvraag()
    eerste = await beslisser.post("/v1/trajecten", persoon, "b-1")
    nummer = eerste.json()["nummer"].replace("/", "-")
    await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", INSPANNING)
    weer = await beslisser.post("/v1/trajecten", persoon, "b-1")
    assert (weer.status_code, weer.json(), weer.headers["location"]) == (
        201,
        eerste.json(),
        eerste.headers["location"],
    )
    ander = await beslisser.post("/v1/trajecten", aanvraag(), "b-1")
    assert ander.status_code == 409
    assert "Idempotency-Key" in ander.json()["detail"]


async def test_who_was_closed_at_once_may_not_apply_twice_on_a_day_but_is_not_open(beslisser: Aanroeper) -> None:
    persoon = aanvraag(uitkering="geen")
    eerste = await beslisser.post("/v1/trajecten", persoon)
    assert eerste.json()["traject"]["afgesloten"]["reden"] == "buiten_kring"
    assert (await beslisser.post("/v1/trajecten", persoon)).status_code == 409


async def test_two_hundred_starts_of_one_person_at_once_make_one_trajectory(
    beslisser: Aanroeper, systeem: Systeem
) -> None:
    persoon = aanvraag()
    antwoorden = await asyncio.gather(*(beslisser.post("/v1/trajecten", persoon) for _ in range(200)))
    statussen = [antwoord.status_code for antwoord in antwoorden]
    assert statussen.count(201) == 1
    assert statussen.count(409) == 199
    assert len(systeem.register.zoeken.trajecten_van("0014", persoon["client"]["bsn"])) == 1


async def test_one_request_sent_many_times_at_once_has_one_answer(beslisser: Aanroeper) -> None:
    persoon = aanvraag()
    antwoorden = await asyncio.gather(*(beslisser.post("/v1/trajecten", persoon, "c-1") for _ in range(20)))
    assert {antwoord.status_code for antwoord in antwoorden} == {201}
    assert len({antwoord.text for antwoord in antwoorden}) == 1


async def test_een_sleutel_tegelijk_voor_velen_gebruikt_start_een_traject(
    beslisser: Aanroeper, systeem: Systeem
) -> None:
    personen = [aanvraag() for _ in range(20)]
    antwoorden = await asyncio.gather(*(beslisser.post("/v1/trajecten", persoon, "d-1") for persoon in personen))
    assert sorted(antwoord.status_code for antwoord in antwoorden) == [201, *[409] * 19]
    begonnen = [systeem.register.zoeken.trajecten_van("0014", persoon["client"]["bsn"]) for persoon in personen]
    assert [bool(nummers) for nummers in begonnen] == [antwoord.status_code == 201 for antwoord in antwoorden]


async def test_a_list_goes_on_where_it_ended_and_shows_only_ones_own(beslisser: Aanroeper, buren: Aanroeper) -> None:
    eigen = {await beslisser.start() for _ in range(3)}
    elders = await buren.start("9902")
    gezien: list[str] = []
    pad = "/v1/trajecten?aantal=2"
    while pad:
        antwoord = await beslisser.get(pad)
        inhoud = Bladzijde.model_validate(antwoord.json())
        assert len(inhoud.trajecten) <= 2
        gezien += [regel.nummer.replace("/", "-") for regel in inhoud.trajecten]
        pad = antwoord.headers.get("link", "").partition(">")[0].removeprefix("<")
        assert bool(pad) == bool(inhoud.volgende)
    assert gezien == sorted(set(gezien))
    assert eigen <= set(gezien)
    assert elders not in gezien


async def test_a_search_finds_a_person_without_naming_him_in_an_address(beslisser: Aanroeper, buren: Aanroeper) -> None:
    persoon = aanvraag(naam="Ç. d'Été-Müller", geboortedatum="1969-12-31")
    nummer = (await beslisser.post("/v1/trajecten", persoon)).json()["nummer"]

    async def gevonden(wie: Aanroeper, **vraag: Any) -> list[str]:
        antwoord = await wie.post("/v1/trajecten/_zoek", vraag)
        assert antwoord.status_code == 200, antwoord.text
        assert persoon["client"]["bsn"] not in antwoord.text
        return [regel["nummer"] for regel in antwoord.json()["trajecten"]]

    bsn = persoon["client"]["bsn"]
    assert await gevonden(beslisser, bsn=bsn) == await gevonden(beslisser, naam="d'Été") == [nummer]
    assert await gevonden(beslisser, geboortedatum="1969-12-31", fase="toegangstoets") == [nummer]
    assert await gevonden(beslisser, bsn=bsn, fase="dienstbetrekking") == []
    assert await gevonden(buren, bsn=bsn) == await gevonden(buren, naam="d'Été") == []


async def test_the_pilot_and_its_figures(beslisser: Aanroeper) -> None:
    await beslisser.start()
    pilot = (await beslisser.get("/v1/pilot")).json()
    assert pilot["wet_vervalt"] == "2013-01-01"
    assert len(pilot["deelnames"]) == 32
    cijfers = (await beslisser.get("/v1/cijfers?peildatum=2011-03-01")).json()
    assert list(cijfers["gemeenten"]) == ["0014"]
    assert cijfers["totaal"] == {"gemeenten": 1, **cijfers["gemeenten"]["0014"]}
    assert (await beslisser.get("/v1/cijfers")).json() == cijfers
    leeg = (await beslisser.get("/v1/cijfers?peildatum=2010-07-01")).json()
    assert leeg["totaal"]["trajecten"] == 0
