"""The setting with the master keys: what it may hold, and what production refuses."""

import base64
from dataclasses import replace
from pathlib import Path

import pytest

from tests.samen.versleuteling.proef import ANDER_TRAJECT, ANDERE_GEMEENTE, EERSTE, EIGENAAR, TWEEDE
from versleuteling.eigenaar import ALGEMEEN, PILOT, eigenaar_van
from versleuteling.fouten import SleutelinstellingFout, SleutelOnbekend, Vervalst
from versleuteling.hoofdsleutels import (
    ONTWIKKELSLEUTEL,
    Hoofdsleutels,
    lees_hoofdsleutels,
)
from versleuteling.sleutelregister import IngepakteSleutel

SLEUTEL = bytes(range(32))


def _base64(sleutel: bytes) -> str:
    return base64.b64encode(sleutel).decode()


EEN = f"2026:{_base64(SLEUTEL)}"
TWEE = f"2027:{_base64(SLEUTEL[::-1])}"


@pytest.mark.parametrize("tekst", [f"{EEN},{TWEE}", f"{EEN}\n{TWEE}\n", f"  {EEN}, {TWEE}"])
def test_sleutels_staan_in_de_instelling_met_de_nieuwste_achteraan(tekst: str) -> None:
    gelezen = lees_hoofdsleutels(tekst, productie=True)
    assert gelezen.sleutels == {"2026": SLEUTEL, "2027": SLEUTEL[::-1]}
    assert gelezen.nieuwste == "2027"


def test_of_in_een_bestand(tmp_path: Path) -> None:
    bestand = tmp_path / "sleutels"
    bestand.write_text(f"{EEN}\n{TWEE}\n")
    assert lees_hoofdsleutels(str(bestand), productie=True).nieuwste == "2027"


@pytest.mark.parametrize(
    ("tekst", "zin"),
    [
        (f"2026:{_base64(SLEUTEL[:31])}", "geen 32 bytes"),
        (f"2026:{_base64(SLEUTEL)[:-1]}", "geen 32 bytes"),
        ("2026:geen*base64", "geen 32 bytes"),
        (f"{EEN},{_base64(SLEUTEL)}", "niet de vorm"),
        (f"{EEN},,{TWEE} ,HOOFD:{_base64(SLEUTEL)}", "niet de vorm"),
        (f"{EEN},2026:{_base64(SLEUTEL[::-1])}", "2026 dubbel"),
        (f"{EEN},2027:{_base64(SLEUTEL)}", "2027 dubbel"),
        (_base64(SLEUTEL), "geen bestand"),
        ("/bestaat/niet", "geen bestand"),
    ],
)
def test_een_foute_instelling_wordt_gezegd_zonder_een_sleutel_te_noemen(tekst: str, zin: str) -> None:
    with pytest.raises(SleutelinstellingFout, match=zin) as fout:
        lees_hoofdsleutels(tekst, productie=False)
    assert _base64(SLEUTEL)[:8] not in str(fout.value)
    assert fout.value.__suppress_context__ or fout.value.__context__ is None


def test_een_leeg_bestand_is_geen_ontwikkelsleutel(tmp_path: Path) -> None:
    bestand = tmp_path / "sleutels"
    bestand.touch()
    with pytest.raises(SleutelinstellingFout):
        lees_hoofdsleutels(str(bestand), productie=False)


def test_zonder_instelling_is_er_een_ontwikkelsleutel_die_zo_heet() -> None:
    assert lees_hoofdsleutels("", productie=False).nieuwste == ONTWIKKELSLEUTEL
    assert "niet-geheim" in ONTWIKKELSLEUTEL


def test_productie_weigert_de_ontwikkelsleutel_ook_onder_een_andere_naam() -> None:
    [bekend] = lees_hoofdsleutels("", productie=False).sleutels.values()
    for tekst in ("", "  ", f"2026:{_base64(bekend)}", f"{EEN},2027:{_base64(bekend)}"):
        with pytest.raises(SleutelinstellingFout, match="productie"):
            lees_hoofdsleutels(tekst, productie=True)


def test_sleutels_staan_niet_in_wat_een_log_ervan_laat_zien() -> None:
    ingepakt = EERSTE.pak_in(SLEUTEL, EIGENAAR, 1)
    for waarde in (EERSTE, ingepakt, f"{EERSTE}", [ingepakt]):
        assert "\\x" not in repr(waarde)


def test_een_ingepakte_sleutel_gaat_weer_open_ook_als_er_een_nieuwere_hoofdsleutel_is() -> None:
    ingepakt = EERSTE.pak_in(SLEUTEL, EIGENAAR, 3)
    assert TWEEDE.pak_uit(ingepakt, EIGENAAR) == SLEUTEL
    assert TWEEDE.pak_in(SLEUTEL, EIGENAAR, 3).hoofdsleutel == "2027"


def test_een_ingepakte_sleutel_past_alleen_bij_zijn_eigenaar_en_zijn_plaats() -> None:
    ingepakt = EERSTE.pak_in(SLEUTEL, EIGENAAR, 1)
    vreemden = [eigenaar_van(ANDER_TRAJECT), eigenaar_van(ANDERE_GEMEENTE), PILOT, ALGEMEEN]
    for eigenaar in vreemden:
        with pytest.raises(Vervalst):
            EERSTE.pak_uit(ingepakt, eigenaar)
    with pytest.raises(Vervalst):
        EERSTE.pak_uit(replace(ingepakt, volgnummer=2), EIGENAAR)


def test_elke_gemeente_heeft_een_eigen_sleutel() -> None:
    kringen = ["0014", "0363", "pilot", "algemeen"]
    gevonden = {kring: EERSTE._gemeentesleutel("2026", kring).encrypt(bytes(12), b"zelfde", None) for kring in kringen}
    assert len(set(gevonden.values())) == len(kringen)


def test_een_hoofdsleutel_die_weg_is_wordt_genoemd() -> None:
    ingepakt = TWEEDE.pak_in(SLEUTEL, EIGENAAR, 1)
    with pytest.raises(SleutelOnbekend, match="2027"):
        EERSTE.pak_uit(ingepakt, EIGENAAR)


@pytest.mark.parametrize("inhoud", [b"", b"kort", bytes(100)])
def test_een_bedorven_ingepakte_sleutel_wordt_gezien(inhoud: bytes) -> None:
    with pytest.raises(Vervalst):
        EERSTE.pak_uit(IngepakteSleutel(EIGENAAR.id, 1, "2026", inhoud), EIGENAAR)


def test_de_nieuwste_is_die_het_laatst_genoemd_is() -> None:
    assert Hoofdsleutels({"b": SLEUTEL, "a": SLEUTEL[::-1]}).nieuwste == "a"
