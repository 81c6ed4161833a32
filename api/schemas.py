"""The schemas of the document: what is sent comes from the law itself, what is answered from `api.modellen`."""

from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue, models_json_schema
from pydantic_core.core_schema import DecimalSchema

from api import modellen
from api.lijsten import Zoekopdracht
from wet.client import Client
from wet.gebeurtenissen import Aanmelding, Gebeurtenis
from wet.pilotgebeurtenissen import PilotGebeurtenis

_GETAL = r"^-?[0-9]{1,9}(\.[0-9]{1,4})?$"
_ANTWOORDEN = (
    modellen.Traject,
    modellen.Bladzijde,
    modellen.Termijnbladzijde,
    modellen.Antwoord,
    modellen.Pilot,
    modellen.Cijfers,
    modellen.Probleem,
)
_VERWIJZING = "#/components/schemas/{model}"


class _Schema(GenerateJsonSchema):
    def decimal_schema(self, schema: DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Amounts, percentages and hours are text: a number in JSON is a float to most readers."""
        return {"type": "string", "pattern": _GETAL}


def schemas() -> dict[str, Any]:
    """Every schema by name."""
    gebeurtenissen, pilotgebeurtenissen = _leden(Gebeurtenis), _leden(PilotGebeurtenis)
    ingevoerd: list[type[BaseModel]] = [*gebeurtenissen, *pilotgebeurtenissen, Client, Zoekopdracht]
    alle = _van(_ANTWOORDEN, "serialization", GenerateJsonSchema) | _van(ingevoerd, "validation", _Schema)
    for model in (*gebeurtenissen, *pilotgebeurtenissen):
        _maak_live(alle[model.__name__])
    alle["Zoekopdracht"]["properties"]["aantal"] |= {"minimum": 1, "maximum": 200}
    alle["Client"]["properties"]["bsn"] |= {"pattern": "^[0-9]{9}$"}
    alle["Aanmelding"]["required"].remove("soort")
    alle["Aanvraag"] = _groep(client=Client, aanmelding=Aanmelding)
    alle["Gebeurtenis"] = _keuze(gebeurtenissen)
    alle["Pilotgebeurtenis"] = _keuze(pilotgebeurtenissen)
    return alle


def _leden(keuze: object) -> tuple[type[BaseModel], ...]:
    leden: tuple[type[BaseModel], ...] = get_args(get_args(keuze)[0])
    return leden


def _van(
    soorten: Sequence[type[BaseModel]], richting: JsonSchemaMode, maker: type[GenerateJsonSchema]
) -> dict[str, Any]:
    paren: Any = [(soort, richting) for soort in soorten]
    schema = models_json_schema(paren, schema_generator=maker, ref_template=_VERWIJZING)[1]
    gevonden: dict[str, Any] = schema["$defs"]
    return gevonden


def _maak_live(schema: dict[str, Any]) -> None:
    """At this door `op` is today when it is left out, and an event may have an id."""
    schema["required"].remove("op")
    schema["properties"]["op"]["description"] = "De dag van ontvangst; anders vandaag. Niet later dan vandaag."
    schema["properties"]["id"] = {
        "type": "string",
        "minLength": 1,
        "maxLength": 200,
        "description": "Uw eigen kenmerk; mag ook in Idempotency-Key staan.",
    }


def _groep(**delen: type[BaseModel]) -> dict[str, Any]:
    velden = {naam: {"$ref": _VERWIJZING.format(model=model.__name__)} for naam, model in delen.items()}
    return {"type": "object", "properties": velden, "required": list(delen), "additionalProperties": False}


def _keuze(soorten: tuple[type[BaseModel], ...]) -> dict[str, Any]:
    namen = {get_args(model.model_fields["soort"].annotation)[0]: model.__name__ for model in soorten}
    verwijzingen = {soort: _VERWIJZING.format(model=naam) for soort, naam in namen.items()}
    return {
        "oneOf": [{"$ref": verwijzing} for verwijzing in verwijzingen.values()],
        "discriminator": {"propertyName": "soort", "mapping": verwijzingen},
    }
