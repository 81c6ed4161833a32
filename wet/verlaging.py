"""A lower loonwaarde won by the employer: when it begins, and what the college owes him (wet:7.5, 7.6)."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction

from wet.bedragen import VAKANTIEBIJSLAG
from wet.daden import Beschikking, neem_besluit
from wet.dossier import Dossier, Stand, Strook, Vaststelling, Verlaging, vervang
from wet.einde import sluit
from wet.finaliteit import is_onherroepelijk, nakomen_op, onherroepelijk_op
from wet.gevolgen import eerste_dag, geldt_nu, keer_terug, plaats_van
from wet.indicatie import laat_indicatie_herleven
from wet.loonwaarde import (
    HONDERD,
    dienstbetrekking_op,
    geldende_vaststelling,
    is_afgesneden,
    rechtens_loon_op,
    strook_op,
)
from wet.meting import REDEN
from wet.termijnenwet import DAG, dagen_van
from wet.uitkering import besluit_uitkering, rond_af


def _nummers(vaststelling: Vaststelling, verlaging: Verlaging) -> set[int]:
    """Return the decisions whose finality counts: the contested one, after a withdrawal the new one too."""
    return {nummer for nummer in vaststelling.besluiten if nummer <= verlaging.besluit}


def ingangsdag(dossier: Dossier, vaststelling: Vaststelling) -> date | None:
    """Return the day after the one on which no remedy is open any more, as it now stands (wet:7.5)."""
    verlaging = vaststelling.stand.verlaging
    if verlaging is None or verlaging.ingegaan_op is not None:
        return None
    finaal = [onherroepelijk_op(dossier, nummer) for nummer in _nummers(vaststelling, verlaging)]
    dagen = [dag for dag in finaal if dag is not None]
    return max(dagen) + DAG if len(dagen) == len(finaal) else None


def laat_verlagingen_ingaan(dossier: Dossier, dag: date) -> Dossier:
    """Let each lower loonwaarde begin whose day has come; one won where there was none reopens the trajectory."""
    for plaats, vaststelling in enumerate(dossier.vaststellingen):
        ingang = ingangsdag(dossier, vaststelling)
        verlaging = vaststelling.stand.verlaging
        if ingang is None or verlaging is None or ingang > dag:
            continue
        strook = Strook(van=ingang, percentage=verlaging.percentage, besluit=verlaging.besluit)
        nieuw = Stand(
            stroken=(*vaststelling.stand.stroken, strook),
            oordeel="binnen",
            vastgesteld=verlaging.percentage,
            verlaging=verlaging.met(ingegaan_op=ingang, oordeel_voor=vaststelling.stand.oordeel),
        )
        dossier = _bewaar(dossier, plaats, nieuw)
        if vaststelling.stand.oordeel != "binnen":
            dossier = laat_indicatie_herleven(dossier, vaststelling.besluit)
            dossier = keer_terug(dossier, plaats, dag)
    return dossier


def draai_terug(dossier: Dossier, besluit: int, dag: date) -> Dossier:
    """Undo a lower loonwaarde that began before a remedy posted in time arrived: it was never final (awb:6:9.2)."""
    plaats = plaats_van(dossier, besluit)
    if plaats is None:
        return dossier
    stand = dossier.vaststellingen[plaats].stand
    verlaging = stand.verlaging
    if verlaging is None or verlaging.ingegaan_op is None or verlaging.nagekomen:
        return dossier
    wachtend = stand.met(
        stroken=stand.stroken[:-1], oordeel=verlaging.oordeel_voor, verlaging=verlaging.met(ingegaan_op=None)
    )
    dossier = _bewaar(dossier, plaats, wachtend)
    if wachtend.oordeel in REDEN:
        return sluit(dossier, dag, dag, REDEN[wachtend.oordeel], dossier.vaststellingen[plaats].besluit)
    return dossier


def _bewaar(dossier: Dossier, plaats: int, stand: Stand) -> Dossier:
    vaststelling = dossier.vaststellingen[plaats].met(stand=stand)
    return dossier.met(vaststellingen=vervang(dossier.vaststellingen, plaats, vaststelling))


def nakomingsdag(dossier: Dossier, vaststelling: Vaststelling) -> date | None:
    """Return the day on which what follows from a lower loonwaarde that has begun is decided, as it now stands."""
    verlaging = vaststelling.stand.verlaging
    if verlaging is None or verlaging.ingegaan_op is None or verlaging.nagekomen:
        return None
    nummers = _nummers(vaststelling, verlaging)
    if any(onherroepelijk_op(dossier, nummer) is None for nummer in nummers):
        return None
    return nakomen_op(dossier, nummers, verlaging.ingegaan_op)


def kom_na(dossier: Dossier, dag: date) -> Dossier:
    """Take the decisions that follow from finality: aanvullende_uitkering, then compensatie (contract 4.5)."""
    for plaats, vaststelling in enumerate(dossier.vaststellingen):
        moment, verlaging = nakomingsdag(dossier, vaststelling), vaststelling.stand.verlaging
        if moment is None or verlaging is None or moment > dag:
            continue
        if not all(is_onherroepelijk(dossier, nummer, dag) for nummer in _nummers(vaststelling, verlaging)):
            continue
        if geldt_nu(dossier, plaats, dag):
            dossier = besluit_uitkering(dossier, dag, "De lagere loonwaarde geldt nu.")
        dossier = _compenseer(dossier, plaats, dag)
        dossier = _bewaar(dossier, plaats, vaststelling.stand.met(verlaging=verlaging.met(nagekomen=True)))
    return dossier


def te_vergoeden_dagen(dossier: Dossier, plaats: int) -> list[date]:
    """Return the days that the contested decision governed until the lower loonwaarde began (wet:7.6)."""
    vaststelling = dossier.vaststellingen[plaats]
    verlaging = vaststelling.stand.verlaging
    if verlaging is None or verlaging.ingegaan_op is None:
        return []
    dagen = dagen_van(eerste_dag(dossier, vaststelling), verlaging.ingegaan_op - DAG)
    return [dag for dag in dagen if _geregeerd(dossier, vaststelling, dag)]


def _geregeerd(dossier: Dossier, vaststelling: Vaststelling, dag: date) -> bool:
    baan = dienstbetrekking_op(dossier, dag)
    if baan is None or is_afgesneden(dossier, dag):
        return False
    return geldende_vaststelling(dossier, baan, dag) == vaststelling


def vergoeding(dossier: Dossier, plaats: int, dag: date) -> Fraction:
    """Return the difference in wage costs of one day, in euros, exact (wet:7.6; contract 4.5)."""
    vaststelling = dossier.vaststellingen[plaats]
    verlaging = vaststelling.stand.verlaging
    if verlaging is None:
        return Fraction(0)
    werkgeverschap = dossier.werkgeverschappen[vaststelling.werkgeverschap]
    oud = strook_op(vaststelling, dag).percentage
    verschil = (HONDERD if oud is None else oud) - verlaging.percentage
    lasten = 1 + werkgeverschap.werkgever.werkgeverslasten
    loon = Fraction(rechtens_loon_op(werkgeverschap, dag)) * Fraction((1 + VAKANTIEBIJSLAG) * lasten)
    return loon * Fraction(verschil) / 100 / monthrange(dag.year, dag.month)[1]


def _compenseer(dossier: Dossier, plaats: int, dag: date) -> Dossier:
    dagen = te_vergoeden_dagen(dossier, plaats)
    if not dagen:
        return dossier
    bedrag: Decimal = rond_af(sum((vergoeding(dossier, plaats, een) for een in dagen), Fraction(0)))
    gegevens: dict[str, str | bool | None] = {
        "van": dagen[0].isoformat(),
        "tot_en_met": dagen[-1].isoformat(),
        "bedrag": str(bedrag),
    }
    motivering = "De werkgever betaalde meer loon dan bij de lagere loonwaarde nodig was. Het college vergoedt dat."
    return neem_besluit(dossier, Beschikking("compensatie", dag, "werkgever", ("wet:7.6",), motivering, gegevens))
