"""Loonwaarden and re-evaluations computed a second time from the events, in cases without a remedy."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import assume, given

from tests.programmas import Verloop, programmas
from tests.wet.test_eigenschappen_recht import bestreken, einde
from wet.bedragen import minimumloon
from wet.dossier import Dossier
from wet.gebeurtenissen import DienstbetrekkingAangegaan, LoonwaardeGemeten
from wet.rechtsmiddelen import BezwaarIngediend
from wet.termijnenwet import laatste_dag_van_maanden

DAG = timedelta(days=1)
Meting = tuple[date | None, Decimal | None]
"""The day from which a measurement holds (None: from the start of the job) and the percentage, if any."""


def in_bereik(dossier: Dossier, werkgever: int, percentage: Decimal, dag: date) -> bool:
    """Compare the loonwaarde with the minimum wage in fractions of a full-time wage (wet:7.4)."""
    lonen = [ingang for ingang in dossier.werkgeverschappen[werkgever].lonen if ingang.per <= dag]
    loon = max(enumerate(lonen or dossier.werkgeverschappen[werkgever].lonen[:1]), key=lambda p: (p[1].per, p[0]))[1]
    voltijd = (
        Fraction(loon.waarde.rechtens_loon) * Fraction(loon.waarde.voltijd_uren) / Fraction(loon.waarde.uren_per_week)
    )
    minimum = Fraction(minimumloon(dag))
    deel = max(voltijd, minimum) * Fraction(percentage) / 100
    return minimum / 5 <= deel < minimum


def metingen_per_baan(verloop: Verloop) -> list[list[Meting]]:
    """For each job the measurement that it began with and every re-evaluation, in order of decision."""
    banen: list[list[Meting]] = []
    eerste: Decimal | None = None
    for stap in verloop.stappen:
        feit, na = stap.feit, stap.na
        if stap.weigering is not None or na is None or stap.voor is None:
            continue
        if isinstance(feit, DienstbetrekkingAangegaan):
            banen.append([(None, eerste)])
        if not isinstance(feit, LoonwaardeGemeten):
            continue
        werkgever = len(na.werkgeverschappen) - 1
        herevaluatie = na.vaststellingen[-1].dienstbetrekking is not None
        per = feit.per or feit.bekendgemaakt if herevaluatie else feit.op
        percentage = feit.percentage if in_bereik(na, werkgever, feit.percentage, per) else None
        if herevaluatie:
            banen[-1].append((per, percentage))
        else:
            eerste = percentage
    return banen


def zonder_rechtsmiddel(verloop: Verloop) -> bool:
    """Tell whether nobody fought a decision."""
    return not any(isinstance(feit, BezwaarIngediend) for feit in verloop.scenario.gebeurtenissen)


@given(programmas())
def test_zonder_rechtsmiddel_geldt_elke_dag_de_laatst_besliste_meting_die_begonnen_is(verloop: Verloop) -> None:
    assume(zonder_rechtsmiddel(verloop))
    dossier, dag, gevonden = einde(verloop)
    sluiting = dossier.afgesloten
    laatste = date.max if sluiting is None else sluiting.op - (DAG if sluiting.reden != "overleden" else timedelta(0))
    verwacht: dict[date, Decimal] = {}
    for baan, metingen in zip(dossier.dienstbetrekkingen, metingen_per_baan(verloop), strict=True):
        rij = {
            "van": baan.van.isoformat(),
            "tot_en_met": None if baan.tot_en_met is None else baan.tot_en_met.isoformat(),
        }
        for een in bestreken([rij], min(dag, laatste)):
            percentage = [deel for per, deel in metingen if per is None or per <= een][-1]
            if percentage is not None:
                verwacht[een] = percentage
    gold = {een: Decimal(rij["percentage"]) for rij in gevonden["loonwaarden"] for een in bestreken([rij], dag)}

    assert gold == verwacht


@given(programmas())
def test_zonder_rechtsmiddel_is_een_herevaluatie_steeds_zes_maanden_later_nodig(verloop: Verloop) -> None:
    assume(zonder_rechtsmiddel(verloop))
    dossier, _, gevonden = einde(verloop)
    laatste_dag = dossier.pilot.laatste_dag_wet or date.max
    begin = [
        per or baan.van
        for baan, metingen in zip(dossier.dienstbetrekkingen, metingen_per_baan(verloop), strict=True)
        for nummer, (per, _) in enumerate(metingen)
        if nummer == 0 or _gaat_door(dossier, per)
    ]
    verwacht = sorted(min(laatste_dag_van_maanden(dag, 6), laatste_dag).isoformat() for dag in begin)

    for soort in ("herevaluatie", "beoordeling_voorzieningen"):
        assert [rij["uiterlijk"] for rij in gevonden["termijnen"] if rij["soort"] == soort] == verwacht


def _gaat_door(dossier: Dossier, per: date | None) -> bool:
    """Tell whether a measurement left the trajectory as it was: a new re-evaluation is due after it."""
    (oordeel,) = {v.stand.oordeel for v in dossier.vaststellingen if v.per == per and v.per is not None} or {"binnen"}
    return oordeel in {"binnen", "gelijk"}


@given(programmas())
def test_elke_nieuwe_loonwaarde_tijdens_een_baan_geeft_een_besluit_over_de_uitkering(verloop: Verloop) -> None:
    for stap in verloop.stappen:
        if stap.voor is None or stap.na is None or stap.weigering is not None:
            continue
        if not isinstance(stap.feit, LoonwaardeGemeten) or stap.na.vaststellingen[-1].dienstbetrekking is None:
            continue
        nieuw = [b for b in stap.na.besluiten if b.nummer >= stap.na.vaststellingen[-1].besluit]
        volgend = {eerste.soort: tweede.soort for eerste, tweede in pairwise(nieuw)}
        baan = stap.na.dienstbetrekkingen[-1]
        duurt_nog = baan.tot_en_met is None or baan.tot_en_met >= stap.feit.bekendgemaakt
        if nieuw[0].soort == "loondispensatie" and duurt_nog:
            assert volgend.get("loondispensatie") == "aanvullende_uitkering"
