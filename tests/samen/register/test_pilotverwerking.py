"""How far a change of the pilot has come, as the doors show it."""

from itertools import islice

import pytest

from activities.register import Register
from activities.register.afstemming import Afstemmingsregel
from activities.register.pilot import Pilotstand
from starter import pilotverwerking
from starter.pilotverwerking import verwerkingsbeeld, wacht_op_verwerking
from tests.samen.register.voorbeelden import AANMELDING, begonnen, clienten, resultaat, stand


@pytest.fixture
def twee(register: Register) -> tuple[str, str]:
    """A trajectory of each of two gemeenten; neither has stored anything yet."""
    register.leg_pilot_vast(Pilotstand("{}", 1, AANMELDING), [])
    nummers = [begonnen(register, next(clienten(gemeente))) for gemeente in ("0014", "9902")]
    for nummer in nummers:
        register.begin_traject(nummer)
    return nummers[0], nummers[1]


def test_a_gemeente_sees_its_own_that_lag_behind_and_the_ministry_only_how_many(
    register: Register, twee: tuple[str, str]
) -> None:
    register.afstemmingen.stem_af(1)

    beelden = [
        verwerkingsbeeld(register, gemeente, van_dichtbij=met)
        for gemeente, met in ((None, True), ("9902", True), (None, False))
    ]

    assert [[een["nummer"] for een in beeld["achterblijvers"]] for beeld in beelden] == [list(twee), [twee[1]], []]
    assert [beeld["wijzigingen"][0]["achter"] for beeld in beelden] == [2, 1, 2]
    assert beelden[1]["wijzigingen"][0]["lopend"] == 1


def test_who_the_pilot_closed_is_counted_by_reason_and_who_ended_otherwise_is_not(register: Register) -> None:
    for persoon, reden in zip(islice(clienten(), 3), ("pilot_beeindigd", "pilot_beeindigd", "verhuisd"), strict=True):
        inhoud = resultaat("afgesloten")
        inhoud["traject"]["afgesloten"]["reden"] = reden
        register.leg_vast(stand(begonnen(register, persoon), 1, inhoud))

    assert verwerkingsbeeld(register, None, van_dichtbij=True) == {
        "wijzigingen": [],
        "achterblijvers": [],
        "afgesloten": {"pilot_beeindigd": 2},
    }
    assert verwerkingsbeeld(register, "9902", van_dichtbij=True)["afgesloten"] == {}
    assert verwerkingsbeeld(register, None, van_dichtbij=False)["afgesloten"] == {"pilot_beeindigd": None}


async def test_waiting_ends_when_all_have_the_change_and_when_nobody_comes_further(
    register: Register, twee: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pilotverwerking, "GEDULD", 0.4)
    gezien: list[Afstemmingsregel] = []
    assert not await wacht_op_verwerking(register, 1, gezien.append)
    assert gezien == []

    register.afstemmingen.stem_af(1)
    assert not await wacht_op_verwerking(register, 1, gezien.append)
    assert {regel.achter for regel in gezien} == {2}

    for nummer in twee:
        register.leg_vast(stand(nummer, 1, resultaat("toegangstoets"), pilotversie=2))
    register.afstemmingen.stem_af(2)
    assert await wacht_op_verwerking(register, 2, gezien.append)
    assert (gezien[-1].versie, gezien[-1].achter) == (2, 0)
