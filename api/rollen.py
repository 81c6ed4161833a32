"""Who may do what: one table of role and action, and which events carry a decision."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from wet.feit import MetBesluit
from wet.gebeurtenissen import Aanmelding, Gebeurtenis


class Rol(StrEnum):
    """What a token may make someone."""

    GEMEENTESYSTEEM = "gemeentesysteem"
    CONSULENT = "consulent"
    BESLISSER = "beslisser"
    RAADPLEGER = "raadpleger"
    ONDERZOEKER = "onderzoeker"
    MINISTERIE = "ministerie"
    BEHEERDER = "beheerder"


class Actie(StrEnum):
    """What can be done through a door."""

    TRAJECT_STARTEN = "traject_starten"
    TRAJECT_LEZEN = "traject_lezen"
    TRAJECTEN_ZOEKEN = "trajecten_zoeken"
    GEBEURTENIS_MELDEN = "gebeurtenis_melden"
    BESLUIT_MELDEN = "besluit_melden"
    PILOT_LEZEN = "pilot_lezen"
    PILOT_MELDEN = "pilot_melden"
    DEELNAME_BEEINDIGEN = "deelname_beeindigen"
    CIJFERS_LEZEN = "cijfers_lezen"
    GESCHIEDENIS_ONTSLEUTELEN = "geschiedenis_ontsleutelen"


VAN_EEN_GEMEENTE = frozenset({Rol.GEMEENTESYSTEEM, Rol.CONSULENT, Rol.BESLISSER, Rol.RAADPLEGER})
"""Roles that exist only within one gemeente: a token with such a role must name it."""

_LEZEN = {Actie.TRAJECT_LEZEN, Actie.TRAJECTEN_ZOEKEN, Actie.PILOT_LEZEN, Actie.CIJFERS_LEZEN}
_MELDEN = {Actie.TRAJECT_STARTEN, Actie.GEBEURTENIS_MELDEN}

TABEL: Mapping[Rol, frozenset[Actie]] = {
    Rol.GEMEENTESYSTEEM: frozenset(_LEZEN | _MELDEN),
    Rol.CONSULENT: frozenset(_LEZEN | _MELDEN),
    Rol.BESLISSER: frozenset(_LEZEN | _MELDEN | {Actie.BESLUIT_MELDEN, Actie.DEELNAME_BEEINDIGEN}),
    Rol.RAADPLEGER: frozenset(_LEZEN),
    Rol.ONDERZOEKER: frozenset({Actie.CIJFERS_LEZEN}),
    Rol.MINISTERIE: frozenset({Actie.PILOT_LEZEN, Actie.PILOT_MELDEN}),
    # Runs the system; sees no case, except what the codec server decodes for him, which is logged.
    Rol.BEHEERDER: frozenset({Actie.PILOT_LEZEN, Actie.CIJFERS_LEZEN, Actie.GESCHIEDENIS_ONTSLEUTELEN}),
}


def mag(rollen: Iterable[Rol], actie: Actie) -> bool:
    """Whether someone with these roles may do this; one role that may is enough."""
    return any(actie in TABEL[rol] for rol in rollen)


def draagt_besluit(gebeurtenis: Gebeurtenis) -> bool:
    """Whether the college takes a decision with this event, or one follows from it (contract section 2).

    An aanmelding has an action of its own. Registering that a remedy was withdrawn decides nothing, unless the
    college gave in.
    """
    if not isinstance(gebeurtenis, MetBesluit) or isinstance(gebeurtenis, Aanmelding):
        return False
    return bool(getattr(gebeurtenis, "tegemoetgekomen", True))
