"""Encryption is on unless someone plays; what is wrong with its settings is said before anything starts."""

import asyncio
import json
import urllib.request
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from temporalio.client import Client

from starter.instellingen import Instellingen, InstellingFout, Kalenderkeuze, lees_instellingen
from starter.systeem import KALENDER, draai, open_register, open_sleutels
from tests.samen.conftest import Opdracht
from tests.samen.versleuteling.proef import maak_hoofdsleutel
from versleuteling.eigenaar import PILOT
from workflows.berichten import PILOT_ID
from workflows.kalender import Kalender


def _instellingen(folder: Path, **gekozen: object) -> Instellingen:
    return lees_instellingen(gegevensmap=folder, **gekozen)


async def test_wat_draait_versleutelt_en_wijst_het_webscherm_de_codecserver(tmp_path: Path) -> None:
    async with draai(_instellingen(tmp_path)) as (_, server):
        assert server
        geschiedenis = (await Client.connect(server.adres)).get_workflow_handle(PILOT_ID)
        begin = (await geschiedenis.fetch_history()).events[0].workflow_execution_started_event_attributes
        instellingen = await asyncio.to_thread(urllib.request.urlopen, f"{server.webadres}/api/v1/settings")
        codec = json.load(instellingen)["Codec"]["Endpoint"]

    assert begin.input.payloads[0].metadata["encoding"] == b"binary/encrypted"
    assert codec == f"http://127.0.0.1:{server.codecpoort}"


def test_andere_hoofdsleutels_dan_die_van_het_register_worden_meteen_gezegd(tmp_path: Path) -> None:
    eigen, ander, nieuwere = maak_hoofdsleutel("2026"), maak_hoofdsleutel("2026"), maak_hoofdsleutel("2027")
    with open_register(_instellingen(tmp_path)) as register:
        open_sleutels(_instellingen(tmp_path, sleutels=eigen), register).vernieuw(PILOT)
        for sleutels, zin in ((ander, "past niet bij"), (nieuwere, "2026"), ("", "2026")):
            with pytest.raises(InstellingFout, match="LOONDISPENSATIE_SLEUTELS") as fout:
                open_sleutels(_instellingen(tmp_path, sleutels=sleutels), register)
            assert zin in str(fout.value)
            assert not sleutels or sleutels not in str(fout.value)
        open_sleutels(_instellingen(tmp_path, sleutels=f"{eigen},{nieuwere}"), register)


async def test_met_sleutels_of_een_kalender_die_niet_kloppen_begint_er_geen_server(tmp_path: Path) -> None:
    with open_register(_instellingen(tmp_path)) as register:
        register.leg_instelling_vast(KALENDER, Kalender.echt(datetime.now(UTC)).model_dump_json())
    for naam, waarde in {"sleutels": "geen sleutel", "kalender": Kalenderkeuze(date(2011, 3, 1))}.items():
        with pytest.raises(InstellingFout, match=f"LOONDISPENSATIE_{naam.upper()}"):
            async with draai(_instellingen(tmp_path, **{naam: waarde})):
                pass
    assert not (tmp_path / "temporal.db").exists()


def test_een_instelling_laat_haar_sleutels_niet_zien(tmp_path: Path) -> None:
    sleutel = maak_hoofdsleutel("2026")
    assert sleutel.partition(":")[2] not in repr(_instellingen(tmp_path, sleutels=sleutel))


@pytest.mark.parametrize("naam", ["worker", "meld 0014/2011-000001 inspanning toelichting=iets"])
def test_productie_begint_niet_zonder_eigen_sleutels(
    opdracht: Opdracht, monkeypatch: pytest.MonkeyPatch, naam: str
) -> None:
    monkeypatch.setenv("LOONDISPENSATIE_OMGEVING", "productie")
    monkeypatch.setenv("LOONDISPENSATIE_TEMPORAL_ADRES", "127.0.0.1:1")
    code, _, fout = opdracht(*naam.split())
    assert code == 2
    assert "Instelling LOONDISPENSATIE_SLEUTELS moet in productie eigen sleutels bevatten" in fout
