"""Looking through a gemeente, and who gets a number at a live door."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from itertools import islice

import pytest

from activities.register import Register
from activities.register.aanvragen import Kenmerk, Oordeel
from activities.register.zoeken import Eigenaar, Zoekvraag
from tests.samen.register.voorbeelden import AANMELDING, begonnen, client, clienten, leeg, resultaat, stand

KENMERK = Kenmerk("k" * 64, "a" * 64)


@pytest.fixture
def drie(register: Register) -> list[str]:
    """Two trajectories in Groningen, of which one closed, and one elsewhere; a fourth has not begun."""
    een, twee, vier = (begonnen(register, persoon) for persoon in islice(clienten(), 3))
    elders = begonnen(register, client("9902"))
    register.leg_vast(stand(een, 1, resultaat()))
    register.leg_vast(stand(twee, 1, resultaat("afgesloten"), klaar=True, termijn=None))
    register.leg_vast(stand(elders, 1, leeg()))
    return [een, twee, elders, vier]


def test_a_gemeente_finds_its_own_and_only_what_was_asked(register: Register, drie: list[str]) -> None:
    eerste = next(clienten())

    def nummers(**eisen: object) -> list[str]:
        vraag = replace(Zoekvraag("0014"), **eisen)  # type: ignore[arg-type]
        return [regel.nummer for regel in register.zoeken.zoek(vraag)]

    assert nummers() == drie[:2]
    assert nummers(aantal=1) == drie[:1]
    assert nummers(na=drie[0]) == [drie[1]]
    assert nummers(fase="afgesloten") == nummers(reden="verhuisd") == [drie[1]]
    assert nummers(termijn_tot_en_met=date(2011, 9, 1)) == [drie[0]]
    assert nummers(termijn_tot_en_met=date(2011, 8, 31)) == []
    assert nummers(aangemeld_van=AANMELDING, aangemeld_tot_en_met=AANMELDING) == drie[:2]
    assert nummers(bsn=eerste.bsn) == nummers(naam=eerste.bsn[:9]) == [drie[0]]
    assert nummers(geboortedatum=date(1975, 4, 1)) == drie[:2]
    assert nummers(gemeente="9902", bsn=eerste.bsn) == []


@pytest.mark.usefixtures("drie")
@pytest.mark.parametrize("tekst", ["' OR 1=1 --", "%", "_", "\\", "%'; DROP TABLE trajecten; --", "Client\\_"])
def test_what_looks_like_sql_is_only_text(register: Register, tekst: str) -> None:
    for veld in ("fase", "reden", "bsn", "naam"):
        assert register.zoeken.zoek(replace(Zoekvraag("0014"), **{veld: tekst})) == []  # type: ignore[arg-type]
    assert register.zoeken.zoek(Zoekvraag(tekst)) == []


def test_only_what_has_begun_has_an_owner(register: Register, drie: list[str]) -> None:
    assert register.zoeken.eigenaar(drie[2]) == Eigenaar("9902", client().bsn)
    assert register.zoeken.eigenaar(drie[3]) is None
    assert register.zoeken.eigenaar("0014/2011-999999") is None
    assert client().bsn not in repr(register.zoeken.eigenaar(drie[2]))


def test_a_person_has_one_open_trajectory_in_a_gemeente(register: Register) -> None:
    toegewezen = register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK)
    assert (toegewezen.oordeel, toegewezen.nummer) == (Oordeel.START, "0014/2011-000001")
    # Nothing began yet: who comes now may begin it.
    again = register.aanvragen.wijs_toe(client(), date(2011, 2, 1), Kenmerk("2" * 64, "a" * 64))
    assert again == toegewezen
    register.leg_vast(stand(toegewezen.nummer, 1, leeg()))
    later = register.aanvragen.wijs_toe(client(), date(2011, 2, 1), None)
    assert (later.oordeel, later.nummer) == (Oordeel.LOOPT_AL, toegewezen.nummer)
    assert register.aanvragen.wijs_toe(client("9902"), AANMELDING, KENMERK).oordeel is Oordeel.START
    register.leg_vast(stand(toegewezen.nummer, 2, leeg("afgesloten")))
    nieuw = register.aanvragen.wijs_toe(client(), date(2011, 2, 1), None)
    assert (nieuw.oordeel, nieuw.nummer) == (Oordeel.START, "0014/2011-000002")


def test_een_sleutel_hoort_bij_wat_ermee_is_gevraagd_ook_als_er_nog_geen_antwoord_is(register: Register) -> None:
    eerste = register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK)
    anders = replace(KENMERK, afdruk="b" * 64)
    assert register.aanvragen.wijs_toe(next(clienten()), AANMELDING, anders).oordeel is Oordeel.ANDERS
    # The process that began it may have ended just then, and the trajectory too: the repetition goes on with it.
    register.leg_vast(stand(eerste.nummer, 1, leeg("afgesloten")))
    assert register.aanvragen.wijs_toe(client(), date(2011, 2, 1), KENMERK) == eerste


def test_een_sleutel_waar_geen_traject_van_kwam_is_weer_vrij_en_een_beantwoorde_nooit(register: Register) -> None:
    nummer = register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK).nummer
    register.aanvragen.geef_sleutel_vrij("0014", KENMERK)
    register.leg_vast(stand(nummer, 1, leeg()))
    assert register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK).oordeel is Oordeel.LOOPT_AL
    register.aanvragen.bewaar_antwoord("0014", KENMERK, nummer, "eerste")
    register.aanvragen.geef_sleutel_vrij("0014", KENMERK)
    assert register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK).antwoord == "eerste"


def test_een_sleutel_van_velen_tegelijk_is_van_een_en_slaat_geen_nummer_over(register: Register) -> None:
    def wijs_toe(plaats: int) -> Oordeel:
        kenmerk = replace(KENMERK, afdruk=f"{plaats:064}")
        return register.aanvragen.wijs_toe(personen[plaats], AANMELDING, kenmerk).oordeel

    personen = list(islice(clienten(), 20))
    with ThreadPoolExecutor(8) as draden:
        assert Counter(draden.map(wijs_toe, range(20))) == {Oordeel.START: 1, Oordeel.ANDERS: 19}
    assert register.aanvragen.wijs_toe(client("0014"), AANMELDING, None).nummer == "0014/2011-000002"


def test_a_repeated_request_gets_the_first_answer_and_another_with_its_key_none(register: Register) -> None:
    nummer = register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK).nummer
    assert register.aanvragen.bewaar_antwoord("0014", KENMERK, nummer, "eerste") == "eerste"
    assert register.aanvragen.bewaar_antwoord("0014", KENMERK, nummer, "tweede") == "eerste"
    herhaling = register.aanvragen.wijs_toe(client(), AANMELDING, KENMERK)
    assert (herhaling.oordeel, herhaling.nummer, herhaling.antwoord) == (Oordeel.HERHALING, nummer, "eerste")
    anders = replace(KENMERK, afdruk="b" * 64)
    assert register.aanvragen.wijs_toe(next(clienten()), AANMELDING, anders).oordeel is Oordeel.ANDERS


def test_applications_at_once_get_one_number(register: Register) -> None:
    def wijs_toe(plaats: int) -> str:
        return register.aanvragen.wijs_toe(client(), AANMELDING, Kenmerk(f"{plaats:064}", "a" * 64)).nummer

    with ThreadPoolExecutor(8) as draden:
        assert set(draden.map(wijs_toe, range(40))) == {"0014/2011-000001"}
