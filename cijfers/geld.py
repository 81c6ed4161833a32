"""Facts of the money: the aanvullende uitkering of each month, and what the gemeente saves by it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from cijfers.feiten import Blik, Feit
from wet.dossier import Dossier, Raming
from wet.loonwaarde import loonwaardeperioden
from wet.uitkering import Maand, maanden

NIETS = Decimal(0)


def feiten(blik: Blik) -> Iterator[Feit]:
    """Yield the facts of each month with a right, and whether voorzieningen cost more than was saved."""
    besparing = NIETS
    for maand, norm in _maanden(blik):
        eerste = date.fromisoformat(f"{maand.maand}-01")
        yield Feit("uitkeringsmaanden", maand.status, eerste)
        if maand.bedrag is not None:
            yield Feit("uitkering", maand.status, eerste, maand.bedrag)
            yield Feit("besparing", maand.status, eerste, norm - maand.bedrag)
            besparing += norm - maand.bedrag
    kosten = _kosten(blik)
    if kosten:
        groep = "kosten_hoger" if kosten > besparing else "kosten_niet_hoger"
        yield Feit("kosten_en_besparing", groep, blik.aanmelding)


def _maanden(blik: Blik) -> Iterator[tuple[Maand, Decimal]]:
    """Yield each month with the full norm for the leefvorm over its entitled days.

    The full norm is what the formula of besluit:6.1 gives to who earns nothing: factor x A x n/m.
    """
    dag = _laatste_dag(blik)
    if dag is None:
        return
    echt = maanden(blik.dossier, dag)
    zonder_inkomsten = maanden(_zonder_inkomsten(blik.dossier), dag)
    for maand, norm in zip(echt, zonder_inkomsten, strict=True):
        yield maand, norm.bedrag or NIETS


def _laatste_dag(blik: Blik) -> date | None:
    """Return the day up to which there can be months: not past the month in which the last dispensation ended."""
    perioden = list(loonwaardeperioden(blik.dossier, blik.dag))
    if not perioden:
        return None
    einde = perioden[-1].tot_en_met
    if einde is None:
        return blik.dag
    return min(blik.dag, einde.replace(day=monthrange(einde.year, einde.month)[1]))


def _zonder_inkomsten(dossier: Dossier) -> Dossier:
    return dossier.met(inkomsten=(), raming=Raming(b=NIETS, c=NIETS))


def _kosten(blik: Blik) -> Decimal:
    toegekend = (
        Decimal(str(besluit.gegevens["kosten"]))
        for besluit in blik.dossier.besluiten
        if besluit.soort == "voorziening" and besluit.op <= blik.dag and besluit.gegevens["toegekend"] is True
    )
    return sum(toegekend, NIETS)
