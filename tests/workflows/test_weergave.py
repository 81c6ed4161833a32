"""What an operator reads of a term in the Temporal web UI."""

from datetime import date

from tests.workflows.proef import BEGIN, CLIENT, ingekomen
from wet.gebeurtenissen import Aanmelding
from wet.pilot import Pilot
from wet.traject import begin, verwerk
from workflows.weergave import traject_in_het_kort


def _bezwaar_tegen_afwijzing(afgewezen: date) -> str:
    pilot = Pilot.beginstand([CLIENT.gemeente], {})
    dossier = begin(CLIENT, pilot, Aanmelding(soort="aanmelding", op=BEGIN, initiatief="client"))
    for feit in (
        ingekomen("1", "verzoek_beslist", afgewezen, toegewezen=False, reden="werk loopt nog"),
        ingekomen("2", "bezwaar_ingediend", afgewezen, besluit=1, door="client"),
    ):
        dossier = verwerk(dossier, feit.gebeurtenis, feit.gebeurtenis.op).dossier
    return traject_in_het_kort("0014/2010-000001", dossier)


def test_een_bezwaar_staat_er_met_zijn_eigen_laatste_dag() -> None:
    assert "| 1 | 1 | client | bezwaar | 8 februari 2011 |" in _bezwaar_tegen_afwijzing(date(2010, 11, 16))


def test_van_een_termijn_die_op_een_vrije_dag_afliep_staat_er_door_welke_dag_zij_is_verlengd() -> None:
    regels = _bezwaar_tegen_afwijzing(date(2011, 1, 31))

    assert "| 26 april 2011, verlengd vanaf feestdag 25 april 2011 |" in regels
