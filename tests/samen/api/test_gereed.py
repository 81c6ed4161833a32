"""Health and meters of a process of which a part is down."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from activities.register import RegisterFout
from api.bediening import maak_bedieningsapp
from starter.systeem import Systeem
from tests.samen.api.conftest import verbinding


async def test_een_worker_die_niet_meer_werkt_is_niet_gereed(systeem: Systeem) -> None:
    gestopt: Any = SimpleNamespace(is_running=False)
    for worker, status in ((systeem.worker, 200), (gestopt, 503)):
        async with verbinding(maak_bedieningsapp(replace(systeem, worker=worker))) as operator:
            assert (await operator.get("/health/ready")).status_code == status
            assert (await operator.get("/health/live")).status_code == 200


async def test_zonder_register_is_een_proces_niet_gereed_en_toont_het_zijn_andere_meters(
    systeem: Systeem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plat(*_: object) -> None:
        raise RegisterFout("Het register is niet bereikbaar.")

    looptijd: Any = SimpleNamespace(meters=lambda: b"temporal_worker_start_total 1\n")
    async with verbinding(maak_bedieningsapp(replace(systeem, looptijd=looptijd))) as operator:
        assert "loondispensatie_open_taken" in (await operator.get("/metrics")).text
        monkeypatch.setattr(systeem.register.zoeken, "werkvoorraad", plat)
        monkeypatch.setattr(systeem.register, "laad_pilot", plat)

        gereed = await operator.get("/health/ready")
        assert (gereed.status_code, gereed.json()["detail"]) == (503, "Het register is niet bereikbaar.")
        assert (await operator.get("/metrics")).text == "temporal_worker_start_total 1\n"
