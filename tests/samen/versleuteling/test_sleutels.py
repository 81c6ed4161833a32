"""Data keys: one for everybody, new ones beside old ones, remembered for a while and no longer."""

import asyncio
import time

import pytest
from temporalio.api.common.v1 import Payload

from tests.samen.versleuteling.proef import (
    EERSTE,
    EIGENAAR,
    TRAJECT,
    TWEEDE,
    VREEMD,
    Geheugenregister,
    Klok,
    codec,
    sleutels,
)
from versleuteling.eigenaar import ALGEMEEN, PILOT, eigenaar_van
from versleuteling.fouten import SleutelOnbekend, SleutelVernietigd, Vervalst
from versleuteling.geheugen import Geheugen
from versleuteling.hoofdsleutels import Hoofdsleutels
from versleuteling.sleutelregister import IngepakteSleutel
from versleuteling.sleutels import GELDIG, Sleutels
from workflows.berichten import PILOT_ID, traject_id

TEKST = Payload(data=b"iets")


async def test_nieuwe_gegevens_krijgen_de_nieuwste_sleutel_en_oude_blijven_leesbaar() -> None:
    van = sleutels()
    [oud] = await codec(van).encode([TEKST])
    assert van.vernieuw(EIGENAAR).id == f"{TRAJECT}#2"
    [nieuw] = await codec(van).encode([TEKST])
    assert nieuw.metadata["encryption-key-id"] == f"{TRAJECT}#2".encode()
    assert await codec(van).decode([oud, nieuw]) == [TEKST, TEKST]


async def test_een_nieuwe_hoofdsleutel_pakt_nieuwe_datasleutels_in_en_opent_oude() -> None:
    register = Geheugenregister()
    [oud] = await codec(sleutels(register)).encode([TEKST])
    nieuw = sleutels(register, TWEEDE)
    assert await codec(nieuw).decode([oud]) == [TEKST]
    nieuw.vernieuw(EIGENAAR)
    assert [rij.hoofdsleutel for rij in register.rijen.values()] == ["2026", "2027"]


async def test_na_opnieuw_inpakken_kan_de_oude_hoofdsleutel_weg() -> None:
    register, anderen = Geheugenregister(), [traject_id(f"0014/2011-{nummer:06}") for nummer in range(700)]
    eerste = sleutels(register)
    payloads = {id_: (await codec(eerste, id_).encode([TEKST]))[0] for id_ in [TRAJECT, PILOT_ID, "hulp", *anderen]}
    eerste.vernietig(eigenaar_van(anderen[0]))
    assert sleutels(register, TWEEDE).pak_opnieuw_in() == len(payloads) - 1
    assert sleutels(register, TWEEDE).pak_opnieuw_in() == 0

    alleen_nieuw = sleutels(register, Hoofdsleutels({"2027": TWEEDE.sleutels["2027"]}))
    for id_, payload in payloads.items():
        if id_ != anderen[0]:
            assert await codec(alleen_nieuw, id_).decode([payload]) == [TEKST]


async def test_hoofdsleutels_die_niet_passen_worden_meteen_gezien() -> None:
    register = Geheugenregister()
    for hoofdsleutels in (EERSTE, TWEEDE, VREEMD):
        sleutels(register, hoofdsleutels).controleer()
    await codec(sleutels(register)).encode([TEKST])
    sleutels(register, TWEEDE).controleer()
    with pytest.raises(Vervalst, match="past niet bij hoofdsleutel 2026"):
        sleutels(register, VREEMD).controleer()
    sleutels(register, TWEEDE).vernieuw(EIGENAAR)
    with pytest.raises(SleutelOnbekend, match="2027"):
        sleutels(register).controleer()


async def test_een_vernietigde_sleutel_wordt_niet_vernieuwd() -> None:
    van = sleutels()
    await codec(van).encode([TEKST])
    van.vernietig(EIGENAAR)
    with pytest.raises(SleutelVernietigd):
        van.vernieuw(EIGENAAR)


@pytest.mark.parametrize("eigenaar", [PILOT, ALGEMEEN])
def test_alleen_sleutels_van_een_traject_zijn_te_vernietigen(eigenaar: object) -> None:
    with pytest.raises(ValueError, match="trajectory"):
        sleutels().vernietig(eigenaar)  # type: ignore[arg-type]


async def test_een_sleutel_wordt_een_keer_gezocht() -> None:
    register = Geheugenregister()
    van = sleutels(register)
    payloads = await codec(van).encode([TEKST] * 5)
    for _ in range(5):
        await codec(van).decode(payloads)
        await codec(van).encode([TEKST])
    assert register.vragen == 1


async def test_een_ander_proces_hoort_na_een_tijd_van_vernietiging_en_vernieuwing() -> None:
    register, klok = Geheugenregister(), Klok()
    hier, daar = sleutels(register), Sleutels(TWEEDE, register, klok=klok)
    [payload] = await codec(daar).encode([TEKST])
    hier.vernieuw(EIGENAAR)
    klok.nu = GELDIG - 1
    [nog_oud] = await codec(daar).encode([TEKST])
    klok.nu = GELDIG
    [nieuw] = await codec(daar).encode([TEKST])
    assert nog_oud.metadata["encryption-key-id"] == payload.metadata["encryption-key-id"]
    assert nieuw.metadata["encryption-key-id"] == f"{TRAJECT}#2".encode()

    hier.vernietig(EIGENAAR)
    klok.nu = 2 * GELDIG
    with pytest.raises(SleutelVernietigd):
        await codec(daar).decode([payload])


async def test_wie_tegelijk_begint_krijgt_dezelfde_sleutel() -> None:
    register = Geheugenregister()
    processen = [sleutels(register) for _ in range(20)]
    payloads = [uit for [uit] in await asyncio.gather(*(codec(van).encode([TEKST]) for van in processen))]
    assert len(register.rijen) == 1
    assert await codec(sleutels(register)).decode(payloads) == [TEKST] * 20


async def test_een_traag_register_houdt_de_lus_niet_op() -> None:
    class Traag(Geheugenregister):
        def nieuwste(self, eigenaar: str) -> IngepakteSleutel | None:
            time.sleep(0.2)
            return super().nieuwste(eigenaar)

    zoeken = asyncio.create_task(codec(sleutels(Traag())).encode([TEKST]))
    begin = time.monotonic()
    await asyncio.sleep(0.01)
    assert time.monotonic() - begin < 0.15
    await zoeken


async def test_een_register_dat_uitvalt_laat_niets_half_achter() -> None:
    class Kapot(Geheugenregister):
        def nieuwste(self, eigenaar: str) -> None:
            raise OSError(eigenaar)

    register = Kapot()
    with pytest.raises(OSError, match="0014"):
        await codec(sleutels(register)).encode([TEKST])
    assert register.rijen == {}


async def test_een_sleutel_die_niet_in_het_register_staat_wordt_gezegd() -> None:
    [payload] = await codec(sleutels()).encode([TEKST])
    with pytest.raises(SleutelOnbekend, match="staat niet in het register"):
        await codec(sleutels()).decode([payload])


def test_het_geheugen_vergeet_wat_het_langst_niet_is_gebruikt() -> None:
    geheugen: Geheugen[str, int] = Geheugen(2, 10.0, Klok())
    geheugen["a"], geheugen["b"] = 1, 2
    assert geheugen["a"] == 1
    geheugen["c"] = 3
    assert (geheugen["a"], geheugen["b"], geheugen["c"]) == (1, None, 3)
    assert len(geheugen) == 2


def test_het_geheugen_vergeet_op_tijd_en_op_verzoek() -> None:
    klok = Klok()
    geheugen: Geheugen[str, int] = Geheugen(9, 10.0, klok)
    geheugen["a"], geheugen["b"] = 1, 2
    geheugen.vergeet(lambda sleutel: sleutel == "a")
    assert geheugen["a"] is None
    klok.nu = 10.0
    assert geheugen["b"] is None
    assert len(geheugen) == 0


def test_een_id_dat_op_een_traject_lijkt_is_er_geen() -> None:
    for id_ in ("traject/0014/2011-000123/x", "traject/14/2011-000123", "traject/٠٠١٤/2011-000123", "TRAJECT/1", ""):
        assert eigenaar_van(id_) is ALGEMEEN
    assert eigenaar_van(TRAJECT).gemeente == "0014"
    assert eigenaar_van(PILOT_ID).gemeente is None
