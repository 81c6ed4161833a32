"""A change of the pilot reaches every trajectory, also one that begins at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import islice

import pytest
from sqlalchemy import select

from activities.register import PilotOnbekend, Register, TrajectOnbekend, pilot
from activities.register.pilot import Pilotstand
from activities.register.tabellen import metadata
from tests.samen.register.voorbeelden import begonnen, clienten, resultaat, stand

DAG = date(2011, 5, 1)
STOP = {"soort": "pilot_beeindigd", "op": "2011-05-01", "per": "2011-06-01", "grond": "te duur"}


def _pilot(versie: int) -> Pilotstand:
    return Pilotstand(f'{{"versie": {versie}}}', versie, DAG)


def test_a_pilot_of_which_nothing_is_known_is_said_to_be_unknown(register: Register) -> None:
    nummer = begonnen(register)
    assert register.laad_pilot() is None
    with pytest.raises(PilotOnbekend, match="nog niet gestart"):
        register.begin_traject(nummer)
    assert register.open_trajecten(None, None, 10) == []


def test_a_trajectory_that_begins_runs_and_sees_the_pilot(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_pilot_vast(_pilot(0), [])
    assert register.begin_traject(nummer) == _pilot(0)
    assert register.begin_traject(nummer) == _pilot(0)
    assert register.open_trajecten(None, None, 10) == [nummer]


def test_an_unknown_trajectory_cannot_begin(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    with pytest.raises(TrajectOnbekend):
        register.begin_traject("0014/2011-000009")


def test_a_version_of_the_pilot_that_is_stored_or_passed_changes_nothing(register: Register) -> None:
    assert register.leg_pilot_vast(_pilot(2), [STOP, STOP])
    assert not register.leg_pilot_vast(_pilot(2), [STOP, STOP])
    assert not register.leg_pilot_vast(Pilotstand("{}", 2, date(2011, 4, 30)), [STOP, STOP])
    assert not register.leg_pilot_vast(Pilotstand("{}", 1, DAG), [STOP])
    assert register.laad_pilot() == (_pilot(2), [])
    assert register.leg_pilot_vast(_pilot(3), [STOP, STOP, STOP])
    assert register.laad_pilot() == (_pilot(3), [])


def test_a_pilot_that_a_killed_worker_stored_gives_way_to_what_the_next_one_makes_of_it(register: Register) -> None:
    register.leg_pilot_vast(_pilot(1), [STOP])
    nieuw = Pilotstand('{"anders": 1}', 1, DAG)

    assert register.leg_pilot_vast(nieuw, [STOP | {"op": "2011-05-02"}])

    assert register.laad_pilot() == (nieuw, [])
    with register._verbinding.lees() as verbinding:
        gebeurtenissen = metadata.tables["pilotgebeurtenissen"]
        assert list(verbinding.scalars(select(gebeurtenissen.c.op))) == [date(2011, 5, 2)]


def test_answers_of_the_pilot_are_kept_once_also_of_a_refused_event(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    for _ in range(2):
        register.leg_pilot_vast(_pilot(1), [STOP], '{"id": "stop"}')
        register.leg_pilot_vast(_pilot(1), [STOP], '{"id": "geweigerd"}')
    assert register.laad_pilot() == (_pilot(1), ['{"id": "stop"}', '{"id": "geweigerd"}'])


def test_running_trajectories_come_in_pages_by_number(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    nummers = [begonnen(register, persoon) for persoon in islice(clienten(), 5)]
    ander = begonnen(register, next(clienten("9902")))
    for nummer in [*nummers, ander]:
        register.begin_traject(nummer)
    register.leg_vast(stand(nummers[2], 1, resultaat("afgesloten"), klaar=True))
    lopend = [*nummers[:2], *nummers[3:]]
    assert register.open_trajecten(None, None, 3) == lopend[:3]
    assert register.open_trajecten(None, lopend[2], 3) == [lopend[3], ander]
    assert register.open_trajecten("0014", None, 10) == lopend
    assert register.open_trajecten("9902", ander, 10) == []


def test_no_trajectory_that_begins_misses_a_change(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    nummers = [begonnen(register, persoon) for persoon in islice(clienten(), 60)]
    gezien: dict[str, int] = {}

    def begin(nummer: str) -> None:
        gezien[nummer] = register.begin_traject(nummer).versie

    with ThreadPoolExecutor(6) as uitvoerders:
        lopers = [uitvoerders.submit(begin, nummer) for nummer in nummers]
        lopers[10].result()
        register.leg_pilot_vast(_pilot(1), [STOP])
        verteld = set(register.open_trajecten(None, None, 1000))
    for loper in lopers:
        loper.result()
    assert {nummer for nummer, versie in gezien.items() if versie == 0} <= verteld
    assert len(gezien) == 60


def test_a_change_waits_for_a_trajectory_that_is_beginning(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    nummer = begonnen(register)
    veranderd = threading.Event()

    def verander() -> list[str]:
        register.leg_pilot_vast(_pilot(1), [STOP])
        veranderd.set()
        return register.open_trajecten(None, None, 10)

    with ThreadPoolExecutor(1) as uitvoerder:
        with register._verbinding.schrijf() as verbinding:
            assert pilot.begin(verbinding, nummer).versie == 0
            loper = uitvoerder.submit(verander)
            assert not veranderd.wait(0.5)
        assert loper.result() == [nummer]


def test_a_trajectory_that_begins_waits_for_a_change(register: Register) -> None:
    register.leg_pilot_vast(_pilot(0), [])
    nummer = begonnen(register)

    with ThreadPoolExecutor(1) as uitvoerder:
        with register._verbinding.schrijf() as verbinding:
            pilot.leg_vast(verbinding, _pilot(1), [STOP], None)
            loper = uitvoerder.submit(register.begin_traject, nummer)
            with pytest.raises(TimeoutError):
                loper.result(0.5)
        assert loper.result() == _pilot(1)
