"""What comes in at a live door may be registered later than it was received; the law wakes up no more than needed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.programmas import Verloop, programmas
from tests.puur import zet_op
from tests.wet.test_eigenschappen_zaak import standen
from tests.wet.zaken import Velden
from wet.dossier import Dossier
from wet.finaliteit import onherroepelijk_op
from wet.gebeurtenissen import lees_gebeurtenis
from wet.resultaat import resultaat
from wet.traject import begin, bereik, verwerk, volgende_dag
from wet.waarden import Misvormd

DAG = timedelta(days=1)
MEESTE_LOZE_DAGEN = 5


def laat_geregistreerd(verloop: Verloop, vertraging: int) -> list[tuple[Dossier, Dossier, date]]:
    """Register every event so many days late: the case before, the case after, and the day of each registration."""
    spel = zet_op(verloop.scenario)
    eerste, *rest = verloop.scenario.gebeurtenissen
    dossier = begin(spel.client, spel.pilot, eerste, eerste.op + timedelta(days=vertraging))  # type: ignore[arg-type]
    overgangen = []
    for feit in rest:
        dag = max(feit.op + timedelta(days=vertraging), dossier.dag)
        try:
            na = verwerk(dossier, feit, dag).dossier
        except Misvormd:
            continue
        overgangen.append((dossier, na, dag))
        dossier = na
    return overgangen


@given(programmas(), st.integers(1, 30))
def test_wat_laat_wordt_geregistreerd_breekt_niets(verloop: Verloop, vertraging: int) -> None:
    for voor, na, dag in laat_geregistreerd(verloop, vertraging):
        assert na.dag == dag
        assert Dossier.model_validate_json(na.model_dump_json()) == na
        assert na.besluiten[: len(voor.besluiten)] == voor.besluiten
        assert [besluit.nummer for besluit in na.besluiten] == list(range(1, len(na.besluiten) + 1))
        assert na.meldingen[: len(voor.meldingen)] == voor.meldingen
        gevonden = resultaat(na, dag)
        assert all(rij["op"] <= rij["bekendgemaakt"] for rij in gevonden["besluiten"])
        assert all(rij["op"] <= dag.isoformat() for rij in gevonden["tijdlijn"])


@given(programmas(), st.integers(1, 30))
def test_ook_na_late_registratie_is_dag_voor_dag_hetzelfde_als_een_sprong(verloop: Verloop, vertraging: int) -> None:
    for _, na, dag in laat_geregistreerd(verloop, vertraging)[-3:]:
        later = dag + timedelta(days=60)
        per_dag = na
        while per_dag.dag < later:
            morgen = bereik(per_dag, per_dag.dag + DAG)
            assert volgende_dag(per_dag) == morgen.dag or morgen == per_dag.met(dag=morgen.dag)
            per_dag = morgen
        assert per_dag == bereik(na, later)


@given(programmas())
def test_de_wet_wordt_niet_vaak_voor_niets_wakker(verloop: Verloop) -> None:
    for stand in standen(verloop)[::3]:
        dossier, voor_niets = stand, 0
        while (dag := volgende_dag(dossier)) is not None and dag < date(2015, 6, 1):
            morgen = bereik(dossier, dag)
            voor_niets = voor_niets + 1 if morgen == dossier.met(dag=dag) else 0
            assert voor_niets <= MEESTE_LOZE_DAGEN
            dossier = morgen


@given(programmas())
def test_een_besluit_dat_nog_niet_onherroepelijk_is_weet_wanneer_of_wacht_op_een_uitkomst(verloop: Verloop) -> None:
    for stand in standen(verloop)[::3]:
        for besluit in stand.besluiten:
            dag = onherroepelijk_op(stand, besluit.nummer)
            loopt = any(b.stand in {"bezwaar", "beroep", "hoger_beroep"} for b in stand.bezwaren)
            assert dag is not None or loopt


VOORUIT: tuple[Velden, ...] = (
    {"soort": "leefvorm_gewijzigd", "leefvorm": "alleenstaande"},
    {"soort": "vermogen_gewijzigd", "vermogen": "90000"},
    {"soort": "uitkering_gewijzigd", "uitkering": "geen"},
    {"soort": "verhuisd", "gemeente": "0363"},
    {"soort": "proefplaatsing_beeindigd", "reden": "klaar"},
    {"soort": "verzekering_vervallen"},
    {"soort": "dienstbetrekking_beeindigd", "reden": "contract", "uitkering_na": "wwb"},
    {"soort": "ziek_gemeld"},
    {"soort": "hersteld"},
    {"soort": "wsw_omzetting", "werkgever_akkoord": True, "werknemer_akkoord": True},
    {"soort": "wsw_aanbod_beantwoord", "aanvaard": True},
)
DELEN = ("traject", "loonwaarden", "uitkering", "proefplaatsingen", "dienstbetrekkingen", "ziekteperioden")


@given(programmas(), st.sampled_from(VOORUIT), st.integers(1, 60), st.integers(0, 100))
def test_wat_vooruit_wordt_gemeld_gaat_op_zijn_dag_in_alsof_het_toen_werd_gemeld(
    verloop: Verloop, velden: Velden, vooruit: int, verder: int
) -> None:
    open_standen = [stap.na for stap in verloop.stappen if stap.na is not None and stap.na.is_open]
    for stand in open_standen[-3:]:
        per = stand.dag + timedelta(days=vooruit)
        eerder, weigering = verwerk(stand, lees_gebeurtenis({"op": stand.dag, "per": per} | velden), stand.dag)
        if weigering is not None:
            continue
        toen = verwerk(stand, lees_gebeurtenis({"op": per, "per": per} | velden), per).dossier
        dag = per + timedelta(days=verder)
        een, ander = resultaat(bereik(eerder, dag), dag), resultaat(bereik(toen, dag), dag)
        assert {deel: een[deel] for deel in DELEN} == {deel: ander[deel] for deel in DELEN}
