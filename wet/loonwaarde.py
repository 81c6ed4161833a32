"""The loonwaarde against the minimum wage, and on which days it holds (wet:7)."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wet.bedragen import EINDE_OVERGANGSRECHT, ONDERGRENS, minimumloon
from wet.dossier import (
    Dienstbetrekking,
    Dossier,
    Loon,
    Oordeel,
    Strook,
    Vaststelling,
    Werkgeverschap,
    geldend,
)
from wet.kring import pensioendag
from wet.termijnenwet import DAG

HONDERD = Decimal(100)
_ZELFVERKLAREND = {"loonwaarde_boven_wml", "loonwaarde_onder_20"}
"""Closings that follow from a measurement: the measurement itself says until when there was a dispensation."""


def minimum_voor(loon: Loon, dag: date) -> Decimal:
    """Return the minimum wage for the hours of a wage, times its full-time hours (so that nothing is divided)."""
    return minimumloon(dag) * loon.uren_per_week


def onder_minimum(loon: Loon, dag: date) -> bool:
    """Tell whether a wage is below the minimum wage for its hours (wml:7)."""
    return loon.rechtens_loon * loon.voltijd_uren < minimum_voor(loon, dag)


def loon_op(werkgeverschap: Werkgeverschap, dag: date) -> Loon:
    """Return the wage that holds on a day."""
    return geldend(werkgeverschap.lonen, dag)


def rechtens_loon_op(werkgeverschap: Werkgeverschap, dag: date) -> Decimal:
    """Return the rechtens geldende loon in euros per month: at least the minimum wage for the hours."""
    loon = loon_op(werkgeverschap, dag)
    return max(loon.rechtens_loon, minimum_voor(loon, dag) / loon.voltijd_uren)


def beoordeel(percentage: Decimal, werkgeverschap: Werkgeverschap, dag: date) -> Oordeel:
    """Compare a loonwaarde with the minimum wage, amount against amount (wet:7.1, 7.4; contract 4.3)."""
    loon = loon_op(werkgeverschap, dag)
    minimum = minimum_voor(loon, dag)
    waarde = percentage / HONDERD * max(loon.rechtens_loon * loon.voltijd_uren, minimum)
    if waarde > minimum:
        return "boven"
    if waarde == minimum:
        return "gelijk"
    return "onder" if waarde < ONDERGRENS * minimum else "binnen"


def vaststellingen_van(dossier: Dossier, plaats: int) -> list[Vaststelling]:
    """Return the measurements of a job (by its index), in the order in which they were decided."""
    eerste = dossier.dienstbetrekkingen[plaats].eerste_vaststelling
    return [
        vaststelling
        for index, vaststelling in enumerate(dossier.vaststellingen)
        if index == eerste or vaststelling.dienstbetrekking == plaats
    ]


def _begin(vaststelling: Vaststelling, dienstbetrekking: Dienstbetrekking) -> date:
    return vaststelling.per or dienstbetrekking.van


def geldende_vaststelling(dossier: Dossier, plaats: int, dag: date) -> Vaststelling | None:
    """Return the measurement that governs a day of a job: the latest decided one that had begun by then."""
    baan = dossier.dienstbetrekkingen[plaats]
    begonnen = [v for v in vaststellingen_van(dossier, plaats) if _begin(v, baan) <= dag]
    return begonnen[-1] if begonnen else None


def strook_op(vaststelling: Vaststelling, dag: date) -> Strook:
    """Return the percentage that a measurement gives on a day, after all remedies."""
    stroken = [strook for strook in vaststelling.stand.stroken if strook.van is None or strook.van <= dag]
    return stroken[-1]


def bestaat_op(dienstbetrekking: Dienstbetrekking, dag: date) -> bool:
    """Tell whether a job exists on a day."""
    laatste = dienstbetrekking.tot_en_met
    return dienstbetrekking.van <= dag and (laatste is None or dag <= laatste)


def dienstbetrekking_op(dossier: Dossier, dag: date) -> int | None:
    """Return the index of the job that exists on a day."""
    plaatsen = (n for n, baan in enumerate(dossier.dienstbetrekkingen) if bestaat_op(baan, dag))
    return next(plaatsen, None)


def valt_onder_overgangsrecht(dossier: Dossier, dag: date) -> bool:
    """Tell whether only wet:12.2 protects a job: the pilot was ended, the participation of the gemeente was not."""
    einde, deelname = dossier.pilot.einde, dossier.pilot.deelname_einde(dossier.client.gemeente)
    return einde is not None and einde <= dag and (deelname is None or deelname > dag)


def einde_bescherming(dossier: Dossier, dag: date) -> date | None:
    """Return the first day on which nobody with a job is protected any more, as known on a day (wet:12.2, 12.3, 16)."""
    vervalt = dossier.pilot.wet_vervalt
    if not valt_onder_overgangsrecht(dossier, dag):
        return vervalt
    return EINDE_OVERGANGSRECHT if vervalt is None else min(EINDE_OVERGANGSRECHT, vervalt)


def is_afgesneden(dossier: Dossier, dag: date) -> bool:
    """Tell whether a closing, the end of the Act or the 65th birthday cut off a day."""
    einde = einde_bescherming(dossier, dag)
    if (einde is not None and dag >= einde) or dag >= pensioendag(dossier):
        return True
    for sluiting in dossier.afsluitingen:
        eerste = sluiting.op + DAG if sluiting.reden == "overleden" else sluiting.op
        heropend = sluiting.heropend_op
        if sluiting.reden not in _ZELFVERKLAREND and eerste <= dag and (heropend is None or dag < heropend):
            return True
    return False


class Dispensatie(NamedTuple):
    """The dispensation on a day: its percentage, its job (an index) and the decision that fixed it."""

    percentage: Decimal
    dienstbetrekking: int
    besluit: int


def dispensatie_op(dossier: Dossier, dag: date) -> Dispensatie | None:
    """Return the dispensation that holds on a day, None when there is none (wet:7.1)."""
    plaats = dienstbetrekking_op(dossier, dag)
    if plaats is None or is_afgesneden(dossier, dag):
        return None
    vaststelling = geldende_vaststelling(dossier, plaats, dag)
    if vaststelling is None:
        return None
    strook = strook_op(vaststelling, dag)
    return None if strook.percentage is None else Dispensatie(strook.percentage, plaats, strook.besluit)


def dispensatie_van_belang(dossier: Dossier, dag: date) -> bool:
    """Tell whether a dispensation holds, or a job with one is concluded that has yet to begin (contract 4.5)."""
    baan = dossier.dienstbetrekking
    if dossier.fase != "dienstbetrekking" or baan is None:
        return False
    if baan.van <= dag:
        return dispensatie_op(dossier, dag) is not None
    vaststelling = geldende_vaststelling(dossier, len(dossier.dienstbetrekkingen) - 1, baan.van)
    return vaststelling is not None and strook_op(vaststelling, baan.van).percentage is not None


class Loonwaardeperiode(NamedTuple):
    """A run of days on which one decision gave one percentage; `tot_en_met` None while it lasts."""

    van: date
    tot_en_met: date | None
    percentage: Decimal
    besluit: int
    dienstbetrekking: int


def loonwaardeperioden(dossier: Dossier, tot_en_met: date) -> Iterator[Loonwaardeperiode]:
    """Yield the percentages that held, in order, as seen on the evening of a day."""
    for van, gevolgd_door, dispensatie in _reeksen(dossier, tot_en_met):
        if dispensatie is not None:
            einde = None if gevolgd_door is None else gevolgd_door - DAG
            yield Loonwaardeperiode(
                van, einde, dispensatie.percentage, dispensatie.besluit, dispensatie.dienstbetrekking
            )


def _reeksen(dossier: Dossier, tot_en_met: date) -> Iterator[tuple[date, date | None, Dispensatie | None]]:
    """Yield each run of days with the same dispensation: its first day, the first day of the next run, what held."""
    wisselingen = [dag for dag in _mogelijke_wisselingen(dossier) if dag <= tot_en_met]
    begin: date | None = None
    huidig: Dispensatie | None = None
    for dag in wisselingen:
        nieuw = dispensatie_op(dossier, dag)
        if begin is not None and nieuw == huidig:
            continue
        if begin is not None:
            yield begin, dag, huidig
        begin, huidig = dag, nieuw
    if begin is not None:
        yield begin, None, huidig


def _mogelijke_wisselingen(dossier: Dossier) -> list[date]:
    """Return every day on which the dispensation can have changed."""
    dagen = {pensioendag(dossier), EINDE_OVERGANGSRECHT}
    for baan in dossier.dienstbetrekkingen:
        dagen.add(baan.van)
        if baan.tot_en_met is not None and baan.heeft_bestaan:
            dagen.add(baan.tot_en_met + DAG)
    for vaststelling in dossier.vaststellingen:
        dagen.update(strook.van for strook in vaststelling.stand.stroken if strook.van is not None)
        if vaststelling.per is not None:
            dagen.add(vaststelling.per)
    for sluiting in dossier.afsluitingen:
        dagen.update({sluiting.op, sluiting.op + DAG})
        if sluiting.heropend_op is not None:
            dagen.add(sluiting.heropend_op)
    dagen.update(_einden_van_de_pilot(dossier))
    return sorted(dagen)


def _einden_van_de_pilot(dossier: Dossier) -> set[date]:
    pilot = dossier.pilot
    einden = {pilot.wet_vervalt, pilot.einde, pilot.deelname_einde(dossier.client.gemeente)}
    return {einde for einde in einden if einde is not None}
