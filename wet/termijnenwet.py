"""Days and terms: the Algemene termijnenwet (atw) and the counting of weeks and months (awb:6:8).

Contract sections 4.1 and 4.2.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from wet.bedragen import gelijkgestelde_dagen

DAG = timedelta(days=1)
ZATERDAG = 5
APRIL, MEI = 4, 5


@cache
def pasen(jaar: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (the method of Gauss and Lichtenberg)."""
    eeuw, maancyclus = jaar // 100, jaar % 19
    epacta = (19 * maancyclus + eeuw - eeuw // 4 - (8 * eeuw + 13) // 25 + 15) % 30
    epacta -= (epacta // 28) * (1 - (29 // (epacta + 1)) * ((21 - maancyclus) // 11))
    weekdag = (jaar + jaar // 4 + epacta + 2 - eeuw + eeuw // 4) % 7
    dagen = epacta - weekdag
    maand = 3 + (dagen + 40) // 44
    return date(jaar, maand, dagen + 28 - 31 * (maand // 4))


@cache
def feestdagen(jaar: int) -> frozenset[date]:
    """Return the generally recognised holidays of a year (atw:3.1) with the equated days (atw:3.3)."""
    paasdag = pasen(jaar)
    koninginnedag = date(jaar, APRIL, 30)
    if koninginnedag.isoweekday() == 7:  # noqa: PLR2004 (Sunday)
        koninginnedag -= DAG
    vast = {date(jaar, 1, 1), koninginnedag, date(jaar, MEI, 5), date(jaar, 12, 25), date(jaar, 12, 26)}
    rond_pasen = {paasdag + timedelta(days=n) for n in (-2, 1, 39, 50)}
    return frozenset(vast | rond_pasen | {dag for dag in gelijkgestelde_dagen() if dag.year == jaar})


def is_vrije_dag(dag: date) -> bool:
    """Tell whether a day is a Saturday, a Sunday or a holiday (atw:1.1)."""
    return dag.weekday() >= ZATERDAG or dag in feestdagen(dag.year)


def waarom_vrij(dag: date) -> str:
    """Tell in Dutch why a day is a day off: a holiday goes before the day of the week."""
    if dag in feestdagen(dag.year):
        return "feestdag"
    return "zaterdag" if dag.weekday() == ZATERDAG else "zondag"


def verleng(dag: date) -> date:
    """Extend a last day that is a day off to the next day that is none (atw:1.1)."""
    while is_vrije_dag(dag):
        dag += DAG
    return dag


def einde_van_weken(begin: date, weken: int) -> date:
    """Return the last day of a term of so many weeks after `begin`, not yet extended (awb:6:8.1)."""
    return begin + timedelta(weeks=weken)


def maanden_later(dag: date, maanden: int) -> date | None:
    """Return the day with the same number so many months later, None when that month has no such day."""
    maand = dag.month - 1 + maanden
    jaar, maand = dag.year + maand // 12, maand % 12 + 1
    return None if dag.day > monthrange(jaar, maand)[1] else date(jaar, maand, dag.day)


def laatste_dag_van_maanden(begin: date, maanden: int) -> date:
    """Return the last day of a period of so many months that begins on `begin` (contract 4.1)."""
    overeenkomstig = maanden_later(begin, maanden)
    if overeenkomstig is not None:
        return overeenkomstig - DAG
    maand = begin.month - 1 + maanden
    jaar, maand = begin.year + maand // 12, maand % 12 + 1
    return date(jaar, maand, monthrange(jaar, maand)[1])


def verjaardag(geboren: date, leeftijd: int) -> date:
    """Return the day on which someone becomes so old; who was born on 29 February does so on 1 March."""
    jaar = geboren.year + leeftijd
    if (geboren.month, geboren.day) == (2, 29) and monthrange(jaar, 2)[1] == 28:  # noqa: PLR2004
        return date(jaar, 3, 1)
    return geboren.replace(year=jaar)


def dagen_van(van: date, tot_en_met: date) -> Iterable[date]:
    """Yield every day of a period, both ends included; nothing when it ends before it begins."""
    for nummer in range((tot_en_met - van).days + 1):
        yield van + timedelta(days=nummer)
