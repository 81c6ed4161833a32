"""The log of processing: every look and every change is there before it happens, and nobody is readable in it."""

from collections.abc import Callable
from typing import Any

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.types import ASGIApp

from activities.register import RegisterFout
from activities.register.verwerkingen import Verwerking
from api.logboek import ALLEEN_OPDRACHTREGEL, Betrokkene, Deur, Logboek
from api.rollen import Actie, Rol
from api.verwerkingsactiviteiten import REGISTER
from starter.systeem import Systeem
from tests.samen.api.conftest import INSTELLINGEN, Aanroeper, aanvraag, als
from tests.samen.api.gegevens import INSPANNING, TOETS

SLEUTEL = INSTELLINGEN.geheime_logsleutel()
GeZien = Callable[[str], list[Verwerking]]


@pytest.fixture
def gezien(systeem: Systeem) -> GeZien:

    return Logboek(systeem.register.verwerkingen, SLEUTEL, TracerProvider(), Deur.API).gezien_door


def _wat(regels: list[Verwerking]) -> list[tuple[str, str | None]]:
    return [(regel.activiteit.rpartition(":")[2], regel.nummer) for regel in regels]


async def test_every_look_and_every_change_is_written_down(app: ASGIApp, gezien: GeZien) -> None:
    persoon = aanvraag()
    bsn = persoon["client"]["bsn"]
    async with als(app, Rol.BESLISSER, "0014", "piet@gemeente.example") as piet:
        stand = (await piet.post("/v1/trajecten", persoon)).json()
        nummer = stand["nummer"]
        pad = f"/v1/trajecten/{nummer.replace('/', '-')}"
        await piet.get(f"{pad}/tijdlijn")
        await piet.post("/v1/trajecten/_zoek", {"bsn": bsn})
        await piet.post(f"{pad}/gebeurtenissen", INSPANNING)
        await piet.post(f"{pad}/gebeurtenissen", TOETS)
    regels = gezien(bsn)
    assert _wat(regels) == [
        ("traject-starten", None),
        ("traject-lezen", nummer),
        ("trajecten-zoeken", nummer),
        ("gebeurtenis-melden", nummer),
        ("besluit-melden", nummer),
    ]
    assert {(regel.wie, regel.rollen, regel.gemeente, regel.deur) for regel in regels} == {
        ("piet@gemeente.example", "beslisser", "0014", "api")
    }
    assert all(regel.doel and regel.grondslag for regel in regels)
    assert bsn not in repr(regels)


async def test_what_was_not_shown_is_not_written_down(
    beslisser: Aanroeper, buren: Aanroeper, consulent: Aanroeper, gezien: GeZien
) -> None:
    persoon = aanvraag()
    nummer = (await beslisser.post("/v1/trajecten", persoon)).json()["nummer"].replace("/", "-")
    await buren.get(f"/v1/trajecten/{nummer}")
    await buren.post("/v1/trajecten/_zoek", {"bsn": persoon["client"]["bsn"]})
    await consulent.post(f"/v1/trajecten/{nummer}/gebeurtenissen", TOETS)
    await consulent.post(f"/v1/trajecten/{nummer}/gebeurtenissen", {"soort": "inspanning"})
    assert _wat(gezien(persoon["client"]["bsn"])) == [("traject-starten", None)]


async def test_a_page_writes_down_each_person_on_it_and_no_other(beslisser: Aanroeper, gezien: GeZien) -> None:
    personen = [aanvraag(naam="Bladzijde") for _ in range(3)]
    for persoon in personen:
        await beslisser.post("/v1/trajecten", persoon)
    await beslisser.post("/v1/trajecten/_zoek", {"naam": "Bladzijde", "aantal": 2})
    keren = [len(gezien(persoon["client"]["bsn"])) for persoon in personen]
    assert keren == [2, 2, 1]


async def test_nothing_is_shown_or_changed_when_it_cannot_be_written_down(
    beslisser: Aanroeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    nummer = await beslisser.start()

    def vol(*_: object) -> str:
        raise RegisterFout("De schijf van het register is vol.")

    with monkeypatch.context() as kapot:
        kapot.setattr("activities.register.verwerkingen.Verwerkingen.schrijf", vol)
        for antwoord in (
            await beslisser.get(f"/v1/trajecten/{nummer}"),
            await beslisser.get("/v1/trajecten"),
            await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", INSPANNING),
            await beslisser.post("/v1/trajecten", aanvraag()),
        ):
            assert antwoord.status_code == 503
            assert "retry-after" in antwoord.headers
    tijdlijn = (await beslisser.get(f"/v1/trajecten/{nummer}/tijdlijn")).json()
    assert "inspanning" not in {regel["soort"] for regel in tijdlijn}


async def test_the_whole_log_is_sealed(systeem: Systeem, beslisser: Aanroeper) -> None:
    await beslisser.start()
    controle = systeem.register.verwerkingen.controleer(SLEUTEL)
    assert controle.breuk is None
    assert controle.aantal > 0


async def test_a_trace_goes_on_in_the_spans_of_the_standard(
    beslisser: Aanroeper, sporen: InMemorySpanExporter, gezien: GeZien
) -> None:
    persoon = aanvraag()
    nummer = (await beslisser.post("/v1/trajecten", persoon)).json()["nummer"].replace("/", "-")
    sporen.clear()
    trace_id = "4bf92f3577b34da6a3ce929d0e0e4736"
    koppen = {"traceparent": f"00-{trace_id}-00f067aa0ba902b7-01"}
    await beslisser.get(f"/v1/trajecten/{nummer}", headers=koppen)
    spoor = next(spoor for spoor in sporen.get_finished_spans() if spoor.name == "traject_lezen")
    kenmerken: dict[str, Any] = dict(spoor.attributes or {})
    assert kenmerken["dpl.core.processing_activity_id"] == REGISTER.uri("traject_lezen")
    assert kenmerken["dpl.core.data_subject_id_type"] == "pseudoniem"
    regel = gezien(persoon["client"]["bsn"])[-1]
    assert spoor.context is not None
    assert regel.trace_id == trace_id == f"{spoor.context.trace_id:032x}"
    assert regel.betrokkene == kenmerken["dpl.core.data_subject_id"]
    geheim = {persoon["client"]["bsn"], persoon["client"]["naam"]}
    for ander in sporen.get_finished_spans():
        assert not geheim & {str(waarde) for waarde in (ander.attributes or {}).values()}


async def test_the_log_of_the_process_names_nobody(beslisser: Aanroeper, capsys: pytest.CaptureFixture[str]) -> None:
    persoon = aanvraag(naam="Xantippe Quirijnen")
    nummer = (await beslisser.post("/v1/trajecten", persoon)).json()["nummer"].replace("/", "-")
    bsn = persoon["client"]["bsn"]
    await beslisser.get(f"/v1/trajecten/{bsn}")
    await beslisser.get("/v1/trajecten", params={"bsn": bsn, "naam": "Xantippe"})
    await beslisser.post("/v1/trajecten/_zoek", {"bsn": bsn, "fase": "Xantippe"})
    await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", INSPANNING | {"toelichting": "Quirijnen belde"})
    gezegd = capsys.readouterr()
    assert "verzoek" in gezegd.out
    for geheim in (bsn, "Xantippe", "Quirijnen"):
        assert geheim not in gezegd.out + gezegd.err


def test_every_action_with_a_person_stands_in_the_register_of_activities() -> None:
    zonder_persoon = {Actie.PILOT_LEZEN, Actie.PILOT_MELDEN, Actie.DEELNAME_BEEINDIGEN, Actie.CIJFERS_LEZEN}
    assert set(REGISTER.activiteiten) == {*set(Actie) - zonder_persoon, *ALLEEN_OPDRACHTREGEL}


def test_a_pseudonym_needs_the_key(systeem: Systeem) -> None:

    een, twee = (
        Logboek(systeem.register.verwerkingen, sleutel, TracerProvider(), Deur.API) for sleutel in (SLEUTEL, b"x" * 32)
    )
    assert een.pseudoniem("999990342") == een.pseudoniem("999990342") != twee.pseudoniem("999990342")
    assert een.pseudoniem("999990342") != een.pseudoniem("999990354")
    assert "999990342" not in repr(Betrokkene("999990342"))
