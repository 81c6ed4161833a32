"""Cases in every phase, to try something on."""

from datetime import date
from typing import Any

from tests.puur import Spel
from wet.client import lees_client
from wet.dossier import Dossier, Fase
from wet.gebeurtenissen import lees_gebeurtenis
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.traject import Overgang, verwerk, verwerk_pilot

FASEN: tuple[Fase, ...] = (
    "verzoek",
    "toegangstoets",
    "werkgever_zoeken",
    "proefplaatsing",
    "loonwaardebepaling",
    "dienstbetrekking",
    "afgesloten",
)
DAG = date(2011, 3, 16)
"""The day on which something is tried; everything before it happened earlier that month."""
CLIENT: dict[str, Any] = {
    "bsn": "999990342",
    "naam": "A. Jansen",
    "geboortedatum": "1980-06-15",
    "gemeente": "0014",
    "uitkering": "wwb",
    "leefvorm": "gehuwd",
}
INDICATIE = {"van": "2009-01-01", "tot_en_met": "2014-12-31"}

Velden = dict[str, Any]
Gemeld = tuple[str, Velden]
"""An event with the day on which it is reported."""

DOELGROEP: Velden = {
    "soort": "toets_uitgevoerd",
    "vraag_1": True,
    "vraag_2a": [False, False],
    "vraag_2b": [True, False],
    "vraag_3": [True, True],
}
WERKGEVER: Velden = {
    "soort": "werkgever_gevonden",
    "werkgever": {"naam": "Drukkerij Zuid", "kvk": "02054321"},
    "functie": "inpakker",
    "uren_per_week": "36",
    "voltijd_uren": "36",
    "rechtens_loon": "1600.00",
    "intentie_dienstbetrekking": True,
}
PLAATSING: Velden = {
    "soort": "proefplaatsing_gestart",
    "van": "2011-03-10",
    "tot_en_met": "2011-03-31",
    "aansprakelijkheidsverzekering": True,
    "ongevallenverzekering": True,
}
METING: Velden = {"soort": "loonwaarde_gemeten", "percentage": "50", "methode": "dariuz"}
BAAN: Velden = {
    "soort": "dienstbetrekking_aangegaan",
    "van": "2011-03-14",
    "tot_en_met": "2012-06-30",
    "proeftijd": False,
    "soort_dienstbetrekking": "privaatrechtelijk",
}
EINDE: Velden = {"soort": "traject_beeindigd", "grond": "verzoek_van_client", "toelichting": "wil niet meer"}

_AANMELDING = ("2011-03-01", {"soort": "aanmelding", "initiatief": "college"})
_DOELGROEP = (*(_AANMELDING,), ("2011-03-02", DOELGROEP))
_WERKGEVER = (*_DOELGROEP, ("2011-03-03", WERKGEVER))
_LOOP: dict[Fase, tuple[Gemeld, ...]] = {
    "verzoek": (("2011-03-01", {"soort": "aanmelding", "initiatief": "client"}),),
    "toegangstoets": (_AANMELDING,),
    "werkgever_zoeken": _DOELGROEP,
    "proefplaatsing": (*_WERKGEVER, ("2011-03-10", PLAATSING)),
    "loonwaardebepaling": (*_WERKGEVER, ("2011-03-11", METING)),
    "dienstbetrekking": (*_WERKGEVER, ("2011-03-11", METING), ("2011-03-14", BAAN)),
    "afgesloten": (*_WERKGEVER, ("2011-03-11", METING), ("2011-03-12", EINDE)),
}


def zaak(fase: Fase, *verder: Gemeld, indicatie: bool = False, **anders: object) -> Dossier:
    """A case in a phase, with more events on their days; with an indicatie it never needed the toegangstoets."""
    client = CLIENT | ({"wsw_indicatie": INDICATIE} if indicatie else {}) | anders
    spel = Spel(lees_client(client), Pilot.beginstand(["0014"], {}))
    loop = [stap for stap in _LOOP[fase] if not (indicatie and stap[1]["soort"] == "toets_uitgevoerd")]
    for op, velden in (*loop, *verder):
        stap = spel.meld(lees_gebeurtenis({"op": op} | velden))
        assert stap.weigering is None, stap
    return spel.zaak


def probeer(dossier: Dossier, soort: str, op: str = DAG.isoformat(), **velden: object) -> Overgang:
    """Report one event on its day."""
    return verwerk(dossier, lees_gebeurtenis({"soort": soort, "op": op} | velden), date.fromisoformat(op))


def meld(dossier: Dossier, *gebeurtenissen: Gemeld) -> Dossier:
    """Report events that the law allows."""
    for op, velden in gebeurtenissen:
        gegevens = {"op": op} | velden
        dossier, weigering = probeer(dossier, **gegevens)
        assert weigering is None, (gegevens, weigering)
    return dossier


def met_pilot(dossier: Dossier, *gebeurtenissen: Gemeld) -> Dossier:
    """Let things happen to the pilot, of which the case hears on the same day."""
    for op, velden in gebeurtenissen:
        pilot = verwerk_pilotgebeurtenis(dossier.pilot, lees_pilotgebeurtenis({"op": op} | velden))
        dossier = verwerk_pilot(dossier, pilot, date.fromisoformat(op))
    return dossier
