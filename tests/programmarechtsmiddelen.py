"""Random events of bezwaar, beroep, hoger beroep and the dwangsom, for a case as it stands."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tests.greep import Greep, Velden, bij_welke_termijn, opschorting, percentage
from wet.dossier import Dossier, Termijn
from wet.finaliteit import laatste_postdag
from wet.gevolgen import LOONWAARDEBESLUITEN
from wet.termijnen import BIJ

UITKOMSTEN = ("gegrond", "gegrond", "gegrond", "ongegrond", "niet_ontvankelijk")
TOETSUITKOMSTEN = ("doelgroep", "doelgroep", "geen_beperking", "bovengrens", "ondergrens")


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


def bezwaar(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
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


def met_nummer(*standen: str) -> Callable[[Greep, Dossier, date], Velden | None]:
    def velden(greep: Greep, dossier: Dossier, _dag: date) -> Velden | None:
        nummer = _nummer(greep, dossier, *standen)
        return None if nummer is None else {"bezwaar": nummer}

    return velden


def _gewonnen_loonwaarde(greep: Greep, dossier: Dossier, nummer: int, dag: date) -> str:
    """A loonwaarde that helps who objected, mostly: lower for the employer, higher for the client."""
    if greep.kans(35):
        return percentage(greep, dossier, dag)
    bezwaar = dossier.bezwaar(nummer)
    was = int(Decimal(str(dossier.besluit(bezwaar.besluit).gegevens["percentage"])))
    verschil = greep.getal(1, 20)
    return str(max(was - verschil, 0) if bezwaar.door == "werkgever" else min(was + verschil, 100))


def _gewonnen(greep: Greep, dossier: Dossier, nummer: int, dag: date) -> Velden:
    """The field that fits the contested decision, which an outcome may leave out."""
    besluit = dossier.besluit(dossier.bezwaar(nummer).besluit)
    if greep.kans(8):
        return {}
    if besluit.soort in LOONWAARDEBESLUITEN:
        return {"loonwaarde": _gewonnen_loonwaarde(greep, dossier, nummer, dag)}
    if besluit.soort == "toegangstoets":
        return {"toetsuitkomst": greep.een(TOETSUITKOMSTEN)}
    if besluit.soort in {"afwijzing_verzoek", "afwijzing_herevaluatie", "voorziening"}:
        return {"toewijzen": not greep.kans(10)}
    return {}


def _uitkomst(greep: Greep, dossier: Dossier, nummer: int, dag: date) -> Velden:
    uitkomst = greep.een(UITKOMSTEN)
    gewonnen = _gewonnen(greep, dossier, nummer, dag) if uitkomst == "gegrond" else {}
    return {"bezwaar": nummer, "uitkomst": uitkomst} | gewonnen


def beslissing(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "bezwaar")
    if nummer is None:
        return None
    return _uitkomst(greep, dossier, nummer, dag) | {"kennelijk": greep.kans(15)}


def uitspraak(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
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


def intrekking(*standen: str) -> Callable[[Greep, Dossier, date], Velden | None]:
    def velden(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
        nummer = _nummer(greep, dossier, *standen)
        if nummer is None:
            return None
        besluit = dossier.besluit(dossier.bezwaar(nummer).besluit)
        if besluit.soort in LOONWAARDEBESLUITEN and greep.kans(60):
            gewonnen = _gewonnen_loonwaarde(greep, dossier, nummer, dag)
            return {"bezwaar": nummer, "tegemoetgekomen": True, "loonwaarde": gewonnen}
        return {"bezwaar": nummer, "tegemoetgekomen": greep.kans(30)}

    return velden


def beroep(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "beslist", "bezwaar")
    if nummer is None:
        return None
    bezwaar = dossier.bezwaar(nummer)
    gronden = ("rechtstreeks", "niet_tijdig") if bezwaar.stand == "bezwaar" else ("beslissing",)
    velden = {"bezwaar": nummer, "door": greep.partij(bezwaar.door), "grond": greep.een(gronden)}
    return velden | _rechtsmiddel(greep, dag)


def hoger_beroep(greep: Greep, dossier: Dossier, dag: date) -> Velden | None:
    nummer = _nummer(greep, dossier, "uitspraak")
    if nummer is None:
        return None
    return {"bezwaar": nummer, "door": greep.een(("client", "werkgever", "college"))} | _rechtsmiddel(greep, dag)


def te_late_termijnen(dossier: Dossier) -> list[Termijn]:
    """The terms for a decision that have passed while the decision is still due."""
    return [t for t in dossier.termijnen if t.soort in BIJ.values() and t.verstreken and t.onbeantwoord]


def ingebrekestelling(greep: Greep, dossier: Dossier, _dag: date) -> Velden | None:
    te_laat = te_late_termijnen(dossier)
    if te_laat and greep.kans(85):
        termijn = greep.een(te_laat)
        bij = next(naam for naam, soort in BIJ.items() if soort == termijn.soort)
        return {"bij": bij} | ({"bezwaar": termijn.hoort_bij} if bij == "bezwaar" else {})
    nummer = _nummer(greep, dossier, "bezwaar")
    bij = "bezwaar" if nummer is not None and greep.kans(70) else bij_welke_termijn(greep)
    velden: Velden = {"bij": bij, "onredelijk_laat": greep.kans(8)}
    return velden | ({"bezwaar": nummer} if bij == "bezwaar" else {})


def _samen(velden: Velden | None, erbij: Velden) -> Velden | None:
    return None if velden is None else velden | erbij


RECHTSMIDDELEN: Mapping[str, Callable[[Greep, Dossier, date], Velden | None]] = {
    "bezwaar_ingediend": bezwaar,
    "bezwaar_verdaagd": met_nummer("bezwaar"),
    "bezwaar_opgeschort": lambda greep, dossier, dag: _samen(
        met_nummer("bezwaar")(greep, dossier, dag), opschorting(greep, dag)
    ),
    "uitstel_ingestemd": lambda greep, dossier, dag: _samen(
        met_nummer("bezwaar")(greep, dossier, dag), {"tot_en_met": greep.dag(dag, -20, 120)}
    ),
    "bezwaar_ingetrokken": intrekking("bezwaar"),
    "beslissing_op_bezwaar": beslissing,
    "beroep_ingesteld": beroep,
    "beroep_ingetrokken": intrekking("beroep", "hoger_beroep"),
    "uitspraak": uitspraak,
    "hoger_beroep_ingesteld": hoger_beroep,
    "ingebrekestelling": ingebrekestelling,
}
"""For each event of a remedy the fields of a random one, None when the case has nothing for it."""
