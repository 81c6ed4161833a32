"""Random events for a case as it stands: mostly such as fit it, with the odd one that does not.

Every function gives the fields of one kind of event; `Greep` is the hand that draws them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from wet.bedragen import minimumloon
from wet.dossier import Dossier
from wet.finaliteit import laatste_postdag
from wet.gevolgen import LOONWAARDEBESLUITEN
from wet.loonwaarde import loon_op

Velden = dict[str, Any]
T = TypeVar("T")

GEMEENTE, ANDERE_GEMEENTE = "0014", "0363"
METHODE, ANDERE_METHODE = "dariuz", "activa"
VASTE_KVK = ("02054321", "02054322")
WERKWEEK = 36
UITKOMSTEN = ("gegrond", "gegrond", "gegrond", "ongegrond", "niet_ontvankelijk")
TOETSUITKOMSTEN = ("doelgroep", "doelgroep", "geen_beperking", "bovengrens", "ondergrens")


class Greep:
    """Draws from one source of chance, so that a seed or a shrinking test decides everything."""

    def __init__(self, toeval: Random) -> None:
        self._toeval = toeval

    def een(self, rij: Sequence[T]) -> T:
        """Draw one of a row."""
        return rij[self.getal(0, len(rij) - 1)]

    def getal(self, van: int, tot_en_met: int) -> int:
        """Draw a whole number."""
        return self._toeval.randint(van, tot_en_met)

    def kans(self, procent: int) -> bool:
        """Tell, in so many of a hundred cases, that it is so."""
        return self.getal(1, 100) > 100 - procent

    def dag(self, rond: date, terug: int, vooruit: int) -> str:
        """Draw a day around another one, written out."""
        return (rond + timedelta(days=self.getal(-terug, vooruit))).isoformat()

    def ingang(self, dag: date) -> str:
        """Draw a date of effect: mostly the day itself, else before or after it."""
        return self.dag(dag, 45, 60) if self.kans(40) else dag.isoformat()

    def tekst(self, meestal: str) -> str:
        """Draw words, which may be none."""
        return "" if self.kans(10) else meestal

    def partij(self, meestal: str) -> str:
        """Draw who does something, mostly the one it is for."""
        return meestal if self.kans(85) else self.een(("client", "werkgever", "derde"))


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


def percentage(greep: Greep, dossier: Dossier, dag: date) -> str:
    """A loonwaarde mostly inside the range of wet:7.4, sometimes on its edge or outside it."""
    if greep.kans(70):
        return str(greep.getal(25, 65))
    if greep.kans(40) and dossier.werkgeverschap is not None:
        loon = loon_op(dossier.werkgeverschap, dag).rechtens_loon
        return str(min(round(greep.een((20, 100)) * minimumloon(dag) / max(loon, minimumloon(dag)), 2), 100))
    return greep.een(("10", "15.5", "20", "45.25", "80", "95", "100"))


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


def _opschorting(greep: Greep, dag: date) -> Velden:
    van = dag + timedelta(days=greep.getal(-10, 30))
    return {"van": van.isoformat(), "tot_en_met": greep.dag(van, 0, 40)}


def _bij(greep: Greep) -> str:
    return greep.een(("verzoek", "herevaluatie", "voorziening"))


def _rechtsmiddel(greep: Greep, dag: date) -> Velden:
    """How a remedy comes in: mostly today, perhaps received earlier, posted earlier still, or excused."""
    velden: Velden = {}
    ontvangen = dag
    if greep.kans(15):
        ontvangen = dag - timedelta(days=greep.getal(0, 8))
        velden["ontvangen"] = ontvangen.isoformat()
    if greep.kans(35):
        velden["gepost"] = greep.dag(ontvangen, 10, 0)
    if greep.kans(10):
        velden["verschoonbaar"] = True
    return velden


def _bezwaar(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    if not dossier.besluiten:
        return None
    open_termijn = [b for b in dossier.besluiten if laatste_postdag(b.bezwaar_tot_en_met) >= dag]
    besluiten = open_termijn if open_termijn and greep.kans(85) else dossier.besluiten
    over_loon = [besluit for besluit in besluiten if besluit.soort in LOONWAARDEBESLUITEN]
    besluit = greep.een(over_loon if over_loon and greep.kans(60) else besluiten)
    meestal = greep.een(("client", "werkgever", "werkgever"))
    meestal = meestal if besluit.geadresseerde == "beide" else besluit.geadresseerde
    velden = {"besluit": besluit.nummer, "door": greep.partij(meestal), "commissie": greep.kans(20)}
    return velden | _rechtsmiddel(greep, dag)


def _nummer(greep: Greep, dossier: Dossier, *standen: str) -> int | None:
    """Draw an objection, mostly one in a state in which this can be done."""
    if not dossier.bezwaren:
        return None
    passend = [bezwaar.nummer for bezwaar in dossier.bezwaren if bezwaar.stand in standen]
    if not passend and not greep.kans(10):
        return None
    return greep.een(passend) if passend and greep.kans(95) else greep.getal(1, len(dossier.bezwaren))


def _met_nummer(*standen: str) -> Callable[[Greep, Dossier, date], Velden | None]:
    def velden(greep: Greep, dossier: Dossier, _dag: date) -> Velden | None:
        nummer = _nummer(greep, dossier, *standen)
        return None if nummer is None else {"bezwaar": nummer}

    return velden


def _gewonnen(greep: Greep, dossier: Dossier, nummer: int, dag: date) -> Velden:
    """The field that fits the contested decision, which an outcome may leave out."""
    besluit = dossier.besluit(dossier.bezwaar(nummer).besluit)
    if greep.kans(8):
        return {}
    if besluit.soort in LOONWAARDEBESLUITEN:
        return {"loonwaarde": percentage(greep, dossier, dag)}
    if besluit.soort == "toegangstoets":
        return {"toetsuitkomst": greep.een(TOETSUITKOMSTEN)}
    if besluit.soort in {"afwijzing_verzoek", "afwijzing_herevaluatie", "voorziening"}:
        return {"toewijzen": not greep.kans(10)}
    return {}


def _uitkomst(greep: Greep, dossier: Dossier, nummer: int, dag: date) -> Velden:
    uitkomst = greep.een(UITKOMSTEN)
    gewonnen = _gewonnen(greep, dossier, nummer, dag) if uitkomst == "gegrond" else {}
    return {"bezwaar": nummer, "uitkomst": uitkomst} | gewonnen


def _beslissing(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "bezwaar")
    if nummer is None:
        return None
    return _uitkomst(greep, dossier, nummer, dag) | {"kennelijk": greep.kans(15)}


def _uitspraak(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "beroep", "hoger_beroep")
    if nummer is None:
        return None
    hoger = dossier.bezwaar(nummer).stand == "hoger_beroep"
    velden: Velden = {"instantie": "crvb" if hoger != greep.kans(4) else "rechtbank"}
    if greep.kans(20):
        velden["verzonden"] = greep.dag(dag, 8, 0)
    if greep.kans(12):
        velden["opnieuw_beslissen"] = greep.dag(dag, -1, 60)
    return velden | _uitkomst(greep, dossier, nummer, dag)


def _intrekking(*standen: str) -> Callable[[Greep, Dossier, date], Velden | None]:
    def velden(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
        nummer = _nummer(greep, dossier, *standen)
        if nummer is None:
            return None
        besluit = dossier.besluit(dossier.bezwaar(nummer).besluit)
        if besluit.soort in LOONWAARDEBESLUITEN and greep.kans(60):
            return {"bezwaar": nummer, "tegemoetgekomen": True, "loonwaarde": percentage(greep, dossier, dag)}
        return {"bezwaar": nummer, "tegemoetgekomen": greep.kans(30)}

    return velden


def _beroep(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "beslist", "bezwaar")
    if nummer is None:
        return None
    bezwaar = dossier.bezwaar(nummer)
    gronden = ("rechtstreeks", "niet_tijdig") if bezwaar.stand == "bezwaar" else ("beslissing",)
    velden = {"bezwaar": nummer, "door": greep.partij(bezwaar.door), "grond": greep.een(gronden)}
    return velden | _rechtsmiddel(greep, dag)


def _hoger_beroep(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "uitspraak")
    if nummer is None:
        return None
    return {"bezwaar": nummer, "door": greep.een(("client", "werkgever", "college"))} | _rechtsmiddel(greep, dag)


def _ingebrekestelling(greep: Greep, dossier: Dossier, _dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "bezwaar")
    bij = "bezwaar" if nummer is not None and greep.kans(70) else _bij(greep)
    velden: Velden = {"bij": bij, "onredelijk_laat": greep.kans(8)}
    return velden | ({"bezwaar": nummer} if bij == "bezwaar" else {})


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
    "herevaluatieverzoek_beslist": lambda greep, _d, _dag: {"toegewezen": greep.kans(50), "reden": greep.tekst("bekeken")},
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
    "beslistermijn_verlengd": lambda greep, _d, dag: {"bij": _bij(greep), "tot_en_met": greep.dag(dag, -10, 90)},
    "beslistermijn_opgeschort": lambda greep, _d, dag: {"bij": _bij(greep)} | _opschorting(greep, dag),
    "bezwaar_ingediend": _bezwaar,
    "bezwaar_verdaagd": _met_nummer("bezwaar"),
    "bezwaar_opgeschort": lambda greep, dossier, dag: _samen(
        _met_nummer("bezwaar")(greep, dossier, dag), _opschorting(greep, dag)
    ),
    "uitstel_ingestemd": lambda greep, dossier, dag: _samen(
        _met_nummer("bezwaar")(greep, dossier, dag), {"tot_en_met": greep.dag(dag, -20, 120)}
    ),
    "bezwaar_ingetrokken": _intrekking("bezwaar"),
    "beslissing_op_bezwaar": _beslissing,
    "beroep_ingesteld": _beroep,
    "beroep_ingetrokken": _intrekking("beroep", "hoger_beroep"),
    "uitspraak": _uitspraak,
    "hoger_beroep_ingesteld": _hoger_beroep,
    "ingebrekestelling": _ingebrekestelling,
}
"""For each kind of event of contract section 2 the fields of a random one, None when the case has nothing for it."""


def _samen(velden: Velden | None, erbij: Velden) -> Velden | None:
    return None if velden is None else velden | erbij
