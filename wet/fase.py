"""Which event fits which phase and state of the case (contract section 2, column «in phase»)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from wet import gebeurtenissen as g
from wet import rechtsmiddelen as r
from wet.bezwaar import open_beroepen, termijn_van
from wet.dossier import Dossier, Fase
from wet.proefplaatsing import lopende
from wet.termijnen import BIJ, oudste
from wet.uitkering import had_baan_in
from wet.voorzieningen import open_herevaluatieverzoek
from wet.waarden import Weigering
from wet.ziekte import lopende_ziekte

_OverBezwaar = (
    r.BezwaarVerdaagd | r.BezwaarOpgeschort | r.UitstelIngestemd | r.BezwaarIngetrokken | r.BeslissingOpBezwaar
)

_OPEN: tuple[Fase, ...] = (
    "verzoek",
    "toegangstoets",
    "werkgever_zoeken",
    "proefplaatsing",
    "loonwaardebepaling",
    "dienstbetrekking",
)
_ALLE: tuple[Fase, ...] = (*_OPEN, "afgesloten")
_VANAF_ZOEKEN = _OPEN[2:]
_BAAN: tuple[Fase, ...] = ("dienstbetrekking",)

_FASEN: dict[type, tuple[Fase, ...]] = {
    g.Aanmelding: (),
    g.VerzoekBeslist: ("verzoek",),
    g.ToetsUitgevoerd: ("toegangstoets",),
    g.MedewerkingGeweigerd: _OPEN,
    g.Inspanning: _OPEN,
    g.WerkgeverGevonden: ("werkgever_zoeken",),
    g.WerkgeverAfgehaakt: ("proefplaatsing", "loonwaardebepaling"),
    g.LoonGewijzigd: ("loonwaardebepaling", "dienstbetrekking"),
    g.ProefplaatsingGestart: ("loonwaardebepaling",),
    g.ProefplaatsingBeeindigd: ("proefplaatsing",),
    g.VerzekeringVervallen: ("proefplaatsing",),
    g.LoonwaardeGemeten: ("proefplaatsing", "loonwaardebepaling", "dienstbetrekking"),
    g.DienstbetrekkingAangegaan: ("loonwaardebepaling",),
    g.DienstbetrekkingVerlengd: _BAAN,
    g.DienstbetrekkingBeeindigd: _BAAN,
    g.InkomstenGeraamd: _BAAN,
    g.LeefvormGewijzigd: _OPEN,
    g.VermogenGewijzigd: _OPEN,
    g.UitkeringGewijzigd: _OPEN,
    g.HerevaluatieGevraagd: _BAAN,
    g.HerevaluatieverzoekBeslist: _BAAN,
    g.VoorzieningAangevraagd: _VANAF_ZOEKEN,
    g.VoorzieningBeslist: _VANAF_ZOEKEN,
    g.VoorzieningenBeoordeeld: ("proefplaatsing", "dienstbetrekking"),
    g.ZiekGemeld: _BAAN,
    g.UwvBeoordeling: _OPEN,
    g.WswIndicatieGewijzigd: _OPEN,
    g.WswPlaatsBeschikbaar: _BAAN,
    g.WswOmzetting: _BAAN,
    g.WswAanbodBeantwoord: _BAAN,
    g.Verhuisd: _OPEN,
    g.Overleden: _OPEN,
    g.TrajectBeeindigd: _OPEN[:-1],
}

_IN_WOORDEN: dict[Fase, str] = {
    "verzoek": "er een verzoek ligt",
    "toegangstoets": "de toegangstoets loopt",
    "werkgever_zoeken": "een werkgever wordt gezocht",
    "proefplaatsing": "de proefplaatsing loopt",
    "loonwaardebepaling": "de loonwaarde wordt bepaald",
    "dienstbetrekking": "er een baan is",
    "afgesloten": "het traject is afgesloten",
}


def past_niet(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    """Return the refusal `fase` when an event does not fit the phase or the state of the case."""
    if dossier.fase not in _FASEN.get(type(feit), _ALLE):
        return Weigering("fase", f"Dit kan niet terwijl {_IN_WOORDEN[dossier.fase]}.")
    controle = _CONTROLES.get(type(feit))
    bezwaar = None if controle is None else controle(dossier, feit, dag)
    return None if bezwaar is None else Weigering("fase", bezwaar)


def _niet_in_het_verleden(
    _dossier: Dossier, feit: g.ProefplaatsingGestart | g.DienstbetrekkingAangegaan, _dag: date
) -> str | None:
    return "De begindag ligt voor de dag van de melding." if feit.van < feit.op else None


def _einde_in_de_plaatsing(dossier: Dossier, feit: g.ProefplaatsingBeeindigd, _dag: date) -> str | None:
    plaatsing = lopende(dossier)
    te_laat = plaatsing is not None and feit.per > plaatsing.tot_en_met
    return "De proefplaatsing is dan al voorbij." if te_laat else None


def _niet_korter(dossier: Dossier, feit: g.DienstbetrekkingVerlengd, _dag: date) -> str | None:
    huidig = dossier.dienstbetrekkingen[-1].tot_en_met
    korter = feit.tot_en_met is not None and (huidig is None or feit.tot_en_met < huidig)
    return "De nieuwe laatste dag ligt voor de huidige." if korter else None


def _maand_met_baan(dossier: Dossier, feit: g.InkomstenOpgegeven, _dag: date) -> str | None:
    return None if had_baan_in(dossier, feit.maand) else "In deze maand was er geen baan."


def _verzoek_open(dossier: Dossier, _feit: g.HerevaluatieverzoekBeslist, _dag: date) -> str | None:
    return "Er ligt geen verzoek om herevaluatie." if open_herevaluatieverzoek(dossier) is None else None


def _nog_niet_ziek(dossier: Dossier, _feit: g.ZiekGemeld, _dag: date) -> str | None:
    return None if lopende_ziekte(dossier) is None else "Deze persoon is al ziek gemeld."


def _ziek(dossier: Dossier, feit: g.Hersteld, _dag: date) -> str | None:
    ziekte = lopende_ziekte(dossier)
    if ziekte is None:
        return "Deze persoon is niet ziek gemeld."
    return "De eerste dag van herstel ligt niet na de eerste ziektedag." if feit.per <= ziekte.van else None


def _na_plaats(dossier: Dossier, _feit: g.WswOmzetting, _dag: date) -> str | None:
    return None if dossier.wsw == "plaats" else "Er is nog geen Wsw-plaats beschikbaar."


def _na_aanbod(dossier: Dossier, _feit: g.WswAanbodBeantwoord, _dag: date) -> str | None:
    return None if dossier.wsw == "aanbod" else "Er is geen aanbod gedaan."


def _nog_geen_plaats(dossier: Dossier, _feit: g.WswPlaatsBeschikbaar, _dag: date) -> str | None:
    return None if dossier.wsw == "geen" else "De Wsw-plaats is al gemeld."


def _andere_gemeente(dossier: Dossier, feit: g.Verhuisd, _dag: date) -> str | None:
    return "Deze persoon woont al in die gemeente." if feit.gemeente == dossier.woonplaats else None


def _latere_dag(dossier: Dossier, feit: g.BeslistermijnVerlengd, _dag: date) -> str | None:
    plaats = oudste(dossier, BIJ[feit.bij])
    if plaats is None:
        return "Er loopt geen termijn voor zo'n beslissing."
    later = feit.tot_en_met > dossier.termijnen[plaats].uiterlijk
    return None if later else "De nieuwe laatste dag ligt niet na de huidige."


def _lopende_termijn(dossier: Dossier, feit: g.BeslistermijnOpgeschort, _dag: date) -> str | None:
    return "Er loopt geen termijn voor zo'n beslissing." if oudste(dossier, BIJ[feit.bij]) is None else None


def _bezwaar_open(dossier: Dossier, feit: _OverBezwaar, _dag: date) -> str | None:
    return None if dossier.bezwaar(feit.bezwaar).stand == "bezwaar" else "Dit bezwaar is niet meer open."


def _uitstel(dossier: Dossier, feit: r.UitstelIngestemd, dag: date) -> str | None:
    plaats = termijn_van(dossier, feit.bezwaar)
    if (dicht := _bezwaar_open(dossier, feit, dag)) is not None or plaats is None:
        return dicht or "Dit bezwaar is niet meer open."
    later = feit.tot_en_met > dossier.termijnen[plaats].uiterlijk
    return None if later else "De nieuwe laatste dag ligt niet na de huidige."


def _beroep_open(dossier: Dossier, feit: r.BeroepIngetrokken | r.UitspraakGedaan, _dag: date) -> str | None:
    instantie = feit.instantie if isinstance(feit, r.UitspraakGedaan) else None
    return None if open_beroepen(dossier.bezwaar(feit.bezwaar), instantie) else "Er is geen beroep open."


_CONTROLES: dict[type, Callable[[Dossier, Any, date], str | None]] = {
    g.ProefplaatsingGestart: _niet_in_het_verleden,
    g.ProefplaatsingBeeindigd: _einde_in_de_plaatsing,
    g.DienstbetrekkingAangegaan: _niet_in_het_verleden,
    g.DienstbetrekkingVerlengd: _niet_korter,
    g.InkomstenOpgegeven: _maand_met_baan,
    g.HerevaluatieverzoekBeslist: _verzoek_open,
    g.ZiekGemeld: _nog_niet_ziek,
    g.Hersteld: _ziek,
    g.WswPlaatsBeschikbaar: _nog_geen_plaats,
    g.WswOmzetting: _na_plaats,
    g.WswAanbodBeantwoord: _na_aanbod,
    g.Verhuisd: _andere_gemeente,
    g.BeslistermijnVerlengd: _latere_dag,
    g.BeslistermijnOpgeschort: _lopende_termijn,
    r.BezwaarVerdaagd: _bezwaar_open,
    r.BezwaarOpgeschort: _bezwaar_open,
    r.UitstelIngestemd: _uitstel,
    r.BezwaarIngetrokken: _bezwaar_open,
    r.BeslissingOpBezwaar: _bezwaar_open,
    r.BeroepIngetrokken: _beroep_open,
    r.UitspraakGedaan: _beroep_open,
}
