"""A workflow goes on in a new run with a short history, and nothing is lost."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta

import pytest

from tests.workflows.proef import BEGIN, CLIENT, Proef, aanmelding, ingekomen, inspanning, wacht_tot
from workflows import looptijd
from workflows.berichten import PILOT_ID

LATER = date(2010, 12, 20)


@pytest.fixture
def na_vijf_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looptijd, "MAXIMUM_UPDATES", 5)


@pytest.mark.usefixtures("na_vijf_updates")
async def test_na_veel_gebeurtenissen_is_er_niets_weg(proef: Proef) -> None:
    await proef.begin(aanmelding(), inspanning("later", LATER))

    for nummer in range(12):
        await proef.meld(inspanning(str(nummer), BEGIN))
    await proef.ga_naar(LATER)
    await wacht_tot(lambda: proef.is_bij(LATER))

    assert len(await proef.geschiedenis()) == 3
    gedaan = [regel.toelichting for regel in (await proef.dossier()).tijdlijn if regel.soort == "inspanning"]
    assert gedaan == [f"inspanning {nummer}" for nummer in [*range(12), "later"]]


@pytest.mark.usefixtures("na_vijf_updates")
async def test_ook_wat_tegelijk_komt_wordt_een_keer_verwerkt(proef: Proef) -> None:
    await proef.begin()

    antwoorden = await asyncio.gather(*(proef.meld(inspanning(str(nummer % 15), BEGIN)) for nummer in range(30)))

    assert all(antwoord.aanvaard for antwoord in antwoorden)
    gedaan = [regel.toelichting for regel in (await proef.dossier()).tijdlijn if regel.soort == "inspanning"]
    assert sorted(gedaan) == sorted(f"inspanning {nummer}" for nummer in range(15))


@pytest.mark.usefixtures("na_vijf_updates")
async def test_een_nieuwe_run_kent_de_antwoorden_van_de_vorige(proef: Proef) -> None:
    await proef.begin()
    eerste = await proef.meld(ingekomen("0", "hersteld", BEGIN, per=BEGIN))
    for nummer in range(1, 8):
        await proef.meld(inspanning(str(nummer), BEGIN))
    await proef.ga_naar(LATER)

    assert await proef.meld(ingekomen("0", "hersteld", BEGIN, per=BEGIN)) == eerste
    assert len((await proef.dossier()).weigeringen) == 1


@pytest.mark.usefixtures("na_vijf_updates")
async def test_een_nieuwe_run_levert_af_wat_de_vorige_niet_kwijt_kon(proef: Proef) -> None:
    systeem = "uitkeringsadministratie"
    await proef.begin()
    await proef.meld(inspanning("0", BEGIN))
    proef.register.zet_storing(systeem, aan=True)
    await proef.meld(ingekomen("1", "medewerking_geweigerd", BEGIN, waaraan="inlichtingen"))
    await proef.omgeving.sleep(timedelta(hours=1))
    for nummer in range(2, 9):
        await proef.meld(inspanning(str(nummer), BEGIN))

    proef.register.zet_storing(systeem, aan=False)
    await proef.omgeving.sleep(timedelta(hours=8))

    async def afgeleverd() -> bool:
        return len(proef.register.ontvangen_meldingen(systeem)) == 1 and not proef.register.open_taken()

    await wacht_tot(afgeleverd)
    assert len(await proef.geschiedenis()) == 2


async def test_elk_jaar_begint_een_nieuwe_run(proef: Proef) -> None:
    await proef.begin()
    dag = date(2012, 12, 1)

    await proef.ga_naar(dag)
    await wacht_tot(lambda: proef.is_bij(dag))

    assert len(await proef.geschiedenis()) == 3
    assert len(await proef.geschiedenis(PILOT_ID)) == 3


async def test_een_run_eindigt_niet_terwijl_een_korte_taak_nog_loopt(proef: Proef) -> None:
    """Its outcome could not be recorded. Here the first tasks run on the very day on which the run must end."""
    dag = BEGIN + looptijd.MAXIMUM_DAGEN
    nummers = [proef.register.nummer_voor(CLIENT, BEGIN + timedelta(days=dagen)) for dagen in range(10)]
    for proef.nummer in nummers:
        await proef.begin(aanmelding(dag), inspanning("meteen", dag))
    async with _drukke_machine():
        await proef.ga_naar(dag)
        for proef.nummer in nummers:
            await wacht_tot(lambda: proef.is_bij(dag))
            assert len(await proef.geschiedenis()) == 2


@asynccontextmanager
async def _drukke_machine() -> AsyncIterator[None]:
    """A worker so busy that two tasks of a workflow are done before it can tell the workflow of one."""

    async def houd_bezig() -> None:
        while True:
            await asyncio.sleep(0.005)
            time.sleep(0.06)  # noqa: ASYNC251 - to block is the purpose

    bezig = asyncio.create_task(houd_bezig())
    yield
    bezig.cancel()
