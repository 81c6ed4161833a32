"""Facts of the loonwaarde: the first measurement, how it develops, and whether the re-evaluations are in time."""

from collections.abc import Iterator
from decimal import Decimal

from cijfers.feiten import Blik, Feit
from wet.dossier import Termijn, Vaststelling
from wet.loonwaarde import vaststellingen_van
from wet.termijnen import uiterlijk

KLASSEN = ((60, "60_en_hoger"), (40, "40_tot_60"), (20, "20_tot_40"))
LAAGSTE_KLASSE = "onder_20"
LAATSTE_NUMMER = 3
"""The third measurement and all later ones are taken together."""


def feiten(blik: Blik) -> Iterator[Feit]:
    """Yield the facts of the loonwaarde, each percentage as it was decided, before any remedy."""
    for vaststelling in blik.dossier.vaststellingen:
        if vaststelling.eerste and vaststelling.op <= blik.dag:
            gemeten = percentage(blik, vaststelling)
            yield Feit("eerste_meting", klasse(gemeten), vaststelling.op, gemeten)
            yield Feit("metingen", "1", vaststelling.op, gemeten)
    yield from _ontwikkeling(blik)
    yield from _herevaluaties(blik)


def percentage(blik: Blik, vaststelling: Vaststelling) -> Decimal:
    """Return the percentage of a measurement as it was decided."""
    return Decimal(str(blik.dossier.besluit(vaststelling.besluit).gegevens["percentage"]))


def klasse(gemeten: Decimal) -> str:
    """Return the class of a percentage: each begins at its lower bound."""
    return next((naam for grens, naam in KLASSEN if gemeten >= grens), LAAGSTE_KLASSE)


def _ontwikkeling(blik: Blik) -> Iterator[Feit]:
    """Yield each later measurement of a job by its number, and how far the latest is from the first."""
    for plaats in range(len(blik.dossier.dienstbetrekkingen)):
        gemeten = [v for v in vaststellingen_van(blik.dossier, plaats) if v.op <= blik.dag]
        for nummer, vaststelling in enumerate(gemeten[1:], start=2):
            groep = str(min(nummer, LAATSTE_NUMMER))
            yield Feit("metingen", groep, vaststelling.op, percentage(blik, vaststelling))
        if gemeten[1:]:
            verschil = percentage(blik, gemeten[-1]) - percentage(blik, gemeten[0])
            groep = "gestegen" if verschil > 0 else "niet_gestegen"
            yield Feit("verandering", groep, gemeten[-1].op, verschil)


def _herevaluaties(blik: Blik) -> Iterator[Feit]:
    for termijn in blik.dossier.termijnen:
        if termijn.soort == "herevaluatie" and termijn.eerste_dag <= blik.dag:
            yield Feit("herevaluaties", stand(blik, termijn), termijn.eerste_dag)


def stand(blik: Blik, termijn: Termijn) -> str:
    """Return what had become of a term by the day; one that passed stays so when its matter is done later."""
    dossier, dag = blik
    laatste = uiterlijk(dossier, termijn)
    if termijn.gehaald_op is not None and termijn.gehaald_op <= min(laatste, dag):
        return "op_tijd"
    if termijn.vervallen_op is not None and termijn.vervallen_op <= dag and not termijn.verstreken:
        return "vervallen"
    return "te_laat" if laatste < dag else "open"
