"""The examples in the document: an invented person, and what the law really makes of his case."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from activities.register.openstaand import Termijnregel
from cijfers.peiling import zonder_kleine
from starter.pilotbeeld import pilotbeeld
from starter.termijnoverzicht import pilottermijnbeeld, termijnbeeld
from wet.client import lees_client
from wet.dossier import Dossier
from wet.gebeurtenissen import Aanmelding, lees_gebeurtenis
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.resultaat import resultaat, volgende_termijn
from wet.termijnen import openstaand
from wet.traject import begin, verwerk

NUMMER = "0014/2011-000123"
DAG = date(2011, 5, 2)

CLIENT = {
    "bsn": "999990342",
    "naam": "A. de Boer",
    "geboortedatum": "1975-03-02",
    "gemeente": "0014",
    "uitkering": "wwb",
    "leefvorm": "alleenstaande",
    "vermogen": "2080.00",
    "wsw_indicatie": None,
    "wsw_dienstbetrekking": False,
}
AANMELDING = {"op": "2011-03-01", "initiatief": "client"}
AANVRAAG = {"client": CLIENT, "aanmelding": AANMELDING}
TOETS = {
    "soort": "toets_uitgevoerd",
    "op": "2011-03-21",
    "vraag_1": True,
    "vraag_2a": [False, False],
    "vraag_2b": [False, True],
    "vraag_3": [True, True],
    "toelichting": "Wil werken en kan dat met begeleiding.",
}
WERKGEVER = {
    "soort": "werkgever_gevonden",
    "op": "2011-04-01",
    "werkgever": {"naam": "Kwekerij Noord", "kvk": "12345678", "sw_bedrijf": False, "werkgeverslasten": "0.20"},
    "functie": "medewerker kas",
    "uren_per_week": "36",
    "voltijd_uren": "36",
    "rechtens_loon": "1450.00",
    "intentie_dienstbetrekking": True,
}
LOONWAARDE = {"soort": "loonwaarde_gemeten", "op": "2011-04-18", "percentage": "45", "methode": "dariuz"}
BAAN = {
    "soort": "dienstbetrekking_aangegaan",
    "op": "2011-04-26",
    "van": "2011-05-01",
    "tot_en_met": "2012-04-30",
    "proeftijd": False,
    "soort_dienstbetrekking": "privaatrechtelijk",
}
_TOEWIJZING = {"soort": "verzoek_beslist", "op": "2011-03-08", "toegewezen": True, "reden": "Hoort bij de kring."}
GEBEURTENISSEN: Mapping[str, Mapping[str, Any]] = {
    "inspanning": {"id": "zaak-77/1", "soort": "inspanning", "toelichting": "Gesproken met drie werkgevers."},
    **{str(feit["soort"]): feit for feit in (_TOEWIJZING, TOETS, WERKGEVER, LOONWAARDE, BAAN)},
}
DEELNAME_BEEINDIGD = {"soort": "deelname_beeindigd", "op": "2011-06-01", "gemeente": "0014", "per": "2012-01-01"}
PILOTGEBEURTENIS = {"soort": "gemeente_aangewezen", "op": "2011-06-01", "gemeente": "0599", "methode": "activa"}
GESTOPT = {"soort": "deelname_beeindigd", "op": "2011-09-01", "gemeente": "0014", "per": "2011-11-01"}
ANTWOORD = {"id": "zaak-77/1", "aanvaard": True, "artikel": None, "reden": None, "dag": "2011-05-02"}
ZOEKOPDRACHT = {"bsn": "999990342"}
_STAND = {
    "datum": "2011-11-01",
    "totaal": {
        "gemeenten": 2,
        "trajecten": 49,
        "fasen": {"werkgever_zoeken": 30, "dienstbetrekking": 19},
        "proefplaatsingen": 25,
        "dienstbetrekkingen": 19,
    },
    "gemeenten": {
        "0014": {
            "trajecten": 32,
            "fasen": {"werkgever_zoeken": 18, "dienstbetrekking": 14},
            "proefplaatsingen": 14,
            "dienstbetrekkingen": 14,
        },
        "0599": {
            "trajecten": 17,
            "fasen": {"werkgever_zoeken": 12, "dienstbetrekking": 5},
            "proefplaatsingen": 11,
            "dienstbetrekkingen": 5,
        },
    },
}
CIJFERS = zonder_kleine(_STAND)
"""As who belongs to no gemeente sees them."""


@cache
def dossier() -> Dossier:
    """The case as the law keeps it."""
    aanmelding = lees_gebeurtenis({"soort": "aanmelding", **AANMELDING})
    if not isinstance(aanmelding, Aanmelding):
        raise TypeError("no aanmelding")
    zaak = begin(lees_client(CLIENT), Pilot.beginstand(["0014"], {}), aanmelding)
    for gegevens in (_TOEWIJZING, TOETS, WERKGEVER, LOONWAARDE, BAAN):
        gebeurtenis = lees_gebeurtenis(gegevens)
        zaak = verwerk(zaak, gebeurtenis, gebeurtenis.op).dossier
    return zaak


def voorstelling() -> dict[str, Any]:
    """The case as the API shows it."""
    return {"nummer": NUMMER, **resultaat(dossier(), DAG, NUMMER)}


def bladzijde() -> dict[str, Any]:
    """A page with this case."""
    traject, termijn = voorstelling()["traject"], volgende_termijn(dossier())
    regel = {
        "nummer": NUMMER,
        "aangemeld_op": AANMELDING["op"],
        "bijgewerkt_tot": DAG.isoformat(),
        "fase": traject["fase"],
        "route": traject["route"],
        "afgesloten": None,
        "volgende_termijn": {"soort": termijn[1], "uiterlijk": termijn[0].isoformat()} if termijn else None,
    }
    return {"trajecten": [regel], "volgende": None}


def termijnbladzijde() -> dict[str, Any]:
    """A page with the terms of this case."""
    regels = [
        Termijnregel(NUMMER, plaats, NUMMER[:4], termijn.soort, termijn.uiterlijk, termijn.bezwaar, bsn="")
        for plaats, termijn in enumerate(openstaand(dossier()), start=1)
    ]
    termijnen = [termijnbeeld(regel, DAG) for regel in regels]
    return {
        "datum": DAG.isoformat(),
        "termijnen": termijnen,
        "pilot": pilottermijnbeeld(dossier().pilot, DAG),
        "volgende": None,
    }


def pilot() -> dict[str, Any]:
    """A pilot of two gemeenten, of which one left early."""
    stand = Pilot.beginstand(["0014"], {}, kring_2009={"0014": 1200})
    for gegevens in (PILOTGEBEURTENIS, GESTOPT):
        stand = verwerk_pilotgebeurtenis(stand, lees_pilotgebeurtenis(gegevens))
    verwerking = {
        "wijzigingen": [_wijziging(1, bijgewerkt=310, achter=0), _wijziging(2, bijgewerkt=311, achter=1)],
        "achterblijvers": [
            {"nummer": NUMMER, "reden": "Het traject loopt, maar heeft de wijziging nog niet verwerkt."}
        ],
        "afgesloten": {"deelname_beeindigd": 12},
    }
    return pilotbeeld(stand, date(2011, 12, 1), verwerking)


def _wijziging(gebeurtenis: int, *, bijgewerkt: int, achter: int) -> dict[str, Any]:
    return {
        "gebeurtenis": gebeurtenis,
        "begonnen_op": "2011-11-30T09:00:00Z",
        "afgestemd_op": "2011-11-30T09:00:40Z",
        "gereed_op": None if achter else "2011-11-30T09:00:40Z",
        "bijgewerkt": bijgewerkt,
        "lopend": 298,
        "achter": achter,
    }


def probleem(status: int) -> dict[str, Any]:
    """A problem of each kind."""
    kop = {"type": "about:blank", "status": status}
    bijzonder: dict[int, dict[str, Any]] = {
        400: {
            "title": "Het verzoek klopt niet",
            "detail": "veld 'vraag_1' ontbreekt",
            "fouten": ["veld 'vraag_1' ontbreekt"],
        },
        401: {"title": "Geen geldig token", "detail": "Het token is verlopen."},
        403: {"title": "Dit mag u niet", "detail": "Uw rol mag dit niet: besluit melden."},
        404: {"title": "Niet gevonden", "detail": "Dit bestaat niet, of het is niet van u."},
        409: {
            "title": "Dit kan nu niet",
            "detail": "De dienstbetrekking heeft een proeftijd.",
            "artikel": "wet:7.2.b",
            "reden": "De dienstbetrekking heeft een proeftijd.",
            "dag": DAG.isoformat(),
        },
    }
    overig = {"title": "Het verzoek kan nu niet worden behandeld", "detail": "Probeer het later nog eens."}
    return kop | bijzonder.get(status, overig)
