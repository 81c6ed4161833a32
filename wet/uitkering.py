"""The aanvullende uitkering: the decision and the months (wet:8, besluit:6; contract 4.4)."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from wet.bedragen import factor_leefvorm, norm_gehuwden, vermogensgrens
from wet.client import Leefvorm
from wet.daden import Beschikking, neem_besluit
from wet.dossier import Dossier, Inkomsten, geldend
from wet.loonwaarde import dienstbetrekking_op, dispensatie_op, dispensatie_van_belang
from wet.termijnenwet import DAG, dagen_van

CENT = Decimal("0.01")


class Maand(NamedTuple):
    """A month of aanvullende uitkering in euros; `b`, `c` and `bedrag` None while income is not known."""

    maand: str
    a: Decimal
    b: Decimal | None
    c: Decimal | None
    dagen: int
    bedrag: Decimal | None
    status: str


def rond_af(waarde: Fraction) -> Decimal:
    """Round an exact amount half up to the cent."""
    centen = (waarde * 100 + Fraction(1, 2)).__floor__()
    return Decimal(centen) * CENT


def leefvorm_op(dossier: Dossier, dag: date) -> Leefvorm:
    """Return the leefvorm on a day (besluit:6.4)."""
    return geldend(dossier.leefvormen, dag)


def vermogen_boven_grens(dossier: Dossier, dag: date) -> bool:
    """Tell whether the means are above the limit for the leefvorm of that day (mvt:3.6.1)."""
    grens = vermogensgrens(dag, leefvorm_op(dossier, dag)).bedrag
    return geldend(dossier.vermogens, dag) > grens


def besluit_uitkering(
    dossier: Dossier,
    op: date,
    waarom: str,
    bekendgemaakt: date | None = None,
    motivering: str | None = None,
    ingang: date | None = None,
) -> Dossier:
    """Take the decision `aanvullende_uitkering`, if a dispensation holds or a job with one is concluded (wet:8).

    `ingang` is the day from which a new loonwaarde holds: a dispensation that only begins then counts too.
    """
    if not any(dispensatie_van_belang(dossier, dag) for dag in (op, ingang or op)):
        return dossier
    leefvorm = leefvorm_op(dossier, op)
    gegevens: dict[str, str | bool | None] = {
        "leefvorm": leefvorm,
        "factor": str(factor_leefvorm(leefvorm)),
        "A": str(norm_gehuwden(op).bedrag),
    }
    grondslag = ("wet:8.1", "besluit:6.1")
    return neem_besluit(
        dossier,
        Beschikking("aanvullende_uitkering", op, "client", grondslag, motivering or waarom, gegevens, bekendgemaakt),
    )


class _Dagen(NamedTuple):
    """The days of a month that count: those on which the job existed, and the entitled ones per leefvorm."""

    alle: int
    met_baan: int
    rechtgevend: dict[Leefvorm, int]


def _tel(dossier: Dossier, eerste: date, tot_en_met: date) -> _Dagen:
    """Count the days of a month; after `tot_en_met` what held then is taken to go on."""
    alle = monthrange(eerste.year, eerste.month)[1]
    met_baan, rechtgevend = 0, dict[Leefvorm, int]()
    for dag in dagen_van(eerste, eerste.replace(day=alle)):
        bekend = min(dag, tot_en_met)
        if dienstbetrekking_op(dossier, bekend) is None:
            continue
        met_baan += 1
        if dispensatie_op(dossier, bekend) is not None and not vermogen_boven_grens(dossier, bekend):
            leefvorm = leefvorm_op(dossier, bekend)
            rechtgevend[leefvorm] = rechtgevend.get(leefvorm, 0) + 1
    return _Dagen(alle, met_baan, rechtgevend)


def bereken(a: Decimal, b: Decimal, c: Decimal, dagen: tuple[int, int, dict[Leefvorm, int]]) -> Decimal:
    """Apply the formula of besluit:6.1 to the entitled days of a month; euros, not below zero, rounded once."""
    alle, met_baan, rechtgevend = dagen
    totaal = Fraction(0)
    for leefvorm, aantal in rechtgevend.items():
        factor = Fraction(factor_leefvorm(leefvorm))
        totaal += factor * (Fraction(a) * aantal / alle - Fraction(b) * aantal / met_baan)
        totaal -= Fraction(c) * aantal / alle
    return rond_af(max(totaal, Fraction(0)))


def _inkomsten(dossier: Dossier, maand: str) -> tuple[Inkomsten | None, bool]:
    """Return the income for a month and whether it was reported for that month itself."""
    gemeld = {feit.maand: feit for feit in dossier.inkomsten}
    if maand in gemeld:
        return gemeld[maand], True
    eerdere = [eerder for eerder in gemeld if eerder < maand]
    if eerdere:
        return gemeld[max(eerdere)], False
    raming = dossier.raming
    return (None if raming is None else Inkomsten(maand=maand, b=raming.b, c=raming.c)), False


def maanden(dossier: Dossier, tot_en_met: date) -> Iterator[Maand]:
    """Yield every month with a right, as seen on the evening of a day (contract 4.4)."""
    for eerste in _eerste_dagen(dossier, tot_en_met):
        dagen = _tel(dossier, eerste, tot_en_met)
        if dagen.rechtgevend:
            yield _maand(dossier, eerste, dagen)


def had_baan_in(dossier: Dossier, maand: str) -> bool:
    """Tell whether a job exists, by its contract, on a day of a month."""
    jaar, nummer = int(maand[:4]), int(maand[5:])
    eerste = date(jaar, nummer, 1)
    laatste = eerste.replace(day=monthrange(jaar, nummer)[1])
    return any(
        baan.heeft_bestaan and baan.van <= laatste and (baan.tot_en_met is None or baan.tot_en_met >= eerste)
        for baan in dossier.dienstbetrekkingen
    )


def _eerste_dagen(dossier: Dossier, tot_en_met: date) -> Iterator[date]:
    banen = [baan.van for baan in dossier.dienstbetrekkingen if baan.heeft_bestaan]
    if not banen:
        return
    eerste = min(banen).replace(day=1)
    while eerste <= tot_en_met:
        yield eerste
        eerste = eerste.replace(day=monthrange(eerste.year, eerste.month)[1]) + DAG


def _maand(dossier: Dossier, eerste: date, dagen: _Dagen) -> Maand:
    maand = f"{eerste:%Y-%m}"
    norm = norm_gehuwden(eerste)
    aantal = sum(dagen.rechtgevend.values())
    inkomsten, gemeld = _inkomsten(dossier, maand)
    if inkomsten is None:
        return Maand(maand, norm.bedrag, None, None, aantal, None, "wacht_op_inkomsten")
    bedrag = bereken(norm.bedrag, inkomsten.b, inkomsten.c, dagen)
    zeker = norm.zeker and all(vermogensgrens(eerste, leefvorm).zeker for leefvorm in dagen.rechtgevend)
    status = "definitief" if gemeld and zeker else "voorlopig"
    return Maand(maand, norm.bedrag, inkomsten.b, inkomsten.c, aantal, bedrag, status)
