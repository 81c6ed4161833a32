"""The measurement of the loonwaarde: the first one, and each re-evaluation (wet:7.1, 7.3, 7.4; contract 4.3)."""

from datetime import date

from wet import dwangsom
from wet.daden import Beschikking, naar_fase, neem_besluit
from wet.dossier import BesluitSoort, Dossier, Oordeel, Reden, Stand, Strook, Vaststelling, vervang
from wet.einde import sluit
from wet.gebeurtenissen import LoonwaardeGemeten
from wet.indicatie import laat_indicatie_vervallen
from wet.loonwaarde import beoordeel
from wet.proefplaatsing import beeindig_proefplaatsing
from wet.termijnen import begin_herevaluatie, haal, openstaande
from wet.termijnenwet import DAG
from wet.uitkering import besluit_uitkering

REDEN: dict[Oordeel, Reden] = {"boven": "loonwaarde_boven_wml", "onder": "loonwaarde_onder_20"}
_UITLEG: dict[Oordeel, str] = {
    "binnen": "De loonwaarde is lager dan het minimumloon en ten minste 20 procent daarvan.",
    "gelijk": "De loonwaarde is precies het minimumloon.",
    "boven": "De loonwaarde is hoger dan het minimumloon.",
    "onder": "De loonwaarde is lager dan 20 procent van het minimumloon.",
}


def meet(dossier: Dossier, feit: LoonwaardeGemeten, dag: date) -> Dossier:
    """Decide on a measurement: a re-evaluation in dienstbetrekking, otherwise a first one."""
    if dossier.fase == "dienstbetrekking":
        return _herevalueer(dossier, feit, dag)
    return _meet_voor_het_eerst(dossier, feit, dag)


def _besluit(dossier: Dossier, feit: LoonwaardeGemeten, oordeel: Oordeel, anders: BesluitSoort) -> Dossier:
    soort: BesluitSoort = "loondispensatie" if oordeel == "binnen" else anders
    grond = "wet:7.3" if dossier.fase == "dienstbetrekking" else "wet:7.1"
    grondslag = (grond, "besluit:5.1", "regeling:4.1") + (() if oordeel == "binnen" else ("wet:7.4",))
    gegevens: dict[str, str | bool | None] = {"percentage": str(feit.percentage)}
    motivering = feit.motivering or _UITLEG[oordeel]
    return neem_besluit(
        dossier, Beschikking(soort, feit.op, "beide", grondslag, motivering, gegevens, feit.bekendgemaakt)
    )


def _stel_vast(
    dossier: Dossier, feit: LoonwaardeGemeten, oordeel: Oordeel, per: date | None, baan: int | None, plaats: int
) -> Dossier:
    besluit = len(dossier.besluiten)
    percentage = feit.percentage if oordeel == "binnen" else None
    strook = Strook(van=None, percentage=percentage, besluit=besluit)
    vaststelling = Vaststelling(
        besluit=besluit,
        op=feit.op,
        werkgeverschap=plaats,
        eerste=baan is None,
        per=per,
        dienstbetrekking=baan,
        stand=Stand(stroken=(strook,), oordeel=oordeel, vastgesteld=feit.percentage),
        besluiten=(besluit,),
        ingegaan=baan is None,
    )
    return dossier.met(vaststellingen=(*dossier.vaststellingen, vaststelling))


def _meet_voor_het_eerst(dossier: Dossier, feit: LoonwaardeGemeten, dag: date) -> Dossier:
    plaats = len(dossier.werkgeverschappen) - 1
    oordeel = beoordeel(feit.percentage, dossier.werkgeverschappen[plaats], feit.op)
    dossier = _besluit(dossier, feit, oordeel, "geen_loondispensatie")
    dossier = _stel_vast(dossier, feit, oordeel, None, None, plaats)
    if oordeel in REDEN:
        return sluit(dossier, feit.op, dag, REDEN[oordeel], len(dossier.besluiten))
    if oordeel == "gelijk":
        dossier = beeindig_proefplaatsing(dossier, feit.op, dag)
        return naar_fase(dossier, "werkgever_zoeken", feit.op, ("wet:7.1", "wet:4.2"))
    return dossier


def _herevalueer(dossier: Dossier, feit: LoonwaardeGemeten, dag: date) -> Dossier:
    baan = dossier.dienstbetrekkingen[-1]
    per = feit.per or feit.bekendgemaakt
    oordeel = beoordeel(feit.percentage, dossier.werkgeverschappen[baan.werkgeverschap], per)
    dossier = _besluit(dossier, feit, oordeel, "einde_loondispensatie")
    plaats = len(dossier.dienstbetrekkingen) - 1
    dossier = _stel_vast(dossier, feit, oordeel, per, plaats, baan.werkgeverschap)
    if oordeel == "binnen":
        waarom = "De nieuwe loonwaarde verandert wat u verdient. Daarom is de aanvullende uitkering opnieuw bepaald."
        dossier = besluit_uitkering(dossier, feit.op, waarom, feit.bekendgemaakt, ingang=per)
    dossier = _beantwoord_termijnen(dossier, feit)
    if oordeel not in REDEN:
        dossier = begin_herevaluatie(dossier, per)
    return laat_ingaan(dossier, dag)


def _beantwoord_termijnen(dossier: Dossier, feit: LoonwaardeGemeten) -> Dossier:
    """Meet the term of the re-evaluation, and those of the requests for it, with this measurement."""
    for plaats in openstaande(dossier, "herevaluatie", "beslissing_herevaluatieverzoek"):
        dossier = haal(dossier, plaats, feit.bekendgemaakt)
        dossier = dwangsom.stop(dossier, plaats, feit.bekendgemaakt - DAG, feit.op)
    return dossier


def laat_ingaan(dossier: Dossier, dag: date) -> Dossier:
    """Let each re-evaluation begin whose day has come: one outside the range closes the trajectory on that day."""
    for plaats, vaststelling in enumerate(dossier.vaststellingen):
        if vaststelling.ingegaan or vaststelling.per is None or vaststelling.per > dag:
            continue
        ingegaan = vaststelling.met(ingegaan=True)
        dossier = dossier.met(vaststellingen=vervang(dossier.vaststellingen, plaats, ingegaan))
        if _is_nog_de_laatste(dossier, plaats):
            dossier = _gevolg(dossier, ingegaan, vaststelling.per, dag)
    return dossier


def _is_nog_de_laatste(dossier: Dossier, plaats: int) -> bool:
    """Tell whether no later decided measurement took the place of this one before it began to hold."""
    deze = dossier.vaststellingen[plaats]
    latere = (v for v in dossier.vaststellingen[plaats + 1 :] if v.dienstbetrekking == deze.dienstbetrekking)
    open_baan = deze.dienstbetrekking == len(dossier.dienstbetrekkingen) - 1 and dossier.fase == "dienstbetrekking"
    return open_baan and not any(v.per is not None and deze.per is not None and v.per <= deze.per for v in latere)


def _gevolg(dossier: Dossier, vaststelling: Vaststelling, per: date, dag: date) -> Dossier:
    oordeel = vaststelling.stand.oordeel
    if oordeel == "boven":
        dossier = laat_indicatie_vervallen(dossier, per, dag, vaststelling.besluit)
    if oordeel in REDEN:
        return sluit(dossier, per, dag, REDEN[oordeel], vaststelling.besluit)
    return dossier


def ingangsdagen(dossier: Dossier) -> list[date]:
    """Return the days on which a decided re-evaluation has yet to begin."""
    return [v.per for v in dossier.vaststellingen if not v.ingegaan and v.per is not None]
