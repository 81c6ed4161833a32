"""The pilot: what it accepts, and how every open trajectory hears of it."""

from datetime import date

import pytest

from activities.register.afstemming import Afstemmingsregel
from tests.workflows.proef import BEGIN, CLIENT, GEMEENTE, Proef, aanmelding, ingekomen, inspanning, wacht_tot
from wet.waarden import Misvormd
from workflows import looptijd
from workflows.berichten import PILOT_ID

EINDE = date(2011, 3, 1)
ONDERGRENS = {
    "vraag_1": True,
    "vraag_2a": [False] * 2,
    "vraag_2b": [False, True],
    "vraag_3": [False],
    "toelichting": "x",
}


async def test_een_gebeurtenis_van_de_pilot_staat_in_het_register(proef: Proef) -> None:
    antwoord = await proef.meld_pilot("1", "gemeente_aangewezen", BEGIN, gemeente="0363")

    assert antwoord.aanvaard
    geladen = proef.register.laad_pilot()
    assert geladen is not None
    assert geladen[0].versie == 1


async def test_een_weigering_van_de_pilot_is_een_antwoord_dat_blijft(proef: Proef) -> None:
    eerste = await proef.meld_pilot("1", "gemeente_aangewezen", BEGIN, gemeente=GEMEENTE)

    assert not eerste.aanvaard
    assert await proef.meld_pilot("1", "gemeente_aangewezen", BEGIN, gemeente=GEMEENTE) == eerste


async def test_een_dag_na_vandaag_is_ook_voor_de_pilot_misvormd(proef: Proef) -> None:
    with pytest.raises(Misvormd, match="ligt na vandaag"):
        await proef.meld_pilot("1", "deelname_beeindigd", EINDE, gemeente=GEMEENTE, per=EINDE)


async def test_een_open_traject_hoort_van_het_einde_van_de_deelname(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    await proef.meld_pilot("1", "deelname_beeindigd", BEGIN, gemeente=GEMEENTE, per=EINDE)
    await wacht_tot(proef.pilot_verteld)
    await proef.ga_naar(EINDE)
    await wacht_tot(lambda: proef.is_bij(EINDE))

    afgesloten = (await proef.dossier()).afgesloten

    assert afgesloten is not None
    assert (afgesloten.op, afgesloten.reden) == (EINDE, "deelname_beeindigd")


async def test_na_een_wijziging_zegt_het_register_dat_elk_traject_haar_kent(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    await proef.meld_pilot("1", "deelname_beeindigd", BEGIN, gemeente=GEMEENTE, per=EINDE)

    regel = await _afgestemd(proef)

    assert (regel.versie, regel.bijgewerkt, regel.lopend, regel.achter) == (1, 1, 1, 0)
    details = await proef.client.get_workflow_handle(PILOT_ID).query("__temporal_workflow_metadata")
    assert "**Gebeurtenis 1 verwerkt**: 1 van 1 lopende trajecten" in str(details)


async def test_een_traject_dat_niet_meer_draait_wordt_hervat_en_hoort_het_alsnog(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    await proef.traject.terminate()
    await proef.meld_pilot("1", "pilot_beeindigd", BEGIN, per=BEGIN, grond="uitkomsten")

    regel = await _afgestemd(proef)

    assert regel.achter == 0
    afgesloten = (await proef.dossier()).afgesloten
    assert afgesloten is not None
    assert (afgesloten.op, afgesloten.reden) == (BEGIN, "pilot_beeindigd")
    record = proef.register.toon(proef.nummer)
    assert record is not None
    (taak,) = [taak for taak in record.taken if taak.soort == "pilot_niet_verwerkt"]
    assert "hervat vanuit het register" in taak.omschrijving
    assert taak.gesloten_op is not None


async def test_ook_een_wet_die_vandaag_ingaat_bereikt_een_traject_dat_niet_meer_draait(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    await proef.meld_pilot("1", "wetsvoorstel_ingediend", BEGIN)
    await _afgestemd(proef)
    await proef.traject.terminate()
    await proef.meld_pilot("2", "structurele_wet_in_werking", BEGIN, per=BEGIN)
    await proef.omgeving.sleep(60)
    await proef.client.get_workflow_handle(PILOT_ID).result()

    laatste = proef.register.afstemmingen.alle()[-1]

    assert (laatste.versie, laatste.achter) == (2, 0)
    record = proef.register.toon(proef.nummer)
    assert record is not None
    assert record.regel.reden == "wet_vervallen"


async def test_na_de_wet_kijkt_de_pilot_niet_vaker_dan_ervoor(proef: Proef) -> None:
    proef.register.begin_traject(proef.nummer)
    await proef.meld_pilot("1", "wetsvoorstel_ingediend", BEGIN)
    await proef.meld_pilot("2", "structurele_wet_in_werking", BEGIN, per=BEGIN)
    await proef.omgeving.sleep(60)

    (run,) = await proef.geschiedenis(PILOT_ID)

    assert "WORKFLOW_EXECUTION_COMPLETED" not in run
    assert run.count("ACTIVITY_TASK_SCHEDULED") < 20
    assert proef.register.afstemmingen.alle()[-1].achter == 1


async def test_een_nieuwe_wijziging_wacht_niet_op_wie_de_vorige_nog_mist(proef: Proef) -> None:
    nummer = proef.register.nummer_voor(CLIENT.met(bsn="999990019"), BEGIN)
    proef.register.begin_traject(nummer)
    for id_, gemeente in (("1", "0363"), ("2", "0599")):
        await proef.meld_pilot(id_, "gemeente_aangewezen", BEGIN, gemeente=gemeente)
        await wacht_tot(proef.pilot_verteld)
    await proef.omgeving.sleep(60)

    laatste = proef.register.afstemmingen.alle()[-1]

    assert (laatste.versie, laatste.lopend, laatste.achter, laatste.gereed_op) == (2, 1, 1, None)
    (taak,) = proef.register.open_taken()
    assert (taak.nummer, taak.sleutel) == (nummer, "pilot-2")


async def test_een_nieuwe_run_stemt_verder_af(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looptijd, "MAXIMUM_UPDATES", 2)
    nummer = proef.register.nummer_voor(CLIENT.met(bsn="999990019"), BEGIN)
    proef.register.begin_traject(nummer)
    for id_, gemeente in (("1", "0363"), ("2", "0599")):
        await proef.meld_pilot(id_, "gemeente_aangewezen", BEGIN, gemeente=gemeente)
    await proef.omgeving.sleep(60)

    assert len(await proef.geschiedenis(PILOT_ID)) == 2
    (taak,) = proef.register.open_taken()
    assert (taak.nummer, taak.sleutel) == (nummer, "pilot-2")


async def _afgestemd(proef: Proef) -> Afstemmingsregel:
    """The last reconciliation, when everyone has the change; the pilot looks again after a while."""
    for _ in range(200):
        await proef.omgeving.sleep(1)
        if (regels := proef.register.afstemmingen.alle()) and regels[-1].gereed_op:
            return regels[-1]
    pytest.fail("niet iedereen kent de wijziging")


async def test_een_traject_dat_later_begint_kent_de_pilot_zoals_die_dan_is(proef: Proef) -> None:
    await proef.begin(aanmelding(EINDE))
    await proef.meld_pilot("1", "deelname_beeindigd", BEGIN, gemeente=GEMEENTE, per=BEGIN)
    await proef.ga_naar(EINDE)
    await wacht_tot(lambda: proef.is_bij(EINDE))

    afgesloten = (await proef.dossier()).afgesloten

    assert afgesloten is not None
    assert afgesloten.reden == "geen_deelnemende_gemeente"


async def test_een_herstart_traject_hoort_wat_er_intussen_met_de_pilot_gebeurde(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(ingekomen("1", "overleden", BEGIN))
    await proef.traject.result()
    await proef.meld_pilot("1", "deelname_beeindigd", BEGIN, gemeente=GEMEENTE, per=EINDE)

    await proef.meld(inspanning("2", BEGIN))

    assert (await proef.dossier()).pilot.versie == 1


async def test_wie_alleen_nog_op_een_melding_wacht_kent_de_stop_als_een_bezwaar_hem_terugbrengt(proef: Proef) -> None:
    await proef.begin()
    await proef.meld(inspanning("1", BEGIN))
    proef.register.zet_storing("uitkeringsadministratie", aan=True)
    await proef.meld(ingekomen("2", "medewerking_geweigerd", BEGIN, waaraan="inlichtingen"))
    await proef.meld(ingekomen("3", "toets_uitgevoerd", BEGIN, **ONDERGRENS))
    dag = date(2011, 1, 10)
    await proef.ga_naar(dag)
    await wacht_tot(lambda: proef.is_bij(dag))
    assert proef.register.open_trajecten(None, None, 1) == []
    await proef.meld_pilot("1", "pilot_beeindigd", dag, per=dag, grond="uitkomsten")
    await wacht_tot(proef.pilot_verteld)

    await proef.meld(ingekomen("4", "bezwaar_ingediend", dag, besluit=1, door="client", verschoonbaar=True))
    gegrond = {"bezwaar": 1, "uitkomst": "gegrond", "toetsuitkomst": "doelgroep"}
    await proef.meld(ingekomen("5", "beslissing_op_bezwaar", dag, **gegrond))

    dossier = await proef.dossier()
    assert (dossier.pilot.versie, dossier.fase) == (1, "afgesloten")


async def test_de_pilot_eindigt_als_de_wet_is_vervallen_en_antwoordt_dan_nog(proef: Proef) -> None:
    await proef.ga_naar(date(2013, 1, 5))
    await proef.client.get_workflow_handle(PILOT_ID).result()

    antwoord = await proef.meld_pilot("1", "deelname_beeindigd", date(2013, 1, 5), gemeente=GEMEENTE, per=EINDE)

    assert antwoord.dag == date(2013, 1, 5)


async def test_een_herhaling_na_de_wet_krijgt_het_eerste_antwoord(proef: Proef) -> None:
    eerste = await proef.meld_pilot("1", "gemeente_aangewezen", BEGIN, gemeente="0363")
    await proef.ga_naar(date(2013, 1, 5))
    await proef.client.get_workflow_handle(PILOT_ID).result()

    assert await proef.meld_pilot("1", "gemeente_aangewezen", BEGIN, gemeente="0363") == eerste
