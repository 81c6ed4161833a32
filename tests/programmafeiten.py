"""Random events for a case as it stands: mostly such as fit it, with the odd one that does not."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from tests.greep import Greep, Velden, bij_welke_termijn, opschorting, percentage
from tests.programmarechtsmiddelen import RECHTSMIDDELEN
from wet.bedragen import minimumloon
from wet.dossier import Dossier

GEMEENTE, ANDERE_GEMEENTE = "0014", "0363"
METHODE, ANDERE_METHODE = "dariuz", "activa"
VASTE_KVK = ("02054321", "02054322")
WERKWEEK = 36


_NIET_DOELGROEP: tuple[Velden, ...] = (
    {"vraag_1": False, "vraag_2b": None, "vraag_3": None},
    {"vraag_2a": [False, True]},
    {"vraag_2b": [True, True], "vraag_3": None},
    {"vraag_3": [True, False]},
)


def _toets(greep: Greep, _dossier: Dossier, _dag: date) -> Velden:
    wie = greep.getal(1, 100)
    velden: Velden = {"vraag_1": True, "vraag_2a": [False, False], "vraag_2b": [True, False], "vraag_3": [True, True]}
    if wie > 85:
        velden["toelichting"] = "" if greep.kans(20) else "onderzocht"
        velden |= greep.een(_NIET_DOELGROEP)
    if greep.kans(20):
        velden |= {"gerede_twijfel": True, "deskundige": greep.een(("arts", "anders", None))}
    return velden


def _loon(greep: Greep, dag: date) -> Velden:
    """A wage around the minimum wage for the hours, sometimes exactly that or twice that."""
    uren = greep.een((WERKWEEK, WERKWEEK, 24, 18))
    minimum = minimumloon(dag) * uren / WERKWEEK
    factor = greep.een((100, 100, 105, 112, 125, 130, 150, 200, 98))
    return {
        "rechtens_loon": str(round(minimum * factor / 100, 2)),
        "uren_per_week": str(uren),
        "voltijd_uren": str(WERKWEEK),
    }


def _werkgever(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    werkgever: Velden = {"naam": "Drukkerij Zuid", "kvk": greep.een(VASTE_KVK)}
    if greep.kans(50):
        werkgever["werkgeverslasten"] = greep.een(("0.18", "0", "0.3333"))
    return {
        "werkgever": werkgever,
        "functie": "inpakker",
        "intentie_dienstbetrekking": not greep.kans(5),
    } | _loon(greep, dag)


def _loonwijziging(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    return {"per": greep.ingang(dag)} | _loon(greep, dag)


def _plaatsing(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    van = dag + timedelta(days=greep.een((0, 0, 0, 1, 10, -1)))
    einde = None if greep.kans(60) else greep.dag(van, 0, 95)
    return {
        "van": van.isoformat(),
        "tot_en_met": einde,
        "aansprakelijkheidsverzekering": True,
        "ongevallenverzekering": not greep.kans(4),
    }


def _meting(greep: Greep, dossier: Dossier, dag: date) -> Velden:
    methode = ANDERE_METHODE if greep.kans(4) else dossier.pilot.methode_van(dossier.client.gemeente)
    velden: Velden = {"percentage": percentage(greep, dossier, dag), "methode": methode or METHODE}
    if dossier.fase == "dienstbetrekking":
        if greep.kans(50):
            velden["per"] = greep.dag(dag, 1, 40)
        velden["bijzondere_omstandigheden"] = "ander werk" if greep.kans(60) else None
    return velden


def _baan(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    van = dag + timedelta(days=greep.een((0, 0, 1, 7, 20, 45, -1)))
    einde = None if greep.kans(30) else greep.dag(van, 0, 900)
    soorten = ("privaatrechtelijk",) * 12 + ("publiekrechtelijk", "wsw_2", "wsw_7")
    return {
        "van": van.isoformat(),
        "tot_en_met": einde,
        "proeftijd": greep.kans(4),
        "soort_dienstbetrekking": greep.een(soorten),
    }


def _verlenging(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    return {"tot_en_met": None if greep.kans(20) else greep.dag(dag, 10, 500)}


def _einde_baan(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    na = greep.een(("wwb", "wwb", "wij", "ww_en_wwb", "ww", "geen"))
    return {"per": greep.ingang(dag), "reden": "contract", "uitkering_na": na}


def _inkomsten(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    maand = (dag - timedelta(days=greep.getal(0, 70))).isoformat()[:7]
    return {"maand": maand} | _bedragen(greep)


def _bedragen(greep: Greep) -> Velden:
    return {
        "uit_dienstbetrekking": greep.een(("0", "350.10", "600", "777.77", "1400")),
        "overig": greep.een(("0", "0", "55.55", "900")),
    }


def _indicatie(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    if greep.kans(35):
        return {"indicatie": None}
    return {"indicatie": {"van": greep.dag(dag, 60, 30), "tot_en_met": greep.dag(dag, -30, 900)}}


def _wsw_antwoord(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    return {"aanvaard": greep.kans(50), "per": greep.ingang(dag)}


def _omzetting(greep: Greep, _dossier: Dossier, dag: date) -> Velden:
    return {"werkgever_akkoord": greep.kans(50), "werknemer_akkoord": greep.kans(60), "per": greep.ingang(dag)}


def _vast(velden: Mapping[str, Any]) -> Callable[[Greep, Dossier, date], Velden | None]:
    return lambda _greep, _dossier, _dag: dict(velden)


MAKERS: Mapping[str, Callable[[Greep, Dossier, date], Velden | None]] = {
    "aanmelding": lambda greep, _d, _dag: {"initiatief": greep.een(("college", "client"))},
    "verzoek_beslist": lambda greep, _d, _dag: {"toegewezen": greep.kans(80), "reden": greep.tekst("bekeken")},
    "toets_uitgevoerd": _toets,
    "medewerking_geweigerd": lambda greep, _d, _dag: {"waaraan": greep.een(("toegangstoets", "inlichtingen"))},
    "inspanning": _vast({"toelichting": "gebeld"}),
    "werkgever_gevonden": _werkgever,
    "werkgever_afgehaakt": _vast({"reden": "geen werk"}),
    "loon_gewijzigd": _loonwijziging,
    "proefplaatsing_gestart": _plaatsing,
    "proefplaatsing_beeindigd": lambda greep, _d, dag: {"per": greep.dag(dag, 5, 20), "reden": "klaar"},
    "verzekering_vervallen": lambda greep, _d, dag: {"per": greep.ingang(dag)},
    "loonwaarde_gemeten": _meting,
    "dienstbetrekking_aangegaan": _baan,
    "dienstbetrekking_verlengd": _verlenging,
    "dienstbetrekking_beeindigd": _einde_baan,
    "inkomsten_geraamd": lambda greep, _d, _dag: _bedragen(greep),
    "inkomsten_opgegeven": _inkomsten,
    "leefvorm_gewijzigd": lambda greep, _d, dag: {
        "per": greep.ingang(dag),
        "leefvorm": greep.een(("gehuwd", "alleenstaande_ouder", "alleenstaande")),
    },
    "vermogen_gewijzigd": lambda greep, _d, dag: {
        "per": greep.ingang(dag),
        "vermogen": greep.een(("0", "-500", "5555", "5600", "11110", "11110.01", "90000")),
    },
    "uitkering_gewijzigd": lambda greep, _d, dag: {
        "per": greep.ingang(dag),
        "uitkering": greep.een(("wwb", "wij", "geen", "anders")),
    },
    "herevaluatie_gevraagd": lambda greep, _d, _dag: {
        "door": greep.een(("werkgever", "werknemer")),
        "omstandigheden": "ander werk",
    },
    "herevaluatieverzoek_beslist": lambda greep, _d, _dag: {
        "toegewezen": greep.kans(50),
        "reden": greep.tekst("bekeken"),
    },
    "voorziening_aangevraagd": lambda greep, _d, _dag: {
        "omschrijving": "stoel",
        "door": greep.een(("client", "werkgever", "college")),
    },
    "voorziening_beslist": lambda greep, _d, _dag: {"omschrijving": "stoel", "toegekend": greep.kans(60)},
    "voorzieningen_beoordeeld": _vast({"toereikend": True, "toelichting": "gezien"}),
    "ziek_gemeld": lambda greep, _d, dag: {"per": greep.ingang(dag)},
    "hersteld": lambda greep, _d, dag: {"per": greep.ingang(dag)},
    "uwv_beoordeling": lambda greep, _d, _dag: {"structurele_functionele_beperking": greep.kans(60)},
    "wsw_indicatie_gewijzigd": _indicatie,
    "wsw_plaats_beschikbaar": _vast({}),
    "wsw_omzetting": _omzetting,
    "wsw_aanbod_beantwoord": _wsw_antwoord,
    "verhuisd": lambda greep, _d, dag: {
        "per": greep.ingang(dag),
        "gemeente": greep.een((ANDERE_GEMEENTE, GEMEENTE, "0599")),
    },
    "overleden": _vast({}),
    "traject_beeindigd": lambda greep, _d, _dag: {
        "grond": greep.een(("verzoek_van_client", "feitelijk_onmogelijk")),
        "toelichting": greep.tekst("gestopt"),
    },
    "beslistermijn_verlengd": lambda greep, _d, dag: {
        "bij": bij_welke_termijn(greep),
        "tot_en_met": greep.dag(dag, -10, 90),
    },
    "beslistermijn_opgeschort": lambda greep, _d, dag: {"bij": bij_welke_termijn(greep)} | opschorting(greep, dag),
    **RECHTSMIDDELEN,
}
"""For each kind of event of contract section 2 the fields of a random one, None when the case has nothing for it."""
