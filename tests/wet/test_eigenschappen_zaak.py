"""What holds of any case, whatever happens in it: time, refusals, the pilot, its form."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.programmas import Verloop, programmas, uit_zaad
from tests.puur import Spel, Stap, speel_puur, volg, zet_op
from wet.dossier import Dossier
from wet.gebeurtenissen import Gebeurtenis
from wet.pilot import Pilot
from wet.resultaat import resultaat, volgende_termijn
from wet.traject import bereik, is_klaar, verwerk, verwerk_pilot, volgende_dag

DAG = timedelta(days=1)
LATER = timedelta(days=500)
DELEN: dict[str, set[str]] = {
    "tijdlijn": {"op", "soort", "grondslag", "toelichting"},
    "besluiten": {
        "nummer", "soort", "op", "bekendgemaakt", "geadresseerde", "bezwaar_tot_en_met", "onherroepelijk_op",
        "grondslag", "motivering", "gegevens",
    },
    "proefplaatsingen": {"van", "tot_en_met", "kvk"},
    "dienstbetrekkingen": {"van", "tot_en_met", "kvk", "waarschuwingen"},
    "loonwaarden": {"van", "tot_en_met", "percentage", "besluit"},
    "uitkering": {"maand", "A", "B", "C", "dagen", "bedrag", "status"},
    "bezwaren": {"nummer", "besluit", "door", "ontvankelijk", "beslissen_uiterlijk", "stand"},
    "compensaties": {"van", "tot_en_met", "bedrag"},
    "dwangsommen": {"bij", "bezwaar", "eerste_dag", "laatste_dag", "bedrag"},
    "ziekteperioden": {"van", "tot_en_met", "noriskpolis"},
    "termijnen": {"soort", "uiterlijk", "stand"},
    "meldingen": {"op", "aan", "soort"},
    "weigeringen": {"op", "soort", "artikel", "reden"},
}  # fmt: skip
"""The lists of a result and the keys of their items (contract section 6)."""
GEORDEND_OP = {
    "tijdlijn": "op", "proefplaatsingen": "van", "dienstbetrekkingen": "van", "loonwaarden": "van",
    "uitkering": "maand", "dwangsommen": "eerste_dag", "ziekteperioden": "van", "termijnen": "uiterlijk",
    "meldingen": "op", "weigeringen": "op", "besluiten": "nummer", "bezwaren": "nummer",
}  # fmt: skip


def standen(verloop: Verloop) -> list[Dossier]:
    """The case after each event, and long after the last."""
    na = [stap.na for stap in verloop.stappen if stap.na is not None]
    return [*na, bereik(verloop.dossier, verloop.dossier.dag + LATER)]


@given(programmas())
def test_dag_voor_dag_geeft_hetzelfde_als_in_een_sprong_en_niets_gebeurt_op_een_dag_die_niet_genoemd_is(
    verloop: Verloop,
) -> None:
    alle = standen(verloop)
    tot = [stap.feit.op for stap in verloop.stappen if stap.voor is not None]
    for begin, dag in zip(alle, [*tot, alle[-1].dag], strict=False):
        per_dag = begin
        while per_dag.dag < dag:
            volgende = volgende_dag(per_dag)
            assert volgende is None or volgende > per_dag.dag
            morgen = bereik(per_dag, per_dag.dag + DAG)
            if volgende != morgen.dag:
                assert morgen == per_dag.met(dag=morgen.dag)
            per_dag = morgen
        assert per_dag == bereik(begin, dag)


@given(programmas())
def test_een_zaak_gaat_ongeschonden_door_json(verloop: Verloop) -> None:
    for stand in standen(verloop)[::3]:
        assert Dossier.model_validate_json(stand.model_dump_json()) == stand


@given(programmas())
def test_een_programma_gaat_ongeschonden_door_json_en_geeft_dezelfde_uitkomst(verloop: Verloop) -> None:
    gelezen = type(verloop.scenario).model_validate_json(verloop.scenario.model_dump_json())

    assert speel_puur(gelezen) == speel_puur(verloop.scenario)


@given(programmas())
def test_een_resultaat_heeft_precies_de_delen_van_het_contract_en_alleen_gewone_gegevens(verloop: Verloop) -> None:
    for stand in standen(verloop)[::4]:
        gevonden = resultaat(stand, stand.dag, "naam")

        assert set(gevonden) == {"naam", "traject", *DELEN}
        assert set(gevonden["traject"]) == {"fase", "route", "afgesloten", "bevoegde_gemeente", "wsw_indicatie"}
        assert all(set(item) == velden for deel, velden in DELEN.items() for item in gevonden[deel])
        assert json.loads(json.dumps(gevonden)) == gevonden
        assert not list(_breuken(gevonden))


def _breuken(deel: object) -> Iterator[float]:
    """Yield every binary fraction in plain data."""
    if isinstance(deel, float):
        yield deel
    for onderdeel in deel.values() if isinstance(deel, dict) else deel if isinstance(deel, list) else ():
        yield from _breuken(onderdeel)


@given(programmas())
def test_elke_lijst_van_een_resultaat_staat_op_volgorde(verloop: Verloop) -> None:
    for stand in standen(verloop)[::4]:
        gevonden = resultaat(stand, stand.dag)
        for deel, veld in GEORDEND_OP.items():
            sleutels = [item[veld] for item in gevonden[deel]]
            assert sleutels == sorted(sleutels), deel


@given(programmas())
def test_een_resultaat_kijkt_alleen(verloop: Verloop) -> None:
    voor = verloop.dossier.model_dump_json()

    eerste = resultaat(verloop.dossier, verloop.dossier.dag)

    assert resultaat(verloop.dossier, verloop.dossier.dag) == eerste
    assert verloop.dossier.model_dump_json() == voor


def eigen_stappen(verloop: Verloop) -> list[tuple[Stap, Dossier, Gebeurtenis]]:
    """The events of the case itself after the aanmelding, each with the case just before it."""
    eigen = {id(feit) for feit in verloop.scenario.gebeurtenissen}
    return [
        (stap, bereik(stap.voor, stap.feit.op), feit)
        for stap in verloop.stappen
        for feit in verloop.scenario.gebeurtenissen
        if stap.feit is feit and stap.voor is not None and id(feit) in eigen
    ]


@given(programmas())
def test_van_een_geweigerde_gebeurtenis_blijft_alleen_de_weigering(verloop: Verloop) -> None:
    for stap, voor, feit in eigen_stappen(verloop):
        assert stap.na is not None
        if stap.weigering is None:
            assert stap.na.weigeringen == voor.weigeringen
            continue
        assert stap.na.met(weigeringen=()) == voor.met(weigeringen=())
        nieuw = stap.na.weigeringen[len(voor.weigeringen) :]
        assert [(w.op, w.soort, w.artikel) for w in nieuw] == [(feit.op, feit.soort, stap.weigering.artikel)]
        assert nieuw[0].reden.endswith(".")


@given(programmas())
def test_een_aanvaarde_gebeurtenis_staat_een_keer_op_de_tijdlijn(verloop: Verloop) -> None:
    for stap, voor, feit in eigen_stappen(verloop):
        assert stap.na is not None
        regels = [regel for regel in stap.na.tijdlijn[len(voor.tijdlijn) :] if regel.soort == feit.soort]
        assert len(regels) == (0 if stap.weigering else 1)
        assert all(regel.op == feit.op and regel.grondslag for regel in regels)


@given(programmas())
def test_wat_gebeurd_is_blijft_staan(verloop: Verloop) -> None:
    alle = standen(verloop)
    for eerder, later in pairwise(alle):
        for deel in ("tijdlijn", "besluiten", "meldingen", "weigeringen", "inkomsten"):
            oud = getattr(eerder, deel)
            assert getattr(later, deel)[: len(oud)] == oud
        assert [b.nummer for b in later.besluiten] == list(range(1, len(later.besluiten) + 1))
        assert [m.nummer for m in later.meldingen] == list(range(1, len(later.meldingen) + 1))


@given(programmas())
def test_dezelfde_pilot_nog_eens_verandert_niets_en_een_oudere_ook_niet(verloop: Verloop) -> None:
    dossier = bereik(verloop.dossier, verloop.dossier.dag)
    eens = verwerk_pilot(dossier, verloop.pilot, dossier.dag)
    ouder = Pilot.beginstand(verloop.scenario.gemeenten, verloop.scenario.methoden)

    assert eens == dossier
    assert verwerk_pilot(eens, verloop.pilot, dossier.dag) == eens
    assert verwerk_pilot(eens, ouder, dossier.dag) == eens


@given(st.lists(programmas(), min_size=2, max_size=3), st.randoms(use_true_random=False))
def test_zaken_beinvloeden_elkaar_niet_in_welke_volgorde_ook(verlopen: list[Verloop], toeval: Random) -> None:
    lopend = {nummer: volg(zet_op(verloop.scenario), verloop.scenario) for nummer, verloop in enumerate(verlopen)}
    laatste: dict[int, Dossier | None] = {}
    while lopend:
        nummer = toeval.choice(sorted(lopend))
        stap = next(lopend[nummer], None)
        if stap is None:
            del lopend[nummer]
        else:
            laatste[nummer] = stap.na

    assert laatste == {nummer: verloop.dossier for nummer, verloop in enumerate(verlopen)}


@given(programmas())
def test_in_een_zaak_die_klaar_is_volgt_niets_meer(verloop: Verloop) -> None:
    for stand in standen(verloop):
        if is_klaar(stand):
            assert stand.fase == "afgesloten"
            assert volgende_dag(stand) is None
            assert bereik(stand, stand.dag + LATER) == stand.met(dag=stand.dag + LATER)
            besluiten = resultaat(stand, stand.dag)["besluiten"]
            assert all(besluit["onherroepelijk_op"] for besluit in besluiten)


@given(programmas())
def test_een_gesloten_zaak_zonder_lopend_rechtsmiddel_komt_klaar(verloop: Verloop) -> None:
    einde = bereik(verloop.dossier, date(2030, 1, 1))
    wacht = any(bezwaar.stand in {"bezwaar", "beroep", "hoger_beroep"} for bezwaar in einde.bezwaren)

    if einde.fase == "afgesloten" and not wacht:
        assert is_klaar(einde)


@given(programmas())
def test_de_volgende_termijn_is_een_open_termijn_van_het_resultaat(verloop: Verloop) -> None:
    for stand in standen(verloop):
        termijn = volgende_termijn(stand)
        lopend = [t for t in resultaat(stand, stand.dag)["termijnen"] if t["stand"] == "open"]
        assert (termijn is None) == (not lopend)
        if termijn is not None:
            assert (termijn[0].isoformat(), termijn[1]) == min((t["uiterlijk"], t["soort"]) for t in lopend)


def test_hetzelfde_zaad_geeft_hetzelfde_programma() -> None:
    assert uit_zaad(7) == uit_zaad(7)


def test_de_programmas_komen_overal() -> None:
    fasen, artikelen, besluiten = set(), set(), set()
    for zaad in range(250):
        verloop = uit_zaad(zaad)
        fasen |= {stap.na.fase for stap in verloop.stappen if stap.na is not None}
        artikelen |= {stap.weigering.artikel for stap in verloop.stappen if stap.weigering is not None}
        besluiten |= {besluit.soort for besluit in verloop.dossier.besluiten}

    assert len(fasen) == 7
    assert len(artikelen) >= 18
    assert len(besluiten) >= 11


def test_een_gebeurtenis_die_later_wordt_geregistreerd_telt_op_de_dag_van_ontvangst() -> None:
    verloop = uit_zaad(1)
    spel = Spel(verloop.scenario.client, Pilot.beginstand(("0014",), {}))
    spel.meld(verloop.scenario.gebeurtenissen[0])
    dag = spel.zaak.dag + timedelta(days=9)

    na, weigering = verwerk(spel.zaak, verloop.scenario.gebeurtenissen[0].model_copy(update={"op": spel.zaak.dag}), dag)

    assert weigering is not None
    assert na.dag == dag
