"""Facts of the work: placements, jobs, illness, and the voorzieningen that it needs."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cijfers.feiten import Blik, Feit
from wet.loonwaarde import bestaat_op, dispensatie_op
from wet.ziekte import heeft_noriskpolis

BEEINDIGD = "beeindigd"


def feiten(blik: Blik) -> Iterator[Feit]:
    """Yield the facts of the work."""
    yield from _plaatsingen(blik)
    yield from _banen(blik)
    yield from _ziekte(blik)
    yield from _voorzieningen(blik)


def _plaatsingen(blik: Blik) -> Iterator[Feit]:
    for plaatsing in blik.dossier.proefplaatsingen:
        if plaatsing.van <= min(plaatsing.tot_en_met, blik.dag):
            stand = "loopt" if blik.dag <= plaatsing.tot_en_met else BEEINDIGD
            yield Feit("proefplaatsingen", stand, plaatsing.van)


def _banen(blik: Blik) -> Iterator[Feit]:
    dossier, dag = blik
    for plaats in blik.banen():
        baan = dossier.dienstbetrekkingen[plaats]
        stand = BEEINDIGD
        if bestaat_op(baan, dag):
            stand = "zonder_dispensatie" if dispensatie_op(dossier, dag) is None else "met_dispensatie"
        yield Feit("banen", stand, baan.van)


def _ziekte(blik: Blik) -> Iterator[Feit]:
    """A period counts until recovery, the end of the job or the day itself, whichever is first; all calendar days."""
    dossier, dag = blik
    for ziekte in dossier.ziekteperioden:
        einden = (dag, ziekte.tot_en_met, dossier.dienstbetrekkingen[ziekte.dienstbetrekking].tot_en_met)
        laatste = min(einde for einde in einden if einde is not None)
        if ziekte.van <= laatste:
            groep = "met_norisk" if heeft_noriskpolis(dossier, ziekte) else "zonder_norisk"
            yield Feit("ziekte", groep, ziekte.van)
            yield Feit("ziektedagen", groep, ziekte.van, _dagen(ziekte.van, laatste))


def _dagen(van: date, tot_en_met: date) -> Decimal:
    return Decimal((tot_en_met - van).days + 1)


def _voorzieningen(blik: Blik) -> Iterator[Feit]:
    for besluit in blik.dossier.besluiten:
        if besluit.soort != "voorziening" or besluit.op > blik.dag:
            continue
        toegekend = besluit.gegevens["toegekend"] is True
        yield Feit("voorzieningen", "toegekend" if toegekend else "afgewezen", besluit.op)
        if toegekend:
            kosten = Decimal(str(besluit.gegevens["kosten"]))
            yield Feit("voorzieningskosten", "toegekend", besluit.op, kosten)
