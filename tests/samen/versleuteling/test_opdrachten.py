"""The commands for keys."""

from pathlib import Path

import pytest

from activities.register import Register, RegisterFout
from starter.instellingen import lees_instellingen
from starter.opdrachtregel.verwerking import open_logboek
from starter.systeem import open_sleutels
from tests.samen.conftest import Opdracht
from tests.samen.register.voorbeelden import begonnen
from tests.samen.versleuteling.proef import codec, maak_hoofdsleutel
from tests.samen.versleuteling.test_sleutels import TEKST
from versleuteling.eigenaar import eigenaar_van
from versleuteling.sleutels import Sleutels
from workflows.berichten import traject_id

OUD, NIEUW = maak_hoofdsleutel("2026"), maak_hoofdsleutel("2027")


@pytest.fixture
def register(tmp_path: Path, opdracht: Opdracht) -> Register:
    """The register on which the commands work; `opdracht` has set where it is."""
    assert opdracht is not None
    (tmp_path / "gegevens").mkdir()
    return Register(f"sqlite:///{tmp_path / 'gegevens' / 'register.db'}")


def _sleutels(register: Register, waarde: str) -> Sleutels:
    return open_sleutels(lees_instellingen(sleutels=waarde), register)


async def test_na_inpakken_kan_de_oude_hoofdsleutel_weg(register: Register, opdracht: Opdracht) -> None:
    workflow_id = traject_id(begonnen(register))
    [payload] = await codec(_sleutels(register, OUD), workflow_id).encode([TEKST])
    assert opdracht("sleutels-inpakken", sleutels=f"{OUD},{NIEUW}").uit == "Opnieuw ingepakt: 1.\n"
    assert await codec(_sleutels(register, NIEUW), workflow_id).decode([payload]) == [TEKST]


def test_inpakken_zonder_de_oude_hoofdsleutel_gaat_niet(register: Register, opdracht: Opdracht) -> None:
    _sleutels(register, OUD).vernieuw(eigenaar_van(traject_id(begonnen(register))))
    code, _, fout = opdracht("sleutels-inpakken", sleutels=NIEUW)
    assert code == 2
    assert "LOONDISPENSATIE_SLEUTELS past niet bij dit register: Hoofdsleutel 2026 staat niet" in fout


def test_een_traject_krijgt_een_nieuwe_sleutel(register: Register, opdracht: Opdracht) -> None:
    nummer = begonnen(register)
    for volgnummer in (1, 2):
        uit = opdracht("sleutel-vernieuwen", nummer).uit
        assert uit == f"Nieuwe datasleutel: {traject_id(nummer)}#{volgnummer}.\n"


def test_wie_een_sleutel_aanraakt_staat_eerst_in_het_logboek(register: Register, opdracht: Opdracht) -> None:
    nummer = begonnen(register)
    [eigenaar] = register.zoeken.eigenaars([nummer]).values()
    opdracht("sleutel-vernieuwen", nummer)
    opdracht("sleutels-inpakken")
    opdracht("sleutel-vernietigen", nummer)
    assert opdracht("sleutel-vernietigen", nummer, "--voorgoed").code == 0
    regels = open_logboek(register).gezien_door(eigenaar.bsn)
    assert [(regel.activiteit.rpartition(":")[2], regel.nummer, regel.deur) for regel in regels] == [
        ("sleutel-vernieuwen", nummer, "opdrachtregel"),
        ("sleutel-vernietigen", nummer, "opdrachtregel"),
    ]


@pytest.mark.parametrize("naam", ["sleutel-vernieuwen", "sleutel-vernietigen --voorgoed"])
def test_zonder_logboek_blijft_een_sleutel_zoals_zij_is(
    register: Register, opdracht: Opdracht, naam: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vol(*_: object) -> str:
        raise RegisterFout("De schijf van het register is vol.")

    nummer = begonnen(register)
    assert opdracht("sleutel-vernieuwen", nummer).code == 0
    with monkeypatch.context() as kapot:
        kapot.setattr("activities.register.verwerkingen.Verwerkingen.schrijf", vol)
        assert opdracht(*naam.split(), nummer).code == 1
    assert opdracht("sleutel-vernieuwen", nummer).uit == f"Nieuwe datasleutel: {traject_id(nummer)}#2.\n"


@pytest.mark.parametrize("naam", ["sleutel-vernieuwen", "sleutel-vernietigen --voorgoed"])
def test_een_onbekend_traject_heeft_geen_sleutel(opdracht: Opdracht, naam: str) -> None:
    code, _, fout = opdracht(*naam.split(), "0014/2011-000009")
    assert code == 2
    assert "0014/2011-000009" in fout


def test_vernietigen_vraagt_of_het_echt_moet(register: Register, opdracht: Opdracht) -> None:
    code, _, fout = opdracht("sleutel-vernietigen", begonnen(register))
    assert code == 2
    assert "--voorgoed" in fout


def test_een_sleutel_die_vernietigd_is_wordt_niet_vernieuwd(register: Register, opdracht: Opdracht) -> None:
    nummer = begonnen(register)
    opdracht("sleutel-vernieuwen", nummer)
    assert opdracht("sleutel-vernietigen", nummer, "--voorgoed").code == 0
    code, _, fout = opdracht("sleutel-vernieuwen", nummer)
    assert code == 1
    assert "voorgoed onleesbaar" in fout


def test_van_een_traject_dat_loopt_wordt_geen_sleutel_vernietigd(bij_serve: Opdracht, tmp_path: Path) -> None:
    bestand = tmp_path / "een.csv"
    bestand.write_text(
        "bsn,naam,geboortedatum,gemeente,uitkering,leefvorm,op,initiatief\n"
        "123456782,P. Proef,1980-01-01,0014,wwb,alleenstaande,2011-01-10,college\n"
    )
    assert bij_serve("aanmelden", bestand).code == 0
    [nummer] = [regel.split()[0] for regel in bij_serve("lijst").uit.splitlines() if "0014/2011" in regel][-1:]
    code, _, fout = bij_serve("sleutel-vernietigen", nummer, "--voorgoed")
    assert code == 1
    assert "loopt nog" in fout
