"""The kring and the doelgroep: for whom the Act is meant (wet:1.c, 1.e)."""

from datetime import date

from wet.dossier import Dossier, geldend
from wet.indicatie import heeft_indicatie
from wet.termijnenwet import verjaardag

LEEFTIJD_KRING = 23
"""wet:1.c"""
PENSIOENLEEFTIJD = 65
EINDE_WIJ = date(2012, 1, 1)
"""From this day the WIJ is no more; who had it gets the WWB in its place."""
UITKERINGEN_KRING = frozenset({"wwb", "wij", "ww_en_wwb"})


def uitkering_op(dossier: Dossier, dag: date) -> str:
    """Return the benefit a person has on a day; from 2012 `wij` reads `wwb`."""
    uitkering = geldend(dossier.uitkeringen, dag)
    return "wwb" if uitkering == "wij" and dag >= EINDE_WIJ else uitkering


def heeft_uitkering(dossier: Dossier, dag: date) -> bool:
    """Tell whether a person has a benefit that belongs to the kring."""
    return uitkering_op(dossier, dag) in UITKERINGEN_KRING


def pensioendag(dossier: Dossier) -> date:
    """Return the 65th birthday."""
    return verjaardag(dossier.client.geboortedatum, PENSIOENLEEFTIJD)


def woont_elders(dossier: Dossier) -> bool:
    """Tell whether the person moved away from the gemeente that decides."""
    return dossier.woonplaats != dossier.client.gemeente


def in_kring(dossier: Dossier, dag: date) -> bool:
    """Tell whether a person belongs to the kring on a day (wet:1.c)."""
    oud_genoeg = verjaardag(dossier.client.geboortedatum, LEEFTIJD_KRING) <= dag < pensioendag(dossier)
    deelnemend = dossier.pilot.neemt_deel(dossier.client.gemeente, dag) and not woont_elders(dossier)
    return oud_genoeg and deelnemend and heeft_uitkering(dossier, dag)


def in_doelgroep(dossier: Dossier, dag: date) -> bool:
    """Tell whether a person belongs to the doelgroep on a day (wet:1.e)."""
    if dossier.route == "wsw":
        return heeft_indicatie(dossier, dag) and not dossier.client.wsw_dienstbetrekking
    return dossier.route == "toegangstoets"


def in_kring_bij_aanmelding(dossier: Dossier, dag: date) -> bool:
    """Tell the same at the aanmelding, where the WIJ counts for nothing from 2012 on (contract 4.8)."""
    return in_kring(dossier, dag) and not (dossier.client.uitkering == "wij" and dag >= EINDE_WIJ)
