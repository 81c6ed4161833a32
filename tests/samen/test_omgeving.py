"""The Temporal servers that we start ourselves, and how they end."""

import asyncio
import signal
import sys
import time
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from temporalio import workflow
from temporalio.client import Client
from temporalio.common import SearchAttributePair, TypedSearchAttributes
from temporalio.worker import Worker

from starter import omgeving
from starter.omgeving import OmgevingFout, ontwikkelserver, tijdreis_server
from workflows import zoekkenmerken

RIJ = "proef"
GEMEENTE = TypedSearchAttributes([SearchAttributePair(zoekkenmerken.GEMEENTE, "0014")])
# A process of its own that holds a server until it is killed; it prints that the server is there.
HOUDER = """
import asyncio, sys
from pathlib import Path
from starter.omgeving import ontwikkelserver, tijdreis_server

async def houd(server):
    async with server:
        print("klaar", flush=True)
        await asyncio.sleep(60)

asyncio.run(houd({server}))
"""


@workflow.defn
class Verzameling:
    """Keeps what it is told until it holds three things."""

    def __init__(self) -> None:
        self.dingen: list[str] = []

    @workflow.run
    async def run(self) -> list[str]:
        await workflow.wait_condition(lambda: len(self.dingen) == 3)
        return self.dingen

    @workflow.update
    async def bewaar(self, ding: str) -> int:
        await workflow.sleep(0.01)
        self.dingen.append(ding)
        return len(self.dingen)


@workflow.defn
class Winterslaap:
    """Sleeps for a year."""

    @workflow.run
    async def run(self) -> str:
        begin = workflow.now()
        await workflow.sleep(365 * 24 * 3600)
        return str((workflow.now() - begin).days)


def _worker(client: Client) -> Worker:
    return Worker(client, task_queue=RIJ, workflows=[Verzameling, Winterslaap])


def _kinderen(pid: int) -> set[int]:
    taken = Path(f"/proc/{pid}/task").glob("*/children")
    return {int(kind) for taak in taken for kind in taak.read_text().split()}


def _leeft(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def test_de_server_is_klaar_met_scherm_zoekkenmerken_en_logboek(tmp_path: Path) -> None:
    async with ontwikkelserver(tmp_path) as server:
        client = await Client.connect(server.adres)
        async with _worker(client):
            traject = await client.start_workflow(
                Verzameling.run, id="proef", task_queue=RIJ, search_attributes=GEMEENTE
            )
            await traject.execute_update(Verzameling.bewaar, "een")
        scherm = await asyncio.to_thread(urllib.request.urlopen, server.webadres)

        assert scherm.status == 200
        assert server.logboek.exists()
    assert server.proces.returncode == 0


async def test_een_server_die_hard_wordt_gestopt_gaat_verder_waar_hij_was(tmp_path: Path) -> None:
    async with ontwikkelserver(tmp_path) as server:
        client = await Client.connect(server.adres)
        async with _worker(client):
            traject = await client.start_workflow(Verzameling.run, id="proef", task_queue=RIJ)
            await traject.execute_update(Verzameling.bewaar, "een")
            await traject.execute_update(Verzameling.bewaar, "twee")
        voor = [gebeurtenis.event_type async for gebeurtenis in traject.fetch_history_events()]
        server.proces.send_signal(signal.SIGKILL)
        await server.proces.wait()

        async with ontwikkelserver(tmp_path, poort=server.poort, webpoort=server.webpoort) as opnieuw:
            client = await Client.connect(opnieuw.adres)
            traject = client.get_workflow_handle_for(Verzameling.run, "proef")
            na = [gebeurtenis.event_type async for gebeurtenis in traject.fetch_history_events()]
            async with _worker(client):
                await traject.execute_update(Verzameling.bewaar, "drie")
                verzameld = await traject.result()

    assert na[: len(voor)] == voor
    assert verzameld == ["een", "twee", "drie"]


async def test_twee_servers_op_een_map_gaat_niet(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(omgeving, "VRIJKOMEN", timedelta(milliseconds=200))
    async with ontwikkelserver(tmp_path):
        with pytest.raises(OmgevingFout, match="draait al een Temporal-server"):
            async with ontwikkelserver(tmp_path):
                pass


async def test_een_bezette_poort_wordt_gezegd(tmp_path: Path) -> None:
    async with ontwikkelserver(tmp_path / "een") as server:
        with pytest.raises(OmgevingFout, match=rf"Poort {server.poort} is al in gebruik.* LOONDISPENSATIE_POORT\."):
            async with ontwikkelserver(tmp_path / "twee", poort=server.poort):
                pass


async def test_een_server_die_niet_start_zegt_waar_het_logboek_is(tmp_path: Path) -> None:
    (tmp_path / "temporal.db").write_bytes(b"geen database" * 1000)

    with pytest.raises(OmgevingFout, match=r"temporal\.log"):
        async with ontwikkelserver(tmp_path):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="alleen Linux beeindigt een kind met zijn ouder")
@pytest.mark.parametrize("server", ["ontwikkelserver(Path(sys.argv[1]))", "tijdreis_server()"])
async def test_een_server_eindigt_met_wie_hem_startte_ook_als_die_hard_stopt(server: str, tmp_path: Path) -> None:
    houder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOUDER.format(server=server), str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert houder.stdout
    assert await houder.stdout.readline() == b"klaar\n"
    kinderen = _kinderen(houder.pid)
    houder.kill()
    await houder.wait()

    assert kinderen
    uiterlijk = time.monotonic() + 5
    while any(_leeft(kind) for kind in kinderen):
        assert time.monotonic() < uiterlijk
        await asyncio.sleep(0.02)


async def test_de_tijdreisserver_slaat_een_jaar_over() -> None:
    begin = time.monotonic()
    async with tijdreis_server() as tijdreis, _worker(tijdreis.client):
        dagen = await tijdreis.client.execute_workflow(
            Winterslaap.run, id="proef", task_queue=RIJ, search_attributes=GEMEENTE
        )

    assert dagen == "365"
    assert time.monotonic() - begin < 60
