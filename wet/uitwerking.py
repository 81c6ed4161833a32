"""What each event does when it takes effect (contract section 2, column «effect»)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wet import bezwaar, dienstbetrekking, meting, toegangstoets, voorzieningen, wsw, ziekte
from wet import gebeurtenissen as g
from wet import rechtsmiddelen as r
from wet.daden import Beschikking, meld, naar_fase, neem_besluit, noteer
from wet.dossier import Dossier, Ingang, Inkomsten, Loon, Raming, Reden, Uitgesteld, Werkgeverschap, vervang
from wet.dwangsom import stel_in_gebreke
from wet.einde import sluit
from wet.indicatie import heeft_indicatie, registreer
from wet.kring import in_kring_bij_aanmelding
from wet.proefplaatsing import beeindig_proefplaatsing, start
from wet.termijnen import BIJ, begin_beslistermijn, oudste, schort_op, stel
from wet.termijnenwet import DAG
from wet.uitkering import besluit_uitkering, vermogen_boven_grens

GRONDSLAG: dict[str, tuple[str, ...]] = {
    "aanmelding": ("wet:4.1",),
    "verzoek_beslist": ("awb:4:13", "mvt:3.3"),
    "toets_uitgevoerd": ("wet:4.1", "regeling:3"),
    "medewerking_geweigerd": ("mvt:3.1",),
    "inspanning": ("wet:4.2",),
    "werkgever_gevonden": ("wet:4.2",),
    "werkgever_afgehaakt": ("wet:4.2",),
    "loon_gewijzigd": ("wet:7.1", "wml:7"),
    "proefplaatsing_gestart": ("wet:6",),
    "proefplaatsing_beeindigd": ("wet:6",),
    "verzekering_vervallen": ("wet:6",),
    "loonwaarde_gemeten": ("wet:7.1", "wet:7.3"),
    "dienstbetrekking_aangegaan": ("wet:7.1",),
    "dienstbetrekking_verlengd": ("wet:7.1",),
    "dienstbetrekking_beeindigd": ("mvt:3.6",),
    "inkomsten_geraamd": ("besluit:6.1",),
    "inkomsten_opgegeven": ("besluit:6.1",),
    "leefvorm_gewijzigd": ("besluit:6.4",),
    "vermogen_gewijzigd": ("mvt:3.6.1",),
    "uitkering_gewijzigd": ("wet:1.c",),
    "herevaluatie_gevraagd": ("mvt:3.6.2", "awb:4:13"),
    "herevaluatieverzoek_beslist": ("mvt:3.6.2", "awb:4:13"),
    "voorziening_aangevraagd": ("wet:9.1", "awb:4:13"),
    "voorziening_beslist": ("wet:9.1",),
    "voorzieningen_beoordeeld": ("mvt:3.6.2",),
    "ziek_gemeld": ("zw:29b",),
    "hersteld": ("zw:29b",),
    "uwv_beoordeling": ("zw:29b.2",),
    "wsw_indicatie_gewijzigd": ("wet:1.e", "wsw:11"),
    "wsw_plaats_beschikbaar": ("wet:10.2",),
    "wsw_omzetting": ("wet:10.2",),
    "wsw_aanbod_beantwoord": ("wet:10.2",),
    "verhuisd": ("mvt:3.6",),
    "overleden": ("wet:7.1",),
    "traject_beeindigd": ("wet:4.2",),
    "beslistermijn_verlengd": ("awb:4:14.3",),
    "beslistermijn_opgeschort": ("awb:4:15",),
    "bezwaar_ingediend": ("awb:7:1",),
    "bezwaar_verdaagd": ("awb:7:10.3",),
    "bezwaar_opgeschort": ("awb:7:10.2",),
    "uitstel_ingestemd": ("awb:7:10.4",),
    "bezwaar_ingetrokken": ("awb:6:21",),
    "beslissing_op_bezwaar": ("awb:7:11",),
    "beroep_ingesteld": ("awb:8:1",),
    "beroep_ingetrokken": ("awb:6:21",),
    "uitspraak": ("awb:8:70",),
    "hoger_beroep_ingesteld": ("awb:8:104",),
    "ingebrekestelling": ("awb:4:17.3",),
}
"""The article that each event rests on."""

UITSTELBAAR = (
    g.ProefplaatsingBeeindigd,
    g.VerzekeringVervallen,
    g.DienstbetrekkingBeeindigd,
    g.LeefvormGewijzigd,
    g.VermogenGewijzigd,
    g.UitkeringGewijzigd,
    g.ZiekGemeld,
    g.Hersteld,
    g.Verhuisd,
)
"""Events whose date of effect may lie ahead; they are judged by the case as it is then."""


def dag_van_ingang(feit: g.Gebeurtenis) -> date | None:
    """Return the day on which an event takes effect, None when that is at once."""
    if isinstance(feit, UITSTELBAAR):
        return feit.per
    if isinstance(feit, g.WswOmzetting) and feit.werkgever_akkoord and feit.werknemer_akkoord:
        return feit.per
    return feit.per if isinstance(feit, g.WswAanbodBeantwoord) and feit.aanvaard else None


def stel_uit(dossier: Dossier, feit: g.Gebeurtenis, ingang: date) -> Dossier:
    """Keep an event until the day on which it takes effect."""
    if isinstance(feit, g.WswOmzetting | g.WswAanbodBeantwoord):
        dossier = dossier.met(wsw="afgesproken")
    later = Uitgesteld(dag=ingang, gebeurtenis=feit)
    return dossier.met(uitgesteld=(*dossier.uitgesteld, later))


def pas_toe(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Dossier:
    """Let an event take effect on a day."""
    return _GEVOLGEN[type(feit)](dossier, feit, dag)


def _meld_aan(dossier: Dossier, feit: g.Aanmelding, dag: date) -> Dossier:
    """Check the conditions in the order of contract section 2; who meets them gets his first phase."""
    reden = _niet_toegelaten(dossier, feit.op)
    if reden is not None:
        besluit = None
        if feit.initiatief == "client":
            motivering = feit.motivering or "U kunt niet meedoen aan de pilot."
            dossier = toegangstoets.wijs_verzoek_af(dossier, feit.op, reden, motivering, feit.bekendgemaakt)
            besluit = len(dossier.besluiten)
        return sluit(dossier, feit.op, dag, reden, besluit)
    if heeft_indicatie(dossier, feit.op):
        return toegangstoets.kom_in_doelgroep(dossier, feit.op, "wsw", ("wet:1.e", "mvt:3.1"))
    dossier = noteer(dossier, feit.op, "fase", ("wet:4.1",), dossier.fase)
    if feit.initiatief == "client":
        return begin_beslistermijn(dossier, "beslissing_verzoek", feit.op, "client")
    return dossier


def _niet_toegelaten(dossier: Dossier, op: date) -> Reden | None:
    pilot = dossier.pilot
    if not pilot.wet_geldt(op) or (pilot.einde is not None and pilot.einde <= op):
        return "pilot_gesloten"
    if not pilot.neemt_deel(dossier.client.gemeente, op):
        return "geen_deelnemende_gemeente"
    if not in_kring_bij_aanmelding(dossier, op):
        return "buiten_kring"
    return "buiten_doelgroep" if dossier.client.wsw_dienstbetrekking else None


def _weiger_medewerking(dossier: Dossier, feit: g.MedewerkingGeweigerd, _dag: date) -> Dossier:
    return meld(dossier, feit.op, "maatregel_overwegen")


def _vind_werkgever(dossier: Dossier, feit: g.WerkgeverGevonden, _dag: date) -> Dossier:
    loon = Loon(rechtens_loon=feit.rechtens_loon, uren_per_week=feit.uren_per_week, voltijd_uren=feit.voltijd_uren)
    nieuw = Werkgeverschap(
        op=feit.op,
        werkgever=feit.werkgever,
        functie=feit.functie,
        intentie=feit.intentie_dienstbetrekking,
        lonen=(Ingang(per=feit.op, waarde=loon),),
    )
    dossier = dossier.met(werkgeverschappen=(*dossier.werkgeverschappen, nieuw))
    return naar_fase(dossier, "loonwaardebepaling", feit.op, ("wet:7.1",))


def _verlies_werkgever(dossier: Dossier, feit: g.WerkgeverAfgehaakt, dag: date) -> Dossier:
    dossier = beeindig_proefplaatsing(dossier, feit.op, dag)
    weg = dossier.werkgeverschappen[-1].met(vervallen=True)
    dossier = dossier.met(werkgeverschappen=vervang(dossier.werkgeverschappen, -1, weg))
    return naar_fase(dossier, "werkgever_zoeken", feit.op, ("wet:4.2",))


def _wijzig_loon(dossier: Dossier, feit: g.LoonGewijzigd, _dag: date) -> Dossier:
    loon = Loon(rechtens_loon=feit.rechtens_loon, uren_per_week=feit.uren_per_week, voltijd_uren=feit.voltijd_uren)
    huidig = dossier.werkgeverschappen[-1]
    nieuw = huidig.met(lonen=(*huidig.lonen, Ingang(per=feit.per, waarde=loon)))
    return dossier.met(werkgeverschappen=vervang(dossier.werkgeverschappen, -1, nieuw))


def _beeindig_plaatsing(dossier: Dossier, feit: g.ProefplaatsingBeeindigd, dag: date) -> Dossier:
    return _na_plaatsing(dossier, feit.per, max(feit.per, feit.op), dag)


def _verlies_verzekering(dossier: Dossier, feit: g.VerzekeringVervallen, dag: date) -> Dossier:
    return _na_plaatsing(dossier, feit.per - DAG, max(feit.per, feit.op), dag)


def _na_plaatsing(dossier: Dossier, laatste: date, op: date, dag: date) -> Dossier:
    if dossier.fase != "proefplaatsing":
        return dossier
    return naar_fase(beeindig_proefplaatsing(dossier, laatste, dag), "loonwaardebepaling", op, ("wet:6",))


def _beeindig_baan(dossier: Dossier, feit: g.DienstbetrekkingBeeindigd, dag: date) -> Dossier:
    return dienstbetrekking.beeindig(dossier, feit, dag) if dossier.fase == "dienstbetrekking" else dossier


def _raam(dossier: Dossier, feit: g.InkomstenGeraamd, _dag: date) -> Dossier:
    return dossier.met(raming=Raming(b=feit.uit_dienstbetrekking, c=feit.overig))


def _geef_op(dossier: Dossier, feit: g.InkomstenOpgegeven, _dag: date) -> Dossier:
    opgave = Inkomsten(maand=feit.maand, b=feit.uit_dienstbetrekking, c=feit.overig)
    return dossier.met(inkomsten=(*dossier.inkomsten, opgave))


def _ingangsdag(feit: g.LeefvormGewijzigd | g.VermogenGewijzigd, dag: date) -> tuple[date, date]:
    """Return the day of the decision and its bekendmaking: the day of the event, or the later day of effect."""
    op = feit.op if feit.per <= dag and feit.per <= feit.op else max(feit.op, min(feit.per, dag))
    return op, max(op, feit.bekendgemaakt)


def _wijzig_leefvorm(dossier: Dossier, feit: g.LeefvormGewijzigd, dag: date) -> Dossier:
    ingang = Ingang(per=feit.per, waarde=feit.leefvorm)
    dossier = dossier.met(leefvormen=(*dossier.leefvormen, ingang))
    op, bekend = _ingangsdag(feit, dag)
    return besluit_uitkering(dossier, op, "Uw leefvorm is veranderd.", bekend, feit.motivering)


def _wijzig_vermogen(dossier: Dossier, feit: g.VermogenGewijzigd, dag: date) -> Dossier:
    boven = vermogen_boven_grens(dossier, feit.per)
    ingang = Ingang(per=feit.per, waarde=feit.vermogen)
    dossier = dossier.met(vermogens=(*dossier.vermogens, ingang))
    if vermogen_boven_grens(dossier, feit.per) == boven:
        return dossier
    op, bekend = _ingangsdag(feit, dag)
    waarom = "U krijgt weer een aanvullende uitkering." if boven else "Uw vermogen is te hoog voor een uitkering."
    return besluit_uitkering(dossier, op, waarom, bekend, feit.motivering)


def _wijzig_uitkering(dossier: Dossier, feit: g.UitkeringGewijzigd, dag: date) -> Dossier:
    ingang = Ingang[str](per=feit.per, waarde=feit.uitkering)
    dossier = dossier.met(uitkeringen=(*dossier.uitkeringen, ingang))
    if feit.uitkering in {"wwb", "wij"} or dossier.fase == "dienstbetrekking":
        return dossier
    return sluit(dossier, _niet_voor_de_baan(dossier, feit.per), dag, "buiten_kring")


def _niet_voor_de_baan(dossier: Dossier, per: date) -> date:
    """Keep what a job has given: a closing with an earlier day begins on the day after the job at the soonest."""
    baan = dossier.dienstbetrekking
    if baan is None or baan.tot_en_met is None or not baan.heeft_bestaan:
        return per
    return max(per, baan.tot_en_met + DAG)


def _oordeel_uwv(dossier: Dossier, feit: g.UwvBeoordeling, _dag: date) -> Dossier:
    ingang = Ingang(per=feit.op, waarde=feit.structurele_functionele_beperking)
    return dossier.met(uwv_beoordelingen=(*dossier.uwv_beoordelingen, ingang))


def _wijzig_indicatie(dossier: Dossier, feit: g.WswIndicatieGewijzigd, dag: date) -> Dossier:
    dossier = registreer(dossier, feit.indicatie, feit.op, dag)
    if dossier.route == "wsw" and dossier.fase in toegangstoets.ZOEKEND and not heeft_indicatie(dossier, dag):
        return toegangstoets.val_terug(beeindig_proefplaatsing(dossier, feit.op - DAG, dag), feit.op)
    return toegangstoets.volg_indicatie(dossier, dag)


def _verhuis(dossier: Dossier, feit: g.Verhuisd, dag: date) -> Dossier:
    dossier = dossier.met(woonplaats=feit.gemeente)
    if dossier.fase == "dienstbetrekking":
        return dossier
    return sluit(dossier, _niet_voor_de_baan(dossier, feit.per), dag, "verhuisd")


def _overlijd(dossier: Dossier, feit: g.Overleden, dag: date) -> Dossier:
    return sluit(dossier, feit.op, dag, "overleden")


_UITLEG_BEEINDIGING = {
    "verzoek_van_client": "U wilt niet verder met het traject.",
    "feitelijk_onmogelijk": "Het traject kan niet verdergaan.",
}


def _beeindig(dossier: Dossier, feit: g.TrajectBeeindigd, dag: date) -> Dossier:
    motivering = feit.motivering or feit.toelichting.strip() or _UITLEG_BEEINDIGING[feit.grond]
    gegevens: dict[str, str | bool | None] = {"grond": feit.grond}
    dossier = neem_besluit(
        dossier,
        Beschikking("beeindiging_traject", feit.op, "client", ("wet:4.2",), motivering, gegevens, feit.bekendgemaakt),
    )
    return sluit(dossier, feit.op, dag, "beeindigd_door_college", len(dossier.besluiten))


def _verleng_termijn(dossier: Dossier, feit: g.BeslistermijnVerlengd, _dag: date) -> Dossier:
    plaats = oudste(dossier, BIJ[feit.bij])
    return dossier if plaats is None else stel(dossier, plaats, feit.tot_en_met)


def _schort_termijn_op(dossier: Dossier, feit: g.BeslistermijnOpgeschort, _dag: date) -> Dossier:
    plaats = oudste(dossier, BIJ[feit.bij])
    return dossier if plaats is None else schort_op(dossier, plaats, feit.van, feit.tot_en_met)


_GEVOLGEN: dict[type, Callable[[Dossier, Any, date], Dossier]] = {
    g.Aanmelding: _meld_aan,
    g.VerzoekBeslist: toegangstoets.beslis_verzoek,
    g.ToetsUitgevoerd: toegangstoets.voer_uit,
    g.MedewerkingGeweigerd: _weiger_medewerking,
    g.Inspanning: lambda dossier, _feit, _dag: dossier,
    g.WerkgeverGevonden: _vind_werkgever,
    g.WerkgeverAfgehaakt: _verlies_werkgever,
    g.LoonGewijzigd: _wijzig_loon,
    g.ProefplaatsingGestart: lambda dossier, feit, _dag: start(dossier, feit),
    g.ProefplaatsingBeeindigd: _beeindig_plaatsing,
    g.VerzekeringVervallen: _verlies_verzekering,
    g.LoonwaardeGemeten: meting.meet,
    g.DienstbetrekkingAangegaan: lambda dossier, feit, _dag: dienstbetrekking.ga_aan(dossier, feit),
    g.DienstbetrekkingVerlengd: lambda dossier, feit, _dag: dienstbetrekking.verleng(dossier, feit),
    g.DienstbetrekkingBeeindigd: _beeindig_baan,
    g.InkomstenGeraamd: _raam,
    g.InkomstenOpgegeven: _geef_op,
    g.LeefvormGewijzigd: _wijzig_leefvorm,
    g.VermogenGewijzigd: _wijzig_vermogen,
    g.UitkeringGewijzigd: _wijzig_uitkering,
    g.HerevaluatieGevraagd: lambda dossier, feit, _dag: voorzieningen.vraag_herevaluatie(dossier, feit),
    g.HerevaluatieverzoekBeslist: lambda dossier, feit, _dag: voorzieningen.beslis_herevaluatieverzoek(dossier, feit),
    g.VoorzieningAangevraagd: lambda dossier, feit, _dag: voorzieningen.vraag_voorziening_aan(dossier, feit),
    g.VoorzieningBeslist: lambda dossier, feit, _dag: voorzieningen.beslis_voorziening(dossier, feit),
    g.VoorzieningenBeoordeeld: lambda dossier, feit, _dag: voorzieningen.beoordeel_voorzieningen(dossier, feit),
    g.ZiekGemeld: lambda dossier, feit, _dag: ziekte.meld_ziek(dossier, feit.per),
    g.Hersteld: lambda dossier, feit, _dag: ziekte.meld_hersteld(dossier, feit.per),
    g.UwvBeoordeling: _oordeel_uwv,
    g.WswIndicatieGewijzigd: _wijzig_indicatie,
    g.WswPlaatsBeschikbaar: lambda dossier, _feit, _dag: wsw.bied_plaats(dossier),
    g.WswOmzetting: wsw.zet_om,
    g.WswAanbodBeantwoord: wsw.beantwoord_aanbod,
    g.Verhuisd: _verhuis,
    g.Overleden: _overlijd,
    g.TrajectBeeindigd: _beeindig,
    g.BeslistermijnVerlengd: _verleng_termijn,
    g.BeslistermijnOpgeschort: _schort_termijn_op,
    r.BezwaarIngediend: lambda dossier, feit, _dag: bezwaar.dien_in(dossier, feit),
    r.BezwaarVerdaagd: lambda dossier, feit, _dag: bezwaar.verdaag(dossier, feit),
    r.BezwaarOpgeschort: lambda dossier, feit, _dag: bezwaar.schort_beslissing_op(dossier, feit),
    r.UitstelIngestemd: lambda dossier, feit, _dag: bezwaar.stem_in_met_uitstel(dossier, feit),
    r.BezwaarIngetrokken: lambda dossier, feit, _dag: bezwaar.trek_in(dossier, feit),
    r.BeslissingOpBezwaar: bezwaar.beslis,
    r.BeroepIngesteld: lambda dossier, feit, _dag: bezwaar.stel_beroep_in(dossier, feit),
    r.BeroepIngetrokken: lambda dossier, feit, _dag: bezwaar.trek_beroep_in(dossier, feit),
    r.UitspraakGedaan: bezwaar.doe_uitspraak,
    r.HogerBeroepIngesteld: lambda dossier, feit, _dag: bezwaar.stel_hoger_beroep_in(dossier, feit),
    r.Ingebrekestelling: lambda dossier, feit, _dag: stel_in_gebreke(dossier, feit),
}
