"""The grant: its amount, and every decision on it, however the pilot goes."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wet.bedragen import IN_WERKING
from wet.deelnameverloop import deelnameverloop
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotbesluiten import Pilotbesluit, pilotbesluiten, totaal, zonder_kring
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.tegemoetkoming import lager, verlening
from wet.waarden import Weigering

Velden = dict[str, Any]

LAATST = date(2013, 12, 31)
CENT = Decimal("0.01")
CODES = ("0014", "0363", "0599", "0344")
KRINGEN = dict(zip(CODES, (1200, 4800, 3000, 0), strict=True))


def aangewezen(op: str, code: str, kring: int | None = -1) -> Velden:
    """The designation of a gemeente, with the size of its kring unless that is not known."""
    aantal = KRINGEN[code] if kring == -1 else kring
    return {"soort": "gemeente_aangewezen", "op": op, "gemeente": code, "methode": "activa", "kring_2009": aantal}


def gestopt(op: str, code: str, per: str) -> Velden:
    return {"soort": "deelname_beeindigd", "op": op, "gemeente": code, "per": per}


def beeindigd(op: str, per: str) -> Velden:
    return {"soort": "pilot_beeindigd", "op": op, "per": per, "grond": "tussentijdse uitkomsten"}


def na(*gebeurtenissen: Velden, pilot: Pilot | None = None) -> Pilot:
    """The pilot after these events, in order of registration."""
    pilot = pilot or Pilot()
    for velden in gebeurtenissen:
        pilot = verwerk_pilotgebeurtenis(pilot, lees_pilotgebeurtenis(velden))
    return pilot


def kort(besluiten: Iterable[Pilotbesluit]) -> list[tuple[str, str, str]]:
    """The day, the gemeente and the kind of each decision."""
    return [(f"{besluit.op}", besluit.gemeente, besluit.soort) for besluit in besluiten]


TWEE = (aangewezen("2010-07-01", "0014"), aangewezen("2010-07-01", "0363"))


@pytest.mark.parametrize(("kring", "samen", "gemeenten", "euro"), [
    (100, 3200, 32, "183750.00"), (0, 3200, 32, "115000.00"), (100, 100, 1, "183750.00"), (1, 3, 32, "848333.33"),
    (0, 0, 1, "115000.00"),
])  # fmt: skip
def test_de_tegemoetkoming_bestaat_uit_een_vast_en_een_variabel_deel(
    kring: int, samen: int, gemeenten: int, euro: str
) -> None:
    assert verlening(kring, samen, gemeenten) == Decimal(euro)


@given(
    st.decimals(0, 900000, places=2), st.dates(IN_WERKING, date(2012, 12, 31)), st.dates(IN_WERKING, date(2013, 12, 31))
)
def test_wat_blijft_staan_is_nooit_minder_dan_niets_en_nooit_meer_dan_was_verleend(
    euro: Decimal, van: date, einde: date
) -> None:
    assert 0 <= lager(euro, van, einde) <= euro
    assert lager(euro, van, van) == 0
    assert lager(euro, van, date(2013, 1, 1)) == euro


def test_een_besluit_heeft_een_nummer_een_bedrag_een_motivering_en_een_laatste_dag_voor_bezwaar() -> None:
    eerste = pilotbesluiten(na(*TWEE), date(2010, 7, 1))[0]

    assert (eerste.nummer, eerste.soort, eerste.bedrag) == (1, "verlening", Decimal("142500.00"))
    assert eerste.grondslag == ("wet:11.1", "regeling:2")
    assert "(1200/6000) × (€ 2.200.000,00 × 2/32)" in eerste.motivering
    assert "= € 142.500,00." in eerste.motivering
    assert eerste.bezwaar_tot_en_met == date(2010, 8, 12)


def test_de_laatste_dag_voor_bezwaar_is_nooit_een_vrije_dag() -> None:
    # Six weeks after Tuesday 10 May 2011 is Tuesday; after Saturday 14 May it is a Saturday.
    besluiten = pilotbesluiten(na(aangewezen("2011-05-10", "0014"), aangewezen("2011-05-14", "0363")), LAATST)

    assert [besluit.bezwaar_tot_en_met for besluit in besluiten][:2] == [date(2011, 6, 21), date(2011, 6, 27)]


def test_wie_op_een_dag_zijn_aangewezen_delen_een_beeld_en_wie_later_komt_herziet_de_anderen() -> None:
    besluiten = pilotbesluiten(na(*TWEE, aangewezen("2011-02-01", "0599", 9000)), LAATST)

    assert kort(besluiten) == [
        ("2010-07-01", "0014", "verlening"),
        ("2010-07-01", "0363", "verlening"),
        ("2011-02-01", "0599", "verlening"),
        ("2011-02-01", "0014", "herziening"),
        ("2011-02-01", "0363", "herziening"),
    ]
    assert [besluit.bedrag for besluit in besluiten[3:]] == [Decimal("131500.00"), Decimal("181000.00")]
    omhoog = pilotbesluiten(na(*TWEE, aangewezen("2011-02-01", "0599", 0)), LAATST)
    assert [besluit.bedrag for besluit in omhoog[3:]] == [Decimal("156250.00"), Decimal("280000.00")]


def test_wie_hetzelfde_houdt_krijgt_geen_herziening() -> None:
    # The average kring stays 3000, so nobody's part changes.
    assert kort(pilotbesluiten(na(*TWEE, aangewezen("2011-02-01", "0599")), LAATST))[2:] == [
        ("2011-02-01", "0599", "verlening")
    ]


def test_wie_eerder_stopt_houdt_wat_bij_zijn_dagen_hoort_en_betaalt_de_rest_terug() -> None:
    pilot = na(*TWEE, gestopt("2011-03-16", "0014", "2011-06-01"))

    *_, vastgesteld, terug = pilotbesluiten(pilot, date(2011, 6, 1))

    assert (vastgesteld.soort, vastgesteld.bedrag) == ("lagere_vaststelling", Decimal("52172.13"))
    assert "2011-05-31 was de laatste dag" in vastgesteld.motivering
    assert "335/915 × € 142.500,00" in vastgesteld.motivering
    assert (terug.soort, terug.bedrag) == ("terugvordering", Decimal("90327.87"))
    assert vastgesteld.grondslag == terug.grondslag == ("wet:11.2",)
    assert "herziening" not in {besluit.soort for besluit in pilotbesluiten(pilot, LAATST)}


def test_een_einde_dat_is_aangekondigd_verandert_nog_niets() -> None:
    pilot = na(*TWEE, gestopt("2011-03-16", "0014", "2011-06-01"), aangewezen("2011-05-31", "0599", 9000))

    assert kort(pilotbesluiten(pilot, date(2011, 5, 31)))[3:] == [
        ("2011-05-31", "0014", "herziening"),
        ("2011-05-31", "0363", "herziening"),
    ]
    *_, vastgesteld, _ = pilotbesluiten(pilot, LAATST)
    assert "335/915 × € 131.500,00" in vastgesteld.motivering


@pytest.mark.parametrize(("per", "vroeg"), [("2012-12-31", True), ("2013-01-01", False), ("2013-02-01", False)])
def test_alleen_een_einde_voor_31_december_2012_is_vroeg(per: str, vroeg: bool) -> None:
    # From `per` on there is no participation: with 31 December it ended the day before.
    pilot = na(*TWEE, gestopt("2012-06-01", "0014", per))

    assert ("lagere_vaststelling" in {besluit.soort for besluit in pilotbesluiten(pilot, LAATST)}) == vroeg


def test_het_einde_van_de_pilot_treft_iedereen_die_nog_meedoet() -> None:
    pilot = na(*TWEE, gestopt("2011-03-01", "0014", "2011-04-01"), beeindigd("2011-05-01", "2011-06-01"))
    besluiten = pilotbesluiten(pilot, LAATST)

    assert kort(besluiten)[2:] == [
        ("2011-04-01", "0014", "lagere_vaststelling"),
        ("2011-04-01", "0014", "terugvordering"),
        ("2011-06-01", "0363", "lagere_vaststelling"),
        ("2011-06-01", "0363", "terugvordering"),
    ]
    assert besluiten[-1].grondslag == ("wet:11.2", "wet:12.1")


def test_een_eerder_einde_van_de_pilot_gaat_voor_een_aangekondigd_einde() -> None:
    pilot = na(*TWEE, gestopt("2011-03-01", "0014", "2011-09-01"), beeindigd("2011-05-01", "2011-06-01"))

    assert {besluit.op for besluit in pilotbesluiten(pilot, LAATST)[2:]} == {date(2011, 6, 1)}


def test_wat_is_vastgesteld_blijft_ook_als_de_pilot_later_met_een_eerdere_dag_eindigt() -> None:
    voor = na(*TWEE, gestopt("2011-03-01", "0014", "2011-04-01"))
    na_einde = na(beeindigd("2011-05-02", "2011-02-01"), pilot=voor)
    besluiten = pilotbesluiten(na_einde, LAATST)

    assert besluiten[:4] == pilotbesluiten(voor, LAATST)
    assert kort(besluiten)[4:] == [
        ("2011-05-02", "0363", "lagere_vaststelling"),
        ("2011-05-02", "0363", "terugvordering"),
    ]
    assert "2011-01-31 was de laatste dag" in besluiten[4].motivering


def test_van_twee_einden_op_een_avond_geldt_het_vroegste() -> None:
    pilot = na(*TWEE, gestopt("2011-05-02", "0014", "2011-05-02"), beeindigd("2011-05-02", "2011-02-01"))

    assert all("2011-01-31 was" in b.motivering for b in pilotbesluiten(pilot, LAATST) if b.soort[0] == "l")


def test_wie_vertrekt_op_de_dag_dat_een_ander_komt_telt_niet_meer_mee() -> None:
    pilot = na(*TWEE, aangewezen("2011-06-01", "0599"), gestopt("2011-06-01", "0363", "2011-06-01"))

    assert kort(pilotbesluiten(pilot, LAATST))[2:] == [
        ("2011-06-01", "0363", "lagere_vaststelling"),
        ("2011-06-01", "0363", "terugvordering"),
        ("2011-06-01", "0599", "verlening"),
        ("2011-06-01", "0014", "herziening"),
    ]


def test_wie_op_de_dag_van_zijn_aanwijzing_weer_stopt_krijgt_niets() -> None:
    pilot = na(*TWEE, aangewezen("2011-06-01", "0599"), gestopt("2011-06-01", "0599", "2011-06-01"))

    assert len(pilotbesluiten(pilot, LAATST)) == 2


def test_wie_terugkomt_krijgt_een_nieuwe_tegemoetkoming_en_wat_was_vastgesteld_blijft() -> None:
    pilot = na(*TWEE, gestopt("2011-03-01", "0014", "2011-06-01"), aangewezen("2011-06-01", "0014"))
    besluiten = pilotbesluiten(pilot, LAATST)

    assert [soort for _, code, soort in kort(besluiten) if code == "0014"] == [
        "verlening",
        "lagere_vaststelling",
        "terugvordering",
        "verlening",
    ]
    assert totaal(besluiten) == (Decimal("510000.00"), Decimal("90327.87"))


def test_een_kring_die_niet_bekend_is_telt_nergens_mee() -> None:
    pilot = na(aangewezen("2010-07-01", "0599", None), pilot=na(*TWEE))

    assert pilotbesluiten(pilot, LAATST) == pilotbesluiten(na(*TWEE), LAATST)
    assert zonder_kring(pilot, LAATST) == ["0599"]
    assert zonder_kring(pilot, date(2010, 6, 30)) == []


def test_wie_van_het_begin_af_meedoet_krijgt_de_tegemoetkoming_op_de_eerste_dag_van_de_wet() -> None:
    pilot = Pilot.beginstand(["0014", "0363"], {}, kring_2009={"0014": 1200})

    assert kort(pilotbesluiten(pilot, LAATST)) == [("2010-06-09", "0014", "verlening")]
    assert pilotbesluiten(pilot, date(2010, 6, 8)) == []


def test_wat_laat_wordt_gemeld_komt_niet_voor_wat_al_besloten_is() -> None:
    voor = na(*TWEE, aangewezen("2011-02-01", "0599"))
    laat = na(aangewezen("2010-09-01", "0344"), pilot=voor)

    assert pilotbesluiten(laat, LAATST)[:2] == pilotbesluiten(voor, LAATST)[:2]
    assert {besluit.op for besluit in pilotbesluiten(laat, LAATST)[2:]} == {date(2011, 2, 1)}


DAGEN = st.dates(IN_WERKING, date(2013, 3, 1)).map(str)
GEBEURTENIS = st.one_of(
    st.builds(aangewezen, DAGEN, st.sampled_from(CODES), st.one_of(st.none(), st.integers(0, 9000))),
    st.builds(gestopt, DAGEN, st.sampled_from(CODES), DAGEN),
    st.builds(beeindigd, DAGEN, DAGEN),
)


def _verloop(gebeurtenissen: list[Velden]) -> Pilot:
    """The pilot after those of these events that are not refused."""
    pilot = Pilot()
    for velden in gebeurtenissen:
        try:
            pilot = na(velden, pilot=pilot)
        except Weigering:
            continue
    return pilot


VERLOPEN = st.lists(GEBEURTENIS, max_size=12).map(_verloop)


@given(VERLOPEN, st.dates(IN_WERKING, LAATST), st.integers(0, 400))
def test_wat_op_een_dag_is_besloten_staat_later_nog_zo(pilot: Pilot, dag: date, dagen: int) -> None:
    eerst, later = pilotbesluiten(pilot, dag), pilotbesluiten(pilot, dag + timedelta(days=dagen))

    assert later[: len(eerst)] == eerst
    assert [besluit.nummer for besluit in later] == list(range(1, len(later) + 1))


@given(st.lists(GEBEURTENIS, max_size=10), GEBEURTENIS)
def test_een_nieuwe_gebeurtenis_verandert_niets_aan_de_dagen_die_voorbij_zijn(eerder: list[Velden], nu: Velden) -> None:
    voor, erna = _verloop(eerder), _verloop([*eerder, nu])
    laatste = max((feit.op for feit in erna.gebeurtenissen), default=IN_WERKING)

    gisteren = laatste - timedelta(days=1)
    assert pilotbesluiten(erna, gisteren) == pilotbesluiten(voor, gisteren)


@given(VERLOPEN)
def test_wat_terugkomt_is_nooit_meer_dan_wat_was_verleend(pilot: Pilot) -> None:
    besluiten = pilotbesluiten(pilot, LAATST)
    staat: dict[str, Decimal] = {}
    for besluit in besluiten:
        if besluit.soort == "terugvordering":
            assert 0 < besluit.bedrag <= staat[besluit.gemeente]
        elif besluit.soort == "lagere_vaststelling":
            assert 0 <= besluit.bedrag < staat[besluit.gemeente]
        else:
            staat[besluit.gemeente] = besluit.bedrag
    verleend, terug = totaal(besluiten)
    assert 0 <= terug <= verleend


@given(VERLOPEN)
def test_na_elke_aanwijzing_staat_er_samen_wat_de_regeling_geeft(pilot: Pilot) -> None:
    besluiten = pilotbesluiten(pilot, LAATST)
    bekend = [deel for deel in deelnameverloop(pilot) if deel.kring is not None]
    for avond in {besluit.op for besluit in besluiten if besluit.soort == "verlening"}:
        meedoen = [deel for deel in bekend if deel.loopt_op(avond)]
        staat = {b.gemeente: b.bedrag for b in besluiten if b.op <= avond and b.soort in {"verlening", "herziening"}}
        samen = sum(staat[deel.gemeente] for deel in meedoen)
        variabel = Decimal(2200000) * len(meedoen) / 32 if any(deel.kring for deel in meedoen) else Decimal(0)
        assert abs(samen - 115000 * len(meedoen) - variabel) <= CENT * len(meedoen)
