"""What the law does not allow: the table of contract section 3, row by row and in its order."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.wet.zaken import (
    BAAN,
    DOELGROEP,
    EINDE,
    METING,
    PLAATSING,
    WERKGEVER,
    Gemeld,
    Velden,
    meld,
    met_pilot,
    probeer,
    zaak,
)
from wet.dossier import Dossier, Fase
from wet.traject import bereik

BEZWAAR: Gemeld = ("2011-03-15", {"soort": "bezwaar_ingediend", "besluit": 2, "door": "client"})
"""Against the loondispensatie of 50 percent."""
VAN_WERKGEVER: Gemeld = ("2011-03-15", BEZWAAR[1] | {"door": "werkgever"})
BESLIST: Velden = {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "gegrond"}
ONGEGROND: Velden = {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "ongegrond"}
BEROEP: Gemeld = ("2011-03-15", {"soort": "beroep_ingesteld", "bezwaar": 1, "door": "client"})
UITSPRAAK: Velden = {"soort": "uitspraak", "bezwaar": 1, "instantie": "rechtbank", "uitkomst": "gegrond"}
HOGER_BEROEP: Velden = {"soort": "hoger_beroep_ingesteld", "bezwaar": 1, "door": "client"}
VOORBIJ = "2011-06-15"
"""The day after the last one on which an objection against besluit 2 must be decided."""
AANVRAAG: Gemeld = ("2011-03-15", {"soort": "voorziening_aangevraagd", "omschrijving": "stoel", "door": "client"})
OPSCHORTING: Velden = {"van": "2011-03-20", "tot_en_met": "2011-03-31"}
HEREVALUATIE: Velden = {"soort": "herevaluatie_gevraagd", "door": "werknemer", "omstandigheden": "ander werk"}
TOEGEWEZEN: Velden = {"soort": "herevaluatieverzoek_beslist", "toegewezen": True, "reden": "akkoord"}
NIEUW: tuple[Velden, ...] = (
    {"soort": "verzoek_beslist", "toegewezen": True, "reden": "akkoord"},
    DOELGROEP,
    WERKGEVER,
    PLAATSING,
    METING,
    BAAN,
)
"""What is new after the pilot or the participation (wet:12)."""
OOK_NIEUW_NA_DE_WET: tuple[Velden, ...] = (
    METING | {"per": "2013-03-01"},
    {"soort": "dienstbetrekking_verlengd", "tot_en_met": None},
    HEREVALUATIE,
    TOEGEWEZEN,
    AANVRAAG[1],
    {"soort": "wsw_plaats_beschikbaar"},
    {"soort": "wsw_omzetting", "werkgever_akkoord": True, "werknemer_akkoord": True, "per": "2013-03-01"},
)
NIET_NIEUW: tuple[Velden, ...] = (
    {"soort": "inspanning", "toelichting": "gebeld"},
    {"soort": "voorziening_beslist", "omschrijving": "stoel", "toegekend": True},
    {"soort": "overleden"},
    {"soort": "dienstbetrekking_beeindigd", "per": "2013-03-01", "reden": "contract", "uitkering_na": "wwb"},
)


def artikel(dossier: Dossier, velden: Velden, op: str = "2011-03-16") -> str | None:
    """The article with which an event is refused, None when it is accepted."""
    weigering = probeer(dossier, **({"op": op} | velden)).weigering
    return None if weigering is None else weigering.artikel


@pytest.mark.parametrize("velden", [*NIEUW, *OOK_NIEUW_NA_DE_WET], ids=lambda velden: velden["soort"])
def test_na_de_wet_begint_niets_nieuws_meer(velden: Velden) -> None:
    for dossier in (zaak("werkgever_zoeken"), zaak("dienstbetrekking")):
        assert artikel(dossier, velden, "2013-01-01") == "wet:16"
        assert artikel(dossier, velden, "2012-12-31") != "wet:16"


@pytest.mark.parametrize("velden", NIET_NIEUW, ids=lambda velden: velden["soort"])
def test_wat_niet_nieuw_is_wordt_na_de_wet_om_de_fase_geweigerd(velden: Velden) -> None:
    assert artikel(zaak("dienstbetrekking"), velden, "2013-01-01") == "fase"


EINDEN: tuple[Velden, ...] = (
    {"soort": "pilot_beeindigd", "per": "2011-03-16", "grond": "tussentijdse uitkomsten"},
    {"soort": "deelname_beeindigd", "per": "2011-03-16", "gemeente": "0014"},
)


@pytest.mark.parametrize("einde", EINDEN, ids=lambda velden: velden["soort"])
@pytest.mark.parametrize("velden", NIEUW, ids=lambda velden: velden["soort"])
def test_na_de_pilot_of_de_deelname_begint_niets_nieuws_meer(velden: Velden, einde: Velden) -> None:
    dossier = met_pilot(zaak("werkgever_zoeken"), ("2011-03-15", einde))

    assert artikel(dossier, velden, "2011-03-16") == "wet:12"
    assert artikel(dossier, velden, "2011-03-15") != "wet:12"


@pytest.mark.parametrize("einde", EINDEN, ids=lambda velden: velden["soort"])
def test_wie_een_baan_heeft_gaat_na_de_pilot_gewoon_door(einde: Velden) -> None:
    dossier = met_pilot(zaak("dienstbetrekking"), ("2011-03-15", einde))
    anders = {"bijzondere_omstandigheden": "ander werk"}

    assert artikel(dossier, METING | anders) is None
    assert artikel(dossier, {"soort": "dienstbetrekking_verlengd", "tot_en_met": None}) is None
    assert artikel(dossier, HEREVALUATIE) is None
    assert artikel(dossier, AANVRAAG[1]) is None
    assert artikel(dossier, DOELGROEP) == "wet:12"


@pytest.mark.parametrize("velden", [DOELGROEP, {"soort": "medewerking_geweigerd", "waaraan": "toegangstoets"}])
def test_wie_een_geldige_indicatie_heeft_hoeft_niet_naar_de_toegangstoets(velden: Velden) -> None:
    assert artikel(zaak("werkgever_zoeken", indicatie=True), velden) == "wet:4.1"


def test_aan_iets_anders_meewerken_moet_ook_met_een_indicatie() -> None:
    anders = {"soort": "medewerking_geweigerd", "waaraan": "proefplaatsing"}

    assert artikel(zaak("werkgever_zoeken", indicatie=True), anders) is None


@pytest.mark.parametrize("twijfel", ["tegenstrijdige_informatie", "gerede_twijfel"])
def test_bij_twijfel_kijkt_een_deskundige_mee(twijfel: str) -> None:
    toets = DOELGROEP | {twijfel: True}

    assert artikel(zaak("toegangstoets"), toets) == "regeling:3.2"
    assert artikel(zaak("toegangstoets"), toets | {"deskundige": "arts"}) is None


NIET_DOELGROEP: tuple[Velden, ...] = (
    DOELGROEP | {"vraag_1": False, "vraag_2b": None, "vraag_3": None},
    DOELGROEP | {"vraag_2a": [True, False], "vraag_2b": None, "vraag_3": None},
    DOELGROEP | {"vraag_2b": [True, True], "vraag_3": None},
    DOELGROEP | {"vraag_3": [True, False]},
)


@pytest.mark.parametrize("toets", NIET_DOELGROEP)
def test_wie_niet_in_de_doelgroep_valt_krijgt_uitleg(toets: Velden) -> None:
    assert artikel(zaak("toegangstoets"), toets) == "awb:3:46"
    assert artikel(zaak("toegangstoets"), toets | {"toelichting": " "}) == "awb:3:46"
    assert artikel(zaak("toegangstoets"), toets | {"toelichting": "onderzocht"}) is None


@pytest.mark.parametrize(("loon", "uren", "verwacht"), [
    ("1424.40", "36", None), ("1424.39", "36", "wml:7"), ("712.20", "18", None), ("712.19", "18", "wml:7"),
])  # fmt: skip
def test_het_loon_is_ten_minste_het_minimumloon_voor_de_uren(loon: str, uren: str, verwacht: str | None) -> None:
    loongegevens = {"rechtens_loon": loon, "uren_per_week": uren, "voltijd_uren": "36"}

    assert artikel(zaak("werkgever_zoeken"), WERKGEVER | loongegevens) == verwacht
    wijziging = {"soort": "loon_gewijzigd", "per": "2011-03-16"} | loongegevens
    assert artikel(zaak("dienstbetrekking"), wijziging) == verwacht


def test_een_loonwijziging_wordt_getoetst_aan_het_minimumloon_op_de_dag_van_ingang() -> None:
    velden = {"soort": "loon_gewijzigd", "rechtens_loon": "1430.00", "uren_per_week": "36", "voltijd_uren": "36"}

    assert artikel(zaak("dienstbetrekking"), velden | {"per": "2011-06-30"}) is None
    assert artikel(zaak("dienstbetrekking"), velden | {"per": "2011-07-01"}) == "wml:7"


def _met_werkgever(**anders: object) -> Dossier:
    return zaak("werkgever_zoeken", ("2011-03-15", WERKGEVER | anders))


@pytest.mark.parametrize(("anders", "verwacht"), [
    ({"aansprakelijkheidsverzekering": False}, "wet:6"),
    ({"ongevallenverzekering": False}, "wet:6"),
    ({"tot_en_met": "2011-06-16"}, "wet:6"),
    ({"tot_en_met": "2011-06-15"}, None),
    ({"van": "2011-03-15"}, "fase"),
])  # fmt: skip
def test_een_proefplaatsing_is_verzekerd_en_duurt_hoogstens_drie_maanden(anders: Velden, verwacht: str | None) -> None:
    velden = PLAATSING | {"van": "2011-03-16", "tot_en_met": None} | anders

    assert artikel(_met_werkgever(), velden) == verwacht


@pytest.mark.parametrize(("per", "verwacht"), [("2011-03-31", None), ("2011-04-01", "fase")])
def test_een_proefplaatsing_eindigt_niet_na_haar_laatste_dag(per: str, verwacht: str | None) -> None:
    velden = {"soort": "proefplaatsing_beeindigd", "per": per, "reden": "klaar"}

    assert artikel(zaak("proefplaatsing"), velden) == verwacht


def test_een_proefplaatsing_mag_alleen_als_de_werkgever_een_baan_wil_geven() -> None:
    dossier = _met_werkgever(intentie_dienstbetrekking=False)

    assert artikel(dossier, PLAATSING | {"van": "2011-03-16", "ongevallenverzekering": False}) == "mvt:3.4"


@pytest.mark.parametrize("velden", [PLAATSING | {"van": "2011-03-16"}, METING])
def test_meten_en_op_proef_werken_kan_alleen_in_de_kring_en_de_doelgroep(velden: Velden) -> None:
    assert artikel(zaak("toegangstoets"), velden) == "wet:1"
    assert artikel(_met_werkgever(), velden) is None


def test_een_herevaluatie_vraagt_niet_meer_of_iemand_in_de_kring_is() -> None:
    geen_uitkering = ("2011-03-15", {"soort": "uitkering_gewijzigd", "per": "2011-03-15", "uitkering": "geen"})
    dossier = zaak("dienstbetrekking", geen_uitkering)

    assert artikel(dossier, METING | {"bijzondere_omstandigheden": "ander werk"}) is None


@pytest.mark.parametrize("fase", ["loonwaardebepaling", "dienstbetrekking"])
def test_elke_meting_gaat_met_de_methode_van_de_gemeente(fase: Fase) -> None:
    meting = METING | {"methode": "activa", "bijzondere_omstandigheden": "ander werk"}

    assert artikel(zaak(fase), meting) == "regeling:4"


@pytest.mark.parametrize(("per", "bekendmaking", "verwacht"), [
    ("2011-03-19", "2011-03-20", "awb:3:40"), ("2011-03-20", "2011-03-20", None), ("2011-03-15", None, "awb:3:40"),
])  # fmt: skip
def test_een_herevaluatie_werkt_niet_terug(per: str, bekendmaking: str | None, verwacht: str | None) -> None:
    meting = METING | {"per": per, "bekendmaking": bekendmaking, "bijzondere_omstandigheden": "ander werk"}

    assert artikel(zaak("dienstbetrekking"), meting) == verwacht


@pytest.mark.parametrize(("op", "verwacht"), [("2011-07-18", "regeling:5.2"), ("2011-07-19", None)])
def test_een_herevaluatie_komt_hoogstens_acht_weken_te_vroeg(op: str, verwacht: str | None) -> None:
    dossier = zaak("dienstbetrekking")

    assert artikel(dossier, METING, op) == verwacht
    assert artikel(dossier, METING | {"bijzondere_omstandigheden": "ander werk"}, op) is None


def test_een_toegewezen_verzoek_maakt_een_eerdere_herevaluatie_mogelijk() -> None:
    gevraagd = zaak("dienstbetrekking", ("2011-03-15", HEREVALUATIE))
    toegewezen = meld(gevraagd, ("2011-03-15", TOEGEWEZEN))

    assert artikel(gevraagd, METING) == "regeling:5.2"
    assert artikel(toegewezen, METING) is None


@pytest.mark.parametrize(("anders", "verwacht"), [
    ({"proeftijd": True}, "wet:7.2.b"),
    ({"proeftijd": True, "soort_dienstbetrekking": "wsw_2"}, "wet:7.2.b"),
    ({"soort_dienstbetrekking": "wsw_2"}, "wet:7.2.a"),
    ({"soort_dienstbetrekking": "wsw_7"}, "wet:7.2.a"),
    ({"soort_dienstbetrekking": "publiekrechtelijk"}, None),
    ({"van": "2011-03-10"}, "wet:7.1"),
    ({"van": "2011-03-11"}, "fase"),
])  # fmt: skip
def test_loondispensatie_past_niet_bij_elke_baan(anders: Velden, verwacht: str | None) -> None:
    assert artikel(zaak("loonwaardebepaling"), BAAN | {"van": "2011-03-16"} | anders) == verwacht


def test_een_baan_vraagt_een_loonwaarde_voor_deze_werkgever_en_functie() -> None:
    baan = BAAN | {"van": "2011-03-16"}
    afgehaakt: Gemeld = ("2011-03-15", {"soort": "werkgever_afgehaakt", "reden": "geen werk"})

    assert artikel(_met_werkgever(), baan) == "wet:7.1"
    opnieuw = zaak("loonwaardebepaling", afgehaakt, ("2011-03-15", WERKGEVER))
    assert artikel(opnieuw, baan) == "wet:7.1"
    assert artikel(meld(opnieuw, ("2011-03-16", METING)), baan) is None


def test_een_baan_begint_niet_voor_de_bekendmaking_van_de_loonwaarde() -> None:
    dossier = meld(_met_werkgever(), ("2011-03-15", METING | {"bekendmaking": "2011-03-20"}))

    assert artikel(dossier, BAAN | {"van": "2011-03-19"}) == "wet:7.1"
    assert artikel(dossier, BAAN | {"van": "2011-03-20"}) is None


def test_het_college_stopt_niet_tijdens_een_baan() -> None:
    assert artikel(zaak("dienstbetrekking"), EINDE) == "wet:8.1"


def test_een_wsw_plaats_vraagt_een_geldige_indicatie() -> None:
    assert artikel(zaak("dienstbetrekking"), {"soort": "wsw_plaats_beschikbaar"}) == "wet:10.2"
    assert artikel(zaak("dienstbetrekking", indicatie=True), {"soort": "wsw_plaats_beschikbaar"}) is None


def test_tegen_een_beslissing_op_bezwaar_staat_geen_bezwaar_open() -> None:
    dossier = zaak("loonwaardebepaling", BEZWAAR, ("2011-03-15", ONGEGROND))

    assert artikel(dossier, BEZWAAR[1] | {"besluit": 3}) == "awb:7:1"


VERLENGINGEN: tuple[tuple[str, Velden], ...] = (
    ("awb:7:10.3", {"soort": "bezwaar_verdaagd", "bezwaar": 1}),
    ("awb:7:10.2", {"soort": "bezwaar_opgeschort", "bezwaar": 1} | OPSCHORTING),
    ("awb:7:10.4", {"soort": "uitstel_ingestemd", "bezwaar": 1, "tot_en_met": "2011-12-30"}),
    ("awb:4:14.3", {"soort": "beslistermijn_verlengd", "bij": "voorziening", "tot_en_met": "2011-12-30"}),
    ("awb:4:15", {"soort": "beslistermijn_opgeschort", "bij": "voorziening"} | OPSCHORTING),
)


@pytest.mark.parametrize(("verwacht", "velden"), VERLENGINGEN)
def test_een_termijn_die_voorbij_is_wordt_niet_meer_langer(verwacht: str, velden: Velden) -> None:
    dossier = zaak("loonwaardebepaling", BEZWAAR, AANVRAAG)
    laatste = max(termijn.uiterlijk for termijn in dossier.termijnen if termijn.soort.startswith("beslissing_"))

    assert artikel(dossier, velden, "2011-04-30") is None
    assert artikel(bereik(dossier, laatste), velden, "2011-08-01") == verwacht


def test_verdagen_mag_een_keer() -> None:
    verdaagd: Gemeld = ("2011-03-15", {"soort": "bezwaar_verdaagd", "bezwaar": 1})

    assert artikel(zaak("loonwaardebepaling", BEZWAAR, verdaagd), verdaagd[1]) == "awb:7:10.3"


@pytest.mark.parametrize(("wie", "loonwaarde", "verwacht"), [
    ("client", "49.99", "awb:7:11"), ("client", "50", None), ("client", "60", None),
    ("werkgever", "50.01", "awb:7:11"), ("werkgever", "50", None), ("werkgever", "40", None),
])  # fmt: skip
def test_niemand_wordt_slechter_van_zijn_eigen_rechtsmiddel(wie: str, loonwaarde: str, verwacht: str | None) -> None:
    bezwaar = zaak("loonwaardebepaling", BEZWAAR if wie == "client" else VAN_WERKGEVER)
    beroep = meld(bezwaar, ("2011-03-15", ONGEGROND), ("2011-03-15", BEROEP[1] | {"door": wie}))
    uitspraak: Gemeld = ("2011-03-15", UITSPRAAK | {"uitkomst": "ongegrond"})
    hoger = meld(beroep, uitspraak, ("2011-03-15", HOGER_BEROEP | {"door": wie}))
    toegeven = {"bezwaar": 1, "tegemoetgekomen": True, "loonwaarde": loonwaarde}

    assert artikel(bezwaar, BESLIST | {"loonwaarde": loonwaarde}) == verwacht
    assert artikel(bezwaar, {"soort": "bezwaar_ingetrokken"} | toegeven) == verwacht
    assert artikel(beroep, UITSPRAAK | {"loonwaarde": loonwaarde}) == verwacht
    assert artikel(beroep, {"soort": "beroep_ingetrokken"} | toegeven) == verwacht
    assert artikel(hoger, UITSPRAAK | {"loonwaarde": loonwaarde, "instantie": "crvb"}) == verwacht


def test_slechter_wordt_gemeten_aan_wat_er_later_voor_in_de_plaats_kwam() -> None:
    gewonnen: Gemeld = ("2011-03-15", BESLIST | {"loonwaarde": "60"})
    beroep = zaak("loonwaardebepaling", BEZWAAR, gewonnen, BEROEP)

    assert artikel(beroep, UITSPRAAK | {"loonwaarde": "59"}) == "awb:7:11"
    assert artikel(beroep, UITSPRAAK | {"loonwaarde": "61"}) is None


def test_in_het_hoger_beroep_van_het_college_mag_het_ook_lager() -> None:
    gewonnen: Gemeld = ("2011-03-15", UITSPRAAK | {"loonwaarde": "60"})
    college: Gemeld = ("2011-03-15", HOGER_BEROEP | {"door": "college"})
    dossier = zaak("loonwaardebepaling", BEZWAAR, ("2011-03-15", ONGEGROND), BEROEP, gewonnen, college)

    assert artikel(dossier, UITSPRAAK | {"instantie": "crvb", "loonwaarde": "55"}) is None


def _na_de_pilot(dossier: Dossier) -> Dossier:
    return met_pilot(dossier, ("2011-03-15", EINDEN[0] | {"per": "2011-03-15"}))


TWIJFEL: Velden = NIET_DOELGROEP[0] | {"gerede_twijfel": True}
LAAG: Velden = {"rechtens_loon": "100.00"}
ONVERZEKERD: Velden = PLAATSING | {"van": "2011-03-16", "ongevallenverzekering": False}
TERUG: Velden = METING | {"per": "2011-03-01"}
OVERTREDINGEN: tuple[tuple[str, Callable[[], Dossier], Velden, str], ...] = (
    ("wet:16", lambda: _na_de_pilot(zaak("werkgever_zoeken", indicatie=True)), TWIJFEL, "2013-01-02"),
    ("wet:12", lambda: _na_de_pilot(zaak("werkgever_zoeken", indicatie=True)), TWIJFEL, "2011-03-16"),
    ("wet:4.1", lambda: zaak("werkgever_zoeken", indicatie=True), TWIJFEL, "2011-03-16"),
    ("regeling:3.2", lambda: zaak("werkgever_zoeken"), TWIJFEL, "2011-03-16"),
    ("awb:3:46", lambda: zaak("werkgever_zoeken"), NIET_DOELGROEP[0], "2011-03-16"),
    ("wml:7", lambda: zaak("proefplaatsing"), WERKGEVER | LAAG, "2011-03-16"),
    ("mvt:3.4", lambda: _met_werkgever(intentie_dienstbetrekking=False), ONVERZEKERD, "2011-03-16"),
    ("wet:6", lambda: zaak("toegangstoets"), ONVERZEKERD, "2011-03-16"),
    ("wet:1", lambda: zaak("toegangstoets"), METING | {"methode": "activa"}, "2011-03-16"),
    ("regeling:4", lambda: zaak("dienstbetrekking"), TERUG | {"methode": "activa"}, "2011-03-16"),
    ("awb:3:40", lambda: zaak("dienstbetrekking"), TERUG, "2011-03-16"),
    ("wet:7.1", lambda: zaak("werkgever_zoeken"), BAAN | {"van": "2011-03-01"}, "2011-03-16"),
    ("awb:7:11", lambda: _beslist(zaak("loonwaardebepaling", BEZWAAR)), BESLIST | {"loonwaarde": "1"}, "2011-03-16"),
)
"""Events to which more than one row applies, with the first of them."""


def _beslist(dossier: Dossier) -> Dossier:
    return meld(dossier, ("2011-03-15", ONGEGROND))


@pytest.mark.parametrize(("eerste", "maak", "velden", "op"), OVERTREDINGEN, ids=[rij[0] for rij in OVERTREDINGEN])
def test_van_meer_redenen_wordt_de_eerste_genoemd(
    eerste: str, maak: Callable[[], Dossier], velden: Velden, op: str
) -> None:
    assert artikel(maak(), velden, op) == eerste


def test_een_weigering_zegt_in_gewone_woorden_waarom() -> None:
    na, weigering = probeer(zaak("dienstbetrekking"), **EINDE)

    assert weigering is not None
    assert str(weigering) == f"wet:8.1: {weigering.reden}"
    assert na.weigeringen[-1].reden == "Zolang er een baan met loondispensatie is, kan het college niet stoppen."
    assert na.weigeringen[-1].op == date(2011, 3, 16)
