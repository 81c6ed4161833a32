"""The document of the API (OpenAPI), after the Dutch API Design Rules."""

from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.lichaam import SLEUTELKOP
from api.operaties import ALTIJD, OPERATIES, Operatie
from api.problemen import SOORT
from api.schemas import schemas
from api.voorbeelden import NUMMER, probleem

VERSIE = "1.0.0"
"""The version of the API, on every answer."""
CONTACT = {
    "name": "Beheer loondispensatie",
    "email": "beheer@loondispensatie.example",
    "url": "https://loondispensatie.example/contact",
}
_UITLEG = (
    "Trajecten van de Tijdelijke wet pilot loondispensatie: starten, melden wat er gebeurt, en lezen. "
    "Een trajectnummer als 0014/2011-000123 staat in een adres als 0014-2011-000123."
)
_NUMMER = {
    "name": "nummer",
    "in": "path",
    "required": True,
    "description": "Het trajectnummer, met een streepje in plaats van de schuine streep.",
    "schema": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{4}-[0-9]{6,12}$"},
    "example": NUMMER.replace("/", "-"),
}
_SLEUTEL = {
    "name": SLEUTELKOP,
    "in": "header",
    "description": "Uw eigen kenmerk: hetzelfde verzoek nog eens met hetzelfde kenmerk geeft het eerste antwoord.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "example": "zaak-77-1",
}
_VERSIEKOP = {"API-Version": {"description": "De versie van de API.", "schema": {"type": "string"}, "example": VERSIE}}


def operatie(naam: str) -> dict[str, Any]:
    """What FastAPI must know of this operation."""
    wat = OPERATIES[naam]
    return {
        "operation_id": naam,
        "summary": wat.titel,
        "tags": [wat.groep],
        "status_code": wat.status,
        "response_model": None,
    }


def zet_document(app: FastAPI) -> None:
    """Give the app this document."""

    @cache
    def document() -> dict[str, Any]:
        inhoud = get_openapi(title="Loondispensatie", version=VERSIE, description=_UITLEG, routes=app.routes)
        return _maak_af(inhoud)

    app.openapi = document  # type: ignore[method-assign]


def _maak_af(inhoud: dict[str, Any]) -> dict[str, Any]:
    for pad in inhoud["paths"].values():
        for beschrijving in pad.values():
            _beschrijf(beschrijving, OPERATIES[beschrijving["operationId"]])
    inhoud["info"]["contact"] = CONTACT
    inhoud["info"]["license"] = {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}
    inhoud["servers"] = [{"url": "/v1", "description": "Deze server"}]
    inhoud["security"] = [{"token": []}]
    inhoud["tags"] = [
        {"name": naam, "description": uitleg}
        for naam, uitleg in (
            ("trajecten", "De trajecten van uw gemeente."),
            ("termijnen", "Wat uw college nog moet doen, en wanneer."),
            ("pilot", "De pilot zelf."),
            ("cijfers", "Aantallen, zonder personen."),
        )
    ]
    inhoud["components"] = {"schemas": schemas(), "securitySchemes": {"token": _TOKEN}}
    return inhoud


_TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "JWT",
    "description": "Een toegangstoken (OAuth 2.0) met uw rol en gemeente.",
}


def _beschrijf(beschrijving: dict[str, Any], wat: Operatie) -> None:
    in_pad = [_NUMMER] if beschrijving.pop("parameters", None) else []
    parameters = [*in_pad, *wat.vraag, *([_SLEUTEL] if wat.met_sleutel else [])]
    if parameters:
        beschrijving["parameters"] = parameters
    if wat.lichaam:
        voorbeelden = {naam: {"value": waarde} for naam, waarde in (wat.lichamen or {}).items()}
        schema = {"$ref": f"#/components/schemas/{wat.lichaam}"}
        beschrijving["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": schema, "examples": voorbeelden}},
        }
    beschrijving["responses"] = {
        str(wat.status): _antwoord(wat),
        **{str(status): _probleem(status) for status in sorted({*ALTIJD, *wat.problemen})},
    }


def _antwoord(wat: Operatie) -> dict[str, Any]:
    koppen = dict(_VERSIEKOP)
    if wat.titel == "Start een traject":
        adres = {"type": "string", "format": "uri-reference"}
        koppen["Location"] = {"description": "Het adres van het traject.", "schema": adres}
    inhoud = {"schema": wat.antwoord, "example": wat.voorbeeld}
    return {"description": wat.titel, "headers": koppen, "content": {"application/json": inhoud}}


def _probleem(status: int) -> dict[str, Any]:
    voorbeeld = probleem(status)
    inhoud = {"schema": {"$ref": "#/components/schemas/Probleem"}, "example": voorbeeld}
    return {"description": voorbeeld["title"], "headers": _VERSIEKOP, "content": {SOORT: inhoud}}
