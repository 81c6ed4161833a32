"""The pilot itself: who takes part, with which method, when it ends, and its terms."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from tests.wet.zaken import zaak
from wet.bedragen import methoden
from wet.faseverloop import Fasewissel, fasen
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.pilottermijnen import pilottermijnen, verslag_uiterlijk
from wet.waarden import Misvormd, Weigering

Velden = dict[str, Any]

OP = "2011-03-16"
DAG = date(2011, 3, 16)
EIGEN: Velden = {"soort": "methode_toegestaan", "gemeente": "0014", "methode": "eigen methode"}
EINDE: Velden = {"soort": "pilot_beeindigd", "per": "2011-06-01", "grond": "tussentijdse uitkomsten"}
GESTOPT: Velden = {"soort": "deelname_beeindigd", "gemeente": "0014", "per": "2011-06-01"}
VOORSTEL: Velden = {"soort": "wetsvoorstel_ingediend"}
WET: Velden = {"soort": "structurele_wet_in_werking", "per": "2014-01-01"}


def aangewezen(code: str, **anders: object) -> Velden:
    """The designation of a gemeente."""
    return {"soort": "gemeente_aangewezen", "gemeente": code} | anders


def na(*gebeurtenissen: Velden, pilot: Pilot | None = None) -> Pilot:
    """The pilot in which 0014 takes part, after events on one day."""
    pilot = Pilot.beginstand(["0014"], {}) if pilot is None else pilot
    for velden in gebeurtenissen:
        pilot = verwerk_pilotgebeurtenis(pilot, lees_pilotgebeurtenis({"op": OP} | velden))
    return pilot


def artikel(pilot: Pilot, velden: Velden) -> str | None:
    """The article with which an event is refused, None when it is accepted."""
    try:
        na(velden, pilot=pilot)
    except Weigering as weigering:
        return weigering.artikel
    return None


@pytest.mark.parametrize(("eerst", "velden", "verwacht"), [
    ((), aangewezen("0363"), None),
    ((), aangewezen("0014"), "fase"),
    ((), aangewezen("0363", op="2010-06-08"), "fase"),
    ((), aangewezen("0363", op="2013-01-01"), "fase"),
    ((EINDE,), aangewezen("0363", op="2011-05-31"), None),
    ((EINDE,), aangewezen("0363", op="2011-06-01"), "fase"),
    ((GESTOPT,), aangewezen("0014", op="2011-05-31"), "fase"),
    ((GESTOPT,), aangewezen("0014", op="2011-06-01"), None),
    ((), aangewezen("0363", methode="eigen methode"), "regeling:4"),
    ((EIGEN,), aangewezen("0363", methode="eigen methode"), "regeling:4"),
    ((EIGEN | {"gemeente": "0363"},), aangewezen("0363", methode="eigen methode"), None),
    ((), GESTOPT, None),
    ((GESTOPT,), GESTOPT, "fase"),
    ((), GESTOPT | {"gemeente": "0363"}, "fase"),
    ((), EINDE, None),
    ((EINDE,), EINDE, "fase"),
    ((), EINDE | {"per": "2012-12-30"}, None),
    ((), EINDE | {"per": "2012-12-31"}, "wet:12.1"),
    ((), VOORSTEL, None),
    ((VOORSTEL,), VOORSTEL, "fase"),
    ((), WET, "fase"),
    ((VOORSTEL,), WET, None),
    ((VOORSTEL, WET), WET, "fase"),
])  # fmt: skip
def test_een_gebeurtenis_van_de_pilot_wordt_aanvaard_of_geweigerd(
    eerst: tuple[Velden, ...], velden: Velden, verwacht: str | None
) -> None:
    assert artikel(na(*eerst), velden) == verwacht


def test_er_doen_hoogstens_32_gemeenten_mee() -> None:
    vol = Pilot.beginstand([f"{nummer:04}" for nummer in range(32)], {})
    een_minder = na(GESTOPT | {"per": "2011-04-01"}, pilot=vol)

    assert artikel(vol, aangewezen("0363")) == "besluit:1.3"
    assert artikel(een_minder, aangewezen("0363", op="2011-03-31")) == "besluit:1.3"
    assert artikel(een_minder, aangewezen("0363", op="2011-04-01")) is None


def test_een_gemeente_doet_mee_vanaf_haar_aanwijzing_tot_haar_einde() -> None:
    pilot = na(aangewezen("0363"), GESTOPT | {"gemeente": "0363"})

    assert [pilot.neemt_deel("0363", date(2011, *dag)) for dag in ((3, 15), (3, 16), (5, 31), (6, 1))] == [
        False,
        True,
        True,
        False,
    ]
    assert pilot.neemt_deel("0014", date(2010, 6, 9))
    assert not pilot.neemt_deel("0599", DAG)


def test_wie_geen_methode_heeft_krijgt_er_een_bij_loting_gelijk_verdeeld() -> None:
    codes = [f"{nummer:04}" for nummer in range(100, 132)]
    gelijk = [na(*(aangewezen(code) for code in codes), pilot=Pilot(zaad=zaad)) for zaad in (1, 1, 2)]
    getrokken = [[pilot.methode_van(code) for code in codes] for pilot in gelijk]

    assert Counter(getrokken[0]) == dict.fromkeys(methoden(), 8)
    assert getrokken[0] == getrokken[1]
    assert getrokken[0] != getrokken[2]


def test_een_gemeente_heeft_een_methode_tegelijk() -> None:
    pilot = na(EIGEN, aangewezen("0363", methode="activa"))

    assert pilot.methode_van("0014") == "eigen methode"
    assert pilot.methode_van("0363") == "activa"
    assert pilot.methode_van("0599") is None


@pytest.mark.parametrize(("gebeurtenissen", "vervalt"), [
    ((), date(2013, 1, 1)),
    ((VOORSTEL,), None),
    ((VOORSTEL | {"per": "2012-12-31"},), None),
    ((VOORSTEL | {"per": "2013-01-01"},), date(2013, 1, 1)),
    ((VOORSTEL, WET), date(2014, 1, 1)),
    ((VOORSTEL | {"per": "2013-01-01"}, WET), date(2013, 1, 1)),
])  # fmt: skip
def test_de_wet_vervalt_op(gebeurtenissen: tuple[Velden, ...], vervalt: date | None) -> None:
    assert na(*gebeurtenissen).wet_vervalt == vervalt


def test_de_pilot_gaat_ongeschonden_door_json() -> None:
    pilot = na(EIGEN, aangewezen("0363", kring_2009=1200), VOORSTEL, WET, GESTOPT, EINDE)

    assert Pilot.model_validate_json(pilot.model_dump_json()) == pilot
    assert pilot.versie == 6


@pytest.mark.parametrize("velden", [
    aangewezen("14"), aangewezen("0363", kring_2009=-1), aangewezen("0363", kring_2009="5"), GESTOPT | {"per": "x"},
    EINDE | {"extra": 1}, {"soort": "pilot_beeindigd", "per": OP},
    EIGEN | {"methode": ""}, aangewezen("0363", methode=" "),
])  # fmt: skip
def test_een_misvormde_gebeurtenis_van_de_pilot_wordt_niet_gelezen(velden: Velden) -> None:
    with pytest.raises(Misvormd):
        na(velden)


@pytest.mark.parametrize(("einde", "verslag"), [
    (None, "2012-10-31"), ("2012-08-31", "2012-10-31"), ("2012-08-30", "2012-10-30"), ("2011-06-01", "2011-08-01"),
    ("2011-12-31", "2012-02-29"), ("2011-05-16", "2011-07-18"),
])  # fmt: skip
def test_het_verslag_komt_bij_een_vroeg_einde_binnen_twee_maanden(einde: str | None, verslag: str) -> None:
    pilot = na() if einde is None else na(EINDE | {"per": einde})

    assert verslag_uiterlijk(pilot) == date.fromisoformat(verslag)


def test_de_termijnen_van_de_pilot_staan_op_volgorde() -> None:
    assert [(t.soort, t.uiterlijk.isoformat(), t.grondslag) for t in pilottermijnen(na())] == [
        ("verzoek_deelname", "2010-07-07", "regeling:1"),
        ("verslag_staten_generaal", "2012-10-31", "wet:13"),
    ]


def test_de_fasen_van_een_traject_staan_in_de_volgorde_van_de_tijdlijn() -> None:
    assert fasen(zaak("afgesloten")) == [
        Fasewissel(date(2011, 3, 1), "toegangstoets"),
        Fasewissel(date(2011, 3, 2), "werkgever_zoeken"),
        Fasewissel(date(2011, 3, 3), "loonwaardebepaling"),
        Fasewissel(date(2011, 3, 12), "afgesloten"),
    ]
