"""What someone earns with loondispensatie: wage and aanvullende uitkering together as the loonwaarde rises.

The letter of 30-11-2011: clients do not always see that a rising loonwaarde means a higher income. The gross wage and
the aanvullende uitkering are the law's; which net wage belongs to a gross one is not, so that is an estimate here.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from wet.bedragen import IN_WERKING, factor_leefvorm, minimumloon, norm_gehuwden
from wet.client import Leefvorm
from wet.dossier import Ingang, Loon, Werkgeverschap
from wet.gebeurtenissen import Werkgever
from wet.loonwaarde import HONDERD, beoordeel, onder_minimum, rechtens_loon_op
from wet.uitkering import CENT, bereken
from wet.waarden import Misvormd

NAMEN: dict[Leefvorm, str] = {
    "alleenstaande": "Alleenstaande",
    "alleenstaande_ouder": "Alleenstaande ouder",
    "gehuwd": "Gehuwd of samenwonend",
}
"""Each leefvorm as it is called in a sentence to the client, in order of reading."""
STAP = 5
"""Between two rows, in percents of the loonwaarde."""
NIETS = Decimal(0)


class Situatie(NamedTuple):
    """A job on a day: its wage, and the net income per month that would belong to it without loondispensatie.

    `netto` is meant as factor B of besluit:6 is: without arbeidskorting, with the holiday allowance.
    """

    datum: date
    loon: Loon
    netto: Decimal

    @property
    def norm(self) -> Decimal:
        """Factor A of besluit:6.1 in that month."""
        return norm_gehuwden(self.datum.replace(day=1)).bedrag

    @property
    def norm_is_zeker(self) -> bool:
        """Whether that amount was read in a source; an estimate may still change."""
        return norm_gehuwden(self.datum.replace(day=1)).zeker


class Regel(NamedTuple):
    """A loonwaarde (percent) with the gross and net wage and the aanvullende uitkering, in euros per month."""

    loonwaarde: int
    bruto: Decimal
    netto: Decimal
    aanvulling: Decimal

    @property
    def samen(self) -> Decimal:
        """Net wage and aanvullende uitkering together."""
        return self.netto + self.aanvulling


def maak_situatie(
    datum: date, uren: Decimal, voltijd: Decimal, loon: Decimal | None = None, netto: Decimal | None = None
) -> Situatie:
    """Complete what is not given: the minimum wage for these hours, and the net income that belongs to the wage.

    The norm for a married couple is the net minimum wage (wwb:37), without arbeidskorting and with the holiday
    allowance: so the net income is estimated as the same part of that norm as the wage is of the minimum wage.
    Raises Misvormd for a wage below the minimum wage, too many hours, or a day before the Act.
    """
    if datum < IN_WERKING:
        raise Misvormd(f"de datum ligt voor de eerste dag van de wet ({IN_WERKING})")
    if uren > voltijd:
        raise Misvormd("het aantal uren is hoger dan bij een volle werkweek")
    minimum = minimumloon(datum) * uren / voltijd
    afspraak = Loon(rechtens_loon=_rond(minimum) if loon is None else loon, uren_per_week=uren, voltijd_uren=voltijd)
    if loon is not None and onder_minimum(afspraak, datum):
        raise Misvormd(f"het loon is lager dan het minimumloon voor deze uren ({_rond(minimum)})")
    geschat = norm_gehuwden(datum.replace(day=1)).bedrag * afspraak.rechtens_loon / minimumloon(datum)
    return Situatie(datum, afspraak, _rond(geschat) if netto is None else netto)


def regels(situatie: Situatie, leefvorm: Leefvorm) -> list[Regel]:
    """Return a row for every loonwaarde, by steps of STAP, at which there is loondispensatie (wet:7.1, 7.4)."""
    return [regel(situatie, leefvorm, percentage) for percentage in _percentages(situatie)]


def regel(situatie: Situatie, leefvorm: Leefvorm, percentage: int) -> Regel:
    """Return what belongs to one loonwaarde, for a whole month without other income (besluit:6.1)."""
    deel = percentage / HONDERD
    netto = _rond(situatie.netto * deel)
    dagen = monthrange(situatie.datum.year, situatie.datum.month)[1]
    aanvulling = bereken(situatie.norm, netto, NIETS, (dagen, dagen, {leefvorm: dagen}))
    bruto = _rond(rechtens_loon_op(_werkgeverschap(situatie), situatie.datum) * deel)
    return Regel(percentage, bruto, netto, aanvulling)


def houdt_over(leefvorm: Leefvorm) -> Decimal:
    """Return how many cents of each extra euro of net wage remain, as long as there is a supplement (besluit:6.1)."""
    return (1 - factor_leefvorm(leefvorm)) * HONDERD


def _percentages(situatie: Situatie) -> Iterator[int]:
    werkgeverschap = _werkgeverschap(situatie)
    for percentage in range(0, 100 + STAP, STAP):
        if beoordeel(Decimal(percentage), werkgeverschap, situatie.datum) == "binnen":
            yield percentage


def _werkgeverschap(situatie: Situatie) -> Werkgeverschap:
    """Return an employer who pays this wage: that is how the law compares a loonwaarde with the minimum wage."""
    return Werkgeverschap(
        op=situatie.datum,
        werkgever=Werkgever(naam="", kvk="00000000"),
        functie="",
        intentie=True,
        lonen=(Ingang(per=situatie.datum, waarde=situatie.loon),),
    )


def _rond(bedrag: Decimal) -> Decimal:
    return bedrag.quantize(CENT, ROUND_HALF_UP)
