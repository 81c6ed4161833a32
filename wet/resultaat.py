"""The case as the outside world sees it on a day (contract section 6, «A result»)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeVar

from wet import uitkering
from wet.bezwaar import beslistermijn
from wet.dossier import Besluit, Bezwaar, Dossier
from wet.dwangsom import bedrag_op, gelopen_tot
from wet.finaliteit import is_onherroepelijk, onherroepelijk_op, stand_van
from wet.indicatie import heeft_indicatie
from wet.loonwaarde import loonwaardeperioden
from wet.termijnen import stand, uiterlijk
from wet.traject import sluit_dag
from wet.uitkering import CENT
from wet.ziekte import heeft_noriskpolis

Rij = dict[str, Any]


def resultaat(dossier: Dossier, tot_en_met: date, naam: str = "") -> Rij:
    """Return the result of contract section 6 as plain data, as seen at the end of a day."""
    dossier = sluit_dag(dossier, tot_en_met)
    return {
        "naam": naam,
        "traject": _traject(dossier, tot_en_met),
        "tijdlijn": _tijdlijn(dossier),
        "besluiten": [_besluit(dossier, besluit, tot_en_met) for besluit in dossier.besluiten],
        "proefplaatsingen": _proefplaatsingen(dossier),
        "dienstbetrekkingen": _dienstbetrekkingen(dossier),
        "loonwaarden": _loonwaarden(dossier, tot_en_met),
        "uitkering": [_maand(maand) for maand in uitkering.maanden(dossier, tot_en_met)],
        "bezwaren": [_bezwaar(dossier, bezwaar, tot_en_met) for bezwaar in dossier.bezwaren],
        "compensaties": [dict(b.gegevens) for b in dossier.besluiten if b.soort == "compensatie"],
        "dwangsommen": _dwangsommen(dossier, tot_en_met),
        "ziekteperioden": _ziekteperioden(dossier),
        "termijnen": _termijnen(dossier, tot_en_met),
        "meldingen": [{"op": _dag(m.op), "aan": m.aan, "soort": m.soort} for m in _op_volgorde(dossier.meldingen)],
        "weigeringen": [
            {"op": _dag(w.op), "soort": w.soort, "artikel": w.artikel, "reden": w.reden}
            for w in _op_volgorde(dossier.weigeringen)
        ],
    }


def _dag(dag: date | None) -> str | None:
    return None if dag is None else dag.isoformat()


def _euro(bedrag: Decimal | None) -> str | None:
    return None if bedrag is None else str(bedrag.quantize(CENT))


class _MetDag(Protocol):
    @property
    def op(self) -> date: ...


M = TypeVar("M", bound=_MetDag)


def _op_volgorde(rij: Iterable[M]) -> list[M]:
    return sorted(rij, key=lambda item: item.op)


def _traject(dossier: Dossier, dag: date) -> Rij:
    sluiting = dossier.afgesloten
    return {
        "fase": dossier.fase,
        "route": dossier.route,
        "afgesloten": None if sluiting is None else {"op": _dag(sluiting.op), "reden": sluiting.reden},
        "bevoegde_gemeente": dossier.client.gemeente,
        "wsw_indicatie": heeft_indicatie(dossier, dag),
    }


def _tijdlijn(dossier: Dossier) -> list[Rij]:
    return [
        {
            "op": _dag(regel.op),
            "soort": regel.soort,
            "grondslag": list(regel.grondslag),
            "toelichting": regel.toelichting,
        }
        for regel in _op_volgorde(dossier.tijdlijn)
    ]


def _besluit(dossier: Dossier, besluit: Besluit, dag: date) -> Rij:
    finaal = is_onherroepelijk(dossier, besluit.nummer, dag)
    return {
        "nummer": besluit.nummer,
        "soort": besluit.soort,
        "op": _dag(besluit.op),
        "bekendgemaakt": _dag(besluit.bekendgemaakt),
        "geadresseerde": besluit.geadresseerde,
        "bezwaar_tot_en_met": _dag(besluit.bezwaar_tot_en_met),
        "onherroepelijk_op": _dag(onherroepelijk_op(dossier, besluit.nummer)) if finaal else None,
        "grondslag": list(besluit.grondslag),
        "motivering": besluit.motivering,
        "gegevens": dict(besluit.gegevens),
    }


def _kvk(dossier: Dossier, werkgeverschap: int) -> str:
    return dossier.werkgeverschappen[werkgeverschap].werkgever.kvk


def _proefplaatsingen(dossier: Dossier) -> list[Rij]:
    return [
        {"van": _dag(p.van), "tot_en_met": _dag(p.tot_en_met), "kvk": _kvk(dossier, p.werkgeverschap)}
        for p in dossier.proefplaatsingen
        if p.tot_en_met >= p.van
    ]


def _dienstbetrekkingen(dossier: Dossier) -> list[Rij]:
    return [
        {
            "van": _dag(baan.van),
            "tot_en_met": _dag(baan.tot_en_met),
            "kvk": _kvk(dossier, baan.werkgeverschap),
            "waarschuwingen": list(baan.waarschuwingen),
        }
        for baan in dossier.dienstbetrekkingen
        if baan.heeft_bestaan
    ]


def _loonwaarden(dossier: Dossier, tot_en_met: date) -> list[Rij]:
    return [
        {
            "van": _dag(periode.van),
            "tot_en_met": _dag(periode.tot_en_met),
            "percentage": str(periode.percentage),
            "besluit": periode.besluit,
        }
        for periode in loonwaardeperioden(dossier, tot_en_met)
    ]


def _maand(maand: uitkering.Maand) -> Rij:
    return {
        "maand": maand.maand,
        "A": _euro(maand.a),
        "B": _euro(maand.b),
        "C": _euro(maand.c),
        "dagen": maand.dagen,
        "bedrag": _euro(maand.bedrag),
        "status": maand.status,
    }


def _bezwaar(dossier: Dossier, bezwaar: Bezwaar, dag: date) -> Rij:
    return {
        "nummer": bezwaar.nummer,
        "besluit": bezwaar.besluit,
        "door": bezwaar.door,
        "ontvankelijk": bezwaar.ontvankelijk,
        "beslissen_uiterlijk": _dag(beslistermijn(dossier, bezwaar.nummer).uiterlijk),
        "stand": stand_van(dossier, bezwaar, dag),
    }


def _dwangsommen(dossier: Dossier, dag: date) -> list[Rij]:
    return [
        {
            "bij": dwangsom.bij,
            "bezwaar": dwangsom.bezwaar,
            "eerste_dag": _dag(dwangsom.eerste_dag),
            "laatste_dag": _dag(gelopen_tot(dwangsom, dag)),
            "bedrag": str(bedrag_op(dwangsom, dag)),
        }
        for dwangsom in sorted(dossier.dwangsommen, key=lambda dwangsom: dwangsom.eerste_dag)
        if not dwangsom.vervallen and dwangsom.eerste_dag <= dag
    ]


def _ziekteperioden(dossier: Dossier) -> list[Rij]:
    return [
        {
            "van": _dag(ziekte.van),
            "tot_en_met": _dag(ziekte.tot_en_met),
            "noriskpolis": heeft_noriskpolis(dossier, ziekte),
        }
        for ziekte in dossier.ziekteperioden
    ]


def _termijnen(dossier: Dossier, dag: date) -> list[Rij]:
    rijen = [
        {"soort": t.soort, "uiterlijk": _dag(uiterlijk(dossier, t)), "stand": stand(dossier, t, dag)}
        for t in dossier.termijnen
    ]
    return sorted(rijen, key=lambda rij: str(rij["uiterlijk"]))


def volgende_termijn(dossier: Dossier) -> tuple[date, str] | None:
    """Return the next last day that a caseworker must keep, with its kind; None when no term runs."""
    lopend = [
        (uiterlijk(dossier, termijn), termijn.soort)
        for termijn in dossier.termijnen
        if stand(dossier, termijn, dossier.dag) == "open"
    ]
    return min(lopend, default=None)
