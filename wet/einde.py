"""How a trajectory closes and reopens: the end of the Act, the pilot, the participation, and of the case itself.

wet:12, wet:16; contract 4.8.
"""

from datetime import date

from wet.bedragen import EINDE_OVERGANGSRECHT
from wet.daden import meld, naar_fase, noteer
from wet.dossier import Afsluiting, Dossier, Fase, Reden, TermijnSoort, vervang
from wet.dwangsom import stop_bij_sluiting
from wet.gebeurtenissen import Hersteld
from wet.kring import pensioendag
from wet.loonwaarde import bestaat_op, dispensatie_op, einde_bescherming, valt_onder_overgangsrecht
from wet.proefplaatsing import beeindig_proefplaatsing
from wet.termijnen import laat_vervallen
from wet.termijnenwet import DAG

TERMIJNEN_VAN_HET_TRAJECT: tuple[TermijnSoort, ...] = (
    "beslissing_verzoek",
    "herevaluatie",
    "beoordeling_voorzieningen",
    "beslissing_herevaluatieverzoek",
    "beslissing_voorziening",
    "herindicatie_wsw",
)
"""Terms that fall away when the trajectory closes; those of a bezwaar survive."""

_GRONDSLAG: dict[Reden, str] = {
    "buiten_kring": "wet:1.c",
    "geen_deelnemende_gemeente": "wet:3",
    "pilot_gesloten": "wet:16",
    "verzoek_afgewezen": "wet:4.1",
    "buiten_doelgroep": "wet:1.e",
    "loonwaarde_boven_wml": "wet:7.4",
    "loonwaarde_onder_20": "wet:7.4",
    "begeleid_werken": "wet:10.2",
    "wsw_dienstbetrekking": "wet:10.2",
    "verhuisd": "mvt:3.6",
    "pilot_beeindigd": "wet:12.1",
    "deelname_beeindigd": "wet:12.3",
    "einde_overgangsrecht": "wet:12.2",
    "wet_vervallen": "wet:16",
    "pensioengerechtigd": "wwb:21",
    "overleden": "wet:7.1",
    "beeindigd_door_college": "wet:4.2",
}


def sluit(dossier: Dossier, op: date, dag: date, reden: Reden, besluit: int | None = None) -> Dossier:
    """Close an open trajectory on the legal day `op`, while it is `dag`; `besluit` is the decision it follows from."""
    if not dossier.is_open:
        return dossier
    laatste = op if reden == "overleden" else op - DAG
    dossier = stop_bij_sluiting(dossier, op, dag)
    dossier = beeindig_proefplaatsing(dossier, laatste, dag)
    if reden == "overleden":
        dossier = _beeindig_baan_door_overlijden(dossier, op)
    dossier = laat_vervallen(dossier, dag, *TERMIJNEN_VAN_HET_TRAJECT)
    sluiting = Afsluiting(op=op, reden=reden, besluit=besluit, fase=dossier.fase)
    dossier = dossier.met(
        fase="afgesloten",
        afgesloten=sluiting,
        afsluitingen=(*dossier.afsluitingen, sluiting),
        uitgesteld=tuple(later for later in dossier.uitgesteld if isinstance(later.gebeurtenis, Hersteld)),
        wsw="geen",
    )
    dossier = noteer(dossier, op, "afgesloten", (_GRONDSLAG[reden],), reden)
    return meld(dossier, dag, "participatie_heroverwegen") if reden == "wet_vervallen" else dossier


def _beeindig_baan_door_overlijden(dossier: Dossier, op: date) -> Dossier:
    baan = dossier.dienstbetrekking
    if baan is None or (baan.tot_en_met is not None and baan.tot_en_met <= op):
        return dossier
    return dossier.met(dienstbetrekkingen=vervang(dossier.dienstbetrekkingen, -1, baan.met(tot_en_met=op)))


def heropen(dossier: Dossier, op: date, fase: Fase, grondslag: tuple[str, ...]) -> Dossier:
    """Reopen a closed trajectory in a phase after a remedy that succeeded."""
    heropend = dossier.afsluitingen[-1].met(heropend_op=op)
    dossier = dossier.met(afgesloten=None, afsluitingen=vervang(dossier.afsluitingen, -1, heropend))
    dossier = noteer(dossier, op, "heropend", grondslag)
    return naar_fase(dossier, fase, op, grondslag)


def open_voor(dossier: Dossier, dag: date, met_baan: bool) -> bool:
    """Tell whether the pilot is still open to this person: with a job as long as wet:12 and 16 protect it."""
    if dag >= pensioendag(dossier):
        return False
    if not met_baan:
        return dossier.pilot.open_voor_nieuw(dossier.client.gemeente, dag)
    einde = einde_bescherming(dossier, dag)
    return einde is None or dag < einde


def reden_van_de_pilot(dossier: Dossier, dag: date) -> Reden | None:
    """Return why the pilot is no longer open on a day to someone without a job, None when it is (contract 4.8)."""
    pilot, deelname = dossier.pilot, dossier.pilot.deelname_einde(dossier.client.gemeente)
    vervalt = pilot.wet_vervalt
    if valt_onder_overgangsrecht(dossier, dag):
        einde = einde_bescherming(dossier, dag)
        if einde is not None and einde <= dag:
            return "wet_vervallen" if vervalt == einde and einde < EINDE_OVERGANGSRECHT else "einde_overgangsrecht"
        return "pilot_beeindigd"
    if vervalt is not None and vervalt <= dag:
        return "wet_vervallen"
    return "deelname_beeindigd" if deelname is not None and deelname <= dag else None


def pas_einde_toe(dossier: Dossier, dag: date) -> Dossier:
    """Close the trajectory when the Act, the pilot or the participation has ended for this person by `dag`."""
    if not dossier.is_open:
        return dossier
    einden = _einden_met_baan(dossier, dag) if dossier.fase == "dienstbetrekking" else _einden_zonder_baan(dossier)
    bereikt = [(op, reden) for op, reden in einden if op <= dag]
    if not bereikt:
        return dossier
    op, reden = min(bereikt, key=lambda einde: einde[0])
    return sluit(dossier, op, dag, reden)


def _einden(dossier: Dossier) -> list[tuple[date, Reden]]:
    pilot = dossier.pilot
    einden: list[tuple[date | None, Reden]] = [
        (pilot.wet_vervalt, "wet_vervallen"),
        (pilot.einde, "pilot_beeindigd"),
        (pilot.deelname_einde(dossier.client.gemeente), "deelname_beeindigd"),
    ]
    return [(op, reden) for op, reden in einden if op is not None]


def _einden_zonder_baan(dossier: Dossier) -> list[tuple[date, Reden]]:
    return [_na_bescherming(dossier, op, reden) for op, reden in _einden(dossier)]


def _na_bescherming(dossier: Dossier, op: date, reden: Reden) -> tuple[date, Reden]:
    """Give an end that is heard of after a job that wet:12 protected: it comes when that protection ended."""
    beschermd = (
        baan.tot_en_met
        for baan in dossier.dienstbetrekkingen
        if baan.op < op and baan.tot_en_met is not None and baan.tot_en_met >= op
    )
    laatste = next(beschermd, None)
    if laatste is None or reden == "wet_vervallen":
        return op, reden
    if reden == "pilot_beeindigd" and laatste + DAG >= EINDE_OVERGANGSRECHT:
        return EINDE_OVERGANGSRECHT, "einde_overgangsrecht"
    return laatste + DAG, reden


def _einden_met_baan(dossier: Dossier, dag: date) -> list[tuple[date, Reden]]:
    """Return the end for someone with a job; one concluded on or after the end of the pilot is not protected."""
    baan = dossier.dienstbetrekking
    gesloten: list[tuple[date, Reden]] = [
        _na_bescherming(dossier, op, reden)
        for op, reden in _einden(dossier)
        if baan is not None and reden != "wet_vervallen" and baan.op >= op
    ]
    einde = einde_bescherming(dossier, dag)
    if einde is None:
        return gesloten
    overgang = valt_onder_overgangsrecht(dossier, dag) and einde == EINDE_OVERGANGSRECHT
    return [*gesloten, (einde, "einde_overgangsrecht" if overgang else "wet_vervallen")]


def einddagen(dossier: Dossier) -> list[date]:
    """Return the days on which the Act, the pilot, the participation or the working age may end for this person."""
    einden = [op for op, _ in _einden(dossier)]
    return [*einden, EINDE_OVERGANGSRECHT, pensioendag(dossier)]


def meld_einde_dispensatie(dossier: Dossier, dag: date) -> Dossier:
    """Tell the employer once when a dispensation that held has ended while the job goes on (contract section 5)."""
    loopt = dispensatie_op(dossier, dag) is not None
    if loopt == dossier.dispensatie_loopt:
        return dossier
    baan = dossier.dienstbetrekking
    if not loopt and baan is not None and bestaat_op(baan, dag):
        dossier = meld(dossier, dag, "loondispensatie_beeindigd")
    return dossier.met(dispensatie_loopt=loopt)
