"""Clients, results and states to store: every list of the contract has an item."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from stdnum.nl import bsn

from activities.register import Register
from activities.register.projectie import Stand
from wet.client import Client, lees_client
from wet.termijnen import Openstaand

AANMELDING = date(2011, 1, 10)


def clienten(gemeente: str = "0014") -> Iterator[Client]:
    """One person after another, each with a BSN that passes the elfproef."""
    for nummer in count(999_000_000):
        if bsn.is_valid(str(nummer)):
            yield client(gemeente, str(nummer))


def client(gemeente: str = "0014", nummer: str = "999990342", **anders: object) -> Client:
    """A person in this gemeente."""
    gegevens = {
        "bsn": nummer,
        "naam": f"Client {nummer}",
        "geboortedatum": "1975-04-01",
        "gemeente": gemeente,
        "uitkering": "wwb",
        "leefvorm": "alleenstaande",
        "vermogen": "2080.50",
    }
    return lees_client(gegevens | anders)


def resultaat(fase: str = "dienstbetrekking", **lijsten: list[dict[str, Any]]) -> dict[str, Any]:
    """A result with something in every list; the lists given take the place of those."""
    return {**_kop(fase), **_gebeurd(), **_werk(), **_rechtsmiddelen(), **lijsten}


def leeg(fase: str = "toegangstoets") -> dict[str, Any]:
    """A result in which every list is empty."""
    return {naam: [] if isinstance(waarde, list) else waarde for naam, waarde in resultaat(fase).items()}


def stand(nummer: str, versie: int, inhoud: dict[str, Any], dag: date = date(2011, 3, 1), **anders: Any) -> Stand:
    """A state with this result; the phase holds from the day of application unless `fasen` says otherwise."""
    standaard: dict[str, Any] = {
        "pilotversie": 0,
        "dossier": f'{{"versie": {versie}}}',
        "fasen": [(AANMELDING, inhoud["traject"]["fase"])],
        "klaar": False,
        "termijn": (date(2011, 9, 1), "herevaluatie"),
        "openstaand": [Openstaand("herevaluatie", date(2011, 9, 1), None)] if inhoud["termijnen"] else [],
    }
    return Stand(nummer=nummer, versie=versie, dag=dag, resultaat=inhoud, **(standaard | anders))


def begonnen(register: Register, persoon: Client | None = None, dag: date = AANMELDING) -> str:
    """The number of a trajectory that was given out."""
    return register.nummer_voor(persoon or client(), dag)


def _kop(fase: str) -> dict[str, Any]:
    afgesloten = {"op": "2011-02-20", "reden": "verhuisd"} if fase == "afgesloten" else None
    return {
        "naam": "",
        "traject": {
            "fase": fase,
            "route": "wsw",
            "afgesloten": afgesloten,
            "bevoegde_gemeente": "0014",
            "wsw_indicatie": True,
        },
    }


def _gebeurd() -> dict[str, Any]:
    return {
        "tijdlijn": [
            {"op": "2011-01-10", "soort": "aanmelding", "grondslag": ["wet:4.1", "mvt:3.3"], "toelichting": ""},
            {"op": "2011-02-01", "soort": "fase", "grondslag": ["wet:7.1"], "toelichting": "dienstbetrekking"},
        ],
        "termijnen": [{"soort": "herevaluatie", "uiterlijk": "2011-09-01", "stand": "open"}],
        "meldingen": [{"op": "2011-02-01", "aan": "uitkeringsadministratie", "soort": "uitkering_stoppen"}],
        "weigeringen": [
            {"op": "2011-02-03", "soort": "toets_uitgevoerd", "artikel": "wet:4.1", "reden": "Niet met indicatie."}
        ],
    }


def _werk() -> dict[str, Any]:
    maand = {"maand": "2011-02", "A": "1313.85", "B": "600.00", "C": "0.00", "dagen": 28, "bedrag": "446.16"}
    leeg = {"maand": "2011-03", "A": "1313.85", "B": None, "C": None, "dagen": 31, "bedrag": None}
    return {
        "proefplaatsingen": [{"van": "2011-01-12", "tot_en_met": "2011-01-31", "kvk": "04722174"}],
        "dienstbetrekkingen": [
            {
                "van": "2011-02-01",
                "tot_en_met": None,
                "kvk": "04722174",
                "waarschuwingen": ["contract_langer_dan_pilot"],
            }
        ],
        "loonwaarden": [
            {"van": "2011-02-01", "tot_en_met": "2011-02-28", "percentage": "45", "besluit": 1},
            {"van": "2011-03-01", "tot_en_met": None, "percentage": "47.50", "besluit": 2},
        ],
        "uitkering": [{**maand, "status": "definitief"}, {**leeg, "status": "wacht_op_inkomsten"}],
        "ziekteperioden": [{"van": "2011-02-10", "tot_en_met": None, "noriskpolis": True}],
    }


def _rechtsmiddelen() -> dict[str, Any]:
    return {
        "besluiten": [besluit(1), besluit(2)],
        "bezwaren": [
            {
                "nummer": 1,
                "besluit": 1,
                "door": "werkgever",
                "ontvankelijk": "ja",
                "beslissen_uiterlijk": "2011-05-01",
                "stand": "bezwaar",
            }
        ],
        "compensaties": [{"van": "2011-02-01", "tot_en_met": "2011-02-28", "bedrag": "1234567.89"}],
        "dwangsommen": [
            {"bij": "bezwaar", "bezwaar": 1, "eerste_dag": "2011-05-20", "laatste_dag": "2011-06-30", "bedrag": "1260"},
            {
                "bij": "verzoek",
                "bezwaar": None,
                "eerste_dag": "2011-05-20",
                "laatste_dag": "2011-05-20",
                "bedrag": "20",
            },
        ],
    }


def besluit(nummer: int, **anders: object) -> dict[str, Any]:
    """A decision."""
    return {
        "nummer": nummer,
        "soort": "loondispensatie",
        "op": "2011-02-01",
        "bekendgemaakt": "2011-02-02",
        "geadresseerde": "beide",
        "bezwaar_tot_en_met": "2011-03-16",
        "onherroepelijk_op": None,
        "grondslag": ["wet:7.1"],
        "motivering": "De loonwaarde is gemeten – 45%.",
        "gegevens": {"percentage": "45", "toegekend": True, "toewijzen": None},
        **anders,
    }
