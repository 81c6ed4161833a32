"""Tasks, settings, and the systems outside as long as they are embedded."""

from dataclasses import replace
from datetime import date

import pytest

from activities.register import Register, RegisterFout, TrajectOnbekend
from activities.register.ingebouwd import OntvangenMelding
from tests.samen.register.voorbeelden import begonnen, client, leeg, stand

MELDING = OntvangenMelding(
    "0014/2011-000001/1", "uwv", "0014/2011-000001", date(2011, 2, 1), "uwv", "no_risk_aanvragen"
)


def test_a_task_is_raised_once_and_a_closed_one_stays_closed(register: Register) -> None:
    nummer = begonnen(register)
    for omschrijving in ("eerst", "later"):
        register.maak_taak(nummer, "melding-1", "melding_niet_verzonden", omschrijving)
    (taak,) = register.open_taken()
    assert (taak.nummer, taak.sleutel, taak.omschrijving, taak.gesloten_op) == (nummer, "melding-1", "eerst", None)
    assert taak.gemaakt_op.tzinfo is not None
    register.sluit_taak(nummer, "melding-1")
    register.sluit_taak(nummer, "onbekend")
    register.maak_taak(nummer, "melding-1", "melding_niet_verzonden", "te laat")
    assert register.open_taken() == []


def test_tasks_are_listed_per_gemeente_and_with_their_trajectory(register: Register) -> None:
    hier, elders = begonnen(register), begonnen(register, client("9902"))
    register.leg_vast(stand(hier, 1, leeg()))
    register.maak_taak(hier, "a", "soort", "hier")
    register.maak_taak(elders, "a", "soort", "elders")
    assert [taak.omschrijving for taak in register.open_taken("0014")] == ["hier"]
    assert [taak.omschrijving for taak in register.open_taken()] == ["hier", "elders"]
    record = register.toon(hier)
    assert record is not None
    assert [taak.omschrijving for taak in record.taken] == ["hier"]


def test_a_task_for_no_trajectory_is_refused(register: Register) -> None:
    with pytest.raises(RegisterFout):
        register.maak_taak("0014/2011-000009", "a", "soort", "nergens")


def test_the_trajectory_shows_which_meldingen_were_delivered(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, leeg()))
    for melding in (2, 1, 2):
        register.teken_verzonden(nummer, melding)
    record = register.toon(nummer)
    assert record is not None
    assert record.verzonden == (1, 2)


def test_a_melding_with_a_key_that_was_received_changes_nothing(register: Register) -> None:
    for melding in (MELDING, replace(MELDING, soort="iets_anders")):
        register.ontvang_melding(melding)
    assert register.ontvangen_meldingen("uwv") == [MELDING]
    assert register.ontvangen_meldingen("werkgever") == []


def test_a_system_can_be_put_out_of_order_and_in_order_again(register: Register) -> None:
    for aan in (True, True, False, False):
        register.zet_storing("uwv", aan=aan)
        assert register.heeft_storing("uwv") is aan
        assert not register.heeft_storing("werkgever")


def test_the_benefit_of_an_unknown_trajectory_is_unknown(register: Register) -> None:
    with pytest.raises(TrajectOnbekend):
        register.uitkering_van("0014/2011-000009")


def test_a_setting_keeps_its_first_value(register: Register) -> None:
    assert register.instelling("kalender") is None
    assert register.leg_instelling_vast("kalender", "eerst") == "eerst"
    assert register.leg_instelling_vast("kalender", "later") == "eerst"
    assert register.instelling("kalender") == "eerst"
