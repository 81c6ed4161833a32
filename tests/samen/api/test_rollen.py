"""Who may do what: the table, whole, and which events carry a decision."""

from typing import Any, get_args

import pytest

from api.rollen import TABEL, Actie, Rol, draagt_besluit, mag
from wet import gebeurtenissen
from wet.feit import MetBesluit
from wet.gebeurtenissen import lees_gebeurtenis

VERWACHT = """
                          gemeentesysteem consulent beslisser raadpleger onderzoeker ministerie beheerder
traject_starten                   x           x         x         .           .          .         .
traject_lezen                     x           x         x         x           .          .         .
trajecten_zoeken                  x           x         x         x           .          .         .
gebeurtenis_melden                x           x         x         .           .          .         .
besluit_melden                    .           .         x         .           .          .         .
pilot_lezen                       x           x         x         x           .          x         x
pilot_melden                      .           .         .         .           .          x         .
deelname_beeindigen               .           .         x         .           .          .         .
cijfers_lezen                     x           x         x         x           x          .         x
geschiedenis_ontsleutelen         .           .         .         .           .          .         x
"""
KOP, *REGELS = [regel.split() for regel in VERWACHT.strip().splitlines()]


def test_the_table_names_every_role_and_every_action() -> None:
    assert [Rol(naam) for naam in KOP] == list(Rol) == list(TABEL)
    assert [Actie(regel[0]) for regel in REGELS] == list(Actie)


@pytest.mark.parametrize("regel", REGELS, ids=lambda regel: regel[0])
def test_each_role_may_do_what_the_table_says_and_nothing_else(regel: list[str]) -> None:
    for rol, teken in zip(KOP, regel[1:], strict=True):
        assert mag([Rol(rol)], Actie(regel[0])) is (teken == "x"), rol


def test_one_role_that_may_is_enough_and_no_role_may_nothing() -> None:
    assert mag([Rol.RAADPLEGER, Rol.BESLISSER], Actie.BESLUIT_MELDEN)
    assert not any(mag([], actie) for actie in Actie)


ZONDER_BESLUIT = {
    "aanmelding", "medewerking_geweigerd", "inspanning", "werkgever_gevonden", "werkgever_afgehaakt", "loon_gewijzigd",
    "proefplaatsing_beeindigd", "verzekering_vervallen", "dienstbetrekking_verlengd", "dienstbetrekking_beeindigd",
    "inkomsten_geraamd", "inkomsten_opgegeven", "uitkering_gewijzigd", "herevaluatie_gevraagd",
    "voorziening_aangevraagd", "voorzieningen_beoordeeld", "ziek_gemeld", "hersteld", "uwv_beoordeling",
    "wsw_indicatie_gewijzigd", "wsw_plaats_beschikbaar", "wsw_aanbod_beantwoord", "verhuisd", "overleden",
    "beslistermijn_verlengd", "beslistermijn_opgeschort", "bezwaar_ingediend", "bezwaar_verdaagd",
    "bezwaar_opgeschort", "uitstel_ingestemd", "beroep_ingesteld", "hoger_beroep_ingesteld", "ingebrekestelling",
}  # fmt: skip
MET_BESLUIT = {
    "verzoek_beslist", "toets_uitgevoerd", "proefplaatsing_gestart", "loonwaarde_gemeten", "dienstbetrekking_aangegaan",
    "leefvorm_gewijzigd", "vermogen_gewijzigd", "herevaluatieverzoek_beslist", "voorziening_beslist", "wsw_omzetting",
    "traject_beeindigd", "bezwaar_ingetrokken", "beslissing_op_bezwaar", "beroep_ingetrokken", "uitspraak",
}  # fmt: skip


def _soorten() -> dict[str, type[Any]]:
    modellen = get_args(get_args(gebeurtenissen.Gebeurtenis)[0])
    return {get_args(model.model_fields["soort"].annotation)[0]: model for model in modellen}


def test_events_that_carry_a_decision_are_those_of_the_contract() -> None:
    soorten = _soorten()
    assert set(soorten) == ZONDER_BESLUIT | MET_BESLUIT
    met_besluit = {soort for soort, model in soorten.items() if issubclass(model, MetBesluit)}
    assert met_besluit - {"aanmelding"} == MET_BESLUIT


def _lees(soort: str, **velden: object) -> bool:
    return draagt_besluit(lees_gebeurtenis({"soort": soort, "op": "2011-03-01", **velden}))


def test_a_withdrawal_decides_only_when_the_college_gave_in() -> None:
    assert not _lees("bezwaar_ingetrokken", bezwaar=1)
    assert _lees("bezwaar_ingetrokken", bezwaar=1, tegemoetgekomen=True, loonwaarde="40")
    assert _lees("traject_beeindigd", grond="feitelijk_onmogelijk", toelichting="")
    assert not _lees("inspanning", toelichting="gebeld")
    assert not _lees("aanmelding", initiatief="client")
