"""A stop while the invented people come in and a process is killed: it reaches every trajectory, once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from starter import diensten
from starter.aanmelden import meld_aan
from starter.instellingen import Instellingen, Kalenderkeuze
from starter.omgeving import Ontwikkelserver, ontwikkelserver
from starter.systeem import Systeem, open_systeem
from tests.samen.draaiend import WORKER, draaiend, omgeving
from tests.samen.stopproef import DAG, STOP, anders, regels

BEVOLKING = list(regels())


class Proef:
    """A server and a worker, each in a process of its own that can be killed and has a successor then."""

    def __init__(self, folder: Path, stapel: AsyncExitStack) -> None:
        self._folder = folder
        self._stapel = stapel

    async def begin(self) -> Systeem:
        self._server = await self._begin_server(0)
        self._env = omgeving(gegevensmap=self._folder, temporal_adres=self._server.adres, kalender=DAG)
        self._begin_worker()
        instellingen = Instellingen(
            gegevensmap=self._folder, temporal_adres=self._server.adres, kalender=Kalenderkeuze(DAG)
        )
        return await self._stapel.enter_async_context(open_systeem(instellingen))

    async def dood_de_worker(self) -> None:
        self._worker.kill()
        self._begin_worker()

    async def dood_de_server(self) -> None:
        self._server.proces.kill()
        await self._server.proces.wait()
        self._server = await self._begin_server(self._server.poort)

    async def _begin_server(self, poort: int) -> Ontwikkelserver:
        return await self._stapel.enter_async_context(ontwikkelserver(self._folder, poort=poort))

    def _begin_worker(self) -> None:
        self._worker = self._stapel.enter_context(draaiend(WORKER, self._env))


@asynccontextmanager
async def _proef(folder: Path) -> AsyncIterator[tuple[Proef, Systeem]]:
    async with AsyncExitStack() as stapel:
        proef = Proef(folder, stapel)
        yield proef, await proef.begin()


@pytest.mark.parametrize(("dood", "aantal"), [
    pytest.param(Proef.dood_de_worker, len(BEVOLKING), id="hele-bevolking-worker-gedood"),
    pytest.param(Proef.dood_de_server, 100, id="server-gedood"),
])  # fmt: skip
async def test_een_stop_bereikt_elk_traject_een_keer(
    tmp_path: Path, dood: Callable[[Proef], Awaitable[None]], aantal: int
) -> None:
    wie = BEVOLKING[:aantal]
    async with _proef(tmp_path) as (proef, systeem):
        aanmelding = asyncio.create_task(meld_aan(systeem, wie, lambda _: None))
        await _tot(lambda: len(systeem.register.open_trajecten(None, None, aantal)) >= aantal // 3)
        assert not aanmelding.done()
        assert (await diensten.meld_pilot(systeem, STOP, "stop")).aanvaard
        await dood(proef)
        herhaald = await diensten.meld_pilot(systeem, STOP, "stop")
        verslag = await aanmelding
        await _tot(lambda: systeem.register.afstemmingen.stem_af(1).achter == 0)

        assert (herhaald.aanvaard, verslag.is_goed, verslag.trajecten) == (True, True, aantal)
        assert [zin for regel in wie for zin in anders(systeem, regel)] == []
        assert systeem.register.open_taken() == []


async def _tot(voorwaarde: Callable[[], bool]) -> None:
    while not await asyncio.to_thread(voorwaarde):  # noqa: ASYNC110 - the register tells nobody
        await asyncio.sleep(0.05)
