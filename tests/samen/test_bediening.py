"""What an operator sees of `serve` and of a worker beside it: health, meters and log, also when something is down."""

import json
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from activities.register import Register
from api.instellingen import ApiInstellingen
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from tests.samen.conftest import Opdracht
from tests.samen.draaiend import SERVE, WORKER, draaiend, omgeving, stop

CLIENT = {"bsn": "999990391", "naam": "Xantippe Smit", "geboortedatum": "1980-03-01", "gemeente": "0014"}
AANVRAAG = {"client": CLIENT | {"uitkering": "wwb", "leefvorm": "gehuwd"}, "aanmelding": {"initiatief": "college"}}
INSPANNING = {"soort": "inspanning", "toelichting": "Quirijnen belde"}
WEIGERING = {"soort": "medewerking_geweigerd", "waaraan": "inlichtingen"}
EXTERN = "uitkeringsadministratie"


@dataclass(frozen=True)
class Paar:
    """A `serve` and a worker that run on one data folder."""

    folder: Path
    serve: subprocess.Popen[str]
    api: str
    los: str

    @property
    def meters(self) -> tuple[str, str]:
        """What each has measured."""
        api, los = (httpx.get(f"{adres}/metrics").text for adres in (self.api, self.los))
        return api, los

    @property
    def logboek(self) -> str:
        """What both have logged."""
        return (self.folder / "serve.log").read_text() + (self.folder / "worker.log").read_text()

    def wacht_op_melding(self, uitkomst: str) -> None:
        """Until one of both has counted an attempt to deliver a melding that ended so."""
        poging = re.compile(
            r'^loondispensatie_buitensysteem_pogingen_total\{activity_type="verzend_melding",.*'
            rf'systeem="{EXTERN}",.*uitkomst="{uitkomst}"\}} [1-9]',
            re.MULTILINE,
        )
        uiterlijk = time.monotonic() + 20
        while not any(poging.search(meters) for meters in self.meters):
            assert time.monotonic() < uiterlijk
            time.sleep(0.05)

    def post(self, pad: str, gegevens: object) -> httpx.Response:
        koppen = {"Authorization": f"Bearer {geef_uit(ApiInstellingen(), Rol.BESLISSER, '0014')}"}
        return httpx.post(f"{self.api}/v1/{pad}", json=gegevens, headers=koppen, timeout=60)


@pytest.fixture(scope="module")
def paar(tmp_path_factory: pytest.TempPathFactory, unused_tcp_port_factory: Callable[[], int]) -> Iterator[Paar]:
    folder, poort, workerpoort = tmp_path_factory.mktemp("bediening"), *(unused_tcp_port_factory() for _ in range(2))
    instellingen = omgeving(gegevensmap=folder, kalender="2011-06-01", workerpoort=workerpoort)
    with (
        (folder / "serve.log").open("wb") as van_serve,
        (folder / "worker.log").open("wb") as van_worker,
        draaiend((*SERVE, "--poort", str(poort)), instellingen, van_serve) as serve,
        draaiend(WORKER, instellingen, van_worker),
    ):
        yield Paar(folder, serve, f"http://127.0.0.1:{poort}", f"http://127.0.0.1:{workerpoort}")


def test_elk_proces_zegt_dat_het_leeft_en_gereed_is(paar: Paar) -> None:
    for adres in (paar.api, paar.los):
        for pad, status in (("live", "leeft"), ("ready", "gereed")):
            antwoord = httpx.get(f"{adres}/health/{pad}")
            assert (antwoord.status_code, antwoord.json()) == (200, {"status": status})


def test_elk_proces_toont_op_een_adres_wat_de_sdk_en_wij_meten(paar: Paar) -> None:
    for meters in paar.meters:
        assert 'temporal_worker_task_slots_available{namespace="default"' in meters
        assert re.search(r'^temporal_num_pollers\{.*poller_type="workflow_task".*\} [1-9]', meters, re.MULTILINE)
        assert "# TYPE loondispensatie_open_taken gauge" in meters
        assert "# TYPE loondispensatie_verstreken_termijnen gauge" in meters


def test_een_systeem_dat_plat_ligt_is_te_zien_in_meters_en_log_en_niemand_bij_naam(paar: Paar) -> None:
    with Register(f"sqlite:///{paar.folder}/register.db") as register:
        register.zet_storing(EXTERN, aan=True)
        nummer = paar.post("trajecten", AANVRAAG).json()["nummer"].replace("/", "-")
        for feit in (INSPANNING, WEIGERING):
            assert paar.post(f"trajecten/{nummer}/gebeurtenissen", feit).status_code == 201

        paar.wacht_op_melding("mislukt")
        register.zet_storing(EXTERN, aan=False)
        paar.wacht_op_melding("gelukt")

    regels = [json.loads(regel) for regel in paar.logboek.splitlines()]
    mislukt = next(regel for regel in regels if regel.get("activity_type") == "verzend_melding")
    assert (mislukt["soort"], mislukt["attempt"]) == ("SysteemOnbereikbaar", 1)
    assert mislukt["zin"] == "Het systeem uitkeringsadministratie is nu niet bereikbaar."
    for geheim in ("Xantippe", "Smit", "999990391", "Quirijnen"):
        assert geheim not in paar.logboek + "".join(paar.meters)


def test_een_poort_die_bezet_is_noemt_de_instelling(paar: Paar, opdracht: Opdracht) -> None:
    poort = paar.los.rpartition(":")[2]

    code, _, fout = opdracht("worker", gegevensmap=paar.folder, workerpoort=poort)

    assert code == 1
    assert fout == f"Poort {poort} is al in gebruik; kies een andere met LOONDISPENSATIE_WORKERPOORT.\n"


def test_een_worker_zonder_server_leeft_maar_is_niet_gereed(paar: Paar) -> None:
    assert stop(paar.serve) == 0

    gereed = httpx.get(f"{paar.los}/health/ready", timeout=10)
    assert (gereed.status_code, gereed.json()["detail"]) == (503, "De Temporal-server antwoordt niet.")
    assert httpx.get(f"{paar.los}/health/live").status_code == 200
    assert "temporal_" in httpx.get(f"{paar.los}/metrics").text
