"""What the doors read: lists, outcomes and the counts on a day."""

from collections import Counter
from datetime import date
from itertools import islice
from typing import Any

import pytest

from activities.register import Register, lezen
from activities.register.lezen import Filter, Uitkomst
from activities.register.peildatum import Telling
from tests.samen.register.voorbeelden import begonnen, client, clienten, leeg, resultaat, stand

PLAATSING = {"tot_en_met": "2011-04-30", "kvk": "04722174"}
BAAN: dict[str, Any] = {"tot_en_met": None, "kvk": "04722174", "waarschuwingen": []}


@pytest.fixture
def drie(register: Register) -> list[str]:
    """Two trajectories in Groningen, of which one closed, and one elsewhere."""
    een, twee = (begonnen(register, persoon) for persoon in islice(clienten(), 2))
    elders = begonnen(register, client("9902"))
    register.leg_vast(stand(een, 1, resultaat()))
    register.leg_vast(stand(twee, 1, resultaat("afgesloten"), klaar=True, termijn=None))
    register.leg_vast(stand(elders, 1, leeg()))
    return [een, twee, elders]


def test_a_list_is_filtered_and_comes_in_pages(register: Register, drie: list[str]) -> None:
    def nummers(**filter_: object) -> list[str]:
        return [regel.nummer for regel in register.lijst(Filter(**filter_))]  # type: ignore[arg-type]

    assert nummers() == drie
    assert nummers(aantal=2) == drie[:2]
    assert nummers(na=drie[1]) == drie[2:]
    assert nummers(gemeente="0014", fase="afgesloten") == [drie[1]]
    assert nummers(gemeente="0014' OR 1=1 --") == []


@pytest.mark.usefixtures("drie")
def test_a_line_of_the_list_says_where_a_trajectory_is(register: Register) -> None:
    een, twee, _ = register.lijst(Filter())
    assert (een.fase, een.route, een.volgende_termijn) == ("dienstbetrekking", "wsw", date(2011, 9, 1))
    assert (twee.loopt, twee.afgesloten_op, twee.reden) == (False, date(2011, 2, 20), "verhuisd")
    assert twee.volgende_termijn is None


def test_a_number_without_a_transition_is_listed_and_shows_nothing(register: Register) -> None:
    nummer = begonnen(register)
    assert [(regel.nummer, regel.fase, regel.loopt) for regel in register.lijst(Filter())] == [(nummer, None, False)]
    assert register.toon(nummer) is None
    assert register.toon("0014/2011-000009") is None


@pytest.mark.usefixtures("drie")
def test_outcomes_count_phases_and_reasons_per_gemeente(register: Register) -> None:
    assert register.uitkomsten() == [
        Uitkomst("0014", "afgesloten", "verhuisd", 1),
        Uitkomst("0014", "dienstbetrekking", None, 1),
        Uitkomst("9902", "toegangstoets", None, 1),
    ]


def test_counts_on_a_day_look_at_that_day_only(register: Register) -> None:
    een = begonnen(register, dag=date(2011, 1, 10))
    elders = begonnen(register, client("9902"), dag=date(2011, 3, 1))
    fasen = [
        (date(2011, 1, 10), "toegangstoets"),
        (date(2011, 2, 1), "proefplaatsing"),
        (date(2011, 4, 1), "afgesloten"),
    ]
    lijsten: dict[str, list[dict[str, Any]]] = {
        "proefplaatsingen": [{"van": "2011-02-01"} | PLAATSING, {"van": "2011-03-15"} | PLAATSING],
        "dienstbetrekkingen": [{"van": "2011-03-20"} | BAAN],
    }
    register.leg_vast(stand(een, 1, resultaat("afgesloten", **lijsten), fasen=fasen))
    register.leg_vast(stand(elders, 1, leeg("verzoek"), fasen=[(date(2011, 3, 1), "verzoek")]))

    assert register.peildatum(date(2011, 1, 9)).gemeenten == {}
    assert register.peildatum(date(2011, 1, 10)).totaal == Telling(Counter(toegangstoets=1))
    assert register.peildatum(date(2011, 2, 1)).gemeenten == {"0014": Telling(Counter(proefplaatsing=1), 1, 0)}
    assert register.peildatum(date(2011, 3, 20)).gemeenten == {
        "0014": Telling(Counter(proefplaatsing=1), 2, 1),
        "9902": Telling(Counter(verzoek=1)),
    }
    assert register.peildatum(date(2012, 1, 1)).totaal == Telling(Counter(afgesloten=1, verzoek=1), 2, 1)


def test_of_several_phases_on_one_day_the_last_counts(register: Register) -> None:
    nummer = begonnen(register)
    fasen = [(date(2011, 1, 10), "toegangstoets"), (date(2011, 1, 10), "afgesloten")]
    register.leg_vast(stand(nummer, 1, leeg("afgesloten"), fasen=fasen))
    assert register.peildatum(date(2011, 1, 10)).totaal.fasen == {"afgesloten": 1}


def test_a_closing_with_an_earlier_day_overtakes_the_phases_in_between(register: Register) -> None:
    nummer = begonnen(register)
    fasen = [(date(2011, 1, 10), "toegangstoets"), (date(2011, 3, 1), "werkgever_zoeken")]
    register.leg_vast(stand(nummer, 1, leeg("werkgever_zoeken"), fasen=fasen))
    register.leg_vast(stand(nummer, 2, leeg("afgesloten"), fasen=[*fasen, (date(2011, 2, 1), "afgesloten")]))
    for dag, fase in [(31, "toegangstoets"), (32, "afgesloten"), (60, "afgesloten"), (90, "afgesloten")]:
        assert register.peildatum(date.fromordinal(date(2010, 12, 31).toordinal() + dag)).totaal.fasen == {fase: 1}


def test_every_dossier_is_read_once_in_order_of_number_however_small_the_page(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lezen, "BLADZIJDE", 2)
    nummers = [begonnen(register, persoon) for persoon in islice(clienten(), 5)]
    for nummer in nummers[:-1]:
        register.leg_vast(stand(nummer, 1, leeg()))

    gelezen = list(register.dossiers())

    assert [regel.nummer for regel in gelezen] == nummers[:-1]
    assert {regel.gemeente for regel in gelezen} == {"0014"}
    assert all(regel.dossier == '{"versie": 1}' for regel in gelezen)
