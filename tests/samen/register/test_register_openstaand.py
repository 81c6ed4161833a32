"""The terms of which the matter is still due: by last day, judged on the day of who asks, and of an older register."""

from dataclasses import replace
from datetime import date
from itertools import islice

import pytest
from sqlalchemy import create_engine, text

from activities.register import Register
from activities.register.openstaand import Plaats, Termijnvraag
from activities.register.projectie import Stand
from activities.uitvoering import stand_van
from tests.samen.register.voorbeelden import begonnen, client, clienten, leeg, stand
from tests.wet.zaken import zaak
from wet.termijnen import Openstaand, openstaand
from workflows.berichten import Vastlegging

DAG = date(2011, 3, 1)
TOETS = Openstaand("beslissing_verzoek", date(2011, 2, 28), None)
BEZWAAR = Openstaand("beslissing_bezwaar", date(2011, 3, 1), 1)
PLAATSING = Openstaand("einde_proefplaatsing", date(2011, 3, 15), None)


@pytest.fixture
def drie(register: Register) -> list[str]:
    """Two trajectories in Groningen and one elsewhere, with terms that end around this day."""
    een, twee = (begonnen(register, persoon) for persoon in islice(clienten(), 2))
    elders = begonnen(register, client("9902"))
    register.leg_vast(stand(een, 1, leeg(), openstaand=[BEZWAAR, PLAATSING]))
    register.leg_vast(stand(twee, 1, leeg(), openstaand=[TOETS, BEZWAAR]))
    register.leg_vast(stand(elders, 1, leeg(), openstaand=[TOETS]))
    return [een, twee, elders]


def test_termijnen_staan_op_laatste_dag_en_alleen_wat_gevraagd_is(register: Register, drie: list[str]) -> None:
    een, twee, elders = drie

    def gevonden(**eisen: object) -> list[tuple[str, str]]:
        vraag = replace(Termijnvraag(DAG, "0014"), **eisen)  # type: ignore[arg-type]
        return [(regel.nummer, regel.soort) for regel in register.openstaand.zoek(vraag)]

    alles = [
        (twee, "beslissing_verzoek"),
        (een, "beslissing_bezwaar"),
        (twee, "beslissing_bezwaar"),
        (een, "einde_proefplaatsing"),
    ]
    assert gevonden() == alles
    assert gevonden(aantal=2) == alles[:2]
    assert gevonden(na=Plaats(date(2011, 3, 1), een, 1)) == alles[2:]
    assert gevonden(na=Plaats(date(2011, 3, 1), een, 1), aantal=1) == alles[2:3]
    assert gevonden(tot=date(2011, 3, 1)) == alles[:3]
    assert gevonden(soort="beslissing_bezwaar") == alles[1:3]
    assert gevonden(stand="verstreken") == alles[:1]
    assert gevonden(stand="open") == alles[1:]
    assert gevonden(gemeente=None, soort="beslissing_verzoek") == [alles[0], (elders, "beslissing_verzoek")]
    assert gevonden(soort="' OR 1=1 --") == []


def test_of_een_termijn_voorbij_is_hangt_van_de_dag_af_en_niet_van_het_traject(
    register: Register, drie: list[str]
) -> None:
    later = date(2011, 3, 20)

    regels = register.openstaand.zoek(Termijnvraag(later, "0014"))

    assert [regel.stand_op(later) for regel in regels] == ["verstreken"] * 3
    assert [regel.stand_op(DAG) for regel in regels] == ["verstreken", "open", "open"]
    # A placement ends by itself.
    assert (drie[0], "einde_proefplaatsing") not in {(regel.nummer, regel.soort) for regel in regels}


def test_wat_is_gedaan_of_vervallen_staat_er_niet_meer(register: Register, drie: list[str]) -> None:
    register.leg_vast(stand(drie[1], 2, leeg(), openstaand=[BEZWAAR]))

    regels = register.openstaand.zoek(Termijnvraag(DAG, "0014"))

    assert [(regel.nummer, regel.bezwaar) for regel in regels] == [(drie[0], 1), (drie[1], 1), (drie[0], None)]


def test_wie_het_is_staat_nergens_leesbaar(register: Register, drie: list[str]) -> None:
    regel = register.openstaand.zoek(Termijnvraag(DAG, "9902"))[0]

    assert (regel.nummer, regel.bsn) == (drie[2], client().bsn)
    assert regel.bsn not in repr(regel)


def test_een_register_van_voor_dit_overzicht_wordt_gevuld_uit_de_dossiers(adres: str) -> None:
    dossier = zaak("dienstbetrekking")
    verwacht = [(termijn.soort, termijn.uiterlijk) for termijn in openstaand(dossier)]
    with Register(adres) as register:
        nummer = begonnen(register)
        register.leg_vast(stand_van(Vastlegging(nummer=nummer, versie=1, dag=dossier.dag, dossier=dossier)))
        assert _gevonden(register) == verwacht != []
    _zet_terug(adres)

    with Register(adres) as register:
        assert _gevonden(register) == verwacht
        leeg_: Stand = stand(nummer, 2, leeg(), dossier.dag)
        register.leg_vast(leeg_)
        assert _gevonden(register) == []


def _gevonden(register: Register) -> list[tuple[str, date]]:
    return [(regel.soort, regel.uiterlijk) for regel in register.openstaand.zoek(Termijnvraag(DAG))]


def _zet_terug(adres: str) -> None:
    """As the register was before this list was kept."""
    engine = create_engine(adres.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as verbinding:
        verbinding.execute(text("DROP TABLE openstaand"))
        verbinding.execute(text("UPDATE register_versie SET version_num = '0004'"))
        verbinding.execute(text("UPDATE trajecten SET vingerafdrukken = '{}'"))
    engine.dispose()
