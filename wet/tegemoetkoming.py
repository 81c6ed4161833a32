"""How much the minister grants a gemeente, and how much of it stands when its part ends early (wet:11, regeling:2).

The amount granted follows from regeling:2. By how much the minister lowers it when participation ends early is his to
decide (wet:11.2, «kan»); what stands here is in proportion to the days for which it was granted.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from wet.bedragen import VERVALT, tegemoetkoming
from wet.uitkering import rond_af

LAATSTE_DAG_VROEG_EINDE = date(2012, 12, 31)
"""Participation whose first day without is this one, or an earlier one, ended before 31 December 2012 (wet:11.2)."""


def variabel_deel(kring: int, totaal: int, gemeenten: int) -> Decimal:
    """Return (A/B) x (2,200,000 x C/32) in euros, rounded half up to the cent (regeling:2.2); zero without a kring."""
    _, variabel, maximum = tegemoetkoming()
    aandeel = Fraction(kring, totaal) if totaal else Fraction(0)
    return rond_af(aandeel * Fraction(variabel) * gemeenten / maximum)


def verlening(kring: int, totaal: int, gemeenten: int) -> Decimal:
    """Return the grant in euros: 115,000 and the variable part (regeling:2)."""
    return tegemoetkoming()[0] + variabel_deel(kring, totaal, gemeenten)


def is_vroeg_einde(van: date, einde: date) -> bool:
    """Tell whether a participation from `van` whose first day without is `einde` ended early (wet:11.2)."""
    return van < VERVALT and einde <= LAATSTE_DAG_VROEG_EINDE


def dagen_verleend(van: date) -> int:
    """Return the number of days for which is granted: from `van` up to and including 31 December 2012."""
    return max((VERVALT - van).days, 0)


def dagen_meegedaan(van: date, einde: date) -> int:
    """Return the number of those days before `einde`, the first day without participation."""
    return min(max((einde - van).days, 0), dagen_verleend(van))


def lager(bedrag: Decimal, van: date, einde: date) -> Decimal:
    """Return what stands of a grant after an early end: in proportion to the days of participation."""
    return rond_af(Fraction(bedrag) * dagen_meegedaan(van, einde) / dagen_verleend(van))
