"""The settings: environment variables that begin with LOONDISPENSATIE_, all checked before anything starts."""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, StringConstraints, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from starter.invoer import lees_json, waarom_onleesbaar
from versleuteling.fouten import SleutelinstellingFout
from versleuteling.hoofdsleutels import Hoofdsleutels, lees_hoofdsleutels
from wet.bedragen import MAXIMUM_GEMEENTEN, methoden
from wet.pilot import Pilot
from wet.waarden import Dag, Gemeentecode, Misvormd, Tekst, Waarde, lees
from workflows.berichten import VOORAF
from workflows.kalender import Kalender, middernacht

VOORVOEGSEL = "LOONDISPENSATIE_"
_ZADEN = 2**32
_HOOGSTE_POORT = 65535
PILOTGEMEENTEN = Path(__file__).parent / "gegevens" / "pilotgemeenten.json"


class InstellingFout(Exception):
    """A setting is wrong; the message names it in one Dutch sentence and does not repeat its value."""

    def __init__(self, naam: str, uitleg: str) -> None:
        super().__init__(f"Instelling {VOORVOEGSEL}{naam.upper()} {uitleg}.")


class Kalenderkeuze(NamedTuple):
    """The calendar that someone asks for: from a start day on, so many times as fast as real time, until an end day.

    Without a start day it is real time.
    """

    start: date | None = None
    tempo: int = 1
    einde: date | None = None

    def begin(self, nu: datetime) -> Kalender:
        """The calendar when it begins now."""
        if self.start is None:
            return Kalender.echt(nu)
        return Kalender.vanaf(self.start, nu, self.tempo).met(tot=self._tot)

    def past_bij(self, kalender: Kalender) -> bool:
        """Whether a calendar that began before is the one that is asked for."""
        if self.start is None:
            return kalender.anker == kalender.wettelijk
        gevraagd = (middernacht(self.start), self.tempo, self._tot)
        return gevraagd == (kalender.wettelijk, kalender.tempo, kalender.tot)

    @property
    def _tot(self) -> datetime | None:
        return middernacht(self.einde) if self.einde else None


_DAG: TypeAdapter[date] = TypeAdapter(Dag)
_KALENDER = re.compile(r"(\d{4}-\d{2}-\d{2})(?:/([1-9]\d{0,6})(?:/(\d{4}-\d{2}-\d{2}))?)?", re.ASCII)


_DAGENLIJST = re.compile(r"[1-9]\d{0,2}(,[1-9]\d{0,2}){0,9}", re.ASCII)


def _lees_kalender(waarde: object) -> object:
    if waarde is None or isinstance(waarde, Kalenderkeuze):
        return waarde
    if waarde == "echt":
        return Kalenderkeuze()
    if not (delen := _KALENDER.fullmatch(str(waarde))):
        raise ValueError("moet 'echt' zijn, of een dag met eventueel een tempo en een einde, zoals 2010-06-01/900000")
    start, tempo, einde = delen.groups()
    keuze = Kalenderkeuze(lees(_DAG, start), int(tempo or 1), lees(_DAG, einde) if einde else None)
    if keuze.einde and keuze.start and keuze.einde <= keuze.start:
        raise ValueError("noemt een einde dat niet na het begin ligt")
    return keuze


def _lees_waarschuwdagen(waarde: object) -> object:
    if not isinstance(waarde, str):
        return waarde
    if not _DAGENLIJST.fullmatch(waarde):
        raise ValueError("moet een rij van aantallen dagen zijn, zoals 14,3")
    return tuple(sorted({int(deel) for deel in waarde.split(",")}, reverse=True))


def _lees_map(waarde: object) -> Path:
    return Path(str(waarde)).expanduser().absolute()


def _lees_bestand(waarde: object) -> Path | None:
    return None if waarde is None else _lees_map(waarde)


def _standaardmap() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "loondispensatie"


def _keur_adres(waarde: str) -> str:
    if waarde and not 1 <= int(waarde.rpartition(":")[2]) <= _HOOGSTE_POORT:
        raise ValueError(f"moet een poort van 1 tot en met {_HOOGSTE_POORT} noemen")
    return waarde


def _lees_keuze(waarde: object) -> object:
    return {"ja": True, "nee": False}.get(str(waarde).lower(), waarde)


_Map = Annotated[Path, BeforeValidator(_lees_map)]
_Bestand = Annotated[Path | None, BeforeValidator(_lees_bestand)]
_Poort = Annotated[int, Field(ge=0, le=_HOOGSTE_POORT)]
_Adres = Annotated[str, StringConstraints(pattern=r"^([^\s:/]+:[0-9]{1,5})?$")]


class Instellingen(BaseSettings):
    """Every setting; each is an environment variable with the prefix and the name in capitals."""

    model_config = SettingsConfigDict(env_prefix=VOORVOEGSEL, env_ignore_empty=True, frozen=True, extra="ignore")

    omgeving: Literal["ontwikkeling", "productie"] = Field(
        default="ontwikkeling",
        description="In productie weigert het programma alles wat alleen voor ontwikkeling is.",
    )
    gegevensmap: _Map = Field(
        default_factory=_standaardmap,
        json_schema_extra={"standaard": "~/.local/share/loondispensatie"},
        description="Map waarin de ingebouwde server en het register hun bestanden bewaren.",
    )
    register_url: str = Field(
        default="",
        json_schema_extra={"standaard": "een SQLite-bestand in de gegevensmap"},
        description="Adres van het register: sqlite:///pad of postgresql://gebruiker:wachtwoord@server/database.",
    )
    temporal_adres: Annotated[_Adres, AfterValidator(_keur_adres)] = Field(
        default="",
        json_schema_extra={"standaard": "de ingebouwde server"},
        description="Adres (server:poort) van een bestaande Temporal-omgeving.",
    )
    namespace: Annotated[str, StringConstraints(min_length=1)] = Field(
        default="default", description="Namespace in die bestaande omgeving."
    )
    temporal_tls: Annotated[bool, BeforeValidator(_lees_keuze)] = Field(
        default=False,
        json_schema_extra={"standaard": "nee"},
        description="Of die omgeving TLS spreekt; ja of nee. Met een certificaat of een API-sleutel altijd ja.",
    )
    temporal_ca: _Bestand = Field(
        default=None,
        json_schema_extra={"standaard": "die van het besturingssysteem"},
        description="PEM-bestand met de certificaten waarmee die omgeving wordt vertrouwd.",
    )
    temporal_certificaat: _Bestand = Field(
        default=None,
        json_schema_extra={"standaard": "geen"},
        description="PEM-bestand met het eigen certificaat waarmee dit programma zich daar bekendmaakt (mTLS).",
    )
    temporal_sleutel: _Bestand = Field(
        default=None,
        json_schema_extra={"standaard": "geen"},
        description="PEM-bestand met de geheime sleutel bij dat certificaat.",
    )
    temporal_api_sleutel: SecretStr | None = Field(
        default=None,
        json_schema_extra={"standaard": "geen"},
        description="API-sleutel waarmee dit programma zich daar bekendmaakt, in plaats van een certificaat.",
    )
    poort: _Poort = Field(
        default=0,
        json_schema_extra={"standaard": "een vrije poort"},
        description="Poort van de ingebouwde server.",
    )
    webpoort: _Poort = Field(
        default=0,
        json_schema_extra={"standaard": "een vrije poort"},
        description="Poort van het webscherm van de ingebouwde server.",
    )
    codecpoort: _Poort = Field(
        default=0,
        json_schema_extra={"standaard": "een vrije poort"},
        description="Poort van de codecserver, waar het webscherm van de ingebouwde server laat ontcijferen.",
    )
    workerpoort: _Poort = Field(
        default=0,
        json_schema_extra={"standaard": "een vrije poort"},
        description="Poort waar een losse worker zegt of hij werkt en wat er is gemeten.",
    )
    sleutels: str = Field(
        default="",
        repr=False,
        json_schema_extra={"standaard": "een sleutel alleen voor ontwikkeling"},
        description="Hoofdsleutels voor wat in Temporal staat: id:base64 (32 bytes), met komma's ertussen en de "
        "nieuwste achteraan, of de naam van een bestand waar zij in staan.",
    )
    kalender: Annotated[Kalenderkeuze | None, NoDecode, BeforeValidator(_lees_kalender)] = Field(
        default=None,
        json_schema_extra={"standaard": "echt"},
        description="De wettelijke tijd: echt, of begindag/tempo/einddag, zoals 2010-06-01/900000/2013-01-31. Het "
        "tempo is het aantal wettelijke seconden per echte seconde; tempo en einddag mogen weg. De keuze "
        "telt bij de eerste start en staat daarna vast in het register.",
    )
    pseudoniemsleutel: SecretStr | None = Field(
        default=None,
        min_length=32,
        json_schema_extra={"standaard": "geen"},
        description="Sleutel (32 of meer tekens) van de pseudoniemen in het onderzoeksbestand van 'cijfers'.",
    )
    waarschuwdagen: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_lees_waarschuwdagen)] = Field(
        default=VOORAF,
        json_schema_extra={"standaard": "14,3"},
        description="Hoeveel dagen voor het einde van een termijn een consulent wordt gewaarschuwd.",
    )
    gemeenten: _Map = Field(
        default=PILOTGEMEENTEN,
        json_schema_extra={"standaard": "de 32 gemeenten van de meegeleverde pilotgegevens"},
        description="JSON-bestand met de deelnemende gemeenten, hun methoden en, als die bekend is, hun kring op "
        "30 juni 2009 (kring_2009); telt bij de eerste start van de pilot.",
    )

    @property
    def register_adres(self) -> str:
        """The address of the register, in the data folder when none is given."""
        return self.register_url or f"sqlite:///{self.gegevensmap / 'register.db'}"

    def hoofdsleutels(self) -> Hoofdsleutels:
        """The master keys; raises InstellingFout."""
        try:
            return lees_hoofdsleutels(self.sleutels, productie=self.omgeving == "productie")
        except SleutelinstellingFout as fout:
            raise InstellingFout("sleutels", str(fout)) from None


class Uitleg(NamedTuple):
    """A line of the table of settings."""

    naam: str
    standaard: str
    betekenis: str


def uitleg(soort: type[BaseSettings] = Instellingen) -> Iterator[Uitleg]:
    """The table of these settings, in Dutch."""
    for naam, veld in soort.model_fields.items():
        extra = veld.json_schema_extra
        standaard = extra["standaard"] if isinstance(extra, dict) else veld.default
        yield Uitleg(f"{VOORVOEGSEL}{naam.upper()}", str(standaard), veld.description or "")


def lees_instellingen(**gekozen: Any) -> Instellingen:
    """The settings of the environment, with these put in their place; raises InstellingFout for the first fault."""
    try:
        return Instellingen(**gekozen)
    except ValidationError as fout:
        deel = fout.errors(include_input=False, include_url=False)[0]
        raise InstellingFout(str(deel["loc"][0]), _reden(deel)) from None


def _reden(fout: Mapping[str, Any]) -> str:
    if fout["type"] == "value_error":
        return str(fout["ctx"]["error"])
    redenen = {
        "int_parsing": "moet een heel getal zijn",
        "greater_than_equal": "moet een poort van 0 tot en met 65535 zijn",
        "less_than_equal": "moet een poort van 0 tot en met 65535 zijn",
        "literal_error": "moet ontwikkeling of productie zijn",
        "bool_parsing": "moet ja of nee zijn",
        "too_short": "moet 32 of meer tekens hebben",
        "string_pattern_mismatch": "moet de vorm server:poort hebben",
    }
    return redenen.get(fout["type"], "klopt niet")


class _Deelnemers(Waarde):
    """The file of participating gemeenten; `zaad` is the seed of the lot that draws a method (regeling:4.4)."""

    gemeenten: Annotated[tuple[Gemeentecode, ...], Field(max_length=MAXIMUM_GEMEENTEN)]
    methoden: dict[Gemeentecode, Tekst] = Field(default_factory=dict)
    kring_2009: dict[Gemeentecode, Annotated[int, Field(ge=0, strict=True)]] = Field(default_factory=dict)
    zaad: Annotated[int, Field(ge=0, strict=True)] = Field(default_factory=lambda: secrets.randbelow(_ZADEN))


_DEELNEMERS = TypeAdapter(_Deelnemers)


def lees_pilot(bestand: Path) -> Pilot:
    """The pilot as it begins, with the gemeenten of this file; raises InstellingFout.

    Without a seed in the file one is drawn; the one with which the pilot began stands in the register for ever.
    """
    try:
        deelnemers = lees(_DEELNEMERS, lees_json(bestand.read_text(encoding="utf-8")))
    except OSError as fout:
        raise InstellingFout("gemeenten", f"noemt een bestand dat niet deugt: het {waarom_onleesbaar(fout)}") from None
    except UnicodeDecodeError:
        raise InstellingFout("gemeenten", "noemt een bestand dat geen tekst in UTF-8 is") from None
    except Misvormd as fout:
        raise InstellingFout("gemeenten", f"noemt een bestand dat niet klopt: {fout}") from None
    if vreemd := sorted(set(deelnemers.methoden.values()) - set(methoden())):
        raise InstellingFout("gemeenten", f"noemt een bestand met een methode die de regeling niet kent: {vreemd[0]}")
    return Pilot.beginstand(deelnemers.gemeenten, deelnemers.methoden, deelnemers.zaad, deelnemers.kring_2009)
