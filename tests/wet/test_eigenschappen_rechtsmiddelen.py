"""What holds of every remedy, whatever happens: finality, a lower loonwaarde, compensatie, dwangsom."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given

from tests.programmas import Verloop, programmas
from tests.puur import Stap
from tests.wet.test_eigenschappen_recht import bestreken, einde
from wet.bedragen import minimumloon
from wet.dossier import Dossier, Vaststelling
from wet.rechtsmiddelen import (
    BeroepIngesteld,
    BezwaarIngediend,
    HogerBeroepIngesteld,
    Ingebrekestelling,
    UitspraakGedaan,
)
from wet.resultaat import resultaat
from wet.traject import bereik

DAG = timedelta(days=1)
RECHTSMIDDELEN = (BezwaarIngediend, BeroepIngesteld, HogerBeroepIngesteld)


def onherroepelijk(dossier: Dossier, dag: date) -> dict[int, str]:
    """The decisions that are final on a day, each with the day on which it became so."""
    rijen = resultaat(dossier, dag)["besluiten"]
    return {rij["nummer"]: rij["onherroepelijk_op"] for rij in rijen if rij["onherroepelijk_op"] is not None}


def mag_ongedaan_maken(stap: Stap) -> bool:
    """Tell whether an event can undo a finality: a remedy, or an outcome that admits one that came late."""
    return isinstance(stap.feit, RECHTSMIDDELEN) or stap.feit.soort in {"beslissing_op_bezwaar", "uitspraak"}


@given(programmas())
def test_een_besluit_wordt_een_keer_onherroepelijk_tenzij_een_rechtsmiddel_dat_ongedaan_maakt(
    verloop: Verloop,
) -> None:
    for stap in verloop.stappen:
        if stap.voor is None or stap.na is None:
            continue
        dag = max(stap.feit.op, stap.voor.dag)
        eerder, voor, na = (
            onherroepelijk(stap.voor, stap.voor.dag),
            onherroepelijk(bereik(stap.voor, dag), dag),
            onherroepelijk(bereik(stap.na, dag), dag),
        )
        assert eerder.items() <= voor.items()
        assert mag_ongedaan_maken(stap) or voor.items() <= na.items()


@given(programmas())
def test_een_besluit_wordt_niet_onherroepelijk_voor_het_einde_van_zijn_termijn(verloop: Verloop) -> None:
    dossier, dag, gevonden = einde(verloop)
    bij_de_raad = {
        nummer for bezwaar in dossier.bezwaren if bezwaar.stand == "uitgeprocedeerd" for nummer in bezwaar.beslissingen
    }
    for rij in gevonden["besluiten"]:
        if rij["onherroepelijk_op"] is None:
            assert rij["bezwaar_tot_en_met"] >= dag.isoformat() or _wordt_bestreden(dossier, rij["nummer"])
        elif rij["nummer"] not in bij_de_raad:
            assert rij["onherroepelijk_op"] > rij["bezwaar_tot_en_met"] or rij["soort"] == "beslissing_op_bezwaar"
            assert rij["onherroepelijk_op"] <= dag.isoformat()


def _wordt_bestreden(dossier: Dossier, nummer: int) -> bool:
    """Tell whether a procedure runs against a decision or against the one on bezwaar about it."""
    return any(nummer in {bezwaar.besluit, *bezwaar.beslissingen} for bezwaar in dossier.bezwaren)


@given(programmas())
def test_het_bestreden_besluit_en_de_beslissing_op_bezwaar_worden_samen_onherroepelijk(verloop: Verloop) -> None:
    dossier, _, gevonden = einde(verloop)
    finaal = {rij["nummer"]: rij["onherroepelijk_op"] for rij in gevonden["besluiten"]}
    for bezwaar in dossier.bezwaren:
        if bezwaar.telt:
            assert all(finaal[nummer] == finaal[bezwaar.besluit] for nummer in bezwaar.beslissingen)


@given(programmas())
def test_een_lagere_loonwaarde_van_de_werkgever_begint_pas_na_de_onherroepelijkheid(verloop: Verloop) -> None:
    for stap in verloop.stappen:
        if stap.na is None:
            continue
        dossier = bereik(stap.na, stap.na.dag)
        for vaststelling in dossier.vaststellingen:
            verlaging = vaststelling.stand.verlaging
            if verlaging is None:
                continue
            if verlaging.ingegaan_op is None:
                assert verlaging.percentage not in {strook.percentage for strook in vaststelling.stand.stroken[1:]}
            elif not _opnieuw_bestreden(verloop, stap, vaststelling):
                finaal = onherroepelijk(dossier, dossier.dag).get(verlaging.besluit)
                assert finaal is not None
                assert date.fromisoformat(finaal) < verlaging.ingegaan_op


def _opnieuw_bestreden(verloop: Verloop, tot: Stap, vaststelling: Vaststelling) -> bool:
    """Tell whether something could undo the finality after the lower loonwaarde had begun to hold."""
    verlaging = vaststelling.stand.verlaging
    begon = verlaging.ingegaan_op if verlaging is not None else None
    tot_nu = verloop.stappen[: verloop.stappen.index(tot) + 1]
    return any(mag_ongedaan_maken(stap) and begon is not None and stap.feit.op >= begon for stap in tot_nu)


def loonkosten(dossier: Dossier, vaststelling: Vaststelling, dag: date) -> Fraction:
    """Compute from the reported wages what full pay costs on a day, holiday allowance and charges included."""
    werkgeverschap = dossier.werkgeverschappen[vaststelling.werkgeverschap]
    loon = max((i for i in werkgeverschap.lonen if i.per <= dag), key=lambda i: i.per, default=werkgeverschap.lonen[0])
    gelijk = [i for i in werkgeverschap.lonen if i.per == loon.per]
    waarde = gelijk[-1].waarde
    minimum = Fraction(minimumloon(dag)) * Fraction(waarde.uren_per_week) / Fraction(waarde.voltijd_uren)
    maandloon = max(Fraction(waarde.rechtens_loon), minimum)
    lasten = 1 + Fraction(werkgeverschap.werkgever.werkgeverslasten)
    return maandloon * Fraction(108, 100) * lasten / monthrange(dag.year, dag.month)[1]


@given(programmas())
def test_de_compensatie_is_de_som_van_de_verschillen_per_dag(verloop: Verloop) -> None:
    for stap in verloop.stappen:
        if stap.voor is None or stap.na is None:
            continue
        for dossier in _bij_elk_nieuw_besluit(stap.voor, stap.na):
            besluit = dossier.besluiten[-1]
            if besluit.soort == "compensatie":
                _controleer_compensatie(dossier)


def _bij_elk_nieuw_besluit(voor: Dossier, na: Dossier) -> list[Dossier]:
    """The case on each day of a step on which a compensatie was decided."""
    nieuw = [besluit for besluit in na.besluiten[len(voor.besluiten) :] if besluit.soort == "compensatie"]
    return [bereik(voor, besluit.op).met(besluiten=(*na.besluiten[: besluit.nummer],)) for besluit in nieuw]


def _controleer_compensatie(dossier: Dossier) -> None:
    gegevens = dossier.besluiten[-1].gegevens
    periode = {"van": str(gegevens["van"]), "tot_en_met": str(gegevens["tot_en_met"])}
    rijen = resultaat(dossier, dossier.dag)["loonwaarden"]
    gold = {dag: Decimal(rij["percentage"]) for rij in rijen for dag in bestreken([rij], dossier.dag)}
    kandidaten = [v for v in dossier.vaststellingen if v.stand.verlaging is not None and v.stand.verlaging.nagekomen]
    sommen = []
    for vaststelling in kandidaten:
        assert vaststelling.stand.verlaging is not None
        nieuw = vaststelling.stand.verlaging.percentage
        exact = sum(
            (
                loonkosten(dossier, vaststelling, dag) * Fraction(gold.get(dag, Decimal(100)) - nieuw) / 100
                for dag in bestreken([periode], dossier.dag)
            ),
            Fraction(0),
        )
        sommen.append((Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP))
    assert Decimal(str(gegevens["bedrag"])) in sommen


@given(programmas())
def test_een_dwangsom_is_nooit_meer_dan_1260_euro_en_loopt_nooit_langer_dan_42_dagen(verloop: Verloop) -> None:
    dossier, _, gevonden = einde(verloop)
    ontvangen = {f.ontvangen_op for f in verloop.scenario.gebeurtenissen if isinstance(f, Ingebrekestelling)}
    for rij in gevonden["dwangsommen"]:
        eerste, laatste = date.fromisoformat(rij["eerste_dag"]), date.fromisoformat(rij["laatste_dag"])
        dagen = (laatste - eerste).days + 1
        assert 1 <= dagen <= 42
        assert Decimal(rij["bedrag"]) == 20 * min(dagen, 14) + 30 * max(min(dagen, 28) - 14, 0) + 40 * max(
            dagen - 28, 0
        )
        assert Decimal(rij["bedrag"]) <= 1260
        assert eerste - timedelta(days=15) in ontvangen
    besluiten = [Decimal(str(b.gegevens["bedrag"])) for b in dossier.besluiten if b.soort == "dwangsom"]
    assert all(0 < euro <= 1260 for euro in besluiten)
    assert len(besluiten) <= len(gevonden["dwangsommen"])


@given(programmas())
def test_een_dwangsom_begint_pas_na_het_einde_van_de_beslistermijn(verloop: Verloop) -> None:
    dossier, _, _ = einde(verloop)
    for dwangsom in dossier.dwangsommen:
        assert dwangsom.eerste_dag > dossier.termijnen[dwangsom.termijn].uiterlijk + timedelta(days=14)
    assert len({dwangsom.termijn for dwangsom in dossier.dwangsommen}) == len(dossier.dwangsommen)


@given(programmas())
def test_wat_bezwaar_of_beroep_wint_is_nooit_slechter_voor_wie_het_zocht(verloop: Verloop) -> None:
    for stap in verloop.stappen:
        if stap.voor is None or stap.na is None or stap.weigering is not None:
            continue
        feit = stap.feit
        if getattr(feit, "loonwaarde", None) is None or isinstance(feit, UitspraakGedaan):
            continue
        bezwaar = stap.voor.bezwaar(getattr(feit, "bezwaar"))  # noqa: B009
        eerste = Decimal(str(stap.voor.besluit(bezwaar.besluit).gegevens["percentage"]))
        anderen = [ander for ander in stap.voor.bezwaren if ander.besluit == bezwaar.besluit]
        if len(anderen) > 1 or bezwaar.beslissingen or bezwaar.beroepen:
            continue
        gewonnen = getattr(feit, "loonwaarde")  # noqa: B009
        assert bezwaar.door != "client" or gewonnen >= eerste
        assert bezwaar.door != "werkgever" or gewonnen <= eerste
