"""The settings of the front door: environment variables that begin with LOONDISPENSATIE_, as all settings do."""

import base64
import binascii
import hashlib
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from starter.instellingen import VOORVOEGSEL, InstellingFout

ONTWIKKELSLEUTEL = hashlib.sha256(b"loondispensatie: logsleutel voor ontwikkeling, niet geheim").digest()
"""The key of pseudonyms and of the log when none is set; production refuses it."""
_MINSTENS = 32

_Adres = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s]+)?$")]
_Veld = Annotated[str, StringConstraints(pattern=r"^[^\s]{1,100}$")]


class ApiInstellingen(BaseSettings):
    """The settings that only the front door knows."""

    model_config = SettingsConfigDict(env_prefix=VOORVOEGSEL, env_ignore_empty=True, frozen=True, extra="ignore")

    omgeving: Literal["ontwikkeling", "productie"] = Field(
        default="ontwikkeling",
        description="In productie weigert het programma alles wat alleen voor ontwikkeling is.",
    )
    oidc_uitgever: _Adres = Field(
        default="",
        json_schema_extra={"standaard": "de ingebouwde uitgever, alleen voor ontwikkeling"},
        description="Adres van de uitgever van toegangstokens (OpenID Connect), precies zoals die zichzelf noemt.",
    )
    oidc_sleutels: _Adres = Field(
        default="",
        json_schema_extra={"standaard": "het adres dat de uitgever bekendmaakt"},
        description="Adres van de publieke sleutels (JWKS) van die uitgever.",
    )
    oidc_doelgroep: _Veld = Field(
        default="loondispensatie", description="De doelgroep (aud) die in een token moet staan."
    )
    oidc_rolveld: _Veld = Field(
        default="rol",
        description="Het veld van een token met de rol of rollen; een punt wijst een veld in een veld aan.",
    )
    oidc_gemeenteveld: _Veld = Field(default="gemeente", description="Het veld van een token met de gemeentecode.")
    logsleutel: str = Field(
        default="",
        json_schema_extra={"standaard": "een sleutel alleen voor ontwikkeling"},
        description="Sleutel (minstens 32 bytes in base64) voor pseudoniemen en het logboek van verwerkingen.",
    )
    webscherm: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s/]+)?$")] = Field(
        default="",
        json_schema_extra={"standaard": "dat van de ingebouwde server"},
        description="Adres van het webscherm van een bestaande Temporal-omgeving, precies zoals een browser het noemt; "
        "dan draait hier ook de codecserver.",
    )
    otlp_adres: Annotated[str, StringConstraints(pattern=r"^(https?://[^\s?#]+)?$")] = Field(
        default="",
        json_schema_extra={"standaard": "geen: er gaat niets naar buiten"},
        description="Adres van een OpenTelemetry-collector (OTLP over HTTP), zoals http://collector:4318; daar gaan de "
        "sporen van verzoeken en van het logboek van verwerkingen heen.",
    )
    verzoeken_per_minuut: Annotated[int, Field(ge=1, le=1_000_000)] = Field(
        default=6000, description="Hoeveel verzoeken een gebruiker van de API per minuut mag doen."
    )

    @property
    def is_productie(self) -> bool:
        """Whether this is production."""
        return self.omgeving == "productie"

    def geheime_logsleutel(self) -> bytes:
        """The key of pseudonyms and of the log; raises InstellingFout."""
        if not self.logsleutel:
            if self.is_productie:
                raise InstellingFout("logsleutel", "ontbreekt; in productie is een eigen sleutel nodig")
            return ONTWIKKELSLEUTEL
        try:
            sleutel = base64.b64decode(self.logsleutel, validate=True)
        except (binascii.Error, ValueError):
            sleutel = b""
        if len(sleutel) < _MINSTENS or sleutel == ONTWIKKELSLEUTEL:
            raise InstellingFout("logsleutel", "moet een eigen sleutel van minstens 32 bytes in base64 zijn")
        return sleutel


_REDENEN = {
    "omgeving": "moet ontwikkeling of productie zijn",
    "oidc_uitgever": "moet een adres zijn dat met https:// begint",
    "oidc_sleutels": "moet een adres zijn dat met https:// begint",
    "oidc_doelgroep": "mag geen spaties hebben en niet langer dan 100 tekens zijn",
    "oidc_rolveld": "mag geen spaties hebben en niet langer dan 100 tekens zijn",
    "oidc_gemeenteveld": "mag geen spaties hebben en niet langer dan 100 tekens zijn",
    "webscherm": "moet een adres zijn zoals https://temporal.gemeente.nl, zonder iets erachter",
    "otlp_adres": "moet een adres zijn dat met http:// of https:// begint, zoals http://collector:4318",
    "verzoeken_per_minuut": "moet een heel getal van 1 tot en met 1000000 zijn",
}


def lees_api_instellingen(**gekozen: Any) -> ApiInstellingen:
    """The settings of the environment, with these put in their place; raises InstellingFout for the first fault."""
    try:
        return ApiInstellingen(**gekozen)
    except ValidationError as fout:
        naam = str(fout.errors(include_input=False, include_url=False)[0]["loc"][0])
        raise InstellingFout(naam, _REDENEN.get(naam, "klopt niet")) from None
