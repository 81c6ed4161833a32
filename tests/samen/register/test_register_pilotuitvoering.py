"""The activities of the pilot: every running trajectory is told, and the register says who has the change."""

from datetime import date, timedelta
from itertools import islice
from typing import Any, cast

import pytest
from temporalio.client import Client as Temporal
from temporalio.service import RPCError, RPCStatusCode
from temporalio.testing import ActivityEnvironment

from activities.pilotuitvoering import Pilotuitvoering
from activities.register import Register
from tests.samen.register.voorbeelden import AANMELDING, begonnen, clienten, resultaat, stand
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from workflows.berichten import (
    Afstemming,
    Antwoord,
    Beantwoord,
    GeladenPilot,
    PilotStand,
    PilotVastlegging,
    TrajectStart,
    Wekopdracht,
)
from workflows.kalender import Kalender, middernacht

BEGIN = Pilot.beginstand(["0014"], {"0014": "dariuz"})
STOP = {"soort": "pilot_beeindigd", "op": "2011-05-01", "per": "2011-06-01", "grond": "te duur"}
GESTOPT = verwerk_pilotgebeurtenis(BEGIN, lees_pilotgebeurtenis(STOP))
OPDRACHT = Wekopdracht(
    stand=PilotStand(pilot=GESTOPT, versie=1, dag=date(2011, 5, 1)),
    kalender=Kalender.vanaf(date(2011, 5, 1), middernacht(date(2026, 1, 1))),
    waarschuwdagen=(30, 7),
)


@pytest.fixture
def uitvoering(register: Register) -> Pilotuitvoering:
    """The activities as the worker has them."""
    return Pilotuitvoering(register)


@pytest.fixture
def lopend(register: Register, uitvoering: Pilotuitvoering) -> list[str]:
    """Twenty-five trajectories that run."""
    uitvoering.leg_pilot_vast(PilotVastlegging(stand=_stand(BEGIN)))
    nummers = [begonnen(register, persoon) for persoon in islice(clienten(), 25)]
    for gegeven in nummers:
        register.begin_traject(gegeven)
    return nummers


def _stand(pilot: Pilot) -> PilotStand:
    return PilotStand(pilot=pilot, versie=pilot.versie, dag=AANMELDING)


class _Draad:
    """Stands for the Temporal client: notes who was signalled and who was started, and fails as told."""

    def __init__(self) -> None:
        self.verteld: list[str] = []
        self.gestart: list[str] = []
        self.fouten: dict[str, RPCStatusCode] = {}

    def get_workflow_handle(self, workflow_id: str) -> "_Lijn":
        return _Lijn(self, workflow_id)

    async def start_workflow(self, _naam: str, start: TrajectStart, **keuzes: Any) -> None:
        assert keuzes["id"] == f"traject/{start.nummer}"
        assert (start.client, start.waarschuwdagen) == (None, OPDRACHT.waarschuwdagen)
        self.gestart.append(start.nummer)


class _Lijn:
    def __init__(self, draad: _Draad, workflow_id: str) -> None:
        self._draad, self._id = draad, workflow_id

    async def signal(self, _naam: str, _stand: PilotStand) -> None:
        if status := self._draad.fouten.get(self._id):
            raise RPCError("fails as told", status, b"")
        self._draad.verteld.append(self._id)


def _omgeving(draad: _Draad, *slagen: str) -> ActivityEnvironment:
    omgeving = ActivityEnvironment(client=cast(Temporal, draad))
    omgeving.info = type(omgeving.info)(**{**vars(omgeving.info), "heartbeat_details": list(slagen)})
    return omgeving


def _ids(nummers: list[str]) -> list[str]:
    return [f"traject/{nummer}" for nummer in nummers]


def test_the_pilot_comes_back_with_its_events_and_answers(uitvoering: Pilotuitvoering) -> None:
    assert uitvoering.laad_pilot() is None
    antwoord = Beantwoord(id="stop", antwoord=Antwoord(aanvaard=True, dag=date(2011, 5, 1)))
    for _ in range(2):
        uitvoering.leg_pilot_vast(PilotVastlegging(stand=_stand(GESTOPT), beantwoord=antwoord))
    assert uitvoering.laad_pilot() == GeladenPilot(stand=_stand(GESTOPT), beantwoord=(antwoord,))


async def test_every_running_trajectory_is_told_of_the_pilot(
    uitvoering: Pilotuitvoering, lopend: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("activities.pilotuitvoering.BLADZIJDE", 12)
    draad, slagen = _Draad(), list[str]()
    omgeving = _omgeving(draad)
    omgeving.on_heartbeat = slagen.append
    await omgeving.run(uitvoering.vertel_trajecten, _stand(GESTOPT))
    assert sorted(draad.verteld) == _ids(lopend)
    assert slagen == [lopend[9], lopend[11], lopend[21], lopend[23], lopend[24]]


@pytest.mark.parametrize("status", [RPCStatusCode.NOT_FOUND, RPCStatusCode.RESOURCE_EXHAUSTED])
async def test_a_trajectory_that_cannot_be_told_does_not_keep_the_others_waiting(
    uitvoering: Pilotuitvoering, lopend: list[str], status: RPCStatusCode
) -> None:
    draad = _Draad()
    draad.fouten = {f"traject/{lopend[3]}": status}
    await _omgeving(draad).run(uitvoering.vertel_trajecten, _stand(GESTOPT))
    assert sorted(draad.verteld) == _ids([*lopend[:3], *lopend[4:]])


async def test_who_goes_on_telling_begins_after_the_last_heartbeat(
    uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    draad = _Draad()
    draad.fouten = {f"traject/{lopend[20]}": RPCStatusCode.UNAVAILABLE}
    with pytest.raises(RPCError):
        await _omgeving(draad).run(uitvoering.vertel_trajecten, _stand(GESTOPT))
    draad = _Draad()
    await _omgeving(draad, lopend[9]).run(uitvoering.vertel_trajecten, _stand(GESTOPT))
    assert sorted(draad.verteld) == _ids(lopend[10:])


def _verwerk(register: Register, nummer: str, pilotversie: int, *, klaar: bool = False) -> None:
    register.leg_vast(stand(nummer, 1, resultaat("toegangstoets"), pilotversie=pilotversie, klaar=klaar))


def test_the_register_counts_who_has_a_change(
    register: Register, uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    assert uitvoering.stem_af(1) == Afstemming(versie=1, lopend=25, achter=25)
    for nummer in lopend[:10]:
        _verwerk(register, nummer, 1)
    for nummer in lopend[10:20]:
        _verwerk(register, nummer, 0)
    _verwerk(register, lopend[20], 1, klaar=True)
    _verwerk(register, lopend[21], 0, klaar=True)
    assert uitvoering.stem_af(1) == Afstemming(versie=1, lopend=23, achter=13)
    (regel,) = register.afstemmingen.alle()
    assert (regel.bijgewerkt, regel.gereed_op) == (11, None)
    assert regel.begonnen_op < regel.afgestemd_op


def test_a_reconciliation_knows_since_when_all_have_the_change(
    register: Register, uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    for nummer in lopend:
        _verwerk(register, nummer, 1)
    for _ in range(2):
        assert uitvoering.stem_af(1).achter == 0
    (regel,) = register.afstemmingen.alle()
    assert regel.begonnen_op - timedelta(seconds=1) < cast(Any, regel.gereed_op) < regel.afgestemd_op


def test_a_change_that_another_overtook_is_ready_when_all_have_both(
    register: Register, uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    uitvoering.stem_af(1)
    for nummer in lopend[1:]:
        _verwerk(register, nummer, 2)
    uitvoering.stem_af(2)
    assert [(regel.achter, regel.gereed_op) for regel in register.afstemmingen.alle()] == [(1, None)] * 2
    _verwerk(register, lopend[0], 2)
    uitvoering.stem_af(2)
    assert [(regel.achter, regel.gereed_op is None) for regel in register.afstemmingen.alle()] == [(0, False)] * 2


async def test_who_goes_on_waking_begins_after_the_last_heartbeat(
    uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    draad = _Draad()
    await _omgeving(draad, lopend[19]).run(uitvoering.wek_achterblijvers, OPDRACHT)
    assert draad.verteld == _ids(lopend[20:])


async def test_who_lags_behind_is_woken_and_has_a_task_until_it_has_the_change(
    register: Register, uitvoering: Pilotuitvoering, lopend: list[str]
) -> None:
    bij, loopt, weg, nieuw, vol = lopend[:20], lopend[20:22], lopend[22], lopend[23], lopend[24]
    for nummer in [*bij, *loopt, weg, vol]:
        _verwerk(register, nummer, 1 if nummer in bij else 0)
    draad = _Draad()
    draad.fouten = {f"traject/{nummer}": RPCStatusCode.NOT_FOUND for nummer in (weg, nieuw)}
    draad.fouten[f"traject/{vol}"] = RPCStatusCode.RESOURCE_EXHAUSTED

    for _ in range(2):
        await _omgeving(draad).run(uitvoering.wek_achterblijvers, OPDRACHT)

    assert sorted(set(draad.verteld)) == _ids(loopt)
    assert draad.gestart == [weg, weg]
    redenen = {een.nummer: een.reden for een in register.afstemmingen.achterblijvers(1, None, 100)}
    assert [taak.nummer for taak in register.open_taken()] == list(redenen) == lopend[20:]
    assert "nog niet verwerkt" in str(redenen[loopt[0]])
    assert "hervat vanuit het register" in str(redenen[weg])
    assert "kent er nog niets van" in str(redenen[nieuw])
    assert "RESOURCE_EXHAUSTED" in str(redenen[vol])

    register.leg_vast(stand(weg, 2, resultaat("toegangstoets"), pilotversie=1))
    uitvoering.stem_af(1)
    assert [taak.nummer for taak in register.open_taken()] == [*loopt, nieuw, vol]
