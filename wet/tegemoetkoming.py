"""The minister's grant to the gemeenten: given, lowered, recovered (wet:11, besluit:3, regeling:2).

The amount follows from regeling:2. By how much the minister lowers it when participation ends early is his to decide
(wet:11.2, «kan»); what stands here is in proportion to the days of the pilot that the gemeente missed.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from wet.bedragen import IN_WERKING, VERVALT, tegemoetkoming
from wet.pilot import Deelname, Pilot
from wet.pilotgebeurtenissen import DeelnameBeeindigd, PilotBeeindigd
from wet.uitkering import rond_af

LAATSTE_DAG_TEGEMOETKOMING = date(2012, 12, 31)
"""Who takes part until this day keeps the whole grant (wet:11.2)."""
_DAGEN_PILOT = (VERVALT - IN_WERKING).days


class Pilotbesluit(NamedTuple):
    """A decision of the minister on the grant of a gemeente, in euros."""

    gemeente: str
    soort: Literal["verlening", "lagere_vaststelling", "terugvordering"]
    op: date
    bedrag: Decimal
    grondslag: tuple[str, ...]


def verlening(kring: int, totaal: int, gemeenten: int) -> Decimal:
    """Return the grant in euros: 115,000 + (A/B) x (2,200,000 x C/32), rounded half up to the cent (regeling:2)."""
    vast, variabel, maximum = tegemoetkoming()
    aandeel = Fraction(kring, totaal) if totaal else Fraction(0)
    return rond_af(Fraction(vast) + aandeel * Fraction(variabel) * gemeenten / maximum)


def _met_kring(pilot: Pilot, dag: date) -> list[Deelname]:
    """Return the participations begun by a day of which the kring is known: only those can be reckoned with."""
    return [deel for deel in pilot.deelnames if deel.van <= dag and deel.kring_2009 is not None]


def verleend(pilot: Pilot, dag: date) -> dict[str, Decimal]:
    """Return the grant of each gemeente as it stands with the gemeenten designated by a day."""
    deelnames = _met_kring(pilot, dag)
    totaal = sum(deel.kring_2009 or 0 for deel in deelnames)
    return {deel.gemeente: verlening(deel.kring_2009 or 0, totaal, len(deelnames)) for deel in deelnames}


def _einde(pilot: Pilot, deelname: Deelname) -> tuple[date, date] | None:
    """Return the first day without participation and the day on which that became known; None when not early."""
    einden = [
        (feit.per, feit.op)
        for feit in pilot.gebeurtenissen
        if isinstance(feit, PilotBeeindigd)
        or (isinstance(feit, DeelnameBeeindigd) and feit.gemeente == deelname.gemeente)
    ]
    return min((einde for einde in einden if einde[0] <= LAATSTE_DAG_TEGEMOETKOMING), default=None)


def lager(bedrag: Decimal, einde: date) -> Decimal:
    """Return the grant in proportion to the days of the pilot before `einde`, its first day without participation."""
    dagen = min(max((einde - IN_WERKING).days, 0), _DAGEN_PILOT)
    return rond_af(Fraction(bedrag) * dagen / _DAGEN_PILOT)


def besluiten(pilot: Pilot, dag: date) -> Iterator[Pilotbesluit]:
    """Yield the decisions on the grant up to a day: given, and lowered and recovered when participation ends early."""
    bedragen = verleend(pilot, dag)
    for deelname in _met_kring(pilot, dag):
        bedrag = bedragen[deelname.gemeente]
        yield Pilotbesluit(deelname.gemeente, "verlening", deelname.van, bedrag, ("wet:11.1", "regeling:2"))
        einde = _einde(pilot, deelname)
        if einde is None or einde[1] > dag:
            continue
        per, op = einde
        vastgesteld = lager(bedrag, per)
        yield Pilotbesluit(deelname.gemeente, "lagere_vaststelling", op, vastgesteld, ("wet:11.2",))
        yield Pilotbesluit(deelname.gemeente, "terugvordering", op, bedrag - vastgesteld, ("wet:11.2",))
