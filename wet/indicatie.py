"""The Wsw-indicatie: when it is valid, how it lapses and revives, and the term to renew it (wet:10; wsw:11, 12)."""

from datetime import date, timedelta

from wet.client import Indicatieperiode
from wet.daden import meld
from wet.dossier import Dossier, IndicatieVerval, Ingang, Termijn
from wet.termijnen import WEKEN_HERINDICATIE, haal, laat_vervallen, oudste, voeg_toe
from wet.termijnenwet import DAG


def _index_op(dossier: Dossier, dag: date) -> int | None:
    begonnen = [(ingang.per, plaats) for plaats, ingang in enumerate(dossier.indicaties) if ingang.per <= dag]
    return max(begonnen)[1] if begonnen else None


def _vervallen(dossier: Dossier, index: int, dag: date) -> bool:
    return any(
        verval.indicatie == index and verval.per <= dag and not verval.hersteld for verval in dossier.indicatieverval
    )


def heeft_indicatie(dossier: Dossier, dag: date) -> bool:
    """Tell whether a valid Wsw-indicatie exists on a day."""
    index = _index_op(dossier, dag)
    if index is None or _vervallen(dossier, index, dag):
        return False
    periode = dossier.indicaties[index].waarde
    return periode is not None and periode.van <= dag <= periode.tot_en_met


def wisseldagen(dossier: Dossier) -> list[date]:
    """Return the days on which an indicatie begins and has ended."""
    perioden = [ingang.waarde for ingang in dossier.indicaties if ingang.waarde is not None]
    return [dag for periode in perioden for dag in (periode.van, periode.tot_en_met + DAG)]


def registreer(dossier: Dossier, periode: Indicatieperiode | None, op: date, dag: date) -> Dossier:
    """Record an indicatie, which takes the place of the present one when it begins; let the term to renew it run."""
    if periode is None:
        dossier = laat_vervallen(dossier, dag, "herindicatie_wsw")
    elif (plaats := oudste(dossier, "herindicatie_wsw")) is not None:
        dossier = haal(dossier, plaats, op)
    per = op if periode is None else max(op, periode.van)
    dossier = dossier.met(indicaties=(*dossier.indicaties, Ingang(per=per, waarde=periode)))
    return dossier if periode is None else _begin_herindicatie(dossier, periode)


def _begin_herindicatie(dossier: Dossier, periode: Indicatieperiode) -> Dossier:
    laatste = periode.tot_en_met - timedelta(weeks=WEKEN_HERINDICATIE)
    termijn = Termijn(soort="herindicatie_wsw", eerste_dag=periode.van, basis=laatste, uiterlijk=laatste)
    return voeg_toe(dossier, termijn)


def laat_indicatie_vervallen(dossier: Dossier, per: date, dag: date, besluit: int | None = None) -> Dossier:
    """Let a valid indicatie lapse by this Act (wet:10.2; mvt at art. 10) and tell the waiting list."""
    index = _index_op(dossier, per)
    if index is None or not heeft_indicatie(dossier, per):
        return dossier
    verval = IndicatieVerval(indicatie=index, per=per, besluit=besluit)
    dossier = dossier.met(indicatieverval=(*dossier.indicatieverval, verval))
    dossier = laat_vervallen(dossier, dag, "herindicatie_wsw")
    return meld(dossier, dag, "wsw_indicatie_vervallen")


def laat_indicatie_herleven(dossier: Dossier, besluit: int) -> Dossier:
    """Undo the lapse that followed from a decision that is undone (contract 4.8)."""
    return dossier.met(
        indicatieverval=tuple(
            verval.met(hersteld=True) if verval.besluit == besluit else verval for verval in dossier.indicatieverval
        )
    )
