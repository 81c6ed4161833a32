"""One trajectory: what comes in, what is answered, what the register holds."""

import asyncio
from datetime import date

import pytest
from temporalio.client import WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from starter import aanroepen
from tests.workflows.proef import BEGIN, Proef, aanmelding, ingekomen, inspanning, wacht_tot
from wet.waarden import Misvormd
from workflows.berichten import ONBEKEND, Naam, TrajectStart

DAG_2 = date(2010, 11, 15)


async def test_een_gebeurtenis_is_beantwoord_als_zij_in_het_register_staat(proef: Proef) -> None:
    await proef.begin()

    antwoord = await proef.meld(inspanning("1", BEGIN))

    assert antwoord.aanvaard
    record = proef.register.toon(proef.nummer)
    assert record is not None
    assert "inspanning" in [regel["soort"] for regel in record.resultaat["tijdlijn"]]


async def test_dezelfde_id_verandert_niets_en_krijgt_het_eerste_antwoord(proef: Proef) -> None:
    await proef.begin()
    eerste = await proef.meld(inspanning("1", BEGIN))
    await proef.ga_naar(DAG_2)

    tweede = await proef.meld(inspanning("1", DAG_2))

    assert tweede == eerste
    assert [regel.soort for regel in (await proef.dossier()).tijdlijn].count("inspanning") == 1


async def test_dezelfde_id_tegelijk_wordt_een_keer_verwerkt(proef: Proef) -> None:
    await proef.begin()

    antwoorden = await asyncio.gather(*(proef.meld(inspanning("1", BEGIN)) for _ in range(5)))

    assert len(set(antwoorden)) == 1
    assert [regel.soort for regel in (await proef.dossier()).tijdlijn].count("inspanning") == 1


async def test_een_weigering_is_een_antwoord_en_staat_in_het_register(proef: Proef) -> None:
    await proef.begin()

    antwoord = await proef.meld(ingekomen("1", "hersteld", BEGIN, per=BEGIN))

    assert (antwoord.aanvaard, antwoord.artikel) == (False, "fase")
    assert antwoord.reden
    record = proef.register.toon(proef.nummer)
    assert record is not None
    assert [(regel["soort"], regel["reden"]) for regel in record.resultaat["weigeringen"]] == [
        ("hersteld", antwoord.reden)
    ]


async def test_een_geweigerde_gebeurtenis_krijgt_bij_herhaling_hetzelfde_antwoord(proef: Proef) -> None:
    await proef.begin()
    eerste = await proef.meld(ingekomen("1", "hersteld", BEGIN, per=BEGIN))

    assert await proef.meld(ingekomen("1", "hersteld", BEGIN, per=BEGIN)) == eerste
    assert len((await proef.dossier()).weigeringen) == 1


async def test_een_dag_na_vandaag_is_misvormd_en_laat_niets_na(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    eerder = await _opgetekend(proef)

    with pytest.raises(Misvormd, match="ligt na vandaag, 1 november 2010"):
        await proef.meld(inspanning("2", date(2010, 11, 2)))

    assert await _opgetekend(proef) == eerder


async def test_wat_volgens_de_wet_misvormd_is_laat_niets_na(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    eerder = await _opgetekend(proef)

    with pytest.raises(Misvormd):
        await proef.meld(ingekomen("2", "bezwaar_ingediend", BEGIN, besluit=7, door="client"))

    assert await _opgetekend(proef) == eerder


async def test_een_eerdere_dag_mag_en_telt_als_dag_van_ontvangst(proef: Proef) -> None:
    await proef.begin()
    await proef.ga_naar(DAG_2)

    antwoord = await proef.meld(inspanning("1", date(2010, 11, 10)))

    assert antwoord.dag == DAG_2
    assert (await proef.dossier()).tijdlijn[-1].op == date(2010, 11, 10)


async def test_een_verleden_wordt_ingehaald_elke_gebeurtenis_op_haar_eigen_dag(proef: Proef) -> None:
    dagen = [date(2010, 11, 5), date(2010, 12, 24), date(2011, 3, 1)]
    await proef.ga_naar(date(2011, 4, 1))

    await proef.begin(aanmelding(), *(inspanning(str(dag), dag) for dag in dagen))

    await wacht_tot(lambda: proef.is_bij(date(2011, 4, 1)))
    tijdlijn = (await proef.dossier()).tijdlijn
    assert [regel.op for regel in tijdlijn if regel.soort == "inspanning"] == dagen


async def test_wat_later_komt_wacht_op_zijn_dag(proef: Proef) -> None:
    await proef.begin(aanmelding(), inspanning("1", DAG_2))
    await wacht_tot(lambda: proef.is_bij(BEGIN))
    eerder = (await proef.dossier()).tijdlijn

    await proef.ga_naar(DAG_2)
    await wacht_tot(lambda: proef.is_bij(DAG_2))

    assert [regel.soort for regel in eerder].count("inspanning") == 0
    assert (await proef.dossier()).tijdlijn[-1].op == DAG_2


async def test_een_live_gebeurtenis_gaat_na_wat_al_bekend_was(proef: Proef) -> None:
    await proef.ga_naar(DAG_2)
    await proef.begin(aanmelding(), inspanning("bekend", date(2010, 11, 8)))

    await proef.meld(inspanning("live", date(2010, 11, 3)))

    toelichtingen = [regel.toelichting for regel in (await proef.dossier()).tijdlijn if regel.soort == "inspanning"]
    assert toelichtingen == ["inspanning bekend", "inspanning live"]


async def test_een_aanmelding_in_de_toekomst_begint_op_haar_dag(proef: Proef) -> None:
    await proef.begin(aanmelding(DAG_2))

    with pytest.raises(Misvormd, match="nog niet begonnen"):
        await proef.meld(inspanning("1", BEGIN))
    await proef.ga_naar(DAG_2)
    await wacht_tot(lambda: proef.is_bij(DAG_2))

    assert (await proef.dossier()).tijdlijn[0].op == DAG_2


async def test_een_misvormde_gebeurtenis_in_een_verleden_wordt_een_taak(proef: Proef) -> None:
    await proef.begin(
        aanmelding(), ingekomen("1", "bezwaar_ingediend", BEGIN, besluit=7, door="client"), inspanning("2", BEGIN)
    )

    await wacht_tot(lambda: proef.is_bij(BEGIN))

    assert [taak.soort for taak in proef.register.open_taken()] == ["misvormde_gebeurtenis"]
    assert (await proef.dossier()).tijdlijn[-1].soort == "inspanning"


async def test_een_tweede_start_verandert_niets(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))

    await proef.begin()

    assert [regel.soort for regel in (await proef.dossier()).tijdlijn].count("inspanning") == 1


async def test_een_afgerond_traject_gaat_verder_als_er_nog_iets_komt(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(ingekomen("1", "overleden", BEGIN))
    assert await proef.traject.result() == "overleden"
    eerste = await proef.dossier()

    antwoord = await proef.meld(ingekomen("2", "overleden", BEGIN))

    assert (antwoord.aanvaard, antwoord.artikel) == (False, "fase")
    assert (await proef.dossier()).besluiten == eerste.besluiten
    assert len((await proef.dossier()).weigeringen) == 1


async def test_ook_een_afgerond_traject_kent_zijn_antwoorden_nog(proef: Proef) -> None:
    await proef.begin()
    eerste = await proef.meld(ingekomen("1", "overleden", BEGIN))
    await proef.traject.result()

    assert await proef.meld(ingekomen("1", "overleden", BEGIN)) == eerste
    assert (await proef.dossier()).weigeringen == ()


async def test_een_afgerond_traject_begint_niet_opnieuw(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(ingekomen("1", "overleden", BEGIN))
    await proef.traject.result()

    await proef.begin()

    assert (await proef.dossier()).fase == "afgesloten"


async def test_een_onbekend_nummer_wordt_niet_verzonnen(proef: Proef) -> None:
    onbekend = TrajectStart(nummer="0014/2010-999999", kalender=proef.kalender)

    with pytest.raises(WorkflowUpdateFailedError) as fout:
        await aanroepen.meld(proef.client, onbekend, inspanning("1", BEGIN))

    assert isinstance(fout.value.cause, ApplicationError)
    assert fout.value.cause.type == ONBEKEND


async def test_er_staat_nooit_meer_dan_een_timer(proef: Proef) -> None:
    await proef.begin()
    for nummer, dag in enumerate((DAG_2, date(2011, 2, 1), date(2012, 5, 1))):
        await proef.ga_naar(dag)
        await proef.meld(inspanning(str(nummer), dag))

    for run in await proef.geschiedenis():
        staan = 0
        for soort in run:
            staan += {"TIMER_STARTED": 1, "TIMER_FIRED": -1, "TIMER_CANCELED": -1}.get(soort, 0)
            assert staan <= 1


async def test_een_operator_ziet_wat_er_speelt(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))

    beschrijving = await proef.traject.query("__temporal_workflow_metadata")

    assert "**Fase**: toegangstoets" in str(beschrijving)
    assert "999990342" not in str(beschrijving)


async def test_het_resultaat_is_op_te_vragen(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))

    resultaat = await proef.traject.query(Naam.RESULTAAT, BEGIN)

    assert resultaat["traject"]["fase"] == "toegangstoets"


async def _opgetekend(proef: Proef) -> list[str]:
    """What a server keeps: the task in which an update was turned away is gone again on a real one."""
    return [soort for run in await proef.geschiedenis() for soort in run if "WORKFLOW_TASK" not in soort]
