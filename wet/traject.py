"""The trajectory as a state with transitions: an event on a day, a legal date reached (contract sections 2 and 4.8).

Nothing here knows a clock: the day is always given.
"""

from datetime import date
from typing import NamedTuple

from wet import dwangsom
from wet import gebeurtenissen as g
from wet.bedragen import normwijzigingen
from wet.bezwaar import laat_uitspraken_ingaan, wachtdagen
from wet.client import Client
from wet.daden import noteer
from wet.dienstbetrekking import loop_af as loop_baan_af
from wet.dossier import Dossier, Geweigerd, Ingang
from wet.einde import einddagen, meld_einde_dispensatie, pas_einde_toe, sluit
from wet.finaliteit import onherroepelijk_op, procedure_klaar_op
from wet.indicatie import heeft_indicatie, registreer, wisseldagen
from wet.kring import EINDE_WIJ, pensioendag
from wet.meting import ingangsdagen, laat_ingaan
from wet.misvormd import controleer
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import GRONDSLAG_PILOT
from wet.proefplaatsing import beeindig_proefplaatsing, lopende
from wet.proefplaatsing import loop_af as loop_plaatsing_af
from wet.termijnen import kan_verstrijken, verstrijk
from wet.termijnenwet import DAG
from wet.toegangstoets import ZOEKEND, val_terug, volg_indicatie
from wet.uitkering import besluit_uitkering
from wet.uitwerking import GRONDSLAG, dag_van_ingang, pas_toe, stel_uit
from wet.verlaging import ingangsdag, kom_na, laat_verlagingen_ingaan, nakomingsdag
from wet.waarden import Weigering
from wet.weigeringen import toets


class Overgang(NamedTuple):
    """The case after an event, and the refusal when it was refused (the dossier keeps that too)."""

    dossier: Dossier
    weigering: Weigering | None


def begin(client: Client, pilot: Pilot, aanmelding: g.Aanmelding, dag: date | None = None) -> Dossier:
    """Start a trajectory with its aanmelding; `dag` is the day of registration, by default that of the event."""
    op = aanmelding.op
    dossier = Dossier(
        client=client,
        pilot=pilot,
        dag=op,
        fase="toegangstoets" if aanmelding.initiatief == "college" else "verzoek",
        woonplaats=client.gemeente,
        leefvormen=(Ingang(per=op, waarde=client.leefvorm),),
        vermogens=(Ingang(per=op, waarde=client.vermogen),),
        uitkeringen=(Ingang(per=op, waarde=client.uitkering),),
    )
    if client.wsw_indicatie is not None:
        dossier = registreer(dossier, client.wsw_indicatie, op, op)
    dossier = noteer(dossier, op, aanmelding.soort, GRONDSLAG[aanmelding.soort])
    dossier = pas_toe(dossier, aanmelding, op)
    return bereik(dossier, max(dag or op, op))


def verwerk(dossier: Dossier, gebeurtenis: g.Gebeurtenis, dag: date) -> Overgang:
    """Handle an event registered on a day: reach that day first; raises `Misvormd` and then nothing has changed."""
    dossier = bereik(dossier, dag)
    controleer(dossier, gebeurtenis)
    weigering = toets(dossier, gebeurtenis, dag)
    if weigering is not None:
        geweigerd = Geweigerd(
            op=gebeurtenis.op, soort=gebeurtenis.soort, artikel=weigering.artikel, reden=weigering.reden
        )
        return Overgang(dossier.met(weigeringen=(*dossier.weigeringen, geweigerd)), weigering)
    toelichting = str(getattr(gebeurtenis, "toelichting", "") or getattr(gebeurtenis, "reden", ""))
    dossier = noteer(dossier, gebeurtenis.op, gebeurtenis.soort, GRONDSLAG[gebeurtenis.soort], toelichting)
    dossier = pas_einde_toe(_voer_uit(dossier, gebeurtenis, dag), dag)
    # Who returns or is reopened may have lost, or got, his indicatie in the meantime.
    return Overgang(meld_einde_dispensatie(_wissel_indicatie(dossier, dag), dag), None)


def _voer_uit(dossier: Dossier, gebeurtenis: g.Gebeurtenis, dag: date) -> Dossier:
    """Apply an event now, or keep it until the day on which it takes effect."""
    ingang = dag_van_ingang(gebeurtenis)
    if ingang is not None and ingang > dag:
        return stel_uit(dossier, gebeurtenis, ingang)
    return pas_toe(dossier, gebeurtenis, dag)


def verwerk_pilot(dossier: Dossier, pilot: Pilot, dag: date) -> Dossier:
    """Take in the pilot as it is now, on a day; the same or an older pilot changes nothing.

    The timeline of a closed trajectory does not tell it: nothing of it concerns that case any more.
    """
    dossier = bereik(dossier, dag)
    if pilot.versie <= dossier.pilot.versie:
        return dossier
    for feit in pilot.gebeurtenissen[dossier.pilot.versie :]:
        if dossier.is_open and getattr(feit, "gemeente", dossier.client.gemeente) == dossier.client.gemeente:
            dossier = noteer(dossier, feit.op, feit.soort, GRONDSLAG_PILOT[feit.soort])
    return meld_einde_dispensatie(pas_einde_toe(dossier.met(pilot=pilot), dag), dag)


def bereik(dossier: Dossier, dag: date) -> Dossier:
    """Let everything follow that follows of itself, up to and including the morning of a day."""
    while (volgende := volgende_dag(dossier)) is not None and volgende <= dag:
        dossier = _ochtend(sluit_dag(dossier, volgende - DAG), volgende)
    return dossier if dag <= dossier.dag else sluit_dag(dossier, dag - DAG).met(dag=dag)


def sluit_dag(dossier: Dossier, dag: date) -> Dossier:
    """Do what belongs to the evening of a day: a dwangsom that has reached its 42nd day (contract 4.8)."""
    return dwangsom.stel_volle_vast(dossier, dag)


def _ochtend(dossier: Dossier, dag: date) -> Dossier:
    """Do what follows of itself on a day, in the order of contract 4.8."""
    dossier = dossier.met(dag=dag)
    dossier = verstrijk(dossier, dag)
    dossier = loop_baan_af(dossier, dag)
    dossier = loop_plaatsing_af(dossier, dag)
    dossier = laat_uitspraken_ingaan(dossier, dag)
    dossier = laat_verlagingen_ingaan(dossier, dag)
    dossier = kom_na(dossier, dag)
    dossier = laat_ingaan(dossier, dag)
    dossier = pas_einde_toe(dossier, dag)
    if dag >= pensioendag(dossier):
        dossier = sluit(dossier, pensioendag(dossier), dag, "pensioengerechtigd")
    dossier = _wissel_indicatie(dossier, dag)
    if dag in normwijzigingen():
        dossier = besluit_uitkering(dossier, dag, "De norm voor de uitkering is veranderd.")
    return meld_einde_dispensatie(_pas_uitgestelde_toe(dossier, dag), dag)


def _wissel_indicatie(dossier: Dossier, dag: date) -> Dossier:
    """Act on an indicatie that begins, or has ended, before a job is concluded (contract 4.8)."""
    if dossier.route == "wsw" and dossier.fase in ZOEKEND and not heeft_indicatie(dossier, dag):
        return val_terug(beeindig_proefplaatsing(dossier, dag - DAG, dag), dag)
    return volg_indicatie(dossier, dag)


def _pas_uitgestelde_toe(dossier: Dossier, dag: date) -> Dossier:
    for later in dossier.uitgesteld:
        if later.dag <= dag and later in dossier.uitgesteld:
            dossier = dossier.met(uitgesteld=tuple(ander for ander in dossier.uitgesteld if ander is not later))
            dossier = pas_einde_toe(pas_toe(dossier, later.gebeurtenis, dag), dag)
    return dossier


def volgende_dag(dossier: Dossier) -> date | None:
    """Return the next legal day on which something can follow of itself; None when nothing can any more."""
    dagen = [dag for dag in _mogelijke_dagen(dossier) if dag > dossier.dag]
    gemist = any(dag <= dossier.dag for dag in _verplichte_dagen(dossier))
    return dossier.dag + DAG if gemist else min(dagen, default=None)


def _verplichte_dagen(dossier: Dossier) -> list[date]:
    """Return the days of what certainly follows: once such a day has come, the next morning does the rest."""
    verstrijkend = (kan_verstrijken(dossier, termijn) for termijn in dossier.termijnen)
    verlagend = (dag for v in dossier.vaststellingen for dag in (ingangsdag(dossier, v), nakomingsdag(dossier, v)))
    dagen = [dag for dag in (*verstrijkend, *verlagend) if dag is not None]
    avonden = [dag + DAG for dag in dwangsom.volle_dagen(dossier)]
    return [*dagen, *avonden, *wachtdagen(dossier), *(later.dag for later in dossier.uitgesteld)]


def _mogelijke_dagen(dossier: Dossier) -> list[date]:
    dagen = _verplichte_dagen(dossier)
    if not dossier.is_open:
        return [*dagen, *_finale_dagen(dossier)]
    dagen += [*einddagen(dossier), *wisseldagen(dossier), *ingangsdagen(dossier), EINDE_WIJ]
    if (plaatsing := lopende(dossier)) is not None:
        dagen.append(plaatsing.tot_en_met + DAG)
    if dossier.fase == "dienstbetrekking" and (baan := dossier.dienstbetrekking) is not None:
        dagen += [baan.van, *normwijzigingen()]
        dagen += [] if baan.tot_en_met is None else [baan.tot_en_met + DAG]
    return dagen


def _finale_dagen(dossier: Dossier) -> list[date]:
    """Return the day on which the last decision of a closed trajectory becomes final."""
    dagen = [onherroepelijk_op(dossier, besluit.nummer) for besluit in dossier.besluiten]
    bekend = [dag for dag in dagen if dag is not None]
    return [max(bekend)] if bekend else []


def is_klaar(dossier: Dossier) -> bool:
    """Tell whether a trajectory is closed, every decision final, and nothing can follow any more."""
    if dossier.is_open or volgende_dag(dossier) is not None:
        return False
    procedures_klaar = all(procedure_klaar_op(dossier, bezwaar) is not None for bezwaar in dossier.bezwaren)
    return procedures_klaar and all(
        onherroepelijk_op(dossier, besluit.nummer) is not None for besluit in dossier.besluiten
    )
