"""Reads a scenario file (contract section 6), strictly: whatever is not in the contract is malformed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, TypeAdapter

from starter.invoer import (
    keur_volgorde,
    lees_feiten,
    lees_geschiedenis,
    lees_json,
    op_plaats,
    waarom_onleesbaar,
    zonder_dubbele,
)
from wet.client import Client, lees_client
from wet.gebeurtenissen import Gebeurtenis
from wet.pilotgebeurtenissen import PilotGebeurtenis, lees_pilotgebeurtenis
from wet.waarden import Dag, Gemeentecode, Misvormd, Tekst, Waarde, lees

STANDAARD_TOT_EN_MET = date(2013, 1, 31)
LIJSTEN = (
    "tijdlijn", "besluiten", "proefplaatsingen", "dienstbetrekkingen", "loonwaarden", "uitkering", "bezwaren",
    "compensaties", "dwangsommen", "ziekteperioden", "termijnen", "meldingen", "weigeringen",
)  # fmt: skip
"""The lists of a result."""


class ScenarioFout(Exception):
    """A scenario file is malformed; the message names the place and the reason, in Dutch."""


class Scenario(Waarde):
    """A scenario as it is played: every part of the file, with the defaults filled in."""

    naam: str
    gemeenten: tuple[str, ...]
    methoden: dict[str, str]
    pilotgebeurtenissen: tuple[PilotGebeurtenis, ...]
    client: Client
    gebeurtenissen: tuple[Gebeurtenis, ...]
    tot_en_met: date
    verwacht: dict[str, Any]
    precies: tuple[str, ...]


class _Pilotdeel(Waarde):
    gemeenten: tuple[Gemeentecode, ...] | None = None
    methoden: dict[Gemeentecode, Tekst] = Field(default_factory=dict)
    gebeurtenissen: tuple[dict[str, Any], ...] = ()


class _Bestand(Waarde):
    naam: Tekst
    pilot: _Pilotdeel = _Pilotdeel()
    client: dict[str, Any]
    gebeurtenissen: tuple[dict[str, Any], ...]
    tot_en_met: Dag | None = None
    verwacht: dict[str, Any] = Field(default_factory=dict)
    precies: tuple[str, ...] = ()


_BESTAND = TypeAdapter(_Bestand)


def lees_scenario(path: Path) -> Scenario:
    """Read a YAML or JSON file, by its extension; raises ScenarioFout."""
    lezer = _BESTAND_SOORTEN.get(path.suffix)
    if lezer is None:
        raise ScenarioFout(f"{path}: een scenario is een bestand .yaml, .yml of .json")
    try:
        return _scenario(lezer(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise ScenarioFout(f"{path}: het bestand is geen tekst in UTF-8") from None
    except OSError as fout:
        raise ScenarioFout(f"{path}: het bestand {waarom_onleesbaar(fout)}") from None
    except Misvormd as fout:
        raise ScenarioFout(f"{path}: {fout}") from None


def _scenario(gegevens: object) -> Scenario:
    bestand = lees(_BESTAND, gegevens)
    client = op_plaats("client", lees_client, bestand.client)
    pilot = lees_feiten("pilot.gebeurtenissen", lees_pilotgebeurtenis, bestand.pilot.gebeurtenissen)
    feiten = lees_geschiedenis("gebeurtenissen", bestand.gebeurtenissen)
    tot_en_met = bestand.tot_en_met or max(STANDAARD_TOT_EN_MET, *(feit.op for feit in (*feiten, *pilot)))
    keur_volgorde("pilot.gebeurtenissen", pilot, tot_en_met)
    keur_volgorde("gebeurtenissen", feiten, tot_en_met)
    return Scenario(
        naam=bestand.naam,
        gemeenten=(client.gemeente,) if bestand.pilot.gemeenten is None else bestand.pilot.gemeenten,
        methoden=bestand.pilot.methoden,
        pilotgebeurtenissen=pilot,
        client=client,
        gebeurtenissen=feiten,
        tot_en_met=tot_en_met,
        verwacht=_verwacht(bestand.verwacht),
        precies=_precies(bestand),
    )


def _verwacht(verwacht: Mapping[str, Any]) -> dict[str, Any]:
    for naam, deel in verwacht.items():
        if naam not in (*LIJSTEN, "naam", "traject"):
            raise Misvormd(f"verwacht: een uitkomst heeft geen onderdeel '{naam}'")
        if naam in LIJSTEN and not isinstance(deel, list):
            raise Misvormd(f"verwacht.{naam}: moet een lijst zijn")
    return dict(verwacht)


def _precies(bestand: _Bestand) -> tuple[str, ...]:
    for naam in bestand.precies:
        if naam not in LIJSTEN or naam not in bestand.verwacht:
            raise Misvormd(f"precies: '{naam}' is geen lijst van verwacht")
    return bestand.precies


class _Lezer(yaml.SafeLoader):
    """YAML in which a key may stand only once."""


def _groep(lezer: _Lezer, knoop: yaml.MappingNode) -> dict[Any, Any]:
    paren = [
        (lezer.construct_object(sleutel, deep=True), lezer.construct_object(waarde, deep=True))
        for sleutel, waarde in knoop.value
    ]
    return zonder_dubbele(paren)


_Lezer.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _groep)


def _lees_yaml(tekst: str) -> object:
    try:
        return yaml.load(tekst, Loader=_Lezer)  # noqa: S506 - the loader is a SafeLoader
    except yaml.MarkedYAMLError as fout:
        regel = f"regel {fout.problem_mark.line + 1}: " if fout.problem_mark else ""
        raise Misvormd(f"{regel}geen geldige YAML") from None
    except (yaml.YAMLError, RecursionError, ValueError) as fout:
        if isinstance(fout, Misvormd):
            raise
        raise Misvormd("geen geldige YAML") from None


_BESTAND_SOORTEN = {".yaml": _lees_yaml, ".yml": _lees_yaml, ".json": lees_json}
