"""The activities over a real register and the embedded systems outside: each may run twice with one effect."""

from datetime import date
from typing import Any, cast

import pytest
from temporalio.exceptions import ApplicationError
from temporalio.runtime import MetricBuffer, Runtime, TelemetryConfig
from temporalio.testing import ActivityEnvironment

from activities import geadresseerden, uitkeringsadministratie
from activities.geadresseerden import IngebouwdeGeadresseerden
from activities.ingebouwd import SysteemOnbereikbaar
from activities.meting import POGINGEN
from activities.pilotuitvoering import Pilotuitvoering
from activities.register import Register
from activities.uitkeringsadministratie import IngebouwdeUitkeringsadministratie
from activities.uitvoering import Uitvoering
from tests.samen.register.voorbeelden import AANMELDING, begonnen, client
from wet.client import Client
from wet.dossier import Dossier, Melding
from wet.gebeurtenissen import Aanmelding, lees_gebeurtenis
from wet.pilot import Pilot
from wet.resultaat import resultaat
from wet.traject import begin, verwerk
from worker import activiteiten
from workflows.berichten import (
    ONBEKEND,
    Antwoord,
    Beantwoord,
    Geladen,
    MeldingOpdracht,
    Opdracht,
    PilotStand,
    PilotVastlegging,
    Taak,
    TaakSleutel,
    UitkeringVraag,
    Vastlegging,
)

ONBEKEND_NUMMER = "0014/2011-000009"
PILOT = Pilot.beginstand(["0014"], {"0014": "dariuz"})
ANTWOORD = Beantwoord(id="een", antwoord=Antwoord(aanvaard=True, dag=AANMELDING))
STOPPEN = Melding(nummer=1, op=date(2011, 2, 1), aan="uitkeringsadministratie", soort="uitkering_stoppen")
NO_RISK = Melding(nummer=2, op=date(2011, 2, 1), aan="uwv", soort="no_risk_aanvragen")


@pytest.fixture
def uitvoering(register: Register) -> Uitvoering:
    """The activities as the worker has them."""
    return Uitvoering(register, IngebouwdeUitkeringsadministratie(register), IngebouwdeGeadresseerden(register))


@pytest.fixture
def nummer(register: Register, uitvoering: Uitvoering) -> str:
    """A trajectory that has begun in a pilot that is known."""
    Pilotuitvoering(register).leg_pilot_vast(PilotVastlegging(stand=PilotStand(pilot=PILOT, versie=0, dag=AANMELDING)))
    gegeven = begonnen(register)
    uitvoering.begin_traject(gegeven)
    return gegeven


def _dossier(persoon: Client | None = None) -> Dossier:
    return begin(persoon or client(), PILOT, Aanmelding(soort="aanmelding", op=AANMELDING, initiatief="college"))


def _na(dossier: Dossier, soort: str, op: str, **velden: object) -> Dossier:
    gebeurtenis = lees_gebeurtenis({"soort": soort, "op": op} | velden)
    return verwerk(dossier, gebeurtenis, gebeurtenis.op).dossier


def _vastlegging(nummer: str, versie: int, dossier: Dossier) -> Vastlegging:
    return Vastlegging(nummer=nummer, versie=versie, dag=dossier.dag, dossier=dossier, beantwoord=ANTWOORD)


def _opdracht(nummer: str, melding: Melding) -> MeldingOpdracht:
    return MeldingOpdracht(nummer=nummer, melding=melding)


def _sleutels(register: Register, systeem: str) -> list[str]:
    return [melding.sleutel for melding in register.ontvangen_meldingen(systeem)]


def test_every_activity_that_a_workflow_can_ask_for_is_there(register: Register) -> None:
    namen = [cast(Any, activiteit).__temporal_activity_definition.name for activiteit in activiteiten(register)]
    assert sorted(namen) == sorted(Opdracht)


def test_a_transition_shows_what_the_law_sees(register: Register, uitvoering: Uitvoering, nummer: str) -> None:
    dossier = _na(_dossier(), "inspanning", "2011-01-20", toelichting="gebeld")
    for _ in range(2):
        uitvoering.leg_vast(_vastlegging(nummer, 2, dossier))
    record = register.toon(nummer)
    assert record is not None
    assert record.resultaat == resultaat(dossier, dossier.dag, nummer)
    assert uitvoering.laad_dossier(nummer) == Geladen(dossier=dossier, versie=2, beantwoord=(ANTWOORD,))


def test_the_phases_of_a_trajectory_are_counted_from_their_own_days(
    register: Register, uitvoering: Uitvoering, nummer: str
) -> None:
    vragen = {"vraag_1": True, "vraag_2a": [False, False], "vraag_2b": [False], "vraag_3": [True]}
    dossier = _na(_dossier(), "toets_uitgevoerd", "2011-02-01", **vragen)
    dossier = _na(dossier, "verhuisd", "2011-03-15", per="2011-03-10", gemeente="9902")
    uitvoering.leg_vast(_vastlegging(nummer, 1, dossier))
    fasen = {
        date(2011, 1, 10): "toegangstoets",
        date(2011, 1, 31): "toegangstoets",
        date(2011, 2, 1): "werkgever_zoeken",
        date(2011, 3, 9): "werkgever_zoeken",
        date(2011, 3, 10): "afgesloten",
    }
    for dag, fase in fasen.items():
        assert register.peildatum(dag).totaal.fasen == {fase: 1}
    assert not register.peildatum(date(2011, 1, 9)).totaal.fasen


def test_a_request_counts_as_a_request_from_its_day(register: Register, uitvoering: Uitvoering, nummer: str) -> None:
    dossier = begin(client(), PILOT, Aanmelding(soort="aanmelding", op=AANMELDING, initiatief="client"))
    uitvoering.leg_vast(_vastlegging(nummer, 1, dossier))
    assert register.peildatum(AANMELDING).totaal.fasen == {"verzoek": 1}


def test_an_application_that_closes_at_once_counts_as_closed(
    register: Register, uitvoering: Uitvoering, nummer: str
) -> None:
    uitvoering.leg_vast(_vastlegging(nummer, 1, _dossier(client(uitkering="geen"))))
    assert register.peildatum(AANMELDING).totaal.fasen == {"afgesloten": 1}


def test_a_number_that_was_not_given_out_is_not_tried_again(uitvoering: Uitvoering, nummer: str) -> None:
    vraag = UitkeringVraag(nummer=ONBEKEND_NUMMER, bsn="999990342", uitkering="wwb", dag=AANMELDING)
    for opdracht in (
        lambda: uitvoering.begin_traject(ONBEKEND_NUMMER),
        lambda: uitvoering.leg_vast(_vastlegging(ONBEKEND_NUMMER, 1, _dossier())),
        lambda: ActivityEnvironment().run(uitvoering.controleer_uitkering, vraag),
    ):
        with pytest.raises(ApplicationError) as fout:
            opdracht()
        assert (fout.value.type, fout.value.non_retryable) == (ONBEKEND, True)
    assert uitvoering.laad_dossier(ONBEKEND_NUMMER) is None
    assert uitvoering.laad_dossier(nummer) is None


def test_a_melding_is_delivered_once_to_the_system_of_its_addressee(
    register: Register, uitvoering: Uitvoering, nummer: str
) -> None:
    uitvoering.leg_vast(_vastlegging(nummer, 1, _dossier()))
    for melding in (STOPPEN, NO_RISK, STOPPEN, NO_RISK):
        ActivityEnvironment().run(uitvoering.verzend_melding, _opdracht(nummer, melding))
    assert _sleutels(register, uitkeringsadministratie.SYSTEEM) == [f"{nummer}/1"]
    assert _sleutels(register, geadresseerden.SYSTEEM) == [f"{nummer}/2"]
    record = register.toon(nummer)
    assert record is not None
    assert record.verzonden == (1, 2)


@pytest.mark.parametrize("melding", [STOPPEN, NO_RISK])
def test_a_melding_waits_while_the_system_outside_is_down(
    register: Register, uitvoering: Uitvoering, nummer: str, melding: Melding
) -> None:
    eigen = melding.aan == uitkeringsadministratie.SYSTEEM
    systeem = uitkeringsadministratie.SYSTEEM if eigen else geadresseerden.SYSTEEM
    register.zet_storing(systeem, aan=True)
    with pytest.raises(SysteemOnbereikbaar, match="nu niet bereikbaar"):
        ActivityEnvironment().run(uitvoering.verzend_melding, _opdracht(nummer, melding))
    assert _sleutels(register, systeem) == []
    register.zet_storing(systeem, aan=False)
    ActivityEnvironment().run(uitvoering.verzend_melding, _opdracht(nummer, melding))
    assert len(_sleutels(register, systeem)) == 1


def test_every_attempt_to_reach_a_system_outside_is_counted_with_how_it_ended(
    register: Register, uitvoering: Uitvoering, nummer: str
) -> None:
    buffer = MetricBuffer(100)
    omgeving = ActivityEnvironment()
    omgeving.metric_meter = Runtime(telemetry=TelemetryConfig(metrics=buffer)).metric_meter
    vraag = UitkeringVraag(nummer=nummer, bsn="999990342", uitkering="wwb", dag=AANMELDING)
    register.zet_storing(geadresseerden.SYSTEEM, aan=True)
    for _ in range(2):
        with pytest.raises(SysteemOnbereikbaar):
            omgeving.run(uitvoering.verzend_melding, _opdracht(nummer, NO_RISK))
    omgeving.run(uitvoering.verzend_melding, _opdracht(nummer, STOPPEN))
    omgeving.run(uitvoering.controleer_uitkering, vraag)
    geteld = [tel for tel in buffer.retrieve_updates() if tel.metric.name == POGINGEN]
    assert [(tel.attributes["systeem"], tel.attributes["uitkomst"], tel.value) for tel in geteld] == [
        ("uwv", "mislukt", 1),
        ("uwv", "mislukt", 1),
        ("uitkeringsadministratie", "gelukt", 1),
        ("uitkeringsadministratie", "gelukt", 1),
    ]
    assert not {nummer, "999990342"} & {waarde for tel in geteld for waarde in tel.attributes.values()}


def test_a_benefit_that_differs_becomes_a_task_of_one_caseworker_once(
    register: Register, uitvoering: Uitvoering, nummer: str
) -> None:
    def controleer(uitkering: str) -> None:
        vraag = UitkeringVraag(nummer=nummer, bsn="999990342", uitkering=uitkering, dag=AANMELDING)
        ActivityEnvironment().run(uitvoering.controleer_uitkering, vraag)

    controleer("wwb")
    assert register.open_taken() == []
    for _ in range(2):
        controleer("wij")
    assert [taak.soort for taak in register.open_taken()] == ["uitkering_wijkt_af"]
    register.zet_storing(uitkeringsadministratie.SYSTEEM, aan=True)
    with pytest.raises(SysteemOnbereikbaar):
        controleer("wwb")


def test_a_task_is_raised_and_closed(register: Register, uitvoering: Uitvoering, nummer: str) -> None:
    uitvoering.maak_taak(Taak(nummer=nummer, sleutel="a", soort="soort", omschrijving="Bel de werkgever."))
    assert [taak.omschrijving for taak in register.open_taken()] == ["Bel de werkgever."]
    uitvoering.sluit_taak(TaakSleutel(nummer=nummer, sleutel="a"))
    assert register.open_taken() == []
