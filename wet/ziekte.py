"""Illness during the job and the no-risk cover (zw:29b; contract 4.7)."""

from datetime import date

from wet.dossier import Dossier, Ziekteperiode, geldend, vervang
from wet.indicatie import heeft_indicatie
from wet.termijnenwet import DAG, verjaardag

JAREN_NORISK = 5


def lopende_ziekte(dossier: Dossier) -> Ziekteperiode | None:
    """Return the period of illness that has not ended, if any."""
    laatste = dossier.ziekteperioden[-1] if dossier.ziekteperioden else None
    return laatste if laatste is not None and laatste.tot_en_met is None else None


def meld_ziek(dossier: Dossier, per: date) -> Dossier:
    """Begin a period of illness in the present job."""
    if lopende_ziekte(dossier) is not None or dossier.fase != "dienstbetrekking":
        return dossier
    periode = Ziekteperiode(van=per, tot_en_met=None, dienstbetrekking=len(dossier.dienstbetrekkingen) - 1)
    return dossier.met(ziekteperioden=(*dossier.ziekteperioden, periode))


def meld_hersteld(dossier: Dossier, per: date) -> Dossier:
    """End the period of illness on the day before the first day well again."""
    ziekte = lopende_ziekte(dossier)
    if ziekte is None or per <= ziekte.van:
        return dossier
    beeindigd = ziekte.met(tot_en_met=per - DAG)
    return dossier.met(ziekteperioden=vervang(dossier.ziekteperioden, -1, beeindigd))


def heeft_noriskpolis(dossier: Dossier, ziekte: Ziekteperiode) -> bool:
    """Tell whether the employer is covered for an illness that begins within five years of the start (zw:29b)."""
    begin = dossier.dienstbetrekkingen[ziekte.dienstbetrekking].van
    if not begin <= ziekte.van < verjaardag(begin, JAREN_NORISK):
        return False
    if heeft_indicatie(dossier, begin - DAG):
        return True
    beoordelingen = tuple(feit for feit in dossier.uwv_beoordelingen if feit.per <= ziekte.van)
    return bool(beoordelingen) and geldend(beoordelingen, ziekte.van)
