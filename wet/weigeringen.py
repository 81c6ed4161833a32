"""What the law does not allow: contract section 3, row by row and in its order.

Each row is a function that returns a refusal, or None when it does not apply. The first that applies is named.
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from wet import gebeurtenissen as g
from wet import rechtsmiddelen as r
from wet.bezwaar import open_beroepen, termijn_van
from wet.dienstbetrekking import geldige_loonwaarde
from wet.dossier import Dossier, Loon, Werkgeverschap
from wet.fase import past_niet
from wet.gevolgen import vastgesteld
from wet.indicatie import heeft_indicatie
from wet.kring import in_doelgroep, in_kring
from wet.loonwaarde import onder_minimum
from wet.proefplaatsing import langst_toegestaan
from wet.termijnen import BIJ, oudste, uiterlijk
from wet.toegangstoets import uitkomst
from wet.voorzieningen import heeft_toegewezen_verzoek
from wet.waarden import Weigering

Rij = Callable[[Dossier, g.Gebeurtenis, date], Weigering | None]

WEKEN_VERVROEGD = 8
_NIEUW = (
    g.VerzoekBeslist,
    g.ToetsUitgevoerd,
    g.WerkgeverGevonden,
    g.ProefplaatsingGestart,
    g.DienstbetrekkingAangegaan,
)
_OOK_NIEUW_NA_DE_WET = (
    g.LoonwaardeGemeten,
    g.DienstbetrekkingVerlengd,
    g.HerevaluatieGevraagd,
    g.HerevaluatieverzoekBeslist,
    g.VoorzieningAangevraagd,
    g.WswPlaatsBeschikbaar,
    g.WswOmzetting,
)


def is_eerste_meting(dossier: Dossier, feit: g.Gebeurtenis) -> bool:
    """Tell whether a measurement would be a first one."""
    return isinstance(feit, g.LoonwaardeGemeten) and dossier.fase != "dienstbetrekking"


def _na_de_wet(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    vervalt = dossier.pilot.wet_vervalt
    if vervalt is None or dag < vervalt or not isinstance(feit, _NIEUW + _OOK_NIEUW_NA_DE_WET):
        return None
    return Weigering("wet:16", "De wet is vervallen. Er kan niets nieuws meer beginnen.")


def _na_de_pilot(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    pilot, deelname = dossier.pilot.einde, dossier.pilot.deelname_einde(dossier.client.gemeente)
    voorbij = any(einde is not None and einde <= dag for einde in (pilot, deelname))
    if not voorbij or not (isinstance(feit, _NIEUW) or is_eerste_meting(dossier, feit)):
        return None
    return Weigering("wet:12", "De pilot is voor deze gemeente geeindigd. Er kan niets nieuws meer beginnen.")


def _geindiceerde(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    over_de_toets = isinstance(feit, g.ToetsUitgevoerd) or (
        isinstance(feit, g.MedewerkingGeweigerd) and feit.waaraan == "toegangstoets"
    )
    if not over_de_toets or not heeft_indicatie(dossier, dag):
        return None
    return Weigering("wet:4.1", "Wie een geldige Wsw-indicatie heeft, doet geen toegangstoets.")


def _deskundige(_dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.ToetsUitgevoerd) or feit.deskundige is not None:
        return None
    if not feit.tegenstrijdige_informatie and not feit.gerede_twijfel:
        return None
    return Weigering("regeling:3.2", "Bij twijfel of tegenstrijdige informatie moet een deskundige meekijken.")


def _motivering(_dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.ToetsUitgevoerd) or uitkomst(feit) == "doelgroep" or feit.toelichting.strip():
        return None
    return Weigering("awb:3:46", "Leg uit waarom deze persoon niet tot de doelgroep behoort.")


def _minimumloon(_dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.WerkgeverGevonden | g.LoonGewijzigd):
        return None
    loon = Loon(rechtens_loon=feit.rechtens_loon, uren_per_week=feit.uren_per_week, voltijd_uren=feit.voltijd_uren)
    if not onder_minimum(loon, feit.per if isinstance(feit, g.LoonGewijzigd) else feit.op):
        return None
    return Weigering("wml:7", "Het loon is lager dan het minimumloon voor deze uren.")


def _in_beeld(dossier: Dossier) -> Werkgeverschap | None:
    """Return the employer with whom a placement can start or runs."""
    return dossier.werkgeverschap if dossier.fase in {"proefplaatsing", "loonwaardebepaling"} else None


def _intentie(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    werkgeverschap = _in_beeld(dossier)
    if not isinstance(feit, g.ProefplaatsingGestart) or werkgeverschap is None or werkgeverschap.intentie:
        return None
    return Weigering("mvt:3.4", "De werkgever wil geen baan aanbieden. Dan mag een proefplaatsing niet.")


def _proefplaatsing(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.ProefplaatsingGestart):
        return None
    if not (feit.aansprakelijkheidsverzekering and feit.ongevallenverzekering):
        return Weigering("wet:6", "Een aansprakelijkheids- en een ongevallenverzekering zijn allebei verplicht.")
    werkgeverschap = _in_beeld(dossier)
    if werkgeverschap is None:
        return None
    langst = langst_toegestaan(dossier, werkgeverschap.werkgever.kvk, feit.van)
    if langst >= (feit.tot_en_met or feit.van):
        return None
    return Weigering("wet:6", f"Een proefplaatsing bij deze werkgever mag uiterlijk tot en met {langst} duren.")


def _doelgroep(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    if not (isinstance(feit, g.ProefplaatsingGestart) or is_eerste_meting(dossier, feit)):
        return None
    if in_kring(dossier, dag) and in_doelgroep(dossier, dag):
        return None
    return Weigering("wet:1", "Deze persoon behoort nu niet tot de kring of de doelgroep.")


def _methode(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    methode = dossier.pilot.methode_van(dossier.client.gemeente)
    if not isinstance(feit, g.LoonwaardeGemeten) or feit.methode == methode:
        return None
    return Weigering("regeling:4", "Deze gemeente meet de loonwaarde met een andere methode.")


def _terugwerkend(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.LoonwaardeGemeten) or is_eerste_meting(dossier, feit) or feit.per is None:
        return None
    if feit.per >= feit.bekendgemaakt:
        return None
    return Weigering("awb:3:40", "Een besluit werkt pas vanaf de dag waarop het bekend is gemaakt.")


def _vervroegd(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.LoonwaardeGemeten) or is_eerste_meting(dossier, feit):
        return None
    plaats = oudste(dossier, "herevaluatie")
    if plaats is None or feit.bijzondere_omstandigheden or heeft_toegewezen_verzoek(dossier):
        return None
    if feit.op >= uiterlijk(dossier, dossier.termijnen[plaats]) - timedelta(weeks=WEKEN_VERVROEGD):
        return None
    return Weigering("regeling:5.2", "Eerder meten mag alleen bij bijzondere omstandigheden of op verzoek.")


def _proeftijd(_dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.DienstbetrekkingAangegaan):
        return None
    if feit.proeftijd:
        return Weigering("wet:7.2.b", "Bij loondispensatie mag geen proeftijd gelden.")
    if feit.soort_dienstbetrekking in {"wsw_2", "wsw_7"}:
        return Weigering("wet:7.2.a", "Voor een Wsw-baan geldt geen loondispensatie.")
    return None


def _loonwaarde_bepaald(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    if not isinstance(feit, g.DienstbetrekkingAangegaan):
        return None
    plaats = geldige_loonwaarde(dossier, dag)
    if plaats is None:
        return Weigering("wet:7.1", "Voor deze werkgever en functie is nog geen loondispensatie vastgesteld.")
    if feit.van < dossier.besluit(dossier.vaststellingen[plaats].besluit).bekendgemaakt:
        return Weigering("wet:7.1", "De baan begint voordat het besluit over de loonwaarde bekend is gemaakt.")
    return None


def _niet_tijdens_een_baan(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, g.TrajectBeeindigd) or dossier.fase != "dienstbetrekking":
        return None
    return Weigering("wet:8.1", "Zolang er een baan met loondispensatie is, kan het college niet stoppen.")


def _plaats_zonder_indicatie(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    if not isinstance(feit, g.WswPlaatsBeschikbaar) or heeft_indicatie(dossier, dag):
        return None
    return Weigering("wet:10.2", "Zonder geldige Wsw-indicatie is er geen recht op een Wsw-plaats.")


def _bezwaar_tegen_bezwaar(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, r.BezwaarIngediend) or dossier.besluit(feit.besluit).soort != "beslissing_op_bezwaar":
        return None
    return Weigering("awb:7:1", "Tegen een beslissing op bezwaar staat beroep open, geen bezwaar.")


_VERLENGING: dict[type, tuple[str, str]] = {
    r.BezwaarVerdaagd: ("awb:7:10.3", "De termijn is al voorbij; verdagen kan niet meer."),
    r.BezwaarOpgeschort: ("awb:7:10.2", "De termijn is al voorbij; opschorten kan niet meer."),
    r.UitstelIngestemd: ("awb:7:10.4", "De termijn is al voorbij; uitstel kan niet meer."),
    g.BeslistermijnVerlengd: ("awb:4:14.3", "De termijn is al voorbij; verlengen kan niet meer."),
    g.BeslistermijnOpgeschort: ("awb:4:15", "De termijn is al voorbij; opschorten kan niet meer."),
}


_VerlengtBezwaar = r.BezwaarVerdaagd | r.BezwaarOpgeschort | r.UitstelIngestemd
_VerlengtVerzoek = g.BeslistermijnVerlengd | g.BeslistermijnOpgeschort


def _te_laat_verlengd(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, _VerlengtBezwaar | _VerlengtVerzoek):
        return None
    if isinstance(feit, r.BezwaarVerdaagd) and dossier.bezwaar(feit.bezwaar).verdaagd:
        return Weigering("awb:7:10.3", "Verdagen mag maar een keer.")
    if isinstance(feit, _VerlengtVerzoek):
        plaats = oudste(dossier, BIJ[feit.bij])
    else:
        plaats = termijn_van(dossier, feit.bezwaar)
    if plaats is None or feit.op <= dossier.termijnen[plaats].uiterlijk:
        return None
    return Weigering(*_VERLENGING[type(feit)])


def _slechter(dossier: Dossier, feit: g.Gebeurtenis, _dag: date) -> Weigering | None:
    if not isinstance(feit, r.BezwaarIngetrokken | r.BeroepIngetrokken | r.BeslissingOpBezwaar | r.UitspraakGedaan):
        return None
    bezwaar = dossier.bezwaar(feit.bezwaar)
    was = vastgesteld(dossier, bezwaar.besluit)
    if feit.loonwaarde is None or was is None:
        return None
    partijen = set(_wie_het_zocht(dossier, feit))
    slechter_voor = {"client"} if feit.loonwaarde < was else {"werkgever"} if feit.loonwaarde > was else set[str]()
    if not partijen or not partijen <= slechter_voor:
        return None
    return Weigering("awb:7:11", "De uitkomst mag niet slechter zijn voor wie bezwaar of beroep instelde.")


def _wie_het_zocht(dossier: Dossier, feit: g.Gebeurtenis) -> Iterable[str]:
    if isinstance(feit, r.BezwaarIngetrokken | r.BeslissingOpBezwaar):
        return [dossier.bezwaar(feit.bezwaar).door]
    if isinstance(feit, r.BeroepIngetrokken):
        return [beroep.door for beroep in open_beroepen(dossier.bezwaar(feit.bezwaar))[:1]]
    if isinstance(feit, r.UitspraakGedaan):
        return [beroep.door for beroep in open_beroepen(dossier.bezwaar(feit.bezwaar), feit.instantie)]
    return []


RIJEN: tuple[Rij, ...] = (
    _na_de_wet,
    _na_de_pilot,
    _geindiceerde,
    _deskundige,
    _motivering,
    _minimumloon,
    _intentie,
    _proefplaatsing,
    _doelgroep,
    _methode,
    _terugwerkend,
    _vervroegd,
    _proeftijd,
    _loonwaarde_bepaald,
    _niet_tijdens_een_baan,
    _plaats_zonder_indicatie,
    _bezwaar_tegen_bezwaar,
    _te_laat_verlengd,
    _slechter,
    past_niet,
)
"""The rows of contract section 3, in order; the last is everything that does not fit the phase or the state."""


def toets(dossier: Dossier, feit: g.Gebeurtenis, dag: date) -> Weigering | None:
    """Return the first refusal that applies to an event on a day, None when it is allowed."""
    return next((weigering for rij in RIJEN if (weigering := rij(dossier, feit, dag)) is not None), None)
