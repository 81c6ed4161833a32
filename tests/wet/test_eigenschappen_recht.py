"""What holds of every right, whatever happens: dispensation, aanvullende uitkering, placements, terms, decisions."""

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from hypothesis import given

from tests.programmas import Verloop, programmas
from wet.bedragen import norm_gehuwden
from wet.dossier import Dossier, geldend
from wet.kring import pensioendag
from wet.resultaat import resultaat
from wet.termijnenwet import is_vrije_dag, laatste_dag_van_maanden
from wet.traject import bereik
from wet.uitkering import vermogen_boven_grens

DAG = timedelta(days=1)
ZES_WEKEN = timedelta(weeks=6)
FACTOREN = {"gehuwd": Fraction(1), "alleenstaande_ouder": Fraction(7, 8), "alleenstaande": Fraction(5, 8)}
WERKDAGTERMIJNEN = {
    "beslissing_verzoek",
    "beslissing_herevaluatieverzoek",
    "beslissing_voorziening",
    "beslissing_bezwaar",
}
"""The terms that the Algemene termijnenwet extends."""

Rij = dict[str, Any]


def einde(verloop: Verloop) -> tuple[Dossier, date, Rij]:
    """The case on the last day of its program, that day, and the result."""
    dag = verloop.scenario.tot_en_met
    dossier = bereik(verloop.dossier, dag)
    return dossier, dag, resultaat(dossier, dag)


def dagen(van: str, tot_en_met: str | None, uiterlijk: date) -> list[date]:
    """Every day of a period of a result, up to a day."""
    eerste = date.fromisoformat(van)
    laatste = uiterlijk if tot_en_met is None else min(date.fromisoformat(tot_en_met), uiterlijk)
    return [eerste + timedelta(days=nummer) for nummer in range((laatste - eerste).days + 1)]


def bestreken(rijen: list[Rij], uiterlijk: date) -> list[date]:
    """Every day of all periods of a list."""
    return [dag for rij in rijen for dag in dagen(rij["van"], rij["tot_en_met"], uiterlijk)]


@given(programmas())
def test_loonwaarden_overlappen_elkaar_niet_en_liggen_binnen_een_baan(verloop: Verloop) -> None:
    _, dag, gevonden = einde(verloop)
    met_dispensatie = bestreken(gevonden["loonwaarden"], dag)

    assert len(met_dispensatie) == len(set(met_dispensatie))
    assert set(met_dispensatie) <= set(bestreken(gevonden["dienstbetrekkingen"], dag))
    assert all(0 <= Decimal(rij["percentage"]) <= 100 for rij in gevonden["loonwaarden"])
    assert all(rij["tot_en_met"] is None or rij["van"] <= rij["tot_en_met"] for rij in gevonden["loonwaarden"])


@given(programmas())
def test_na_het_einde_van_het_traject_is_er_geen_dispensatie_meer(verloop: Verloop) -> None:
    dossier, dag, gevonden = einde(verloop)
    met_dispensatie = bestreken(gevonden["loonwaarden"], dag)
    sluiting, vervalt = gevonden["traject"]["afgesloten"], dossier.pilot.wet_vervalt

    # What a measurement ended, a remedy can give back, also when it is too late to reopen.
    if sluiting is not None and not sluiting["reden"].startswith("loonwaarde_"):
        laatste = date.fromisoformat(sluiting["op"]) - (DAG if sluiting["reden"] != "overleden" else timedelta(0))
        assert all(dag <= laatste for dag in met_dispensatie)
    assert vervalt is None or all(dag < vervalt for dag in met_dispensatie)
    assert all(dag < pensioendag(dossier) for dag in met_dispensatie)


def rechtgevende_dagen(dossier: Dossier, dag: date, gevonden: Rij) -> dict[str, dict[str, int]]:
    """Count the entitled days per month and leefvorm; what holds on the last day goes on to the end of its month."""
    met_dispensatie = set(bestreken(gevonden["loonwaarden"], dag))
    telling: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    eerste = min(met_dispensatie, default=dag)
    laatste = dag.replace(day=monthrange(dag.year, dag.month)[1])
    for nummer in range((laatste - eerste).days + 1):
        een = eerste + timedelta(days=nummer)
        bekend = min(een, dag)
        if bekend in met_dispensatie and not vermogen_boven_grens(dossier, bekend):
            telling[een.isoformat()[:7]][geldend(dossier.leefvormen, bekend)] += 1
    return {maand: dict(delen) for maand, delen in telling.items()}


@given(programmas())
def test_elke_maand_telt_precies_de_dagen_met_een_dispensatie_en_een_toegestaan_vermogen(verloop: Verloop) -> None:
    dossier, dag, gevonden = einde(verloop)
    verwacht = {maand: sum(delen.values()) for maand, delen in rechtgevende_dagen(dossier, dag, gevonden).items()}

    assert {rij["maand"]: rij["dagen"] for rij in gevonden["uitkering"]} == verwacht


def inkomsten_voor(dossier: Dossier, maand: str) -> tuple[Decimal, Decimal] | None:
    """B and C of a month: its own last report, else that of the latest month before it, else the estimate."""
    opgaven = {feit.maand: (feit.b, feit.c) for feit in dossier.inkomsten if feit.maand <= maand}
    if opgaven:
        return opgaven[max(opgaven)]
    return None if dossier.raming is None else (dossier.raming.b, dossier.raming.c)


def bedrag(a: Decimal, b: Decimal, c: Decimal, delen: dict[str, int], m: int, j: int) -> Decimal:
    """Compute besluit:6 with exact fractions: each part on its own, added, floored at zero, rounded once."""
    som = sum(
        (
            FACTOREN[leefvorm] * (Fraction(a) * n / m - Fraction(b) * n / j) - Fraction(c) * n / m
            for leefvorm, n in delen.items()
        ),
        Fraction(0),
    )
    exact = Decimal(max(som, Fraction(0)).numerator) / Decimal(max(som, Fraction(0)).denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(programmas())
def test_het_bedrag_van_elke_maand_volgt_uit_de_formule(verloop: Verloop) -> None:
    dossier, dag, gevonden = einde(verloop)
    per_maand = rechtgevende_dagen(dossier, dag, gevonden)
    met_baan = set(bestreken(gevonden["dienstbetrekkingen"], dag))
    for rij in gevonden["uitkering"]:
        eerste = date.fromisoformat(f"{rij['maand']}-01")
        m = monthrange(eerste.year, eerste.month)[1]
        j = sum(min(eerste + timedelta(days=n), dag) in met_baan for n in range(m))
        inkomsten = inkomsten_voor(dossier, rij["maand"])
        assert Decimal(rij["A"]) == norm_gehuwden(eerste).bedrag
        if inkomsten is None:
            assert (rij["B"], rij["C"], rij["bedrag"], rij["status"]) == (None, None, None, "wacht_op_inkomsten")
            continue
        assert (Decimal(rij["B"]), Decimal(rij["C"])) == inkomsten
        assert Decimal(rij["bedrag"]) == bedrag(Decimal(rij["A"]), *inkomsten, per_maand[rij["maand"]], m, j)
        eigen_opgave = rij["maand"] in {feit.maand for feit in dossier.inkomsten}
        assert rij["status"] == ("definitief" if eigen_opgave and rij["maand"] >= "2011-01" else "voorlopig")


@given(programmas())
def test_geld_is_nooit_negatief(verloop: Verloop) -> None:
    _, _, gevonden = einde(verloop)
    bedragen = [rij[veld] for rij in gevonden["uitkering"] for veld in ("A", "B", "C", "bedrag")]
    bedragen += [rij["bedrag"] for deel in ("compensaties", "dwangsommen") for rij in gevonden[deel]]

    assert all(euro is None or Decimal(euro) >= 0 for euro in bedragen)


@given(programmas())
def test_een_werkgever_heeft_iemand_hoogstens_drie_maanden_op_proef(verloop: Verloop) -> None:
    _, _, gevonden = einde(verloop)
    per_werkgever: dict[str, int] = defaultdict(int)
    for rij in gevonden["proefplaatsingen"]:
        van, tot_en_met = date.fromisoformat(rij["van"]), date.fromisoformat(rij["tot_en_met"])
        alsof = van - timedelta(days=per_werkgever[rij["kvk"]])
        assert tot_en_met <= laatste_dag_van_maanden(alsof, 3)
        per_werkgever[rij["kvk"]] += (tot_en_met - van).days + 1
    assert all(aantal <= 92 for aantal in per_werkgever.values())
    # On the last day of one, reported ahead, the next may begin already.
    assert all(eerste["tot_en_met"] <= tweede["van"] for eerste, tweede in pairwise(gevonden["proefplaatsingen"]))


@given(programmas())
def test_twee_banen_bestaan_nooit_tegelijk(verloop: Verloop) -> None:
    _, dag, gevonden = einde(verloop)
    met_baan = bestreken(gevonden["dienstbetrekkingen"], dag)

    assert len(met_baan) == len(set(met_baan))


@given(programmas())
def test_een_termijn_van_de_termijnenwet_eindigt_nooit_op_een_vrije_dag(verloop: Verloop) -> None:
    dossier, _, gevonden = einde(verloop)
    gekozen = {getattr(feit, veld, None) for feit in verloop.scenario.gebeurtenissen for veld in _ZELF_GEKOZEN}

    assert not any(is_vrije_dag(date.fromisoformat(rij["bezwaar_tot_en_met"])) for rij in gevonden["besluiten"])
    for termijn in dossier.termijnen:
        if termijn.soort in WERKDAGTERMIJNEN and termijn.uiterlijk not in gekozen:
            assert not is_vrije_dag(termijn.uiterlijk)


_ZELF_GEKOZEN = ("tot_en_met", "opnieuw_beslissen")
"""A day that the parties, the college or the court chose is that day."""


@given(programmas())
def test_de_stand_van_een_termijn_past_bij_zijn_laatste_dag_en_wat_verstreken_is_blijft_dat(verloop: Verloop) -> None:
    for stap in verloop.stappen:
        if stap.na is None:
            continue
        for rij in resultaat(stap.na, stap.na.dag)["termijnen"]:
            laatste = date.fromisoformat(rij["uiterlijk"])
            assert rij["stand"] != "open" or laatste >= stap.na.dag
            assert rij["stand"] != "verstreken" or laatste < stap.na.dag
    alle = [stap.na for stap in verloop.stappen if stap.na is not None]
    for eerder, later in pairwise(alle):
        assert all(
            nieuw.verstreken for oud, nieuw in zip(eerder.termijnen, later.termijnen, strict=False) if oud.verstreken
        )


@given(programmas())
def test_elk_besluit_heeft_grond_motivering_en_zes_weken_voor_bezwaar(verloop: Verloop) -> None:
    _, _, gevonden = einde(verloop)
    for rij in gevonden["besluiten"]:
        bekend, laatste = date.fromisoformat(rij["bekendgemaakt"]), date.fromisoformat(rij["bezwaar_tot_en_met"])
        assert rij["grondslag"]
        assert rij["motivering"].strip()
        assert rij["op"] <= rij["bekendgemaakt"]
        assert laatste >= bekend + ZES_WEKEN
        assert all(is_vrije_dag(bekend + ZES_WEKEN + DAG * n) for n in range((laatste - bekend - ZES_WEKEN).days))


@given(programmas())
def test_besluiten_zijn_genummerd_in_de_volgorde_van_hun_dag(verloop: Verloop) -> None:
    _, _, gevonden = einde(verloop)
    besluiten = gevonden["besluiten"]

    assert [rij["nummer"] for rij in besluiten] == list(range(1, len(besluiten) + 1))
    assert [rij["op"] for rij in besluiten] == sorted(rij["op"] for rij in besluiten)


@given(programmas())
def test_meldingen_passen_bij_wat_er_gebeurd_is(verloop: Verloop) -> None:
    dossier, _, _ = einde(verloop)
    aantal: dict[str, int] = defaultdict(int)
    for melding in dossier.meldingen:
        aantal[melding.soort] += 1
    weigeringen = [regel for regel in dossier.tijdlijn if regel.soort == "medewerking_geweigerd"]
    vervallen = [sluiting for sluiting in dossier.afsluitingen if sluiting.reden == "wet_vervallen"]

    assert aantal["maatregel_overwegen"] == len(weigeringen)
    assert aantal["uitkering_stoppen"] == len(dossier.dienstbetrekkingen)
    assert aantal["participatie_heroverwegen"] == len(vervallen)
    assert aantal["no_risk_aanvragen"] <= len(dossier.dienstbetrekkingen)
    assert [m.op for m in dossier.meldingen] == sorted(m.op for m in dossier.meldingen)


@given(programmas())
def test_wie_zijn_dispensatie_kwijtraakt_terwijl_de_baan_doorgaat_wordt_gemeld_bij_de_werkgever(
    verloop: Verloop,
) -> None:
    dossier, dag, gevonden = einde(verloop)
    baan = next((rij for rij in gevonden["dienstbetrekkingen"] if dag in bestreken([rij], dag)), None)
    if baan is None:
        return
    had = set(bestreken(gevonden["loonwaarden"], dag)) & set(bestreken([baan], dag))
    gemeld = [m.op for m in dossier.meldingen if m.soort == "loondispensatie_beeindigd"]
    if had and dag not in had:
        assert any(op.isoformat() > baan["van"] for op in gemeld)
    if not dossier.afsluitingen and had == set(bestreken([baan], dag)) and len(gevonden["dienstbetrekkingen"]) == 1:
        assert not gemeld
