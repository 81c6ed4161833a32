"""From the job to Wsw work: the place, the conversion, the offer and its answer (wet:10.2)."""

from datetime import date

from wet.daden import Beschikking, neem_besluit
from wet.dossier import Dossier, vervang
from wet.einde import sluit
from wet.gebeurtenissen import WswAanbodBeantwoord, WswOmzetting
from wet.indicatie import laat_indicatie_vervallen
from wet.termijnenwet import DAG


def bied_plaats(dossier: Dossier) -> Dossier:
    """Let the effort to convert the job begin: the person has reached the top of the waiting list."""
    return dossier.met(wsw="plaats")


def zet_om(dossier: Dossier, feit: WswOmzetting, dag: date) -> Dossier:
    """Convert the job to art. 7 Wsw when both agree; else offer a job of art. 2 Wsw at once."""
    if feit.werkgever_akkoord and feit.werknemer_akkoord:
        return sluit(dossier, feit.per, dag, "begeleid_werken")
    grondslag = ("wet:10.2",)
    motivering = feit.motivering or "Omzetten van uw baan lukt niet. U krijgt een Wsw-baan aangeboden."
    dossier = neem_besluit(
        dossier, Beschikking("wsw_aanbod", feit.op, "client", grondslag, motivering, {}, feit.bekendgemaakt)
    )
    return dossier.met(wsw="aanbod")


def beantwoord_aanbod(dossier: Dossier, feit: WswAanbodBeantwoord, dag: date) -> Dossier:
    """Leave for the Wsw job when the offer is accepted; else the indicatie lapses and the dispensation stays."""
    if not feit.aanvaard:
        return laat_indicatie_vervallen(dossier.met(wsw="geen"), feit.op, dag)
    baan = dossier.dienstbetrekkingen[-1]
    einde = feit.per - DAG if baan.tot_en_met is None else min(feit.per - DAG, baan.tot_en_met)
    weg = baan.met(tot_en_met=einde, afgelopen=True)
    dossier = dossier.met(dienstbetrekkingen=vervang(dossier.dienstbetrekkingen, -1, weg))
    return sluit(dossier, feit.per, dag, "wsw_dienstbetrekking")
