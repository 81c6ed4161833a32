"""Bringing in a file of clients and events: bad lines, repetitions, what an existing trajectory does not know yet."""

import json
from pathlib import Path
from typing import Any

import pytest

from starter.aanmeldbestand import BestandFout, Foutregel, Regel, lees_bestand
from tests.samen.conftest import Opdracht

GEGEVENS = Path(__file__).parents[1] / "gegevens"
AANMELDING = {"op": "2011-02-01", "soort": "aanmelding", "initiatief": "college"}
TOETS = {
    "op": "2011-03-01",
    "soort": "toets_uitgevoerd",
    "vraag_1": True,
    "vraag_2a": [False, False],
    "vraag_2b": [False, True],
    "vraag_3": [True, True],
}


def _client(bsn: str) -> dict[str, Any]:
    persoon = {"bsn": bsn, "naam": "Client", "geboortedatum": "1980-03-01", "gemeente": "9903"}
    return persoon | {"uitkering": "wwb", "leefvorm": "gehuwd"}


def _schrijf(bestand: Path, bsn: str, *gebeurtenissen: dict[str, Any]) -> Path:
    bestand.write_text(json.dumps({"client": _client(bsn), "gebeurtenissen": gebeurtenissen}) + "\n")
    return bestand


def _telling(uit: str) -> dict[str, str]:
    return {regel[:28].strip(): regel[28:] for regel in uit.splitlines()}


def test_foute_regels_houden_de_rest_niet_op(bij_serve: Opdracht) -> None:
    code, uit, fout = bij_serve("aanmelden", GEGEVENS / "aanmeldingen.jsonl")

    assert code == 1
    assert _telling(uit) == {
        "Regels": "7, waarvan 5 niet in orde",
        "Trajecten": "2, waarvan 2 nieuw",
        "Gebeurtenissen aangeboden": "4",
        "Gebeurtenissen verwerkt": "4",
        "aanvaard": "3",
        "geweigerd": "1",
        "taak voor een medewerker": "0",
        "Gebeurtenissen verloren": "0",
    }
    assert sorted(regel for regel in fout.splitlines() if regel.startswith("Regel")) == [
        "Regel 2: geen geldige JSON",
        "Regel 3: client: veld 'bsn' is geen geldig burgerservicenummer",
        "Regel 5: gebeurtenissen[1]: de gebeurtenis ligt voor de vorige",
        "Regel 6: gebeurtenissen[2]: veld 'besluit' noemt een besluit dat niet bestaat",
        "Regel 7: gebeurtenissen[0]: de gebeurtenis ligt na 2011-06-01",
    ]


def test_hetzelfde_bestand_nog_eens_verandert_niets(bij_serve: Opdracht, tmp_path: Path) -> None:
    bestand = _schrijf(tmp_path / "een.jsonl", "999990366", AANMELDING, TOETS)
    eerst = bij_serve("aanmelden", bestand)
    voor = bij_serve("toon", "9903/2011-000001", "--json")

    nogmaals = bij_serve("aanmelden", bestand)

    assert (eerst.code, nogmaals.code) == (0, 0)
    assert _telling(nogmaals.uit)["Trajecten"] == "1, waarvan 0 nieuw"
    assert _telling(nogmaals.uit)["aanvaard"] == "2"
    assert bij_serve("toon", "9903/2011-000001", "--json") == voor


def test_een_bestaand_traject_hoort_wat_het_nog_niet_weet(bij_serve: Opdracht, tmp_path: Path) -> None:
    bestand = _schrijf(tmp_path / "een.jsonl", "999990378", AANMELDING)
    bij_serve("aanmelden", bestand)

    _schrijf(bestand, "999990378", AANMELDING, TOETS)
    code, uit, _ = bij_serve("aanmelden", bestand)

    assert code == 0
    assert _telling(uit)["Trajecten"] == "1, waarvan 0 nieuw"
    assert _telling(uit)["aanvaard"] == "2"


def test_een_csv_met_puntkommas(bij_serve: Opdracht) -> None:
    code, uit, fout = bij_serve("aanmelden", GEGEVENS / "aanmeldingen.csv")

    assert code == 1
    assert _telling(uit)["Trajecten"] == "2, waarvan 2 nieuw"
    assert "Regel 4: client: veld 'geboortedatum' is geen bestaande datum; client: veld 'leefvorm' ontbreekt" in fout


def test_zonder_serve_begint_aanmelden_zelf_een_server(opdracht: Opdracht, tmp_path: Path) -> None:
    bestand = _schrijf(tmp_path / "een.jsonl", "999990366", AANMELDING, TOETS)

    code, uit, _ = opdracht("aanmelden", bestand)

    assert code == 0
    assert _telling(uit)["Trajecten"] == "1, waarvan 1 nieuw"
    # In real time the Act has lapsed long ago, and all that follows from that has been done too.
    assert json.loads(opdracht("toon", "9903/2011-000001", "--json").uit)["traject"]["fase"] == "afgesloten"


def test_een_ongelezen_kop_noemt_de_kolom(tmp_path: Path) -> None:
    bestand = tmp_path / "een.csv"
    for kop, zin in (
        ("bsn,schoenmaat", "kolom 'schoenmaat' is onbekend"),
        ("bsn,bsn", "kolom 'bsn' staat er twee keer"),
        ("bsn,naam", "kolom 'geboortedatum' ontbreekt"),
        ('bsn,"naam', "de kop is geen geldige CSV"),
        ("", "kolom 'bsn' ontbreekt"),
    ):
        bestand.write_text(kop)
        with pytest.raises(BestandFout, match=zin):
            list(lees_bestand(bestand))


def test_wat_geen_tekst_is_maakt_alleen_zijn_eigen_regel_fout(tmp_path: Path) -> None:
    bestand = tmp_path / "een.jsonl"
    goed = json.dumps({"client": _client("999990366"), "gebeurtenissen": [AANMELDING]}).encode()
    bestand.write_bytes(
        b"\xef\xbb\xbf" + goed + b"\n" + goed.replace(b"Client", b"\xff") + b"\n" + b"[" * 100_000 + b"\n" + goed
    )

    regels = list(lees_bestand(bestand))

    assert [type(regel) for regel in regels] == [Regel, Foutregel, Foutregel, Regel]
    assert regels[1] == Foutregel(2, ("client: veld 'naam' bevat een teken dat geen tekst is",))


def test_dezelfde_gebeurtenis_heeft_hetzelfde_kenmerk_en_een_tweede_een_ander(tmp_path: Path) -> None:
    bestand = _schrijf(tmp_path / "een.jsonl", "999990366", AANMELDING, TOETS, TOETS)

    eerste, tweede = ([feit.id for feit in regel.gebeurtenissen] for regel in (*_regels(bestand), *_regels(bestand)))

    assert eerste == tweede
    assert len(set(eerste)) == 3


def _regels(bestand: Path) -> list[Regel]:
    return [regel for regel in lees_bestand(bestand) if isinstance(regel, Regel)]
