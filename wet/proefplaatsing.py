"""Unpaid work with an employer, at most three months, insured (wet:6; contract 4.2)."""

from datetime import date, timedelta

from wet.bedragen import MAANDEN_PROEFPLAATSING
from wet.daden import Beschikking, naar_fase, neem_besluit
from wet.dossier import Dossier, Proefplaatsing, Termijn, vergeet, vervang
from wet.gebeurtenissen import ProefplaatsingBeeindigd, ProefplaatsingGestart, VerzekeringVervallen
from wet.termijnen import haal, oudste, voeg_toe
from wet.termijnenwet import DAG, laatste_dag_van_maanden

OVER_DE_PLAATSING = (ProefplaatsingBeeindigd, VerzekeringVervallen)
"""What was reported ahead of this placement; it says nothing of a next one."""


def _gebruikte_dagen(dossier: Dossier, kvk: str) -> int:
    """Count the days already placed with an employer."""
    return sum(
        max((plaatsing.tot_en_met - plaatsing.van).days + 1, 0)
        for plaatsing in dossier.proefplaatsingen
        if dossier.werkgeverschappen[plaatsing.werkgeverschap].werkgever.kvk == kvk
    )


def langst_toegestaan(dossier: Dossier, kvk: str, van: date) -> date:
    """Return the last day allowed: three months counted together per employer, never past the Act's end."""
    begin = van - timedelta(days=_gebruikte_dagen(dossier, kvk))
    laatste = laatste_dag_van_maanden(begin, MAANDEN_PROEFPLAATSING)
    einde = dossier.pilot.laatste_dag_wet
    return laatste if einde is None else min(laatste, einde)


def lopende(dossier: Dossier) -> Proefplaatsing | None:
    """Return the placement that has not ended, if any."""
    laatste = dossier.proefplaatsingen[-1] if dossier.proefplaatsingen else None
    return None if laatste is None or laatste.afgelopen else laatste


def start(dossier: Dossier, feit: ProefplaatsingGestart) -> Dossier:
    """Start a placement: decision, term, phase."""
    plaats = len(dossier.werkgeverschappen) - 1
    langst = langst_toegestaan(dossier, dossier.werkgeverschappen[plaats].werkgever.kvk, feit.van)
    tot_en_met = feit.tot_en_met or langst
    plaatsing = Proefplaatsing(
        werkgeverschap=plaats, van=feit.van, tot_en_met=tot_en_met, gepland_tot_en_met=tot_en_met
    )
    dossier = dossier.met(proefplaatsingen=(*dossier.proefplaatsingen, plaatsing))
    dossier = neem_besluit(
        dossier,
        Beschikking(
            "proefplaatsing",
            feit.op,
            "client",
            ("wet:6", "mvt:3.4"),
            feit.motivering or "De werkgever wil u een baan geven en heeft u verzekerd.",
            {"van": feit.van.isoformat(), "tot_en_met": tot_en_met.isoformat()},
            feit.bekendgemaakt,
        ),
    )
    termijn = Termijn(soort="einde_proefplaatsing", eerste_dag=feit.van, basis=tot_en_met, uiterlijk=tot_en_met)
    return naar_fase(voeg_toe(dossier, termijn), "proefplaatsing", feit.op, ("wet:6",))


def beeindig_proefplaatsing(dossier: Dossier, laatste_dag: date, dag: date) -> Dossier:
    """End the placement that runs, on `laatste_dag` or the earlier day that was planned; one not begun never was."""
    plaatsing = lopende(dossier)
    if plaatsing is None:
        return dossier
    einde = min(laatste_dag, plaatsing.tot_en_met)
    plaatsing = plaatsing.met(tot_en_met=einde, afgelopen=True)
    dossier = vergeet(dossier.met(proefplaatsingen=vervang(dossier.proefplaatsingen, -1, plaatsing)), OVER_DE_PLAATSING)
    termijn = oudste(dossier, "einde_proefplaatsing")
    return dossier if termijn is None else haal(dossier, termijn, dag)


def loop_af(dossier: Dossier, dag: date) -> Dossier:
    """Go on to the loonwaardebepaling on the day after the placement's last day."""
    plaatsing = lopende(dossier)
    if plaatsing is None or plaatsing.tot_en_met >= dag:
        return dossier
    dossier = beeindig_proefplaatsing(dossier, plaatsing.tot_en_met, dag)
    return naar_fase(dossier, "loonwaardebepaling", plaatsing.tot_en_met + DAG, ("wet:6",))
