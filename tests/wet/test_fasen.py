"""Every kind of event in every phase: the table of contract section 2, row by row."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, get_args

import pytest

from tests.wet.zaken import (
    BAAN,
    DAG,
    DOELGROEP,
    EINDE,
    FASEN,
    METING,
    PLAATSING,
    WERKGEVER,
    Gemeld,
    Velden,
    meld,
    probeer,
    zaak,
)
from wet.dossier import Fase
from wet.gebeurtenissen import Gebeurtenis
from wet.waarden import Misvormd

VANDAAG = DAG.isoformat()
OPEN = FASEN[:-1]
VANAF_ZOEKEN = OPEN[2:]
MET_BESLUIT = FASEN[2:]
"""The phases in which something was decided already, so that there is something to object to."""
BAAN_FASE: tuple[Fase, ...] = ("dienstbetrekking",)
PLAATSING_FASE: tuple[Fase, ...] = ("proefplaatsing",)
BEZWAAR: Gemeld = ("2011-03-15", {"soort": "bezwaar_ingediend", "besluit": 1, "door": "client"})
BESLIST: Gemeld = ("2011-03-15", {"soort": "beslissing_op_bezwaar", "bezwaar": 1, "uitkomst": "ongegrond"})
BEROEP: Gemeld = ("2011-03-15", {"soort": "beroep_ingesteld", "bezwaar": 1, "door": "client"})
UITSPRAAK: Gemeld = (
    "2011-03-15",
    {"soort": "uitspraak", "bezwaar": 1, "instantie": "rechtbank", "uitkomst": "ongegrond"},
)
PLAATS: Gemeld = ("2011-03-15", {"soort": "wsw_plaats_beschikbaar"})
OMZETTING: Velden = {
    "soort": "wsw_omzetting",
    "werkgever_akkoord": False,
    "werknemer_akkoord": True,
    "per": "2011-04-01",
}
VERZOEK_HEREVALUATIE: Velden = {"soort": "herevaluatie_gevraagd", "door": "werknemer", "omstandigheden": "ander werk"}
AANVRAAG: Velden = {"soort": "voorziening_aangevraagd", "omschrijving": "stoel", "door": "client"}


class Regel(NamedTuple):
    """An event, the phases it fits, what must have happened first, and phases in which an earlier row refuses it."""

    velden: Velden
    fasen: tuple[Fase, ...]
    eerst: tuple[Gemeld, ...] = ()
    anders: Mapping[Fase, str] = MappingProxyType({})
    indicatie: bool = False


def _per(soort: str, fasen: tuple[Fase, ...], **velden: object) -> Regel:
    return Regel({"soort": soort, "per": VANDAAG} | velden, fasen)


NIET_IN_DOELGROEP: dict[Fase, str] = {"verzoek": "wet:1", "toegangstoets": "wet:1"}
NIET_GEMETEN: dict[Fase, str] = dict.fromkeys(FASEN[:4], "wet:7.1")
_BEZWAAR_NUMMER: dict[str, Any] = {"bezwaar": 1}

TABEL = (
    Regel({"soort": "aanmelding", "initiatief": "client"}, ()),
    Regel({"soort": "verzoek_beslist", "toegewezen": True, "reden": "akkoord"}, ("verzoek",)),
    Regel(DOELGROEP, ("toegangstoets",)),
    Regel({"soort": "medewerking_geweigerd", "waaraan": "toegangstoets"}, OPEN),
    Regel({"soort": "inspanning", "toelichting": "gebeld"}, OPEN),
    Regel(WERKGEVER, ("werkgever_zoeken",)),
    Regel({"soort": "werkgever_afgehaakt", "reden": "geen werk"}, ("proefplaatsing", "loonwaardebepaling")),
    _per(
        "loon_gewijzigd",
        ("loonwaardebepaling", "dienstbetrekking"),
        rechtens_loon="1700.00",
        uren_per_week="36",
        voltijd_uren="36",
    ),
    Regel(PLAATSING | {"van": VANDAAG}, ("loonwaardebepaling",), anders=NIET_IN_DOELGROEP),
    _per("proefplaatsing_beeindigd", PLAATSING_FASE, reden="klaar"),
    _per("verzekering_vervallen", PLAATSING_FASE),
    Regel(
        METING | {"bijzondere_omstandigheden": "ander werk"},
        ("proefplaatsing", "loonwaardebepaling", "dienstbetrekking"),
        anders=NIET_IN_DOELGROEP,
    ),
    Regel(BAAN | {"van": VANDAAG}, ("loonwaardebepaling",), anders=NIET_GEMETEN),
    Regel({"soort": "dienstbetrekking_verlengd", "tot_en_met": "2012-07-31"}, BAAN_FASE),
    _per("dienstbetrekking_beeindigd", BAAN_FASE, reden="contract", uitkering_na="wwb"),
    Regel({"soort": "inkomsten_geraamd", "uit_dienstbetrekking": "600"}, BAAN_FASE),
    Regel({"soort": "inkomsten_opgegeven", "maand": "2011-03", "uit_dienstbetrekking": "600"}, BAAN_FASE),
    _per("leefvorm_gewijzigd", OPEN, leefvorm="alleenstaande"),
    _per("vermogen_gewijzigd", OPEN, vermogen="20000"),
    _per("uitkering_gewijzigd", OPEN, uitkering="geen"),
    Regel(VERZOEK_HEREVALUATIE, BAAN_FASE),
    Regel(
        {"soort": "herevaluatieverzoek_beslist", "toegewezen": False, "reden": "geen aanleiding"},
        BAAN_FASE,
        eerst=(("2011-03-15", VERZOEK_HEREVALUATIE),),
    ),
    Regel(AANVRAAG, VANAF_ZOEKEN),
    Regel({"soort": "voorziening_beslist", "omschrijving": "stoel", "toegekend": True}, VANAF_ZOEKEN),
    Regel(
        {"soort": "voorzieningen_beoordeeld", "toereikend": True, "toelichting": "gezien"},
        ("proefplaatsing", "dienstbetrekking"),
    ),
    _per("ziek_gemeld", BAAN_FASE),
    Regel(
        {"soort": "hersteld", "per": VANDAAG},
        BAAN_FASE,
        eerst=(("2011-03-15", {"soort": "ziek_gemeld", "per": "2011-03-15"}),),
    ),
    Regel({"soort": "uwv_beoordeling", "structurele_functionele_beperking": True}, OPEN),
    Regel({"soort": "wsw_indicatie_gewijzigd", "indicatie": {"van": VANDAAG, "tot_en_met": "2012-12-31"}}, OPEN),
    Regel({"soort": "wsw_plaats_beschikbaar"}, BAAN_FASE, indicatie=True),
    Regel(OMZETTING, BAAN_FASE, eerst=(PLAATS,), indicatie=True),
    Regel(
        {"soort": "wsw_aanbod_beantwoord", "aanvaard": True, "per": "2011-04-01"},
        BAAN_FASE,
        eerst=(PLAATS, ("2011-03-15", OMZETTING)),
        indicatie=True,
    ),
    _per("verhuisd", OPEN, gemeente="0363"),
    Regel({"soort": "overleden"}, OPEN),
    Regel(EINDE, OPEN[:-1], anders={"dienstbetrekking": "wet:8.1"}),
    Regel({"soort": "beslistermijn_verlengd", "bij": "verzoek", "tot_en_met": "2011-06-30"}, ("verzoek",)),
    Regel(
        {"soort": "beslistermijn_verlengd", "bij": "voorziening", "tot_en_met": "2011-06-30"},
        VANAF_ZOEKEN,
        eerst=(("2011-03-15", AANVRAAG),),
    ),
    Regel(
        {"soort": "beslistermijn_verlengd", "bij": "herevaluatie", "tot_en_met": "2011-06-30"},
        BAAN_FASE,
        eerst=(("2011-03-15", VERZOEK_HEREVALUATIE),),
    ),
    Regel(
        {"soort": "beslistermijn_opgeschort", "bij": "verzoek", "van": VANDAAG, "tot_en_met": "2011-03-31"},
        ("verzoek",),
    ),
    Regel(
        {"soort": "beslistermijn_opgeschort", "bij": "voorziening", "van": VANDAAG, "tot_en_met": "2011-03-31"},
        VANAF_ZOEKEN,
        eerst=(("2011-03-15", AANVRAAG),),
    ),
    Regel(
        {"soort": "beslistermijn_opgeschort", "bij": "herevaluatie", "van": VANDAAG, "tot_en_met": "2011-03-31"},
        BAAN_FASE,
        eerst=(("2011-03-15", VERZOEK_HEREVALUATIE),),
    ),
    Regel({"soort": "ingebrekestelling", "bij": "voorziening"}, FASEN),
)
"""Contract section 2, up to the remedies; those follow below."""

RECHTSMIDDELEN = (
    Regel(BEZWAAR[1], MET_BESLUIT),
    Regel({"soort": "bezwaar_verdaagd"} | _BEZWAAR_NUMMER, MET_BESLUIT, eerst=(BEZWAAR,)),
    Regel(
        {"soort": "bezwaar_opgeschort", "van": VANDAAG, "tot_en_met": "2011-03-31"} | _BEZWAAR_NUMMER,
        MET_BESLUIT,
        eerst=(BEZWAAR,),
    ),
    Regel({"soort": "uitstel_ingestemd", "tot_en_met": "2011-07-31"} | _BEZWAAR_NUMMER, MET_BESLUIT, eerst=(BEZWAAR,)),
    Regel({"soort": "bezwaar_ingetrokken"} | _BEZWAAR_NUMMER, MET_BESLUIT, eerst=(BEZWAAR,)),
    Regel(BESLIST[1], MET_BESLUIT, eerst=(BEZWAAR,)),
    Regel(BEROEP[1], MET_BESLUIT, eerst=(BEZWAAR, BESLIST)),
    Regel({"soort": "beroep_ingetrokken"} | _BEZWAAR_NUMMER, MET_BESLUIT, eerst=(BEZWAAR, BESLIST, BEROEP)),
    Regel(UITSPRAAK[1], MET_BESLUIT, eerst=(BEZWAAR, BESLIST, BEROEP)),
    Regel(
        {"soort": "hoger_beroep_ingesteld", "door": "college"} | _BEZWAAR_NUMMER,
        MET_BESLUIT,
        eerst=(BEZWAAR, BESLIST, BEROEP, UITSPRAAK),
    ),
    Regel({"soort": "ingebrekestelling", "bij": "bezwaar"} | _BEZWAAR_NUMMER, MET_BESLUIT, eerst=(BEZWAAR,)),
)
PAST_NIET = {
    "bezwaar_verdaagd": (BEZWAAR, BESLIST),
    "bezwaar_opgeschort": (BEZWAAR, BESLIST),
    "uitstel_ingestemd": (BEZWAAR, BESLIST),
    "bezwaar_ingetrokken": (BEZWAAR, BESLIST),
    "beslissing_op_bezwaar": (BEZWAAR, BESLIST),
    "beroep_ingetrokken": (BEZWAAR, BESLIST),
    "uitspraak": (BEZWAAR, BESLIST),
}
"""After which events a remedy's event does not fit the state any more, or not yet."""


def _gevallen(tabel: tuple[Regel, ...], passend: bool) -> list[Any]:
    return [
        pytest.param(regel, fase, id="-".join([regel.velden["soort"], regel.velden.get("bij", ""), fase]))
        for regel in tabel
        for fase in FASEN
        if (fase in regel.fasen) == passend and not (regel.indicatie and fase in {"verzoek", "toegangstoets"})
    ]


@pytest.mark.parametrize(("regel", "fase"), _gevallen((*TABEL, *RECHTSMIDDELEN), passend=True))
def test_een_gebeurtenis_wordt_aanvaard_in_elke_fase_waar_het_contract_haar_noemt(regel: Regel, fase: Fase) -> None:
    dossier = zaak(fase, *regel.eerst, indicatie=regel.indicatie)

    na, weigering = probeer(dossier, **regel.velden)

    assert weigering is None
    assert regel.velden["soort"] in [r.soort for r in na.tijdlijn if r.op == DAG]


@pytest.mark.parametrize(("regel", "fase"), _gevallen(TABEL, passend=False))
def test_een_gebeurtenis_wordt_geweigerd_in_elke_andere_fase(regel: Regel, fase: Fase) -> None:
    _, weigering = probeer(zaak(fase, indicatie=regel.indicatie), **regel.velden)

    assert weigering is not None
    assert weigering.artikel == regel.anders.get(fase, "fase")


@pytest.mark.parametrize("fase", MET_BESLUIT)
@pytest.mark.parametrize("regel", [r for r in RECHTSMIDDELEN if r.velden["soort"] in PAST_NIET])
def test_een_rechtsmiddel_dat_niet_open_is_laat_zich_niet_voortzetten(regel: Regel, fase: Fase) -> None:
    dossier = meld(zaak(fase), *PAST_NIET[regel.velden["soort"]])

    _, weigering = probeer(dossier, **regel.velden)

    assert weigering is not None
    assert weigering.artikel == "fase"


@pytest.mark.parametrize("fase", ["verzoek", "toegangstoets"])
def test_bezwaar_tegen_een_besluit_dat_er_niet_is_is_misvormd(fase: Fase) -> None:
    with pytest.raises(Misvormd, match="noemt een besluit dat niet bestaat"):
        probeer(zaak(fase), **BEZWAAR[1])


@pytest.mark.parametrize("regel", RECHTSMIDDELEN[1:], ids=lambda regel: regel.velden["soort"])
def test_een_gebeurtenis_bij_een_bezwaar_dat_er_niet_is_is_misvormd(regel: Regel) -> None:
    with pytest.raises(Misvormd, match="noemt een bezwaar dat niet bestaat"):
        probeer(zaak("werkgever_zoeken"), **regel.velden)


@pytest.mark.parametrize("soort", ["wsw_omzetting", "wsw_aanbod_beantwoord", "hersteld", "herevaluatieverzoek_beslist"])
def test_wat_op_iets_anders_volgt_wordt_geweigerd_zolang_dat_er_niet_is(soort: str) -> None:
    regel = next(regel for regel in TABEL if regel.velden["soort"] == soort)

    _, weigering = probeer(zaak("dienstbetrekking", indicatie=True), **regel.velden)

    assert weigering is not None
    assert weigering.artikel == "fase"


def _ontslag(uitkering_na: str) -> Gemeld:
    gevolg: Velden = {"per": "2011-03-14", "reden": "contract", "uitkering_na": uitkering_na}
    return ("2011-03-15", {"soort": "dienstbetrekking_beeindigd"} | gevolg)


NA_DE_BAAN: Mapping[Fase, tuple[Gemeld, ...]] = {
    "toegangstoets": (_ontslag("wwb"), ("2011-03-15", {"soort": "wsw_indicatie_gewijzigd", "indicatie": None})),
    "werkgever_zoeken": (_ontslag("wwb"),),
    "proefplaatsing": (_ontslag("wwb"), ("2011-03-15", WERKGEVER), ("2011-03-16", PLAATSING | {"van": VANDAAG})),
    "loonwaardebepaling": (_ontslag("wwb"), ("2011-03-15", WERKGEVER)),
    "dienstbetrekking": (),
    "afgesloten": (_ontslag("geen"),),
}


@pytest.mark.parametrize("fase", list(NA_DE_BAAN))
def test_inkomsten_van_een_maand_met_een_baan_mogen_in_elke_fase_worden_opgegeven(fase: Fase) -> None:
    dossier = zaak("dienstbetrekking", *NA_DE_BAAN[fase], indicatie=True)

    na, weigering = probeer(dossier, "inkomsten_opgegeven", maand="2011-03", uit_dienstbetrekking="600")

    assert dossier.fase == fase
    assert weigering is None
    assert na.inkomsten[-1].maand == "2011-03"


def test_elke_soort_van_het_contract_staat_in_de_tabel() -> None:
    modellen = get_args(get_args(Gebeurtenis)[0])
    soorten = {model.model_fields["soort"].annotation.__args__[0] for model in modellen}

    assert {regel.velden["soort"] for regel in (*TABEL, *RECHTSMIDDELEN)} == soorten
    assert len(soorten) == 48
