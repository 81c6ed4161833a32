"""The wrapped data keys in the register, in both databases."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from activities.register import Register, TrajectOnbekend
from tests.samen.register.voorbeelden import begonnen
from tests.samen.versleuteling.proef import EERSTE, TWEEDE, codec
from tests.samen.versleuteling.test_sleutels import TEKST
from versleuteling.eigenaar import PILOT, Eigenaar, eigenaar_van
from versleuteling.fouten import SleutelVernietigd
from versleuteling.sleutelregister import IngepakteSleutel
from versleuteling.sleutels import Sleutels
from workflows.berichten import traject_id


def _eigenaar(register: Register) -> Eigenaar:
    return eigenaar_van(traject_id(begonnen(register)))


def _ingepakt(eigenaar: Eigenaar, volgnummer: int = 1) -> IngepakteSleutel:
    return EERSTE.pak_in(secrets.token_bytes(32), eigenaar, volgnummer)


def test_een_sleutel_staat_er_zoals_hij_bewaard_is(register: Register) -> None:
    eigenaar, bewaard = _eigenaar(register), register.datasleutels
    sleutel = _ingepakt(eigenaar)
    assert bewaard.nieuwste(eigenaar.id) is None
    assert bewaard.bewaar(eigenaar, sleutel) == sleutel
    assert bewaard.nieuwste(eigenaar.id) == bewaard.lees(eigenaar.id, 1) == sleutel


def test_de_eerste_sleutel_blijft_staan(register: Register) -> None:
    eerste, tweede = _ingepakt(PILOT), _ingepakt(PILOT)
    register.datasleutels.bewaar(PILOT, eerste)
    assert register.datasleutels.bewaar(PILOT, tweede) == eerste


def test_de_nieuwste_is_die_met_het_hoogste_nummer(register: Register) -> None:
    for volgnummer in range(1, 12):
        register.datasleutels.bewaar(PILOT, _ingepakt(PILOT, volgnummer))
    nieuwste = register.datasleutels.nieuwste(PILOT.id)
    assert nieuwste
    assert nieuwste.volgnummer == 11


def test_een_traject_dat_het_register_niet_kent_krijgt_geen_sleutel(register: Register) -> None:
    onbekend = eigenaar_van(traject_id("0014/2011-999999"))
    with pytest.raises(TrajectOnbekend):
        register.datasleutels.bewaar(onbekend, _ingepakt(onbekend))


async def test_vernietigen_geldt_voor_alle_sleutels_van_een_traject_en_voor_geen_ander(register: Register) -> None:
    eigenaar, van = _eigenaar(register), Sleutels(EERSTE, register.datasleutels)
    await codec(van, eigenaar.id).encode([TEKST])
    van.vernieuw(eigenaar)
    register.datasleutels.bewaar(PILOT, _ingepakt(PILOT))
    van.vernietig(eigenaar)

    assert [register.datasleutels.lees(eigenaar.id, nummer) for nummer in (1, 2)] == [
        IngepakteSleutel(eigenaar.id, nummer, "2026", None) for nummer in (1, 2)
    ]
    assert register.datasleutels.lees(PILOT.id, 1) is not None
    with pytest.raises(SleutelVernietigd):
        await codec(Sleutels(EERSTE, register.datasleutels), eigenaar.id).encode([TEKST])


def test_vernietigen_laat_in_het_bestand_niets_achter(tmp_path: Path) -> None:
    with Register(f"sqlite:///{tmp_path / 'register.db'}") as register:
        eigenaar = _eigenaar(register)
        sleutels = [_ingepakt(eigenaar, nummer) for nummer in range(1, 40)]
        for sleutel in sleutels:
            register.datasleutels.bewaar(eigenaar, sleutel)
        assert all(_staat_ergens(tmp_path, sleutel) for sleutel in sleutels)
        register.datasleutels.vernietig(eigenaar.id)
        assert not any(_staat_ergens(tmp_path, sleutel) for sleutel in sleutels)


def _staat_ergens(folder: Path, sleutel: IngepakteSleutel) -> bool:
    assert sleutel.inhoud
    return any(sleutel.inhoud in bestand.read_bytes() for bestand in folder.iterdir())


async def test_processen_die_tegelijk_beginnen_gebruiken_een_sleutel(adres: str) -> None:
    with Register(adres) as een, Register(adres) as ander:
        eigenaar = _eigenaar(een)
        processen = [Sleutels(EERSTE, register.datasleutels) for register in (een, ander) * 4]
        payloads = await asyncio.gather(*(codec(van, eigenaar.id).encode([TEKST]) for van in processen))
        lezer = codec(Sleutels(EERSTE, een.datasleutels), eigenaar.id)
        assert [await lezer.decode(payload) for payload in payloads] == [[TEKST]] * 8


def test_opnieuw_inpakken_gaat_ook_met_zijn_tweeen(register: Register) -> None:
    eigenaar = _eigenaar(register)
    for nummer in range(1, 60):
        register.datasleutels.bewaar(eigenaar, _ingepakt(eigenaar, nummer))
    with ThreadPoolExecutor(2) as draden:
        taken = [draden.submit(Sleutels(TWEEDE, register.datasleutels).pak_opnieuw_in) for _ in range(2)]
        assert sum(taak.result() for taak in taken) >= 59
    assert register.datasleutels.onder_oudere("2027", 100) == []


def test_van_elke_hoofdsleutel_is_een_voorbeeld_te_krijgen(register: Register) -> None:
    eigenaar = _eigenaar(register)
    assert register.datasleutels.een_per_hoofdsleutel() == []
    for volgnummer, hoofdsleutels in enumerate((EERSTE, TWEEDE, EERSTE, TWEEDE), start=1):
        sleutel = hoofdsleutels.pak_in(secrets.token_bytes(32), eigenaar, volgnummer)
        register.datasleutels.bewaar(eigenaar, sleutel)
    gevonden = register.datasleutels.een_per_hoofdsleutel()
    assert sorted(sleutel.hoofdsleutel for sleutel in gevonden) == ["2026", "2027"]
    register.datasleutels.vernietig(eigenaar.id)
    assert register.datasleutels.een_per_hoofdsleutel() == []


def test_een_sleutel_die_intussen_vernietigd_is_komt_niet_terug(register: Register) -> None:
    eigenaar = _eigenaar(register)
    oud = register.datasleutels.bewaar(eigenaar, _ingepakt(eigenaar))
    register.datasleutels.vernietig(eigenaar.id)
    register.datasleutels.vervang(oud, _ingepakt(eigenaar))
    assert register.datasleutels.nieuwste(eigenaar.id) == IngepakteSleutel(eigenaar.id, 1, "2026", None)
