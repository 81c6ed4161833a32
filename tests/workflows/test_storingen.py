"""What lies outside a workflow is down for a while: it waits, it catches up, and nothing is lost or done twice."""

import asyncio
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from activities.register import Register, RegisterFout
from activities.register.projectie import Stand
from tests.workflows.proef import BEGIN, Proef, aanmelding, ingekomen, inspanning, proef, wacht_tot
from worker import maak_worker

EXTERN = "uitkeringsadministratie"
WEIGERING = {"waaraan": "inlichtingen"}
"""Every refusal to cooperate is a melding to the benefits administration."""


class HaperendRegister(Register):
    """A register that can be down."""

    ligt_plat = False
    pogingen = 0

    def leg_vast(self, stand: Stand) -> bool:
        if self.ligt_plat:
            self.pogingen += 1
            raise RegisterFout("Het register is niet bereikbaar.")
        return super().leg_vast(stand)


async def test_ligt_het_register_plat_dan_wacht_het_antwoord_en_gaat_er_niets_verloren(tmp_path: Path) -> None:
    async with proef(tmp_path, open_register=HaperendRegister) as opstelling:
        register = opstelling.register
        assert isinstance(register, HaperendRegister)
        await opstelling.begin()
        await opstelling.meld(inspanning("1", BEGIN))
        register.ligt_plat = True
        melding = asyncio.create_task(opstelling.meld(inspanning("2", BEGIN)))
        await wacht_tot(lambda: _zo(register.pogingen > 4))
        tijdens = await opstelling.dossier()

        register.ligt_plat = False
        await opstelling.omgeving.sleep(timedelta(minutes=2))

        assert (await melding).aanvaard
        assert [regel.soort for regel in tijdens.tijdlijn].count("inspanning") == 1
        assert [regel.soort for regel in (await opstelling.dossier()).tijdlijn].count("inspanning") == 2
        assert all("WORKFLOW_TASK_FAILED" not in run for run in await opstelling.geschiedenis())


async def test_een_wettelijke_dag_gaat_niet_verloren_als_het_register_plat_ligt(tmp_path: Path) -> None:
    async with proef(tmp_path, open_register=HaperendRegister) as opstelling:
        register = opstelling.register
        assert isinstance(register, HaperendRegister)
        dag = date(2010, 11, 15)
        await opstelling.begin(aanmelding(), inspanning("1", dag))
        await wacht_tot(lambda: opstelling.is_bij(BEGIN))
        register.ligt_plat = True
        await opstelling.ga_naar(dag)
        await wacht_tot(lambda: _zo(register.pogingen > 4))

        register.ligt_plat = False
        await opstelling.omgeving.sleep(timedelta(minutes=2))
        await wacht_tot(lambda: opstelling.is_bij(dag))

        assert (await opstelling.dossier()).tijdlijn[-1].op == dag


async def test_een_systeem_dat_plat_ligt_wordt_een_taak_en_krijgt_alles_alsnog_een_keer(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    proef.register.zet_storing(EXTERN, aan=True)
    await proef.meld(ingekomen("2", "medewerking_geweigerd", BEGIN, **WEIGERING))
    await proef.meld(ingekomen("3", "medewerking_geweigerd", BEGIN, **WEIGERING))
    await proef.omgeving.sleep(timedelta(hours=1))
    await wacht_tot(lambda: _zo(len(proef.register.open_taken()) == 1))
    dag = date(2010, 12, 1)
    await proef.ga_naar(dag)
    await proef.meld(inspanning("4", dag))
    taak = proef.register.open_taken()[0]

    proef.register.zet_storing(EXTERN, aan=False)
    await proef.omgeving.sleep(timedelta(hours=8))
    await wacht_tot(lambda: _zo(len(proef.register.ontvangen_meldingen(EXTERN)) == 2))
    await wacht_tot(lambda: _zo(not proef.register.open_taken()))

    assert (taak.soort, taak.nummer) == ("melding_niet_verzonden", proef.nummer)
    assert [regel.soort for regel in (await proef.dossier()).tijdlijn].count("inspanning") == 2


async def test_een_afgerond_traject_is_pas_klaar_als_elke_melding_is_aangekomen(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    proef.register.zet_storing(EXTERN, aan=True)
    await proef.meld(ingekomen("2", "medewerking_geweigerd", BEGIN, **WEIGERING))
    await proef.meld(ingekomen("3", "overleden", BEGIN))
    await proef.omgeving.sleep(timedelta(hours=1))
    await wacht_tot(lambda: _zo(len(proef.register.open_taken()) == 1))

    proef.register.zet_storing(EXTERN, aan=False)
    await proef.omgeving.sleep(timedelta(hours=8))
    assert await proef.traject.result() == "overleden"

    assert len(proef.register.ontvangen_meldingen(EXTERN)) == 1
    assert proef.register.open_taken() == []


async def test_een_uitkeringsadministratie_die_plat_ligt_houdt_het_traject_niet_op(proef: Proef) -> None:
    proef.register.zet_storing(EXTERN, aan=True)
    await proef.begin()

    assert (await proef.meld(inspanning("1", BEGIN))).aanvaard


async def _zo(voorwaarde: bool) -> bool:
    return voorwaarde


async def test_een_fout_in_de_wet_verliest_niets_en_gaat_verder_als_zij_is_hersteld(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def kapot(*_: object) -> None:
        raise ZeroDivisionError

    dag = date(2010, 11, 15)
    # A worker that caches nothing takes the law as it is at each step.
    async with proef(tmp_path, partial(maak_worker, max_cached_workflows=0)) as opstelling:
        await opstelling.begin(aanmelding(), inspanning("1", dag))
        await wacht_tot(lambda: opstelling.is_bij(BEGIN))
        with monkeypatch.context() as kapotte_wet:
            kapotte_wet.setattr("wet.traject.verwerk", kapot)
            sprong = asyncio.create_task(opstelling.ga_naar(dag))
            await wacht_tot(lambda: _is_mislukt(opstelling))

        await sprong
        await wacht_tot(lambda: opstelling.is_bij(dag))

        assert (await opstelling.dossier()).tijdlijn[-1].op == dag


async def _is_mislukt(opstelling: Proef) -> bool:
    return any("WORKFLOW_TASK_FAILED" in beurt for beurt in await opstelling.geschiedenis())
