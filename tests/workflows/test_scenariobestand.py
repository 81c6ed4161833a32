"""Scenario files are read strictly: what is not in the contract is malformed, with the place and the reason."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from starter.scenario import ScenarioFout, lees_scenario

CLIENT = {
    "bsn": "999990342",
    "naam": "A. de Boer",
    "geboortedatum": "1975-03-02",
    "gemeente": "0014",
    "uitkering": "wwb",
    "leefvorm": "alleenstaande",
}
AANMELDING = {"op": "2010-11-01", "soort": "aanmelding", "initiatief": "college"}


def inspanning(op: str) -> dict[str, Any]:
    return {"op": op, "soort": "inspanning", "toelichting": "gebeld"}


def bestand(folder: Path, **delen: Any) -> Path:
    pad = folder / "scenario.json"
    inhoud = {"naam": "proef", "client": CLIENT, "gebeurtenissen": [AANMELDING]} | delen
    pad.write_text(json.dumps({sleutel: deel for sleutel, deel in inhoud.items() if deel is not None}))
    return pad


def test_wat_weg_mag_blijven_krijgt_zijn_standaard(tmp_path: Path) -> None:
    scenario = lees_scenario(bestand(tmp_path))

    assert scenario.gemeenten == ("0014",)
    assert scenario.methoden == {}
    assert scenario.tot_en_met == date(2013, 1, 31)
    assert (scenario.verwacht, scenario.precies) == ({}, ())


def test_zonder_laatste_dag_telt_de_laatste_gebeurtenis_als_die_later_is(tmp_path: Path) -> None:
    late = [AANMELDING, inspanning("2013-05-01")]

    assert lees_scenario(bestand(tmp_path, gebeurtenissen=late)).tot_en_met == date(2013, 5, 1)


def test_yaml_en_json_zijn_hetzelfde(tmp_path: Path) -> None:
    als_json = lees_scenario(bestand(tmp_path))
    als_yaml = tmp_path / "scenario.yaml"
    als_yaml.write_text(
        'naam: proef\nclient: {bsn: "999990342", naam: A. de Boer, geboortedatum: 1975-03-02, gemeente: "0014",\n'
        "  uitkering: wwb, leefvorm: alleenstaande}\n"
        "gebeurtenissen:\n  - {op: 2010-11-01, soort: aanmelding, initiatief: college}\n"
    )

    assert lees_scenario(als_yaml) == als_json


@pytest.mark.parametrize(
    ("delen", "plaats"),
    [
        ({"naam": None}, "veld 'naam' ontbreekt"),
        ({"extra": 1}, "veld 'extra' is onbekend"),
        ({"pilot": {"minister": "x"}}, "veld 'pilot.minister' is onbekend"),
        ({"pilot": {"gemeenten": ["14"]}}, "veld 'pilot.gemeenten.0'"),
        ({"client": CLIENT | {"gemeente": 14}}, "client: veld 'gemeente'"),
        ({"client": CLIENT | {"bsn": "123456789"}}, "client: veld 'bsn'"),
        ({"gebeurtenissen": []}, "gebeurtenissen[0]: de eerste gebeurtenis moet een aanmelding zijn"),
        ({"gebeurtenissen": [inspanning("2010-11-01")]}, "gebeurtenissen[0]: de eerste"),
        ({"gebeurtenissen": [AANMELDING, inspanning("2010-10-31")]}, "gebeurtenissen[1]: de gebeurtenis ligt voor"),
        ({"gebeurtenissen": [AANMELDING | {"zin": 1}]}, "gebeurtenissen[0]: veld 'zin' is onbekend"),
        ({"gebeurtenissen": [AANMELDING, {"op": "2010-11-01", "soort": "feest"}]}, "gebeurtenissen[1]: veld 'soort'"),
        ({"tot_en_met": "2010-10-01"}, "gebeurtenissen[0]: de gebeurtenis ligt na 2010-10-01"),
        (
            {"pilot": {"gebeurtenissen": [{"op": "2011-01-01", "soort": "pilot_beeindigd", "per": "2011-02-01"}]}},
            "pilot.gebeurtenissen[0]: veld 'grond' ontbreekt",
        ),
        ({"verwacht": {"besluit": []}}, "verwacht: een uitkomst heeft geen onderdeel 'besluit'"),
        ({"verwacht": {"besluiten": {}}}, "verwacht.besluiten: moet een lijst zijn"),
        ({"precies": ["besluiten"]}, "precies: 'besluiten' is geen lijst van verwacht"),
    ],
)
def test_een_misvormd_bestand_noemt_de_plaats_en_de_reden(tmp_path: Path, delen: dict[str, Any], plaats: str) -> None:
    pad = bestand(tmp_path, **delen)

    with pytest.raises(ScenarioFout) as fout:
        lees_scenario(pad)

    assert plaats in str(fout.value)
    assert str(pad) in str(fout.value)
    assert CLIENT["bsn"] not in str(fout.value)


@pytest.mark.parametrize(
    ("naam", "inhoud", "reden"),
    [
        ("a.txt", b"", ".yaml, .yml of .json"),
        ("a.json", b"{", "regel 1: geen geldige JSON"),
        ("a.json", b'{"naam": 1, "naam": 2}', "veld 'naam' staat er twee keer"),
        ("a.yaml", b"naam: x\nnaam: y\n", "veld 'naam' staat er twee keer"),
        ("a.yaml", b"naam: [\n", "geen geldige YAML"),
        ("a.yaml", b"naam: 2011-02-30\n", "geen geldige YAML"),
        ("a.yaml", b"- 1\n", "moet een groep velden zijn"),
        ("a.yaml", b"1: x\n", "de naam van een veld moet tekst zijn"),
        ("a.yaml", b"\xff\xfe\x00", "geen tekst in UTF-8"),
        ("a.yaml", None, "bestaat niet"),
    ],
)
def test_een_onleesbaar_bestand_geeft_een_zin(tmp_path: Path, naam: str, inhoud: bytes | None, reden: str) -> None:
    pad = tmp_path / naam
    if inhoud is not None:
        pad.write_bytes(inhoud)

    with pytest.raises(ScenarioFout, match=reden.replace(".", r"\.")):
        lees_scenario(pad)
