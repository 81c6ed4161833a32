"""What a remedy that succeeds does to the case (wet:7.5, 7.6; awb:7:11; contract 4.5)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from wet.daden import Beschikking, naar_fase, neem_besluit
from wet.dossier import (
    Bezwaar,
    Dossier,
    Fase,
    Oordeel,
    Stand,
    Strook,
    Uitkomstfeit,
    Vaststelling,
    Verlaging,
    vervang,
)
from wet.einde import heropen, open_voor, sluit
from wet.indicatie import heeft_indicatie, laat_indicatie_herleven, laat_indicatie_vervallen
from wet.loonwaarde import beoordeel, bestaat_op, geldende_vaststelling, strook_op
from wet.meting import REDEN
from wet.rechtsmiddelen import BeroepIngetrokken, BezwaarIngetrokken
from wet.termijnen import begin_beslistermijn, begin_herevaluatie, laat_herleven
from wet.toegangstoets import ZOEKEND, kom_in_doelgroep
from wet.uitkering import besluit_uitkering

LOONWAARDEBESLUITEN = frozenset({"loondispensatie", "geen_loondispensatie", "einde_loondispensatie"})


def plaats_van(dossier: Dossier, besluit: int) -> int | None:
    """Return the index of the measurement that a decision fixed, None for other decisions."""
    plaatsen = (plaats for plaats, v in enumerate(dossier.vaststellingen) if besluit in v.besluiten)
    return next(plaatsen, None)


def vastgesteld(dossier: Dossier, besluit: int) -> Decimal | None:
    """Return the percentage of a decision, or of the later decision or ruling that replaced it (awb:7:11)."""
    plaats = plaats_van(dossier, besluit)
    return None if plaats is None else dossier.vaststellingen[plaats].stand.vastgesteld


def eerste_dag(dossier: Dossier, vaststelling: Vaststelling) -> date:
    """Return the first day that a measurement covers: the day it holds from, before a job its own day."""
    if vaststelling.per is not None:
        return vaststelling.per
    for baan in dossier.dienstbetrekkingen:
        if dossier.vaststellingen[baan.eerste_vaststelling] == vaststelling:
            return baan.van
    return vaststelling.op


def _bewaar(dossier: Dossier, plaats: int, stand: Stand) -> Dossier:
    vaststelling = dossier.vaststellingen[plaats].met(stand=stand)
    return dossier.met(vaststellingen=vervang(dossier.vaststellingen, plaats, vaststelling))


def win_loonwaarde(
    dossier: Dossier, plaats: int, percentage: Decimal, van_werkgever: bool, besluit: int, dag: date
) -> Dossier:
    """Apply a loonwaarde that was won: a lower one of the employer waits for finality, any other holds at once."""
    vaststelling = dossier.vaststellingen[plaats]
    werkgeverschap = dossier.werkgeverschappen[vaststelling.werkgeverschap]
    oordeel = beoordeel(percentage, werkgeverschap, eerste_dag(dossier, vaststelling))
    gold = strook_op(vaststelling, dag).percentage
    lager = gold is None or percentage < gold
    hangende = vaststelling.stand.verlaging
    uit_werkgever = van_werkgever or (hangende is not None and hangende.ingegaan_op is None)
    if oordeel == "binnen" and uit_werkgever and lager:
        verlaging = Verlaging(percentage=percentage, besluit=besluit)
        stand = vaststelling.stand.met(verlaging=verlaging, vastgesteld=percentage)
        return _bewaar(dossier, plaats, stand)
    strook = Strook(van=None, percentage=percentage if oordeel == "binnen" else None, besluit=besluit)
    nieuw = Stand(stroken=(strook,), oordeel=oordeel, vastgesteld=percentage)
    return _volg_oordeel(_bewaar(dossier, plaats, nieuw), plaats, dag)


def herstel(dossier: Dossier, plaats: int, dag: date) -> Dossier:
    """Restore what stood before a ruling, from the first day, when the college wins its own hoger beroep."""
    vorige = dossier.vaststellingen[plaats].voor_uitspraak
    if vorige is None or vorige == dossier.vaststellingen[plaats].stand:
        return dossier
    return _volg_oordeel(_bewaar(dossier, plaats, vorige), plaats, dag)


def _volg_oordeel(dossier: Dossier, plaats: int, dag: date) -> Dossier:
    """Close, reopen or move the trajectory as a loonwaarde won asks for."""
    vaststelling = dossier.vaststellingen[plaats]
    oordeel = vaststelling.stand.oordeel
    gevolgd = _wordt_gevolgd(dossier, plaats)
    if oordeel in REDEN:
        return _sluit_na_winst(dossier, vaststelling, oordeel, dag) if gevolgd else dossier
    if gevolgd:
        dossier = laat_indicatie_herleven(dossier, vaststelling.besluit)
        dossier = keer_terug(dossier, plaats, dag)
    waarom = "De loonwaarde is veranderd door bezwaar of beroep."
    return besluit_uitkering(dossier, dag, waarom) if geldt_nu(dossier, plaats, dag) else dossier


def _wordt_gevolgd(dossier: Dossier, plaats: int) -> bool:
    """Tell whether a measurement is the one that the phase rests on: the last one of the present employer."""
    deze = dossier.vaststellingen[plaats]
    latere = dossier.vaststellingen[plaats + 1 :]
    laatste_werkgever = deze.werkgeverschap == len(dossier.werkgeverschappen) - 1
    return laatste_werkgever and all(v.werkgeverschap != deze.werkgeverschap for v in latere)


def _sluit_na_winst(dossier: Dossier, vaststelling: Vaststelling, oordeel: Oordeel, dag: date) -> Dossier:
    if not vaststelling.ingegaan or not dossier.is_open:
        return dossier
    if dossier.fase not in {*ZOEKEND, "dienstbetrekking"}:
        return dossier
    if oordeel == "boven" and not vaststelling.eerste:
        per = eerste_dag(dossier, vaststelling)
        dossier = laat_indicatie_vervallen(dossier, per, dag, vaststelling.besluit)
    return sluit(dossier, dag, dag, REDEN[oordeel], vaststelling.besluit)


def keer_terug(dossier: Dossier, plaats: int, dag: date) -> Dossier:
    """Reopen, or move back, to the phase that a dispensation belongs to, if the pilot is open to this person."""
    vaststelling = dossier.vaststellingen[plaats]
    gesloten = dossier.afgesloten
    baan = dossier.dienstbetrekking
    met_baan = baan is not None and bestaat_of_komt(dossier, plaats, dag)
    if gesloten is not None and gesloten.besluit in vaststelling.besluiten and open_voor(dossier, dag, met_baan):
        if met_baan:
            return _hervat_termijnen(heropen(dossier, dag, "dienstbetrekking", ("wet:7.1",)), vaststelling)
        if vaststelling.stand.oordeel == "gelijk":
            return heropen(dossier, dag, "werkgever_zoeken", ("wet:4.2",))
        return heropen(dossier, dag, "loonwaardebepaling", ("wet:7.1",))
    if dossier.fase in {"werkgever_zoeken", "loonwaardebepaling"} and not met_baan and not _werkgever_weg(dossier):
        fase: Fase = "loonwaardebepaling" if vaststelling.stand.oordeel == "binnen" else "werkgever_zoeken"
        return naar_fase(dossier, fase, dag, ("wet:7.1",))
    return dossier


def _werkgever_weg(dossier: Dossier) -> bool:
    werkgeverschap = dossier.werkgeverschap
    baan = dossier.dienstbetrekking
    al_gewerkt = baan is not None and baan.werkgeverschap == len(dossier.werkgeverschappen) - 1
    return werkgeverschap is None or werkgeverschap.vervallen or al_gewerkt


def bestaat_of_komt(dossier: Dossier, plaats: int, dag: date) -> bool:
    """Tell whether the job of a measurement exists on a day, or is concluded and has yet to begin."""
    vaststelling = dossier.vaststellingen[plaats]
    for nummer, baan in enumerate(dossier.dienstbetrekkingen):
        if nummer == vaststelling.dienstbetrekking or baan.eerste_vaststelling == plaats:
            return not baan.afgelopen and bestaat_op(baan, max(dag, baan.van))
    return False


def _hervat_termijnen(dossier: Dossier, vaststelling: Vaststelling) -> Dossier:
    begin = eerste_dag(dossier, vaststelling)
    if any(termijn.soort == "herevaluatie" and termijn.eerste_dag == begin for termijn in dossier.termijnen):
        return laat_herleven(dossier, "herevaluatie", "beoordeling_voorzieningen")
    return begin_herevaluatie(dossier, begin)


def geldt_nu(dossier: Dossier, plaats: int, dag: date) -> bool:
    """Tell whether a measurement governs a day of the present job, or the first day of one that has yet to begin."""
    if not dossier.dienstbetrekkingen:
        return False
    laatste = len(dossier.dienstbetrekkingen) - 1
    moment = max(dag, dossier.dienstbetrekkingen[laatste].van)
    return geldende_vaststelling(dossier, laatste, moment) == dossier.vaststellingen[plaats]


def geef_toe(dossier: Dossier, besluit: int, feit: BezwaarIngetrokken | BeroepIngetrokken, door: str) -> Dossier:
    """Take the new decision `loondispensatie` with which the college gives in (wet:7.5, second sentence)."""
    plaats, loonwaarde = plaats_van(dossier, besluit), feit.loonwaarde
    if plaats is None or loonwaarde is None:
        return dossier
    gegevens: dict[str, str | bool | None] = {"percentage": str(loonwaarde)}
    motivering = feit.motivering or "Het college komt tegemoet aan het bezwaar of beroep."
    grondslag = ("wet:7.1", "wet:7.5")
    dossier = neem_besluit(
        dossier,
        Beschikking("loondispensatie", feit.op, "beide", grondslag, motivering, gegevens, feit.bekendgemaakt),
    )
    nummer = len(dossier.besluiten)
    vaststelling = dossier.vaststellingen[plaats]
    vaststelling = vaststelling.met(besluiten=(*vaststelling.besluiten, nummer))
    dossier = dossier.met(vaststellingen=vervang(dossier.vaststellingen, plaats, vaststelling))
    return win_loonwaarde(dossier, plaats, loonwaarde, door == "werkgever", nummer, feit.op)


def pas_toe(dossier: Dossier, bezwaar: Bezwaar, feit: Uitkomstfeit, van_werkgever: bool, dag: date) -> Dossier:
    """Apply the outcome of a remedy to the decision that was contested."""
    if feit.uitkomst != "gegrond":
        return dossier
    plaats = plaats_van(dossier, bezwaar.besluit)
    if feit.loonwaarde is not None and plaats is not None:
        nummer = bezwaar.beslissingen[-1] if bezwaar.beslissingen else bezwaar.besluit
        return win_loonwaarde(dossier, plaats, feit.loonwaarde, van_werkgever, nummer, dag)
    if feit.toetsuitkomst is not None:
        return _wijzig_toets(dossier, bezwaar, feit.toetsuitkomst, dag)
    if feit.toewijzen:
        return _TOEWIJZING.get(dossier.besluit(bezwaar.besluit).soort, _geen_gevolg)(dossier, bezwaar, dag)
    if dossier.besluit(bezwaar.besluit).soort == "beeindiging_traject":
        return _draai_beeindiging_terug(dossier, bezwaar, dag)
    return dossier


def _door_dit_besluit_gesloten(dossier: Dossier, bezwaar: Bezwaar) -> bool:
    return dossier.afgesloten is not None and dossier.afgesloten.besluit == bezwaar.besluit


def _wijzig_toets(dossier: Dossier, bezwaar: Bezwaar, uitkomst: str, dag: date) -> Dossier:
    if uitkomst == "doelgroep":
        if _door_dit_besluit_gesloten(dossier, bezwaar) and open_voor(dossier, dag, met_baan=False):
            dossier = heropen(dossier, dag, "werkgever_zoeken", ("wet:1.e", "wet:4.2"))
            return dossier.met(route="toegangstoets")
        return dossier
    if dossier.fase in ZOEKEND and dossier.route == "toegangstoets":
        return sluit(dossier, dag, dag, "buiten_doelgroep", bezwaar.besluit)
    return dossier


def _wijs_verzoek_toe(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Dossier:
    if not _door_dit_besluit_gesloten(dossier, bezwaar) or not open_voor(dossier, dag, met_baan=False):
        return dossier
    dossier = heropen(dossier, dag, "toegangstoets", ("wet:4.1", "mvt:3.3"))
    return kom_in_doelgroep(dossier, dag, "wsw", ("wet:1.e",)) if heeft_indicatie(dossier, dag) else dossier


def _wijs_herevaluatie_toe(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Dossier:
    """Have a measurement due eight weeks from the decision that grants the request after all."""
    if dossier.fase != "dienstbetrekking":
        return dossier
    door = bezwaar.door
    return begin_beslistermijn(dossier, "beslissing_herevaluatieverzoek", dag, door, toegewezen=True)


def _geen_gevolg(dossier: Dossier, _bezwaar: Bezwaar, _dag: date) -> Dossier:
    return dossier


_TOEWIJZING: dict[str, Callable[[Dossier, Bezwaar, date], Dossier]] = {
    "afwijzing_verzoek": _wijs_verzoek_toe,
    "afwijzing_herevaluatie": _wijs_herevaluatie_toe,
}


def herstel_besluit(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Dossier:
    """Restore what stood before a ruling, when the college wins its own hoger beroep (contract 4.5)."""
    plaats = plaats_van(dossier, bezwaar.besluit)
    if plaats is not None:
        return herstel(dossier, plaats, dag)
    besluit = dossier.besluit(bezwaar.besluit)
    buiten = besluit.soort == "toegangstoets" and besluit.gegevens["uitkomst"] != "doelgroep"
    if buiten and dossier.fase in ZOEKEND and dossier.route == "toegangstoets":
        return sluit(dossier, dag, dag, "buiten_doelgroep", bezwaar.besluit)
    if besluit.soort == "afwijzing_verzoek" and dossier.fase == "toegangstoets":
        return sluit(dossier, dag, dag, "verzoek_afgewezen", bezwaar.besluit)
    return dossier


def _draai_beeindiging_terug(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Dossier:
    """Reopen in the phase that the college ended; an interrupted placement is over."""
    gesloten = dossier.afgesloten
    if gesloten is None or gesloten.besluit != bezwaar.besluit or not open_voor(dossier, dag, met_baan=False):
        return dossier
    fase = "loonwaardebepaling" if gesloten.fase == "proefplaatsing" else gesloten.fase
    return heropen(dossier, dag, fase, ("awb:7:11",))
