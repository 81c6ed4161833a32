"""What the college does in a case, written into the dossier: decide, report, change phase, send a melding."""

from datetime import date
from typing import NamedTuple

from wet.dossier import (
    Besluit,
    BesluitSoort,
    Dossier,
    Fase,
    Geadresseerde,
    Melding,
    Regel,
)
from wet.termijnenwet import einde_van_weken, verleng, waarom_vrij

WEKEN_BEZWAAR = 6
"""awb:6:7"""

_GEADRESSEERDEN = {
    "maatregel_overwegen": ("uitkeringsadministratie", "mvt:3.1"),
    "uitkering_stoppen": ("uitkeringsadministratie", "wet:8.1"),
    "uitkering_hervatten": ("uitkeringsadministratie", "mvt:3.6"),
    "participatie_heroverwegen": ("college", "mvt:3.7"),
    "wsw_indicatie_vervallen": ("wsw_wachtlijst", "wet:10.2"),
    "no_risk_aanvragen": ("uwv", "zw:29b"),
    "loondispensatie_beeindigd": ("werkgever", "wet:7.1"),
}


def noteer(dossier: Dossier, op: date, soort: str, grondslag: tuple[str, ...], toelichting: str = "") -> Dossier:
    """Add a line to the timeline."""
    regel = Regel(op=op, soort=soort, grondslag=grondslag, toelichting=toelichting)
    return dossier.met(tijdlijn=(*dossier.tijdlijn, regel))


class Beschikking(NamedTuple):
    """The content of a decision: its ground, why, and what it says; `bekendgemaakt` is by default the day itself."""

    soort: BesluitSoort
    op: date
    geadresseerde: Geadresseerde
    grondslag: tuple[str, ...]
    motivering: str
    gegevens: dict[str, str | bool | None]
    bekendgemaakt: date | None = None


def bezwaartermijn(bekendgemaakt: date) -> tuple[date, date]:
    """Return the end of six weeks after bekendmaking (awb:6:7, 6:8), and the last day for bezwaar (atw:1)."""
    basis = einde_van_weken(bekendgemaakt, WEKEN_BEZWAAR)
    return basis, verleng(basis)


def neem_besluit(dossier: Dossier, inhoud: Beschikking) -> Dossier:
    """Take a decision (awb:1:3) with its last day for bezwaar: six weeks after bekendmaking (awb:6:7, 6:8)."""
    bekendgemaakt = inhoud.bekendgemaakt or inhoud.op
    basis, laatste = bezwaartermijn(bekendgemaakt)
    besluit = Besluit(
        nummer=len(dossier.besluiten) + 1,
        soort=inhoud.soort,
        op=inhoud.op,
        bekendgemaakt=bekendgemaakt,
        geadresseerde=inhoud.geadresseerde,
        bezwaar_tot_en_met=laatste,
        grondslag=inhoud.grondslag,
        motivering=inhoud.motivering,
        gegevens=inhoud.gegevens,
        verlengd=laatste != basis,
    )
    dossier = dossier.met(besluiten=(*dossier.besluiten, besluit))
    verlengd = f", verlengd vanaf {basis} ({waarom_vrij(basis)})" if besluit.verlengd else ""
    toelichting = (
        f"besluit {besluit.nummer}: {besluit.soort}; bezwaar tot en met {besluit.bezwaar_tot_en_met}{verlengd}"
    )
    return noteer(dossier, inhoud.op, "besluit", inhoud.grondslag, toelichting)


def meld(dossier: Dossier, op: date, soort: str) -> Dossier:
    """Have a melding sent (contract section 5); the dossier keeps it, the workflow delivers it once."""
    aan, grond = _GEADRESSEERDEN[soort]
    melding = Melding.model_validate({"nummer": len(dossier.meldingen) + 1, "op": op, "aan": aan, "soort": soort})
    dossier = dossier.met(meldingen=(*dossier.meldingen, melding))
    return noteer(dossier, op, "melding", (grond,), f"{soort} aan {aan}")


def naar_fase(dossier: Dossier, fase: Fase, op: date, grondslag: tuple[str, ...]) -> Dossier:
    """Move the trajectory to another phase; nothing when it is there already."""
    if dossier.fase == fase:
        return dossier
    return noteer(dossier.met(fase=fase), op, "fase", grondslag, fase)
