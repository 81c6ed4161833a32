"""Every operation as the document describes it: its name, what it takes, what it answers, and what can go wrong."""

from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel

from activities.register.openstaand import Openstand
from api import modellen, voorbeelden
from api.lijsten import MEESTE, PER_BLADZIJDE, Lijstvraag
from wet.dossier import TermijnSoort

_TRAJECTEN, _TERMIJNEN, _PILOT, _CIJFERS = "trajecten", "termijnen", "pilot", "cijfers"
ALTIJD = (400, 401, 403, 406, 429, 500, 503)
"""Problems that every operation knows."""


@dataclass(frozen=True, slots=True)
class Operatie:
    """What the document says of one operation; `lichaam` is the name of the schema of its body."""

    titel: str
    groep: str
    antwoord: dict[str, Any]
    voorbeeld: Any
    status: int = 200
    lichaam: str | None = None
    lichamen: dict[str, Any] | None = None
    vraag: tuple[dict[str, Any], ...] = ()
    problemen: tuple[int, ...] = ()
    met_sleutel: bool = False


def _naar(model: type[BaseModel]) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{model.__name__}"}


def _rij(model: type[BaseModel]) -> dict[str, Any]:
    return {"type": "array", "items": _naar(model)}


def _vraag(naam: str, uitleg: str, voorbeeld: object, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": naam, "in": "query", "description": uitleg, "schema": schema, "example": voorbeeld}


_DAG = {"type": "string", "format": "date"}
_AANTAL = {"type": "integer", "minimum": 1, "maximum": MEESTE, "default": PER_BLADZIJDE}


def _lijstvraag() -> tuple[dict[str, Any], ...]:
    soorten = Lijstvraag.model_json_schema()["properties"]
    nummer = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{4}-[0-9]{6,12}$"}
    return (
        _vraag("fase", "Alleen in deze fase.", "dienstbetrekking", soorten["fase"]["anyOf"][0]),
        _vraag("reden", "Alleen afgesloten om deze reden.", "verhuisd", soorten["reden"]["anyOf"][0]),
        _vraag("termijnTotEnMet", "Met een lopende termijn die uiterlijk dan eindigt.", "2011-10-31", _DAG),
        _vraag("aangemeldVan", "Aangemeld op deze dag of later.", "2011-01-01", _DAG),
        _vraag("aangemeldTotEnMet", "Aangemeld op deze dag of eerder.", "2011-12-31", _DAG),
        _vraag("na", "Begin na dit trajectnummer: de waarde van 'volgende'.", "0014-2011-000050", nummer),
        _vraag("aantal", "Hoeveel trajecten op een bladzijde.", 50, _AANTAL),
    )


def _termijnvraag() -> tuple[dict[str, Any], ...]:
    dag, nummer = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "[0-9]{4}-[0-9]{4}-[0-9]{6,12}"
    plaats = {"type": "string", "pattern": rf"^{dag}\.{nummer}\.[1-9][0-9]{{0,4}}$"}
    return (
        _vraag("tot", "Alleen wat uiterlijk op deze dag moet.", "2011-10-31", _DAG),
        _vraag("soort", "Alleen deze soort.", "herevaluatie", {"enum": list(get_args(TermijnSoort))}),
        _vraag("stand", "Alleen wat nog kan, of wat te laat is.", "verstreken", {"enum": list(get_args(Openstand))}),
        _vraag("na", "Begin na deze plaats: de waarde van 'volgende'.", "2011-10-31.0014-2011-000050.1", plaats),
        _vraag("aantal", "Hoeveel termijnen op een bladzijde.", 50, _AANTAL),
    )


_PEILDATUM = _vraag("peildatum", "De dag; anders vandaag.", "2011-11-01", _DAG)
_MODEL: dict[str, type[BaseModel]] = {
    "tijdlijn": modellen.Tijdlijnregel,
    "besluiten": modellen.Besluit,
    "termijnen": modellen.Termijn,
    "uitkering": modellen.Maand,
}
_VOORBEELD = voorbeelden.voorstelling()


def _delen() -> dict[str, Operatie]:
    return {
        f"traject{naam.capitalize()}": Operatie(
            f"De {naam} van een traject", _TRAJECTEN, _rij(_MODEL[naam]), _VOORBEELD[naam], problemen=(404,)
        )
        for naam in modellen.DELEN
    }


OPERATIES: dict[str, Operatie] = {
    "trajectStarten": Operatie(
        "Start een traject",
        _TRAJECTEN,
        _naar(modellen.Traject),
        _VOORBEELD,
        status=201,
        lichaam="Aanvraag",
        lichamen={"aanvraag": voorbeelden.AANVRAAG},
        problemen=(409, 413, 415),
        met_sleutel=True,
    ),
    "trajectenLijst": Operatie(
        "De trajecten van uw gemeente",
        _TRAJECTEN,
        _naar(modellen.Bladzijde),
        voorbeelden.bladzijde(),
        vraag=_lijstvraag(),
    ),
    "trajectenZoeken": Operatie(
        "Zoek trajecten",
        _TRAJECTEN,
        _naar(modellen.Bladzijde),
        voorbeelden.bladzijde(),
        lichaam="Zoekopdracht",
        lichamen={"bsn": voorbeelden.ZOEKOPDRACHT, "naam": {"naam": "Boer", "fase": "dienstbetrekking"}},
        problemen=(413, 415),
    ),
    "trajectLezen": Operatie("Een traject", _TRAJECTEN, _naar(modellen.Traject), _VOORBEELD, problemen=(404,)),
    **_delen(),
    "gebeurtenisMelden": Operatie(
        "Meld een gebeurtenis",
        _TRAJECTEN,
        _naar(modellen.Antwoord),
        voorbeelden.ANTWOORD,
        status=201,
        lichaam="Gebeurtenis",
        lichamen=dict(voorbeelden.GEBEURTENISSEN),
        problemen=(404, 409, 413, 415),
        met_sleutel=True,
    ),
    "termijnenLijst": Operatie(
        "De termijnen van uw gemeente",
        _TERMIJNEN,
        _naar(modellen.Termijnbladzijde),
        voorbeelden.termijnbladzijde(),
        vraag=_termijnvraag(),
    ),
    "pilotLezen": Operatie("De pilot", _PILOT, _naar(modellen.Pilot), voorbeelden.pilot()),
    "pilotgebeurtenisMelden": Operatie(
        "Meld een gebeurtenis van de pilot",
        _PILOT,
        _naar(modellen.Antwoord),
        voorbeelden.ANTWOORD,
        status=201,
        lichaam="Pilotgebeurtenis",
        lichamen={"aanwijzing": voorbeelden.PILOTGEBEURTENIS, "uittreden": voorbeelden.DEELNAME_BEEINDIGD},
        problemen=(409, 413, 415),
        met_sleutel=True,
    ),
    "cijfersLezen": Operatie(
        "De stand op een dag", _CIJFERS, _naar(modellen.Cijfers), voorbeelden.CIJFERS, vraag=(_PEILDATUM,)
    ),
}
