"""What does not follow the contract: malformed input gives Dutch sentences without the values, and changes nothing."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.programmas import Verloop, programmas
from tests.wet.zaken import BAAN, CLIENT, DOELGROEP, METING, PLAATSING, WERKGEVER, Gemeld, Velden, probeer, zaak
from wet.client import lees_client
from wet.gebeurtenissen import Gebeurtenis, lees_gebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.traject import verwerk
from wet.waarden import Misvormd

OP = "2011-03-16"
ZIN = re.compile(r"[a-z][^\n\r]*")
GEHEIM = "GEHEIM"
"""A value that may never come back in a fault."""

WAARDEN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["2011-03-16", "2011-02-30", "50", "-1", "wwb", "client", "0014", "", "\x00"])
    | st.text(max_size=8),
    lambda kinderen: st.lists(kinderen, max_size=3) | st.dictionaries(st.text(max_size=5), kinderen, max_size=3),
    max_leaves=8,
)
"""Data as JSON may hold it."""
GOED: tuple[Velden, ...] = (DOELGROEP, WERKGEVER, PLAATSING, METING, BAAN)


def fouten(lezen: Callable[[Mapping[str, object]], object], gegevens: Any) -> tuple[str, ...]:  # noqa: ANN401
    """The faults of some data, none when it can be read."""
    gevonden: tuple[str, ...] = ()
    try:
        lezen(gegevens)
    except Misvormd as fout:
        gevonden = fout.fouten or ("geen enkele zin",)
    assert all(ZIN.fullmatch(zin) for zin in gevonden)
    return gevonden


@given(WAARDEN)
def test_wat_er_ook_komt_lezen_geeft_alleen_fouten_in_het_nederlands(gegevens: object) -> None:
    assert fouten(lees_gebeurtenis, gegevens)
    assert fouten(lees_pilotgebeurtenis, gegevens)
    assert fouten(lees_client, gegevens)


@given(st.sampled_from(GOED), st.data())
def test_een_verminkte_gebeurtenis_geeft_alleen_fouten_in_het_nederlands(goed: Velden, data: st.DataObject) -> None:
    gegevens: Velden = {"op": OP} | goed
    for _ in range(data.draw(st.integers(1, 3))):
        gegevens[data.draw(st.sampled_from(sorted(gegevens)) | st.text(max_size=5))] = data.draw(WAARDEN)
    gevonden = fouten(lees_gebeurtenis, gegevens)

    assert gevonden or isinstance(lees_gebeurtenis(gegevens).soort, str)


@given(st.sampled_from(sorted(CLIENT)), WAARDEN)
def test_een_verminkte_client_geeft_alleen_fouten_in_het_nederlands(veld: str, waarde: object) -> None:
    fouten(lees_client, CLIENT | {veld: waarde})


@pytest.mark.parametrize("veld", sorted(CLIENT))
def test_een_fout_noemt_het_veld_en_nooit_de_waarde(veld: str) -> None:
    if veld == "naam":
        return
    gevonden = fouten(lees_client, CLIENT | {veld: GEHEIM})

    assert len(gevonden) == 1
    assert gevonden[0].startswith(f"veld '{veld}' ")
    assert GEHEIM not in gevonden[0]


FOUT: tuple[tuple[Velden, str], ...] = (
    ({"onzin": 1}, "veld 'onzin' is onbekend"),
    ({"percentage": 50}, "veld 'percentage' moet een percentage"),
    ({"percentage": 50.0}, "veld 'percentage' moet een percentage"),
    ({"percentage": "50,5"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "100.01"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "-1"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "1.234"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "NaN"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "1e1"}, "veld 'percentage' moet een percentage"),
    ({"percentage": "\uff15\uff10"}, "veld 'percentage' moet een percentage"),
    ({"percentage": None}, "veld 'percentage' moet een percentage"),
    ({"methode": 7}, "veld 'methode' moet tekst zijn"),
    ({"methode": "x" * 4001}, "veld 'methode' is te lang"),
    ({"methode": "a\x00b"}, "veld 'methode' bevat een teken dat geen tekst is"),
    ({"op": "2011-02-29"}, "veld 'op' is geen bestaande datum"),
    ({"op": "16-03-2011"}, "veld 'op' moet een datum zijn"),
    ({"op": "2011-3-16"}, "veld 'op' moet een datum zijn"),
    ({"op": "1011-03-16"}, "veld 'op' ligt niet in de jaren"),
    ({"op": "2011-03-16T00:00:00"}, "veld 'op' moet een datum zijn"),
    ({"op": 20110316}, "veld 'op' moet een datum zijn"),
    ({"bekendmaking": "2011-03-15"}, "veld 'bekendmaking' ligt voor de dag van het besluit"),
)


@pytest.mark.parametrize(("anders", "fout"), FOUT, ids=lambda waarde: str(waarde)[:40])
def test_een_verkeerd_veld_van_een_meting_is_misvormd(anders: Velden, fout: str) -> None:
    (zin,) = fouten(lees_gebeurtenis, {"op": OP} | METING | anders)

    assert zin.startswith(fout)


def test_een_fout_is_een_regel_ook_als_de_naam_van_een_veld_er_meer_heeft() -> None:
    assert fouten(lees_gebeurtenis, {"op": OP, "a\nb": 1} | METING) == ("veld 'a?b' is onbekend",)


def test_alle_fouten_worden_tegelijk_genoemd() -> None:
    gevonden = fouten(lees_gebeurtenis, {"soort": "loonwaarde_gemeten", "percentage": "101", "extra": 1})

    assert {zin.split("'")[1] for zin in gevonden} == {"op", "percentage", "methode", "extra"}


@pytest.mark.parametrize(("gegevens", "fout"), [
    ({"op": OP}, "veld 'soort' ontbreekt"),
    ({"soort": "onzin"}, "veld 'soort' noemt geen bekende gebeurtenis"),
    ({"soort": 3}, "veld 'soort' noemt geen bekende gebeurtenis"),
    ({"soort": ["aanmelding"]}, "veld 'soort' noemt geen bekende gebeurtenis"),
    ([], "een gebeurtenis is een groep velden"),
    (None, "een gebeurtenis is een groep velden"),
])  # fmt: skip
def test_zonder_soort_is_er_geen_gebeurtenis(gegevens: object, fout: str) -> None:
    assert [zin.startswith(fout) for zin in fouten(lees_gebeurtenis, gegevens)] == [True]
    assert [zin.startswith(fout) for zin in fouten(lees_pilotgebeurtenis, gegevens)] == [True]


@pytest.mark.parametrize("gegevens", [
    DOELGROEP | {"vraag_2b": None, "vraag_3": None},
    DOELGROEP | {"vraag_2b": [False], "vraag_3": None},
    DOELGROEP | {"vraag_2b": []},
    DOELGROEP | {"vraag_2a": [False]},
    DOELGROEP | {"vraag_2a": [False, False, False]},
    DOELGROEP | {"vraag_3": 1},
    {k: v for k, v in DOELGROEP.items() if k != "vraag_3"},
    WERKGEVER | {"werkgever": {"naam": "x", "kvk": "1234567"}},
    WERKGEVER | {"werkgever": {"naam": "x", "kvk": "02054321", "bsn": "1"}},
    WERKGEVER | {"uren_per_week": "0"},
    WERKGEVER | {"voltijd_uren": "0.00"},
    WERKGEVER | {"rechtens_loon": "-1"},
    BAAN | {"tot_en_met": "2011-03-13"},
    {k: v for k, v in BAAN.items() if k != "tot_en_met"},
    PLAATSING | {"van": "2011-04-01", "tot_en_met": "2011-03-31"},
    {"soort": "inkomsten_opgegeven", "maand": "2011-13", "uit_dienstbetrekking": "1"},
    {"soort": "inkomsten_opgegeven", "maand": "2011-3", "uit_dienstbetrekking": "1"},
    {"soort": "wsw_indicatie_gewijzigd", "indicatie": {"van": "2012-01-02", "tot_en_met": "2012-01-01"}},
    {"soort": "wsw_indicatie_gewijzigd"},
    {"soort": "verhuisd", "per": OP, "gemeente": "14"},
    {"soort": "beslistermijn_opgeschort", "bij": "verzoek", "van": "2011-03-20", "tot_en_met": "2011-03-19"},
    {"soort": "bezwaar_ingediend", "besluit": "1", "door": "client"},
    {"soort": "bezwaar_ingediend", "besluit": True, "door": "client"},
    {"soort": "bezwaar_ingediend", "besluit": 0, "door": "client"},
    {"soort": "bezwaar_ingediend", "besluit": 1, "door": "college"},
    {"soort": "bezwaar_ingediend", "besluit": 1, "door": "client", "ontvangen": "2011-03-17"},
    {"soort": "bezwaar_ingediend", "besluit": 1, "door": "client", "gepost": "2011-03-17"},
    {"soort": "bezwaar_ingediend", "besluit": 1, "door": "client", "ontvangen": "2011-03-14", "gepost": "2011-03-15"},
    {"soort": "bezwaar_ingetrokken", "bezwaar": 1, "loonwaarde": "50"},
    {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "ongegrond", "loonwaarde": "50"},
    {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "niet_ontvankelijk", "toewijzen": True},
    {"soort": "uitspraak", "bezwaar": 1, "instantie": "crvb", "uitkomst": "gegrond", "verzonden": "2011-03-17"},
    {"soort": "ingebrekestelling", "bij": "bezwaar"},
    {"soort": "ingebrekestelling", "bij": "verzoek", "bezwaar": 1},
])  # fmt: skip
def test_wat_niet_bij_elkaar_past_is_misvormd(gegevens: Velden) -> None:
    assert len(fouten(lees_gebeurtenis, {"op": OP} | gegevens)) == 1


BEZWAAR_LOON: Gemeld = ("2011-03-15", {"soort": "bezwaar_ingediend", "besluit": 2, "door": "client"})
BEZWAAR_TOETS: Gemeld = ("2011-03-15", {"soort": "bezwaar_ingediend", "besluit": 1, "door": "client"})
GEGROND: Velden = {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "gegrond"}


@pytest.mark.parametrize(("bezwaar", "veld"), [
    (BEZWAAR_LOON, {"toetsuitkomst": "doelgroep"}), (BEZWAAR_LOON, {"toewijzen": True}),
    (BEZWAAR_TOETS, {"loonwaarde": "50"}), (BEZWAAR_TOETS, {"toewijzen": True}),
])  # fmt: skip
def test_een_uitkomst_draagt_alleen_het_veld_dat_bij_het_bestreden_besluit_past(bezwaar: Gemeld, veld: Velden) -> None:
    with pytest.raises(Misvormd, match="past niet bij het bestreden besluit"):
        probeer(zaak("loonwaardebepaling", bezwaar), **GEGROND, **veld)


@pytest.mark.parametrize("fase", ["proefplaatsing", "loonwaardebepaling"])
def test_een_eerste_meting_heeft_geen_eigen_ingangsdag(fase: Any) -> None:  # noqa: ANN401
    with pytest.raises(Misvormd, match="veld 'per' past niet bij een eerste meting"):
        probeer(zaak(fase), **METING, per="2011-03-20")


@given(programmas(), st.data())
def test_een_misvormde_gebeurtenis_verandert_niets_en_iets_anders_gaat_er_niet_mis(
    verloop: Verloop, data: st.DataObject
) -> None:
    voor = verloop.dossier.model_dump_json()
    feit = _verdraai(data.draw(st.sampled_from(verloop.scenario.gebeurtenissen)), data)
    if feit is None or feit.op < verloop.dossier.dag:
        return
    fouten(lambda _gegevens: verwerk(verloop.dossier, feit, feit.op), {})

    assert verloop.dossier.model_dump_json() == voor


def _verdraai(feit: Gebeurtenis, data: st.DataObject) -> Gebeurtenis | None:
    """Change one field of an event into something else that can be read, or not."""
    gegevens = feit.model_dump(mode="json", exclude_none=True) | {"op": "2014-12-31"}
    veld = data.draw(st.sampled_from(sorted(set(gegevens) - {"soort", "op"}) or ["soort"]))
    gegevens[veld] = data.draw(st.integers(0, 9) | st.sampled_from(["2011-06-01", "2014-01-01", "99", True, None]))
    try:
        return lees_gebeurtenis(gegevens)
    except Misvormd:
        return None
