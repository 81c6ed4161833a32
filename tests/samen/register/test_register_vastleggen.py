"""One transition is one transaction, stored once, and only what changed is written."""

from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from activities.register import Register, RegisterFout, TrajectOnbekend
from activities.register.projectie import Stand
from activities.register.tabellen import metadata
from tests.samen.register.voorbeelden import begonnen, besluit, leeg, resultaat, stand


def _getoond(register: Register, nummer: str) -> dict[str, Any]:
    record = register.toon(nummer)
    assert record is not None
    return record.resultaat


def _rijen(register: Register, tabel: str) -> list[Any]:
    with register._verbinding.lees() as verbinding:
        return list(verbinding.execute(select(metadata.tables[tabel])))


def _schrijfopdrachten(register: Register, inhoud: Stand) -> list[tuple[str, str]]:
    """What is written while this state is stored: the table, and the rows."""
    gezien: list[tuple[str, str]] = []

    def noteer(_c: object, _cu: object, opdracht: str, parameters: object, _co: object, _m: bool) -> None:
        soort, *woorden = opdracht.split()
        if soort in ("INSERT", "UPDATE", "DELETE"):
            gezien.append((woorden[0] if soort == "UPDATE" else woorden[1], str(parameters)))

    event.listen(register._verbinding._engine, "before_cursor_execute", noteer)
    try:
        register.leg_vast(inhoud)
    finally:
        event.remove(register._verbinding._engine, "before_cursor_execute", noteer)
    return gezien


def test_what_was_stored_comes_back_with_every_key_and_digit(register: Register) -> None:
    nummer = begonnen(register)
    assert register.leg_vast(stand(nummer, 1, resultaat()))
    record = register.toon(nummer)
    assert record is not None
    assert record.resultaat == resultaat() | {"naam": nummer}
    assert record.dossier == '{"versie": 1}'
    assert (record.versie, record.regel.dag, record.regel.fase) == (1, date(2011, 3, 1), "dienstbetrekking")
    assert (record.regel.volgende_termijn, record.regel.termijn_soort) == (date(2011, 9, 1), "herevaluatie")


def test_money_is_exact_in_the_database(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, resultaat()))
    with register._verbinding.lees() as verbinding:
        bedragen = list(verbinding.scalars(select(metadata.tables["uitkering"].c.bedrag)))
    assert bedragen == [Decimal("446.16"), None]


def test_a_version_that_is_stored_or_passed_changes_nothing(register: Register) -> None:
    nummer = begonnen(register)
    assert register.leg_vast(stand(nummer, 1, leeg()))
    assert register.leg_vast(stand(nummer, 3, resultaat()))
    for versie in (1, 2, 3):
        assert not register.leg_vast(stand(nummer, versie, leeg("verzoek"), beantwoord='{"id": "te laat"}'))
    assert _getoond(register, nummer) == resultaat() | {"naam": nummer}
    bewaard = register.laad(nummer)
    assert bewaard is not None
    assert (bewaard.versie, bewaard.beantwoord) == (3, ())


def test_what_a_killed_worker_stored_gives_way_to_what_the_next_one_makes_of_it(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, leeg(), beantwoord='{"id": "a"}'))
    register.leg_vast(stand(nummer, 2, leeg(), beantwoord='{"id": "b"}'))

    assert register.leg_vast(
        stand(nummer, 2, resultaat(), date(2011, 3, 2), dossier='{"anders": 2}', beantwoord='{"id": "c"}')
    )

    assert _getoond(register, nummer) == resultaat() | {"naam": nummer}
    bewaard = register.laad(nummer)
    assert bewaard is not None
    assert (bewaard.dossier, bewaard.versie) == ('{"anders": 2}', 2)
    assert bewaard.beantwoord == ('{"id": "a"}', '{"id": "c"}')


def test_what_a_killed_worker_stored_does_not_come_back(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, resultaat(), date(2011, 3, 2)))

    assert not register.leg_vast(stand(nummer, 1, leeg(), date(2011, 3, 1), dossier='{"anders": 1}'))

    assert _getoond(register, nummer) == resultaat() | {"naam": nummer}


def test_a_list_may_shrink_and_change_in_retrospect(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, resultaat()))
    anders = deepcopy(resultaat())
    anders["tijdlijn"].insert(
        1, {"op": "2011-01-11", "soort": "inspanning", "grondslag": ["wet:4.2"], "toelichting": "later gemeld"}
    )
    anders["loonwaarden"] = [{"van": "2011-02-01", "tot_en_met": None, "percentage": "40", "besluit": 1}]
    anders["uitkering"] = []
    anders["besluiten"][0]["onherroepelijk_op"] = "2011-03-17"
    register.leg_vast(stand(nummer, 2, anders))
    assert _getoond(register, nummer) == anders | {"naam": nummer}
    register.leg_vast(stand(nummer, 3, leeg()))
    assert _getoond(register, nummer) == leeg() | {"naam": nummer}


def test_only_rows_that_changed_are_written(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, resultaat()))
    assert [tabel for tabel, _ in _schrijfopdrachten(register, stand(nummer, 2, resultaat()))] == ["trajecten"]
    drie = resultaat(besluiten=[besluit(1), besluit(2), besluit(3)])
    opdrachten = _schrijfopdrachten(register, stand(nummer, 3, drie))
    assert [tabel for tabel, _ in opdrachten] == ["besluiten", "trajecten"]
    assert opdrachten[0][1].count("'loondispensatie'") == 1


def test_other_trajectories_stay_as_they_are(register: Register) -> None:
    een, ander = begonnen(register), begonnen(register, dag=date(2011, 6, 1))
    register.leg_vast(stand(een, 1, resultaat()))
    register.leg_vast(stand(ander, 1, resultaat()))
    register.leg_vast(stand(een, 2, leeg()))
    assert _getoond(register, ander) == resultaat() | {"naam": ander}


def test_a_number_that_was_not_given_out_is_refused(register: Register) -> None:
    with pytest.raises(TrajectOnbekend, match="0014/2011-000009 staat niet in het register"):
        register.leg_vast(stand("0014/2011-000009", 1, leeg()))


def test_a_transition_that_fails_halfway_leaves_nothing_behind(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, leeg()))
    fout = resultaat(weigeringen=[{"op": "2011-02-03", "soort": "x", "artikel": None, "reden": "x"}])
    with pytest.raises(RegisterFout):
        register.leg_vast(stand(nummer, 2, fout))
    assert _getoond(register, nummer) == leeg() | {"naam": nummer}
    assert _rijen(register, "tijdlijn") == []


@pytest.mark.parametrize("verandering", [{"onbekend": 1}, {"soort": None}])
def test_an_item_that_is_not_of_the_contract_is_an_error(register: Register, verandering: dict[str, Any]) -> None:
    nummer = begonnen(register)
    melding = {"op": "2011-02-01", "aan": "uwv", "soort": "no_risk_aanvragen"} | verandering
    with pytest.raises((KeyError, RegisterFout)):
        register.leg_vast(stand(nummer, 1, resultaat(meldingen=[melding])))


def test_the_same_transition_reported_many_times_at_once_is_stored_once(register: Register) -> None:
    nummer = begonnen(register)
    zelfde = stand(nummer, 1, resultaat(), beantwoord='{"id": "a"}')
    with ThreadPoolExecutor(8) as uitvoerders:
        geschreven = list(uitvoerders.map(lambda _: register.leg_vast(zelfde), range(24)))
    assert sum(geschreven) == 1
    assert _getoond(register, nummer) == resultaat() | {"naam": nummer}
    assert len(_rijen(register, "tijdlijn")) == 2


def test_the_answers_come_back_in_order_for_who_goes_on(register: Register) -> None:
    nummer = begonnen(register)
    assert register.laad(nummer) is None
    for versie, antwoord in enumerate(['{"id": "b\\u0000"}', None, '{"id": "a"}'], start=1):
        register.leg_vast(stand(nummer, versie, leeg(), beantwoord=antwoord))
    bewaard = register.laad(nummer)
    assert bewaard is not None
    assert bewaard.beantwoord == ('{"id": "b\\u0000"}', '{"id": "a"}')
    assert (bewaard.dossier, bewaard.versie) == ('{"versie": 3}', 3)
    assert register.laad("0014/2011-000009") is None


def test_a_trajectory_in_which_nothing_can_follow_does_not_run(register: Register) -> None:
    nummer = begonnen(register)
    register.leg_vast(stand(nummer, 1, leeg()))
    assert register.open_trajecten(None, None, 10) == [nummer]
    register.leg_vast(stand(nummer, 2, resultaat("afgesloten"), klaar=True))
    assert register.open_trajecten(None, None, 10) == []
    register.leg_vast(stand(nummer, 3, leeg()))
    assert register.open_trajecten(None, None, 10) == [nummer]


DAGEN = st.dates(date(2010, 7, 1), date(2013, 1, 31)).map(date.isoformat)
REGELS = st.lists(
    st.fixed_dictionaries(
        {"op": DAGEN, "soort": st.just("fase"), "grondslag": st.lists(st.just("wet:4"), max_size=2)}
        | {"toelichting": st.sampled_from(["", "kort", "’s-Gravenhage"])}
    ),
    max_size=5,
)
LOONWAARDEN = st.lists(
    st.fixed_dictionaries(
        {"van": DAGEN, "tot_en_met": st.none() | DAGEN, "besluit": st.integers(1, 9)}
        | {"percentage": st.decimals(0, 100, places=2).map(str)}
    ),
    max_size=4,
)


@given(versies=st.lists(st.tuples(REGELS, LOONWAARDEN, st.integers(0, 3)), min_size=1, max_size=5))
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_came_before_the_last_transition_is_what_is_shown(
    register: Register, versies: list[tuple[list[dict[str, Any]], list[dict[str, Any]], int]]
) -> None:
    # Each example goes on where the one before it stopped.
    nummer = begonnen(register)
    bewaard = register.laad(nummer)
    eerste = bewaard.versie + 1 if bewaard else 1
    for versie, (regels, loonwaarden, aantal) in enumerate(versies, start=eerste):
        besluiten = [besluit(volgnummer + 1) for volgnummer in range(aantal)]
        inhoud = resultaat(tijdlijn=regels, loonwaarden=loonwaarden, besluiten=besluiten)
        register.leg_vast(stand(nummer, versie, inhoud))
        assert _getoond(register, nummer) == inhoud | {"naam": nummer}
