"""Bezwaar, beroep and hoger beroep: the procedures (awb:6, 7, 8; contract 4.5)."""

from datetime import date, timedelta

from wet import dwangsom
from wet.daden import Beschikking, neem_besluit
from wet.dossier import Beroep, Besluit, Bezwaar, Dossier, Geadresseerde, Termijn, Uitkomstfeit, vervang
from wet.finaliteit import laatste_dag_na, op_tijd, procedure_klaar_op
from wet.gevolgen import geef_toe, herstel_besluit, pas_toe, plaats_van
from wet.loonwaarde import strook_op
from wet.rechtsmiddelen import (
    BeroepIngesteld,
    BeroepIngetrokken,
    BeslissingOpBezwaar,
    BezwaarIngediend,
    BezwaarIngetrokken,
    BezwaarOpgeschort,
    BezwaarVerdaagd,
    HogerBeroepIngesteld,
    UitspraakGedaan,
    UitstelIngestemd,
)
from wet.termijnen import haal, leng, openstaande, oudste, schort_op, stel, voeg_toe, wijzig
from wet.termijnenwet import DAG, einde_van_weken
from wet.termijnenwet import verleng as verleng_dag
from wet.verlaging import draai_terug

WEKEN_BESLISSEN = 6
"""awb:7:10.1"""
WEKEN_MET_COMMISSIE = 12
"""awb:7:10.1, with a committee of awb:7:13"""
VERDAGING = timedelta(weeks=6)
"""awb:7:10.3"""
HOGER_BEROEP_SCHORST = date(2013, 1, 1)
"""A ruling sent from this day on waits for hoger beroep (awb:8:106)."""


def _bewaar(dossier: Dossier, bezwaar: Bezwaar) -> Dossier:
    return dossier.met(bezwaren=vervang(dossier.bezwaren, bezwaar.nummer - 1, bezwaar))


def termijn_van(dossier: Dossier, nummer: int) -> int | None:
    """Return the index of the open term for the decision on an objection."""
    return oudste(dossier, "beslissing_bezwaar", nummer)


def beslistermijn(dossier: Dossier, nummer: int) -> Termijn:
    """Return the term for the decision on an objection; the last one, when it was opened again."""
    termijnen = [t for t in dossier.termijnen if t.soort == "beslissing_bezwaar" and t.hoort_bij == nummer]
    return termijnen[-1]


def dien_in(dossier: Dossier, feit: BezwaarIngediend) -> Dossier:
    """Register an objection; a late one, or one by the wrong person, is registered too (awb:6:6-6:13)."""
    besluit = dossier.besluit(feit.besluit)
    nummer = len(dossier.bezwaren) + 1
    bezwaar = Bezwaar.model_validate(
        {
            "nummer": nummer,
            "besluit": feit.besluit,
            "door": feit.door,
            "op": feit.op,
            "ontvankelijk": _ontvankelijk(feit, besluit),
        }
    )
    weken = WEKEN_MET_COMMISSIE if feit.commissie else WEKEN_BESLISSEN
    basis = einde_van_weken(besluit.bezwaar_tot_en_met, weken)
    termijn = Termijn(
        soort="beslissing_bezwaar",
        eerste_dag=besluit.bezwaar_tot_en_met + DAG,
        basis=basis,
        uiterlijk=verleng_dag(basis),
        door=feit.door,
        hoort_bij=nummer,
    )
    if bezwaar.ontvankelijk == "ja":
        dossier = draai_terug(dossier, feit.besluit, dossier.dag)
    return voeg_toe(dossier.met(bezwaren=(*dossier.bezwaren, bezwaar)), termijn)


def _ontvankelijk(feit: BezwaarIngediend, besluit: Besluit) -> str:
    if feit.door != besluit.geadresseerde and (besluit.geadresseerde != "beide" or feit.door == "derde"):
        return "geen_belanghebbende"
    if op_tijd(feit, besluit.bezwaar_tot_en_met):
        return "ja"
    return "verschoonbaar" if feit.verschoonbaar else "te_laat"


def verdaag(dossier: Dossier, feit: BezwaarVerdaagd) -> Dossier:
    """Postpone the decision by six weeks, once (awb:7:10.3)."""
    plaats = termijn_van(dossier, feit.bezwaar)
    if plaats is None:
        return dossier
    dossier = _bewaar(dossier, dossier.bezwaar(feit.bezwaar).met(verdaagd=True))
    return leng(dossier, plaats, VERDAGING.days)


def schort_beslissing_op(dossier: Dossier, feit: BezwaarOpgeschort) -> Dossier:
    """Suspend the term for the decision (awb:7:10.2)."""
    plaats = termijn_van(dossier, feit.bezwaar)
    return dossier if plaats is None else schort_op(dossier, plaats, feit.van, feit.tot_en_met)


def stem_in_met_uitstel(dossier: Dossier, feit: UitstelIngestemd) -> Dossier:
    """Move the last day to the one agreed (awb:7:10.4)."""
    plaats = termijn_van(dossier, feit.bezwaar)
    return dossier if plaats is None else stel(dossier, plaats, feit.tot_en_met)


def _sluit_termijnen(dossier: Dossier, nummer: int, op: date) -> Dossier:
    """Let the terms for the decision fall away, and stop their dwangsom on the day before."""
    for plaats in openstaande(dossier, "beslissing_bezwaar"):
        if dossier.termijnen[plaats].hoort_bij == nummer:
            dossier = wijzig(dossier, plaats, dossier.termijnen[plaats].met(vervallen_op=op))
            dossier = dwangsom.stop(dossier, plaats, op - DAG, op)
    return dossier


def trek_in(dossier: Dossier, feit: BezwaarIngetrokken) -> Dossier:
    """Withdraw an objection, perhaps because the college gave in (awb:6:21; wet:7.5)."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    dossier = _bewaar(dossier, bezwaar.met(stand="ingetrokken", einde_op=feit.op))
    dossier = geef_toe(dossier, bezwaar.besluit, feit, bezwaar.door)
    return _sluit_termijnen(dossier, bezwaar.nummer, feit.op)


def _uitkomst(feit: BeslissingOpBezwaar | UitspraakGedaan) -> Uitkomstfeit:
    return Uitkomstfeit(
        uitkomst=feit.uitkomst,
        loonwaarde=feit.loonwaarde,
        toetsuitkomst=feit.toetsuitkomst,
        toewijzen=feit.toewijzen,
    )


def _geadresseerde(besluit: Besluit, door: str) -> Geadresseerde:
    if door in {"derde", besluit.geadresseerde}:
        return besluit.geadresseerde
    return "beide"


def beslis(dossier: Dossier, feit: BeslissingOpBezwaar, dag: date) -> Dossier:
    """Decide on an objection (awb:7:11, 7:12), apply the outcome and settle the dwangsom."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    besluit = dossier.besluit(bezwaar.besluit)
    gegevens: dict[str, str | bool | None] = {
        "uitkomst": feit.uitkomst,
        "loonwaarde": None if feit.loonwaarde is None else str(feit.loonwaarde),
        "toetsuitkomst": feit.toetsuitkomst,
        "toewijzen": feit.toewijzen,
    }
    geadresseerde = _geadresseerde(besluit, bezwaar.door)
    motivering = feit.motivering or f"Het bezwaar is {feit.uitkomst.replace('_', '-')}."
    grondslag = ("awb:7:11", "awb:7:12")
    dossier = neem_besluit(
        dossier,
        Beschikking(
            "beslissing_op_bezwaar", feit.op, geadresseerde, grondslag, motivering, gegevens, feit.bekendgemaakt
        ),
    )
    genomen = dossier.besluiten[-1]
    bezwaar = bezwaar.met(
        stand="beslist",
        beslissingen=(*bezwaar.beslissingen, genomen.nummer),
        uitkomst=feit.uitkomst,
        laatste_dag=genomen.bezwaar_tot_en_met,
        einde_op=None,
    )
    dossier = _bewaar(dossier, bezwaar)
    dossier = pas_toe(dossier, bezwaar, _uitkomst(feit), bezwaar.door == "werkgever", dag)
    return _beantwoord(dossier, feit)


def _beantwoord(dossier: Dossier, feit: BeslissingOpBezwaar) -> Dossier:
    """Meet the term and settle the dwangsom; none is due for a plainly unfounded objection (awb:4:17.6)."""
    kennelijk = feit.kennelijk and feit.uitkomst != "gegrond"
    for plaats in openstaande(dossier, "beslissing_bezwaar"):
        if dossier.termijnen[plaats].hoort_bij != feit.bezwaar:
            continue
        dossier = haal(dossier, plaats, feit.bekendgemaakt)
        if kennelijk:
            dossier = dwangsom.laat_vervallen(dossier, plaats)
        dossier = dwangsom.stop(dossier, plaats, feit.bekendgemaakt - DAG, feit.op)
    return dossier


def stel_beroep_in(dossier: Dossier, feit: BeroepIngesteld) -> Dossier:
    """Register an appeal (awb:8:1); against lateness (awb:6:12) it leaves everything else as it is."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    if feit.grond == "rechtstreeks" and bezwaar.stand == "bezwaar":
        dossier = _registreer(
            dossier, bezwaar, Beroep(instantie="rechtbank", door=feit.door, tijdig=True, grond=feit.grond)
        )
        return _sluit_termijnen(dossier, bezwaar.nummer, feit.op)
    tijdig = feit.grond == "beslissing" and bezwaar.stand in {"beslist", "beroep"} and _tijdig(bezwaar, feit)
    beroep = Beroep(instantie="rechtbank", door=feit.door, tijdig=tijdig, grond=feit.grond)
    return _registreer(_maak_ongedaan(dossier, bezwaar, feit, tijdig), bezwaar, beroep)


def stel_hoger_beroep_in(dossier: Dossier, feit: HogerBeroepIngesteld) -> Dossier:
    """Register a further appeal to the Centrale Raad van Beroep."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    tijdig = bezwaar.stand in {"uitspraak", "hoger_beroep"} and _tijdig(bezwaar, feit)
    beroep = Beroep(instantie="crvb", door=feit.door, tijdig=tijdig)
    return _registreer(_maak_ongedaan(dossier, bezwaar, feit, tijdig), bezwaar, beroep)


def _maak_ongedaan(
    dossier: Dossier, bezwaar: Bezwaar, feit: BeroepIngesteld | HogerBeroepIngesteld, tijdig: bool
) -> Dossier:
    """Undo what a finality brought that a remedy in time takes away; after a verschoonbaar one it stays."""
    in_de_termijn = bezwaar.laatste_dag is not None and op_tijd(feit, bezwaar.laatste_dag)
    return draai_terug(dossier, bezwaar.besluit, dossier.dag) if tijdig and in_de_termijn else dossier


def _tijdig(bezwaar: Bezwaar, feit: BeroepIngesteld | HogerBeroepIngesteld) -> bool:
    return feit.verschoonbaar or (bezwaar.laatste_dag is not None and op_tijd(feit, bezwaar.laatste_dag))


def _registreer(dossier: Dossier, bezwaar: Bezwaar, beroep: Beroep) -> Dossier:
    bezwaar = bezwaar.met(beroepen=(*bezwaar.beroepen, beroep))
    if beroep.tijdig:
        bezwaar = bezwaar.met(stand="beroep" if beroep.instantie == "rechtbank" else "hoger_beroep", einde_op=None)
    return _bewaar(dossier, bezwaar)


def open_beroepen(bezwaar: Bezwaar, instantie: str | None = None) -> list[Beroep]:
    """Return the appeals on which nothing was decided, those that keep a decision from being final first."""
    hangend = [b for b in bezwaar.beroepen if not b.afgedaan and instantie in {None, b.instantie}]
    return sorted(hangend, key=lambda beroep: not beroep.tijdig)


def trek_beroep_in(dossier: Dossier, feit: BeroepIngetrokken) -> Dossier:
    """Withdraw an appeal or a further appeal, perhaps because the college gave in (wet:7.5)."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    beroep = open_beroepen(bezwaar)[0]
    plaats = bezwaar.beroepen.index(beroep)
    bezwaar = bezwaar.met(beroepen=vervang(bezwaar.beroepen, plaats, beroep.met(afgedaan=True)))
    if beroep.tijdig and not any(ander.tijdig for ander in open_beroepen(bezwaar, beroep.instantie)):
        bezwaar = bezwaar.met(stand=_stand_na_intrekking(beroep), einde_op=feit.op)
    return geef_toe(_bewaar(dossier, bezwaar), bezwaar.besluit, feit, beroep.door)


def _stand_na_intrekking(beroep: Beroep) -> str:
    if beroep.instantie == "crvb":
        return "uitspraak"
    return "ingetrokken" if beroep.grond == "rechtstreeks" else "beslist"


def doe_uitspraak(dossier: Dossier, feit: UitspraakGedaan, dag: date) -> Dossier:
    """Register a ruling and apply it; from 2013 one of the rechtbank waits for hoger beroep (awb:8:106)."""
    bezwaar = dossier.bezwaar(feit.bezwaar)
    hangend = open_beroepen(bezwaar, feit.instantie)
    partijen = {beroep.door for beroep in hangend}
    afgedaan = tuple(b.met(afgedaan=True) if b in hangend else b for b in bezwaar.beroepen)
    vorige, bezwaar = bezwaar, bezwaar.met(beroepen=afgedaan)
    if _telt_uitspraak(feit, hangend):
        bezwaar = _na_uitspraak(bezwaar, feit)
    dossier = _bewaar(dossier, bezwaar)
    if feit.opnieuw_beslissen is not None:
        dossier = _open_opnieuw(dossier, bezwaar, feit)
    if feit.instantie == "rechtbank":
        return _volg_rechtbank(dossier, bezwaar, feit, "werkgever" in partijen, dag)
    return _volg_raad(dossier, vorige, feit, partijen, dag)


def _telt_uitspraak(feit: UitspraakGedaan, hangend: list[Beroep]) -> bool:
    """Tell whether a ruling moves the procedure: not one on lateness, nor one that rejects a late appeal."""
    if all(beroep.grond == "niet_tijdig" for beroep in hangend):
        return False
    return any(beroep.tijdig for beroep in hangend) or feit.uitkomst != "niet_ontvankelijk"


def _na_uitspraak(bezwaar: Bezwaar, feit: UitspraakGedaan) -> Bezwaar:
    if feit.instantie == "crvb":
        return bezwaar.met(stand="uitgeprocedeerd", uitkomst=feit.uitkomst, einde_op=feit.verzonden_op)
    laatste = laatste_dag_na(feit.verzonden_op)
    return bezwaar.met(stand="uitspraak", uitkomst=feit.uitkomst, laatste_dag=laatste, einde_op=None)


def _open_opnieuw(dossier: Dossier, bezwaar: Bezwaar, feit: UitspraakGedaan) -> Dossier:
    """Open the bezwaar again, to be decided by the day that the court set; what it annulled waits no longer."""
    assert feit.opnieuw_beslissen is not None  # noqa: S101 (asked by the caller)
    termijn = Termijn(
        soort="beslissing_bezwaar",
        eerste_dag=feit.verzonden_op + DAG,
        basis=feit.opnieuw_beslissen,
        uiterlijk=feit.opnieuw_beslissen,
        door=bezwaar.door,
        hoort_bij=bezwaar.nummer,
    )
    dossier = _bewaar(voeg_toe(dossier, termijn), bezwaar.met(stand="bezwaar", einde_op=None, wachtend=None))
    return _laat_wachtende_verlaging_los(dossier, bezwaar, dossier.dag)


def _laat_wachtende_verlaging_los(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Dossier:
    plaats = plaats_van(dossier, bezwaar.besluit)
    if plaats is None:
        return dossier
    vaststelling = dossier.vaststellingen[plaats]
    verlaging = vaststelling.stand.verlaging
    if verlaging is None or verlaging.ingegaan_op is not None:
        return dossier
    gold = strook_op(vaststelling, dag).percentage
    vastgesteld = vaststelling.stand.vastgesteld if gold is None else gold
    stand = vaststelling.stand.met(verlaging=None, vastgesteld=vastgesteld)
    vaststellingen = vervang(dossier.vaststellingen, plaats, vaststelling.met(stand=stand))
    return dossier.met(vaststellingen=vaststellingen)


def _volg_rechtbank(
    dossier: Dossier, bezwaar: Bezwaar, feit: UitspraakGedaan, van_werkgever: bool, dag: date
) -> Dossier:
    uitkomst = _uitkomst(feit)
    if feit.verzonden_op >= HOGER_BEROEP_SCHORST and feit.opnieuw_beslissen is None:
        return _bewaar(dossier, bezwaar.met(wachtend=uitkomst))
    plaats = plaats_van(dossier, bezwaar.besluit)
    if plaats is not None:
        vaststelling = dossier.vaststellingen[plaats]
        bewaard = vaststelling.met(voor_uitspraak=vaststelling.stand)
        dossier = dossier.met(vaststellingen=vervang(dossier.vaststellingen, plaats, bewaard))
    return pas_toe(dossier, bezwaar, uitkomst, van_werkgever, dag)


def _volg_raad(dossier: Dossier, vorige: Bezwaar, feit: UitspraakGedaan, partijen: set[str], dag: date) -> Dossier:
    """Follow the CRvB: the college's own win restores; a ruling that still waited holds when it is upheld."""
    bezwaar = dossier.bezwaar(vorige.nummer)
    dossier = _bewaar(dossier, bezwaar.met(wachtend=None))
    zonder_veld = feit.loonwaarde is None and feit.toetsuitkomst is None and feit.toewijzen is None
    if feit.uitkomst == "gegrond":
        if vorige.wachtend is None and partijen == {"college"} and zonder_veld:
            return herstel_besluit(dossier, bezwaar, dag)
        return pas_toe(dossier, bezwaar, _uitkomst(feit), "werkgever" in partijen, dag)
    if vorige.wachtend is not None:
        return pas_toe(dossier, bezwaar, vorige.wachtend, _van_werkgever(vorige), dag)
    return dossier


def _van_werkgever(bezwaar: Bezwaar) -> bool:
    return any(beroep.door == "werkgever" for beroep in bezwaar.beroepen if beroep.instantie == "rechtbank")


def laat_uitspraken_ingaan(dossier: Dossier, dag: date) -> Dossier:
    """Apply each ruling that waited for hoger beroep, once that term has passed unused (awb:8:106)."""
    for bezwaar in dossier.bezwaren:
        klaar = procedure_klaar_op(dossier, bezwaar)
        if bezwaar.wachtend is None or klaar is None or klaar > dag:
            continue
        dossier = _bewaar(dossier, bezwaar.met(wachtend=None))
        dossier = pas_toe(dossier, bezwaar, bezwaar.wachtend, _van_werkgever(bezwaar), dag)
    return dossier


def wachtdagen(dossier: Dossier) -> list[date]:
    """Return the days on which a ruling that waits takes effect if no hoger beroep comes."""
    dagen = (procedure_klaar_op(dossier, bezwaar) for bezwaar in dossier.bezwaren if bezwaar.wachtend is not None)
    return [dag for dag in dagen if dag is not None]
