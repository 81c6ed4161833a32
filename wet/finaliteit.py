"""When a decision becomes final: onherroepelijk (awb:6:7, 6:8, 6:9, 8:110; contract 4.5).

Everything here is a view: a remedy that was posted in time and arrives later simply makes it say something else.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from wet.dossier import Besluit, Bezwaar, Dossier
from wet.rechtsmiddelen import BeroepIngesteld, BezwaarIngediend, HogerBeroepIngesteld
from wet.termijnenwet import DAG, einde_van_weken, verleng

WEKEN_RECHTSMIDDEL = 6
"""Bezwaar, beroep and hoger beroep alike (awb:6:7)."""
WEEK_VOOR_POST = timedelta(days=7)
"""awb:6:9.2"""
_WACHT_OP_UITKOMST = frozenset({"bezwaar", "beroep", "hoger_beroep"})

Rechtsmiddel = BezwaarIngediend | BeroepIngesteld | HogerBeroepIngesteld


def laatste_dag_na(bekendmaking: date) -> date:
    """Return the last day for a remedy after a bekendmaking or the sending of a ruling, extended (awb:6:8)."""
    return verleng(einde_van_weken(bekendmaking, WEKEN_RECHTSMIDDEL))


def laatste_postdag(laatste_dag: date) -> date:
    """Return the last day on which something posted in time can still arrive (awb:6:9.2)."""
    return verleng(laatste_dag + WEEK_VOOR_POST)


def op_tijd(feit: Rechtsmiddel, laatste_dag: date) -> bool:
    """Tell whether a remedy was received in time, or posted in time and received within the week for post."""
    gepost = feit.gepost is not None and feit.gepost <= laatste_dag
    return feit.ontvangen_op <= (laatste_postdag(laatste_dag) if gepost else laatste_dag)


def bezwaren_tegen(dossier: Dossier, nummer: int) -> list[Bezwaar]:
    """Return the objections against a decision that keep it from becoming final."""
    return [bezwaar for bezwaar in dossier.bezwaren if bezwaar.besluit == nummer and bezwaar.telt]


def procedure_klaar_op(dossier: Dossier, bezwaar: Bezwaar) -> date | None:
    """Return the first day on which nothing is open any more in one procedure; None while an outcome is awaited."""
    if bezwaar.stand in _WACHT_OP_UITKOMST:
        return None
    if bezwaar.stand == "uitgeprocedeerd":
        return bezwaar.einde_op
    besluit = dossier.besluit(bezwaar.besluit)
    laatste = besluit.bezwaar_tot_en_met if bezwaar.stand == "ingetrokken" else bezwaar.laatste_dag
    dagen = [dag for dag in (bezwaar.einde_op, None if laatste is None else laatste + DAG) if dag is not None]
    return max(dagen)


def onherroepelijk_op(dossier: Dossier, nummer: int) -> date | None:
    """Return the first day on which no remedy is open against a decision, as it now stands; None while one runs.

    The day may lie ahead: then the decision becomes final on it if nothing more comes.
    """
    besluit = dossier.besluit(nummer)
    if besluit.soort == "beslissing_op_bezwaar":
        bezwaar = next(bezwaar for bezwaar in dossier.bezwaren if nummer in bezwaar.beslissingen)
        samen = bezwaar.telt
        return onherroepelijk_op(dossier, bezwaar.besluit) if samen else procedure_klaar_op(dossier, bezwaar)
    procedures = [procedure_klaar_op(dossier, bezwaar) for bezwaar in bezwaren_tegen(dossier, nummer)]
    klaar = [dag for dag in procedures if dag is not None]
    if len(klaar) < len(procedures):
        return None
    return max([besluit.bezwaar_tot_en_met + DAG, *klaar])


def is_onherroepelijk(dossier: Dossier, nummer: int, dag: date) -> bool:
    """Tell whether a decision is final on a day."""
    finaal = onherroepelijk_op(dossier, nummer)
    return finaal is not None and finaal <= dag


def nakomen_op(dossier: Dossier, nummers: Iterable[int], ingang: date) -> date:
    """Return the day on which what follows from finality is decided, never before the lower loonwaarde begins.

    That is the first day on which nothing posted in time can still arrive; after the CRvB there is nothing to wait
    for.
    """
    laatsten = [_laatste_termijn(dossier, dossier.besluit(nummer)) for nummer in nummers]
    lopend = [dag for dag in laatsten if dag is not None]
    return max([ingang, *(laatste_postdag(dag) + DAG for dag in lopend)])


def _laatste_termijn(dossier: Dossier, besluit: Besluit) -> date | None:
    """Return the last day of the term that ran last; None when the CRvB had the last word."""
    procedures = bezwaren_tegen(dossier, besluit.nummer)
    if any(bezwaar.stand == "uitgeprocedeerd" for bezwaar in procedures):
        return None
    termijnen = [besluit.bezwaar_tot_en_met, *(b.laatste_dag for b in procedures if b.laatste_dag is not None)]
    return max(termijnen)


def stand_van(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> str:
    """Return the state of a procedure on a day, in the words of the contract."""
    if bezwaar.stand == "ingetrokken":
        return "ingetrokken"
    klaar = procedure_klaar_op(dossier, bezwaar)
    if klaar is not None and klaar <= dag:
        return "onherroepelijk"
    return "uitspraak" if bezwaar.stand == "uitgeprocedeerd" else bezwaar.stand
