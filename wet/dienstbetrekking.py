"""The job under wet:7: how it is concluded, prolonged and ends (wet:7, 8; contract 4.8)."""

from datetime import date

from wet.daden import meld, naar_fase
from wet.dossier import Dienstbetrekking, Dossier, Ingang, TermijnSoort, vergeet, vervang
from wet.einde import open_voor, pas_einde_toe, reden_van_de_pilot, sluit
from wet.gebeurtenissen import (
    DienstbetrekkingAangegaan,
    DienstbetrekkingBeeindigd,
    DienstbetrekkingVerlengd,
    WswAanbodBeantwoord,
    WswOmzetting,
)
from wet.indicatie import heeft_indicatie
from wet.kring import UITKERINGEN_KRING, uitkering_op, woont_elders
from wet.loonwaarde import strook_op
from wet.termijnen import begin_herevaluatie, laat_vervallen
from wet.termijnenwet import DAG
from wet.toegangstoets import val_terug
from wet.uitkering import besluit_uitkering

WAARSCHUWING = "contract_langer_dan_pilot"
TERMIJNEN_VAN_DE_BAAN: tuple[TermijnSoort, ...] = (
    "herevaluatie",
    "beoordeling_voorzieningen",
    "beslissing_herevaluatieverzoek",
)
OVER_DE_BAAN = (DienstbetrekkingBeeindigd, WswOmzetting, WswAanbodBeantwoord)
"""What was reported ahead of this job; it says nothing of a next one."""


def geldige_loonwaarde(dossier: Dossier, dag: date) -> int | None:
    """Return the index of the measurement that gives a dispensation for the present employer and function."""
    plaats = len(dossier.werkgeverschappen) - 1
    if plaats < 0 or dossier.werkgeverschappen[plaats].vervallen:
        return None
    metingen = [
        index
        for index, vaststelling in enumerate(dossier.vaststellingen)
        if vaststelling.eerste and vaststelling.werkgeverschap == plaats
    ]
    if not metingen or strook_op(dossier.vaststellingen[metingen[-1]], dag).percentage is None:
        return None
    return metingen[-1]


def waarschuwingen(dossier: Dossier, tot_en_met: date | None) -> tuple[str, ...]:
    """Warn about a contract that is open-ended or lasts longer than the Act (mvt:3.7)."""
    laatste = dossier.pilot.laatste_dag_wet
    langer = laatste is not None and (tot_en_met is None or tot_en_met > laatste)
    return (WAARSCHUWING,) if langer else ()


def ga_aan(dossier: Dossier, feit: DienstbetrekkingAangegaan) -> Dossier:
    """Conclude the job: phase, decision, re-evaluation term and meldingen."""
    vaststelling = geldige_loonwaarde(dossier, feit.op)
    assert vaststelling is not None  # noqa: S101 (refused before)
    baan = Dienstbetrekking(
        op=feit.op,
        van=feit.van,
        tot_en_met=feit.tot_en_met,
        werkgeverschap=len(dossier.werkgeverschappen) - 1,
        eerste_vaststelling=vaststelling,
        waarschuwingen=waarschuwingen(dossier, feit.tot_en_met),
    )
    dossier = dossier.met(dienstbetrekkingen=(*dossier.dienstbetrekkingen, baan))
    dossier = naar_fase(dossier, "dienstbetrekking", feit.op, ("wet:7.1",))
    waarom = "U gaat werken met loondispensatie. Daarom krijgt u een aanvullende uitkering."
    dossier = besluit_uitkering(dossier, feit.op, waarom, feit.bekendgemaakt, feit.motivering)
    dossier = begin_herevaluatie(dossier, feit.van)
    dossier = meld(dossier, feit.op, "uitkering_stoppen")
    if not heeft_indicatie(dossier, feit.op) and not dossier.uwv_beoordelingen:
        dossier = meld(dossier, feit.op, "no_risk_aanvragen")
    return dossier


def verleng(dossier: Dossier, feit: DienstbetrekkingVerlengd) -> Dossier:
    """Give the contract its new last day; the warning of mvt:3.7 is given then too."""
    baan = dossier.dienstbetrekkingen[-1]
    samen = dict.fromkeys((*baan.waarschuwingen, *waarschuwingen(dossier, feit.tot_en_met)))
    nieuw = baan.met(tot_en_met=feit.tot_en_met, waarschuwingen=tuple(samen))
    return dossier.met(dienstbetrekkingen=vervang(dossier.dienstbetrekkingen, -1, nieuw))


def beeindig(dossier: Dossier, feit: DienstbetrekkingBeeindigd, dag: date) -> Dossier:
    """Give the job its last day; what follows comes on the day after, at once when that has been."""
    baan = dossier.dienstbetrekkingen[-1]
    einde = feit.per if baan.tot_en_met is None else min(feit.per, baan.tot_en_met)
    nieuw = baan.met(tot_en_met=einde, uitkering_na=feit.uitkering_na)
    dossier = dossier.met(dienstbetrekkingen=vervang(dossier.dienstbetrekkingen, -1, nieuw))
    return loop_af(dossier, dag)


def loop_af(dossier: Dossier, dag: date) -> Dossier:
    """Do what follows from the end of the job after its last day (contract 4.8)."""
    baan = dossier.dienstbetrekking
    if dossier.fase != "dienstbetrekking" or baan is None or baan.tot_en_met is None or baan.tot_en_met >= dag:
        return dossier
    na = baan.tot_en_met + DAG
    dossier = dossier.met(
        dienstbetrekkingen=vervang(dossier.dienstbetrekkingen, -1, baan.met(afgelopen=True)), wsw="geen"
    )
    dossier = vergeet(laat_vervallen(dossier, dag, *TERMIJNEN_VAN_DE_BAAN), OVER_DE_BAAN)
    if baan.uitkering_na is not None:
        ingang = Ingang(per=na, waarde=baan.uitkering_na)
        dossier = dossier.met(uitkeringen=(*dossier.uitkeringen, ingang))
    terug = uitkering_op(dossier, na) in UITKERINGEN_KRING
    if terug:
        dossier = meld(dossier, dag, "uitkering_hervatten")
    return pas_einde_toe(_ga_verder(dossier, na, dag, terug), dag)


def _ga_verder(dossier: Dossier, na: date, dag: date, terug: bool) -> Dossier:
    if woont_elders(dossier):
        return sluit(dossier, na, dag, "verhuisd")
    if not open_voor(dossier, na, met_baan=False) and (reden := reden_van_de_pilot(dossier, na)):
        return sluit(dossier, na, dag, reden)
    if not terug:
        return sluit(dossier, na, dag, "buiten_kring")
    if dossier.route == "wsw" and not heeft_indicatie(dossier, na):
        return val_terug(dossier, na)
    return naar_fase(dossier, "werkgever_zoeken", na, ("mvt:3.6", "wet:4.2"))
