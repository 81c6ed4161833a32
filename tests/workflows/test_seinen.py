"""Warnings: a caseworker is told of a term that nears, one that has passed, and a dwangsom that runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from functools import partial
from pathlib import Path

from temporalio import workflow
from temporalio.client import Client
from temporalio.worker import Worker

from activities.register import Register
from tests.workflows.proef import BEGIN, CLIENT, Proef, ingekomen, inspanning, wacht_tot
from tests.workflows.proef import proef as proef_met
from tests.workflows.spelers import zonder_cache
from wet.gebeurtenissen import Aanmelding
from wet.pilot import Pilot
from wet.traject import begin, bereik, verwerk
from worker import maak_worker
from workflows.berichten import VOORAF, Ingekomen, Naam, TrajectStart
from workflows.seinen import seinen, volgende_seindag
from workflows.traject import Traject

AANGEMELD = date(2011, 3, 1)
UITERLIJK = date(2011, 4, 26)
"""Eight weeks later: the last day to decide on the client's request."""


def _verzoek(dag: date) -> list[tuple[str, str]]:
    pilot = Pilot.beginstand([CLIENT.gemeente], {})
    aanmelding = Aanmelding(soort="aanmelding", op=AANGEMELD, initiatief="client")
    dossier = bereik(begin(CLIENT, pilot, aanmelding), dag)
    return [(sein.sleutel, sein.soort) for sein in seinen(dossier, dag, VOORAF)]


def test_veertien_dagen_tevoren_komt_de_eerste_waarschuwing() -> None:
    assert _verzoek(date(2011, 4, 11)) == []
    assert _verzoek(date(2011, 4, 12)) == [("termijn-0-14", "termijn_nadert")]


def test_drie_dagen_tevoren_komt_de_tweede_in_de_plaats_van_de_eerste() -> None:
    assert _verzoek(date(2011, 4, 22)) == [("termijn-0-14", "termijn_nadert")]
    assert _verzoek(date(2011, 4, 23)) == [("termijn-0-3", "termijn_nadert")]
    assert _verzoek(UITERLIJK) == [("termijn-0-3", "termijn_nadert")]


def test_op_de_dag_na_de_laatste_komt_het_alarm() -> None:
    assert _verzoek(date(2011, 4, 27)) == [("termijn-0-verstreken", "termijn_verstreken")]


def test_de_volgende_seindag_is_de_eerstvolgende_waarschuwing() -> None:
    pilot = Pilot.beginstand([CLIENT.gemeente], {})
    dossier = begin(CLIENT, pilot, Aanmelding(soort="aanmelding", op=AANGEMELD, initiatief="client"))

    dagen = [volgende_seindag(dossier, dag, VOORAF) for dag in (AANGEMELD, date(2011, 4, 12), date(2011, 4, 23))]

    assert dagen == [date(2011, 4, 12), date(2011, 4, 23), None]


def test_een_dwangsom_die_loopt_wordt_gemeld_tot_zij_is_vastgesteld() -> None:
    pilot = Pilot.beginstand([CLIENT.gemeente], {})
    dossier = begin(CLIENT, pilot, Aanmelding(soort="aanmelding", op=AANGEMELD, initiatief="client"))
    te_laat = ingekomen("1", "ingebrekestelling", date(2011, 4, 28), bij="verzoek").gebeurtenis
    dossier = verwerk(dossier, te_laat, te_laat.op).dossier

    soorten = [sein.soort for sein in seinen(dossier, te_laat.op, VOORAF)]
    na_afloop = bereik(dossier, date(2011, 6, 24))

    assert soorten == ["termijn_verstreken", "dwangsom_loopt"]
    assert [sein.soort for sein in seinen(na_afloop, na_afloop.dag, VOORAF)] == ["termijn_verstreken"]


def _eigen_verzoek() -> tuple[Ingekomen, ...]:
    return (ingekomen("aanmelding", "aanmelding", BEGIN, initiatief="client"),)


async def _taken(proef: Proef) -> list[str]:
    return sorted(taak.soort for taak in await asyncio.to_thread(proef.register.open_taken))


async def test_de_consulent_heeft_een_taak_die_meegaat_met_de_termijn_en_verdwijnt_met_het_besluit(
    proef: Proef,
) -> None:
    await proef.begin(*_eigen_verzoek())
    gezien = []
    for dag in (date(2010, 12, 1), date(2010, 12, 14), date(2010, 12, 27), date(2010, 12, 29)):
        await proef.ga_naar(dag)
        await wacht_tot(lambda dag=dag: proef.is_bij(dag))  # type: ignore[misc]
        gezien.append(await _taken(proef))

    besluit = ingekomen("besluit", "verzoek_beslist", date(2010, 12, 29), toegewezen=False, reden="werk loopt nog")
    await proef.meld(besluit)

    assert gezien == [[], ["termijn_nadert"], ["termijn_nadert"], ["termijn_verstreken"]]
    assert await _taken(proef) == []


@workflow.defn(name=Naam.TRAJECT)
class TrajectVanVoorDeSeinen(Traject):
    """A trajectory as it was before there were warnings."""

    @workflow.init
    def __init__(self, start: TrajectStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: TrajectStart) -> str | None:
        return await super().run(start)

    async def _signaleer(self, vandaag: date) -> None:
        pass


class Opvolging:
    """A worker of before there were warnings, whose place is taken by the one of now."""

    def __init__(self) -> None:
        self._plaats = AsyncExitStack()

    @asynccontextmanager
    async def begin(self, client: Client, register: Register) -> AsyncIterator[Worker]:
        self._nieuw = partial(maak_worker, client, register)
        worker = await self._plaats.enter_async_context(zonder_cache(client, register, TrajectVanVoorDeSeinen))
        try:
            yield worker
        finally:
            await self._plaats.aclose()

    async def volg_op(self) -> None:
        await self._plaats.aclose()
        await self._plaats.enter_async_context(self._nieuw())


async def test_een_traject_van_voor_de_seinen_gaat_verder_onder_de_code_van_nu(tmp_path: Path) -> None:
    opvolging = Opvolging()
    async with proef_met(tmp_path, opvolging.begin) as eerst:
        await eerst.begin(*_eigen_verzoek())
        await eerst.ga_naar(date(2010, 11, 15))
        await eerst.meld(inspanning("1", date(2010, 11, 15)))
        voorheen = len((await eerst.geschiedenis())[0])

        await opvolging.volg_op()
        await eerst.ga_naar(date(2010, 12, 29))
        antwoord = await eerst.meld(
            ingekomen("besluit", "verzoek_beslist", date(2010, 12, 29), toegewezen=True, reden="akkoord")
        )
        await eerst.ga_naar(date(2011, 11, 15))
        await wacht_tot(lambda: eerst.is_bij(date(2011, 11, 15)))

        beurten = await eerst.geschiedenis()
        assert antwoord.aanvaard
        assert len(beurten[0]) > voorheen
        assert not any("WORKFLOW_TASK_FAILED" in beurt for beurt in beurten)
        assert len(beurten) > 1
        assert await _taken(eerst) == ["termijn_verstreken"]
