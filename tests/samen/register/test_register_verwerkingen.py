"""The log of processing: only added to, and whoever tampers with it is found out."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine, delete, text, update

from activities.register import Register, RegisterFout
from activities.register.verwerkingen import BEGIN, Controle, Verwerking, verwerkingen

SLEUTEL = b"s" * 32
REGEL = Verwerking(
    tijdstip=datetime(2011, 3, 1, 12, 0, 0, 1, tzinfo=UTC),
    trace_id="a" * 32,
    span_id="b" * 16,
    ouder_span_id=None,
    activiteit="urn:nld:loondispensatie:verwerking:traject-lezen",
    doel="inzien",
    grondslag="wet:4",
    betrokkene="c" * 32,
    nummer="0014/2011-000001",
    wie="jan – «consulent»",
    rollen="consulent",
    gemeente="0014",
    deur="api",
)


def test_an_empty_log_is_whole(register: Register) -> None:
    assert register.verwerkingen.controleer(SLEUTEL) == Controle(0, BEGIN, None)


def test_what_was_written_is_found_by_person_in_order(register: Register) -> None:
    ander = replace(REGEL, betrokkene="d" * 32)
    later = replace(REGEL, nummer=None, gemeente=None, ouder_span_id="e" * 16)
    zegel = register.verwerkingen.schrijf([REGEL, ander], SLEUTEL)
    assert register.verwerkingen.controleer(SLEUTEL) == Controle(2, zegel, None)
    zegel = register.verwerkingen.schrijf([later], SLEUTEL)
    assert register.verwerkingen.controleer(SLEUTEL) == Controle(3, zegel, None)
    assert register.verwerkingen.van_betrokkene("c" * 32) == [REGEL, later]
    assert register.verwerkingen.van_betrokkene("x") == []


def test_writers_at_once_make_one_chain(register: Register) -> None:
    with ThreadPoolExecutor(8) as draden:
        list(draden.map(lambda _: register.verwerkingen.schrijf([REGEL, REGEL], SLEUTEL), range(20)))
    assert register.verwerkingen.controleer(SLEUTEL).aantal == 40
    assert register.verwerkingen.controleer(SLEUTEL).breuk is None


@pytest.mark.parametrize(
    "daad", [update(verwerkingen).values(wie="niemand"), delete(verwerkingen)], ids=["wijzig", "wis"]
)
def test_the_database_refuses_to_change_it(register: Register, daad: object) -> None:
    zegel = register.verwerkingen.schrijf([REGEL], SLEUTEL)
    with pytest.raises(RegisterFout), register._verbinding.schrijf() as verbinding:
        verbinding.execute(daad)  # type: ignore[call-overload]
    assert register.verwerkingen.controleer(SLEUTEL) == Controle(1, zegel, None)


@pytest.mark.parametrize(
    "knoei",
    [
        "UPDATE verwerkingen SET wie = 'niemand' WHERE volgnummer = 2",
        "DELETE FROM verwerkingen WHERE volgnummer = 2",
        "UPDATE verwerkingen SET volgnummer = 9 WHERE volgnummer = 2",
        "UPDATE verwerkingen SET zegel = 'x' WHERE volgnummer = 2",
    ],
)
def test_who_gets_round_the_database_is_found_out(register: Register, adres: str, knoei: str) -> None:
    register.verwerkingen.schrijf([REGEL] * 4, SLEUTEL)
    engine = create_engine(adres.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as verbinding:
        if engine.dialect.name == "postgresql":
            verbinding.execute(text("ALTER TABLE verwerkingen DISABLE TRIGGER USER"))
        else:
            verbinding.execute(text("DROP TRIGGER verwerkingen_geen_update"))
            verbinding.execute(text("DROP TRIGGER verwerkingen_geen_delete"))
        verbinding.execute(text(knoei))
    engine.dispose()
    assert register.verwerkingen.controleer(SLEUTEL).breuk == 2


def test_without_the_key_no_chain_can_be_made(register: Register) -> None:
    register.verwerkingen.schrijf([REGEL], b"x" * 32)
    assert register.verwerkingen.controleer(SLEUTEL).breuk == 1
