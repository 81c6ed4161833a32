"""What holds of every end, and of every case that has not ended; the terms computed a second time from the events."""

import itertools
from datetime import date, timedelta

from hypothesis import given

from tests.programmas import Verloop, programmas
from tests.wet.test_eigenschappen_recht import einde
from tests.wet.test_eigenschappen_zaak import standen
from wet.dossier import Dossier
from wet.gebeurtenissen import Gebeurtenis
from wet.indicatie import heeft_indicatie
from wet.kring import in_kring, pensioendag, woont_elders
from wet.pilot import Pilot
from wet.rechtsmiddelen import BezwaarIngediend, BezwaarOpgeschort, BezwaarVerdaagd, UitspraakGedaan, UitstelIngestemd
from wet.resultaat import resultaat
from wet.termijnenwet import verleng

DAG = timedelta(days=1)
ZOEKEND = {"werkgever_zoeken", "proefplaatsing", "loonwaardebepaling"}
MET_DISPENSATIE = {"loonwaardebepaling", "dienstbetrekking"}
OVERGANG = date(2013, 1, 1)


@given(programmas())
def test_wie_in_de_pilot_is_voldoet_aan_de_voorwaarden(verloop: Verloop) -> None:
    for stand in standen(verloop):
        if not stand.is_open:
            assert stand.afgesloten is not None
            continue
        dag = stand.dag
        assert stand.afgesloten is None
        assert stand.pilot.wet_geldt(dag)
        assert dag < pensioendag(stand)
        if stand.fase == "dienstbetrekking":
            assert stand.dienstbetrekking is not None
            assert stand.dienstbetrekking.tot_en_met is None or stand.dienstbetrekking.tot_en_met >= dag
            continue
        assert stand.pilot.open_voor_nieuw(stand.client.gemeente, dag)
        assert not woont_elders(stand)
        # Who won a remedy, or had a job, may be here outside the kring: the next measurement tells.
        assert in_kring(stand, dag) or stand.afsluitingen or stand.dienstbetrekkingen
        assert stand.fase not in ZOEKEND or stand.route != "wsw" or heeft_indicatie(stand, dag)


@given(programmas())
def test_de_route_past_bij_de_fase(verloop: Verloop) -> None:
    for stand in standen(verloop):
        if stand.fase in {"verzoek", "toegangstoets"}:
            assert stand.route is None
            assert not heeft_indicatie(stand, stand.dag)
        if stand.fase in {*ZOEKEND, "dienstbetrekking"}:
            assert stand.route is not None


@given(programmas())
def test_elke_sluiting_ligt_op_de_dag_die_bij_haar_reden_hoort(verloop: Verloop) -> None:
    dossier, _, _ = einde(verloop)
    na_een_baan: set[date | None] = {
        baan.tot_en_met + DAG for baan in dossier.dienstbetrekkingen if baan.tot_en_met is not None
    }
    pers = {getattr(feit, "per", None) for feit in verloop.scenario.gebeurtenissen}
    ops: set[date | None] = {feit.op for feit in verloop.scenario.gebeurtenissen}
    dagen: dict[str, set[date | None]] = {
        "wet_vervallen": {dossier.pilot.wet_vervalt},
        "einde_overgangsrecht": {OVERGANG},
        "pilot_beeindigd": {dossier.pilot.einde, *na_een_baan},
        "deelname_beeindigd": {deel.tot for deel in dossier.pilot.deelnames} | na_een_baan,
        "pensioengerechtigd": {pensioendag(dossier)},
        "overleden": ops,
        "verhuisd": pers | na_een_baan,
        "buiten_kring": pers | na_een_baan | {verloop.scenario.gebeurtenissen[0].op},
        "begeleid_werken": pers,
        "wsw_dienstbetrekking": pers,
    }
    for sluiting in dossier.afsluitingen:
        assert sluiting.op in dagen.get(sluiting.reden, {sluiting.op})


@given(programmas())
def test_wie_gesloten_was_en_heropend_is_won_een_rechtsmiddel(verloop: Verloop) -> None:
    dossier, _, _ = einde(verloop)
    heropend = [sluiting for sluiting in dossier.afsluitingen if sluiting.heropend_op is not None]

    assert not heropend or any(bezwaar.uitkomst or bezwaar.einde_op for bezwaar in dossier.bezwaren)
    assert all(sluiting.besluit is not None for sluiting in heropend)
    assert len([regel for regel in dossier.tijdlijn if regel.soort == "heropend"]) == len(heropend)


def uiterlijk_voor(dossier: Dossier, nummer: int, aanvaard: list[Gebeurtenis]) -> date:
    """Compute the last day for a decision on bezwaar from the events: add first, extend once at the end."""
    ingediend = [feit for feit in aanvaard if isinstance(feit, BezwaarIngediend)][nummer - 1]
    t = dossier.besluit(ingediend.besluit).bezwaar_tot_en_met
    basis = t + timedelta(weeks=12 if ingediend.commissie else 6)
    laatste, geteld = verleng(basis), set[date]()
    for feit in aanvaard:
        if getattr(feit, "bezwaar", None) != nummer:
            continue
        if isinstance(feit, BezwaarVerdaagd):
            basis += timedelta(weeks=6)
            laatste = verleng(basis)
        elif isinstance(feit, UitstelIngestemd):
            basis = laatste = feit.tot_en_met
        elif isinstance(feit, BezwaarOpgeschort) and feit.van <= laatste:
            eerste = max(feit.van, t + DAG)
            dagen = {eerste + timedelta(days=n) for n in range((feit.tot_en_met - eerste).days + 1)} - geteld
            geteld |= dagen
            basis += timedelta(days=len(dagen))
            laatste = verleng(basis) if dagen else laatste
    return laatste


@given(programmas())
def test_de_termijn_voor_een_beslissing_op_bezwaar_volgt_uit_de_gebeurtenissen(verloop: Verloop) -> None:
    dossier, _, gevonden = einde(verloop)
    aanvaard = [
        feit
        for feit in verloop.scenario.gebeurtenissen
        for stap in verloop.stappen
        if stap.feit is feit and stap.weigering is None
    ]
    opnieuw = {feit.bezwaar for feit in aanvaard if isinstance(feit, UitspraakGedaan) and feit.opnieuw_beslissen}
    for rij in gevonden["bezwaren"]:
        if rij["nummer"] not in opnieuw:
            verwacht = uiterlijk_voor(dossier, rij["nummer"], aanvaard)
            assert rij["beslissen_uiterlijk"] == verwacht.isoformat()


@given(programmas())
def test_of_een_bezwaar_ontvankelijk_is_volgt_uit_afzender_en_dag(verloop: Verloop) -> None:
    dossier, _, _ = einde(verloop)
    ingediend = [
        feit
        for feit in verloop.scenario.gebeurtenissen
        for stap in verloop.stappen
        if stap.feit is feit and stap.weigering is None and isinstance(feit, BezwaarIngediend)
    ]
    for bezwaar, feit in zip(dossier.bezwaren, ingediend, strict=True):
        assert isinstance(feit, BezwaarIngediend)
        besluit = dossier.besluit(feit.besluit)
        partijen = {"beide": {"client", "werkgever"}}.get(besluit.geadresseerde, {besluit.geadresseerde})
        t, ontvangen = besluit.bezwaar_tot_en_met, feit.ontvangen or feit.op
        gepost = feit.gepost is not None and feit.gepost <= t and ontvangen <= verleng(t + timedelta(days=7))
        if feit.door not in partijen:
            verwacht = "geen_belanghebbende"
        elif ontvangen <= t or gepost:
            verwacht = "ja"
        else:
            verwacht = "verschoonbaar" if feit.verschoonbaar else "te_laat"
        assert bezwaar.ontvankelijk == verwacht


@given(programmas())
def test_een_gesloten_pilot_wordt_niet_weer_open(verloop: Verloop) -> None:
    begin = Pilot.beginstand(verloop.scenario.gemeenten, verloop.scenario.methoden)

    assert verloop.pilot.versie >= begin.versie
    assert verloop.pilot.einde is None or verloop.pilot.einde <= date(2012, 12, 30)
    assert len([deel for deel in verloop.pilot.deelnames if deel.tot is None]) <= 32


@given(programmas())
def test_de_uitkering_stopt_en_hervat_om_en_om(verloop: Verloop) -> None:
    dossier, dag, _ = einde(verloop)
    om_en_om = [m.soort for m in dossier.meldingen if m.soort in {"uitkering_stoppen", "uitkering_hervatten"}]

    assert all(eerste != tweede or eerste == "uitkering_stoppen" for eerste, tweede in itertools.pairwise(om_en_om))
    assert not om_en_om or om_en_om[0] == "uitkering_stoppen"
    assert resultaat(dossier, dag)["meldingen"] == [
        {"op": m.op.isoformat(), "aan": m.aan, "soort": m.soort} for m in dossier.meldingen
    ]
