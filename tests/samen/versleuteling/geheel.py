"""A whole run, as a program of its own: everything that it and its server leave behind is in one folder.

`python -m tests.samen.versleuteling.geheel FOLDER [leesbaar]`; its log goes to the standard error output.
"""

import asyncio
import contextlib
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from temporalio.api.enums.v1 import EventType
from temporalio.api.workflowservice.v1 import DescribeWorkflowExecutionRequest, ListWorkflowExecutionsRequest
from temporalio.client import Client, WorkflowFailureError, WorkflowQueryFailedError, WorkflowUpdateFailedError
from temporalio.worker import Worker

from activities.geadresseerden import SYSTEEM as GEADRESSEERDEN
from activities.register import Register
from activities.uitkeringsadministratie import SYSTEEM as UITKERINGSADMINISTRATIE
from starter import aanroepen
from starter.omgeving import ontwikkelserver
from starter.scenario import lees_scenario
from tests.samen.versleuteling.alles import RIJ, Alles, Doorgever, Geheimen, Kind, Struikelaar, faal, geef_terug, zwijg
from versleuteling.hoofdsleutels import lees_hoofdsleutels
from versleuteling.sleutels import Sleutels
from wet.client import Client as Persoon
from wet.client import lees_client
from wet.gebeurtenissen import lees_gebeurtenis
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.waarden import Misvormd
from worker import maak_plugin, maak_worker
from workflows.berichten import (
    Ingekomen,
    Naam,
    PilotIngekomen,
    PilotStart,
    TrajectStart,
    traject_id,
)
from workflows.kalender import Kalender

WORTEL = Path(__file__).parents[3]
HOOFDLIJN = lees_scenario(WORTEL / "tests" / "scenarios" / "open" / "01-hoofdlijn.yaml")
VANDAAG = date(2012, 6, 1)
GEMEENTEN = ("0014", "0363", "0599")

NAMEN = (
    "Wilhelmina Ångström-van der Ploeg",
    "Zo\u0308e Núñez \u202eafgedraaid\u202c",
    "王秀英 de Groot 👩‍🦽 «Fien» \u200bZonder\u200dBreedte",
)
BSNS = ("999990342", "123456782", "111222333")
OPMERKINGEN = {
    "inspanning": "Kreeg op maandag een epileptische aanval – 'rustig aan' doen; DROP TABLE 💊",
    "werkgever": "Kwekerij Het Zonnetje & Zoon <b>B.V.</b>",
    "functie": "hulpkracht orchideeën \u0130stanbul ﬁjn",
    "toets": "Licht verstandelijke beperking, zie \u2028rapport\u2029 Jansen\ttab\nregel",
    "geweigerd": "Te vroeg gemelde afhaker wegens rugklachten",
    "misvormd": "Morgen pas: gesprek over schulden van partner",
    "verkeerd": "Een bericht van een andere versie over mevrouw Núñez",
    "pilot": "Beëindigd wegens het persoonlijke dossier van mevrouw Ploeg",
}
ID = "bericht van 111222333 over Ångström"
"""An id that a sender chose without thinking."""
TRAJECTEN = (*NAMEN, *BSNS, *OPMERKINGEN.values(), ID)
ALLES = Geheimen(
    gegevens="gegevens-van-Pietersen-987654321",
    bericht="bericht-over-Pietersen-876543219",
    samenvatting="samenvatting-Pietersen-765432198",
    memo="memo-over-Pietersen-654321987",
)
GEHEIMEN_VAN_ALLES = (ALLES.gegevens, ALLES.bericht, ALLES.samenvatting, ALLES.memo)


def personen() -> list[Persoon]:
    """Three people with names that are hard on whatever writes them down."""
    return [
        lees_client(
            {
                "bsn": bsn,
                "naam": naam,
                "geboortedatum": date(1975, 3, 2),
                "gemeente": gemeente,
                "uitkering": "wwb",
                "leefvorm": "alleenstaande",
            }
        )
        for bsn, naam, gemeente in zip(BSNS, NAMEN, GEMEENTEN, strict=True)
    ]


def _geschiedenis() -> tuple[Ingekomen, ...]:
    """The main line of a trajectory, with remarks wherever they fit; what is after today waits for its day."""
    feiten = []
    for feit in HOOFDLIJN.gebeurtenissen:
        gegevens = feit.model_dump(mode="json", exclude_none=True)
        if feit.soort == "toets_uitgevoerd":
            gegevens["toelichting"] = OPMERKINGEN["toets"]
        if feit.soort == "werkgever_gevonden":
            gegevens["werkgever"] |= {"naam": OPMERKINGEN["werkgever"]}
            gegevens["functie"] = OPMERKINGEN["functie"]
        feiten.append(lees_gebeurtenis(gegevens))
    return tuple(Ingekomen(id=f"feit-{nummer}", gebeurtenis=feit) for nummer, feit in enumerate(feiten))


class Geheel:
    """One run against one server."""

    def __init__(self, folder: Path, client: Client, register: Register) -> None:
        self._folder, self._client, self._register = folder, client, register
        self._kalender = Kalender.vanaf(VANDAAG, datetime.now(UTC))
        self._pilot = PilotStart(kalender=self._kalender, pilot=Pilot.beginstand(GEMEENTEN, {}))

    async def trajecten(self) -> None:
        """Three whole trajectories and the pilot, through the doors, with a system outside that is down for a while."""
        await aanroepen.start_pilot(self._client, self._pilot)
        await _tot(lambda: asyncio.to_thread(self._register.laad_pilot))
        self._storing(aan=True)
        nummers = [await self._begin(persoon) for persoon in personen()]
        await _tot(lambda: self._zijn_bij(nummers))
        self._storing(aan=False)
        for nummer in nummers:
            await self._meld(nummer)
            await self._stuur_verkeerd(nummer)
        await self._meld_pilot()
        await _tot(lambda: self._zijn_bij(nummers))
        (self._folder / "nummers.json").write_text(json.dumps(nummers))

    async def alles(self) -> None:
        """The workflows that put a secret everywhere."""
        namen: dict[str, Any] = {"task_queue": RIJ, "static_summary": ALLES.samenvatting}
        alles = await self._client.start_workflow(
            Alles.run, ALLES, id="alles", memo={"notitie": ALLES.memo}, static_details=ALLES.samenvatting, **namen
        )
        for tekst in (ALLES.gegevens, ALLES.bericht, ""):
            await _mag_mislukken(alles.execute_update(Alles.verander, tekst, id=f"{ALLES.bericht} {tekst}"))
        await _mag_mislukken(alles.query(Alles.mislukt, ALLES.gegevens))
        assert ALLES.gegevens in await alles.query(Alles.gehoord, ALLES.gegevens)
        await alles.signal(Alles.zeg, ALLES.bericht)
        await _mag_mislukken(alles.result())
        doorgever = await self._client.start_workflow(Doorgever.run, ALLES.bericht, id="doorgever", **namen)
        await _mag_mislukken(doorgever.result())
        struikelaar = await self._client.start_workflow(Struikelaar.run, ALLES.bericht, id="struikelaar", **namen)
        await _tot(lambda: self._gestruikeld(struikelaar.id))
        await struikelaar.terminate(ALLES.gegevens)

    async def _begin(self, persoon: Persoon) -> str:
        feiten = _geschiedenis()
        nummer = await asyncio.to_thread(self._register.nummer_voor, persoon, feiten[0].gebeurtenis.op)
        start = TrajectStart(nummer=nummer, kalender=self._kalender, client=persoon, gebeurtenissen=feiten)
        await aanroepen.start_traject(self._client, start)
        return nummer

    async def _meld(self, nummer: str) -> None:
        """An event that is accepted, sent twice, one that is refused by law, and one that is malformed."""
        for id_, soort, op, tekst in (
            (ID, "inspanning", VANDAAG, {"toelichting": OPMERKINGEN["inspanning"]}),
            (ID, "inspanning", VANDAAG, {"toelichting": OPMERKINGEN["inspanning"]}),
            ("afgehaakt", "werkgever_afgehaakt", VANDAAG, {"reden": OPMERKINGEN["geweigerd"]}),
            ("morgen", "inspanning", date(2012, 6, 2), {"toelichting": OPMERKINGEN["misvormd"]}),
        ):
            feit = lees_gebeurtenis({"soort": soort, "op": op} | tekst)
            ingekomen = Ingekomen(id=id_, gebeurtenis=feit)
            with contextlib.suppress(Misvormd):
                await aanroepen.meld(self._client, TrajectStart(nummer=nummer, kalender=self._kalender), ingekomen)

    async def _stuur_verkeerd(self, nummer: str) -> None:
        """What a program of another version might send: nobody can read it, and the error must not quote it."""
        traject, tekst = self._client.get_workflow_handle(traject_id(nummer)), OPMERKINGEN["verkeerd"]
        await traject.signal(Naam.PILOT_GEWIJZIGD, {"pilot": tekst, tekst: 1})
        await _mag_mislukken(traject.execute_update(Naam.MELD, {"id": "x", "gebeurtenis": {"reden": tekst}}))
        await _mag_mislukken(traject.query(Naam.RESULTAAT, tekst))

    async def _meld_pilot(self) -> None:
        gegevens = {"soort": "pilot_beeindigd", "op": VANDAAG, "per": date(2012, 12, 1), "grond": OPMERKINGEN["pilot"]}
        ingekomen = PilotIngekomen(id=f"pilot {ID}", gebeurtenis=lees_pilotgebeurtenis(gegevens))
        await aanroepen.meld_pilot(self._client, self._pilot, ingekomen)

    def _storing(self, *, aan: bool) -> None:
        for systeem in (UITKERINGSADMINISTRATIE, GEADRESSEERDEN):
            self._register.zet_storing(systeem, aan=aan)

    async def _zijn_bij(self, nummers: list[str]) -> bool:
        trajecten = [self._client.get_workflow_handle(traject_id(nummer)) for nummer in nummers]
        return all([await traject.query(Naam.IS_BIJ, VANDAAG) for traject in trajecten])

    async def _gestruikeld(self, workflow_id: str) -> bool:
        gebeurtenissen = self._client.get_workflow_handle(workflow_id).fetch_history_events()
        return any([feit.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED async for feit in gebeurtenissen])


async def leg_uit(client: Client, folder: Path) -> None:
    """Write down all that the server tells of every workflow, as it tells it: nobody decodes anything here."""
    folder = folder / "uitleg"
    await asyncio.to_thread(folder.mkdir)
    dienst, namespace = client.workflow_service, client.namespace
    lijst = await dienst.list_workflow_executions(ListWorkflowExecutionsRequest(namespace=namespace))
    (folder / "lijst").write_bytes(lijst.SerializeToString())
    for nummer, info in enumerate(lijst.executions):
        id_, run = info.execution.workflow_id, info.execution.run_id
        beschrijving = await dienst.describe_workflow_execution(
            DescribeWorkflowExecutionRequest(namespace=namespace, execution=info.execution)
        )
        geschiedenis = await client.get_workflow_handle(id_, run_id=run).fetch_history()
        (folder / f"{nummer}.beschrijving").write_bytes(beschrijving.SerializeToString())
        (folder / f"{nummer}.json").write_text(geschiedenis.to_json())
        (folder / f"{nummer}.geschiedenis").write_bytes(
            b"".join(feit.SerializeToString() for feit in geschiedenis.events)
        )


async def _mag_mislukken(werk: Awaitable[Any]) -> None:
    with contextlib.suppress(WorkflowFailureError, WorkflowUpdateFailedError, WorkflowQueryFailedError):
        await werk


async def _tot(voorwaarde: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(60):
        while not await voorwaarde():  # noqa: ASYNC110 - what is waited for happens in another process
            await asyncio.sleep(0.1)


async def main(folder: Path, *, leesbaar: bool) -> None:
    """Run everything, and write down what the server tells of it while it runs."""
    with Register(f"sqlite:///{folder / 'register.db'}") as register:
        sleutels = None if leesbaar else Sleutels(lees_hoofdsleutels("", productie=False), register.datasleutels)
        async with ontwikkelserver(folder / "temporal") as server:
            client = await Client.connect(server.adres, plugins=[maak_plugin(sleutels)])
            proef = Worker(
                client,
                task_queue=RIJ,
                workflows=[Alles, Kind, Struikelaar, Doorgever],
                activities=[geef_terug, faal, zwijg],
            )
            geheel = Geheel(folder, client, register)
            async with maak_worker(client, register):
                await geheel.trajecten()
            logging.disable()
            async with proef:
                await geheel.alles()
            await leg_uit(await Client.connect(server.adres), folder)


if __name__ == "__main__":
    logging.basicConfig(level=logging.DEBUG)
    asyncio.run(main(Path(sys.argv[1]), leesbaar="leesbaar" in sys.argv))
