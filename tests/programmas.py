"""Random programs: a client, a pilot and dated events, generated step by step against the law itself.

Most events fit the case as it then is, so that a program gets somewhere; some are refused. A program is a scenario
(contract section 6) without expectations: it can be played through the law, through the workflows, or be written out.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from starter.scenario import Scenario
from tests.greep import Greep
from tests.programmafeiten import ANDERE_GEMEENTE, ANDERE_METHODE, GEMEENTE, MAKERS, METHODE
from tests.programmarechtsmiddelen import te_late_termijnen
from tests.puur import Spel, Stap
from wet.client import Client, lees_client
from wet.dienstbetrekking import geldige_loonwaarde
from wet.dossier import Dossier
from wet.feit import MetBesluit
from wet.finaliteit import laatste_postdag
from wet.gebeurtenissen import Gebeurtenis, lees_gebeurtenis
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import PilotGebeurtenis, lees_pilotgebeurtenis
from wet.traject import verwerk, volgende_dag
from wet.waarden import Misvormd

LAATSTE_DAG = date(2014, 12, 31)
"""No program has an event after this day."""
MEESTE_STAPPEN = 45

# How often a kind of event is drawn, by phase; every other kind comes up now and then too.
_VERDER: dict[str, dict[str, int]] = {
    "verzoek": {"verzoek_beslist": 10, "beslistermijn_verlengd": 2, "beslistermijn_opgeschort": 2},
    "toegangstoets": {"toets_uitgevoerd": 14},
    "werkgever_zoeken": {"werkgever_gevonden": 16, "voorziening_aangevraagd": 1},
    "proefplaatsing": {"loonwaarde_gemeten": 6, "proefplaatsing_beeindigd": 2, "verzekering_vervallen": 1},
    "loonwaardebepaling": {"loonwaarde_gemeten": 12, "proefplaatsing_gestart": 5, "loon_gewijzigd": 1},
    "beschikt": {"dienstbetrekking_aangegaan": 16, "loonwaarde_gemeten": 2, "werkgever_afgehaakt": 1},
    "dienstbetrekking": {
        "loonwaarde_gemeten": 8, "inkomsten_opgegeven": 5, "inkomsten_geraamd": 1, "dienstbetrekking_beeindigd": 2,
        "dienstbetrekking_verlengd": 2, "leefvorm_gewijzigd": 2, "vermogen_gewijzigd": 2, "herevaluatie_gevraagd": 2,
        "herevaluatieverzoek_beslist": 2, "voorziening_aangevraagd": 2, "voorziening_beslist": 2, "ziek_gemeld": 1,
        "hersteld": 4, "voorzieningen_beoordeeld": 1, "loon_gewijzigd": 2, "wsw_plaats_beschikbaar": 2,
        "wsw_omzetting": 3, "wsw_aanbod_beantwoord": 4,
    },
    "afgesloten": {"inkomsten_opgegeven": 1, "bezwaar_ingediend": 3, "uitspraak": 1},
}  # fmt: skip
_RECHTSMIDDELEN: dict[str, dict[str, int]] = {
    "bezwaar": {
        "beslissing_op_bezwaar": 6, "bezwaar_ingetrokken": 2, "bezwaar_verdaagd": 1, "bezwaar_opgeschort": 1,
        "uitstel_ingestemd": 1, "ingebrekestelling": 2, "beroep_ingesteld": 1,
    },
    "beslist": {"beroep_ingesteld": 5},
    "beroep": {"uitspraak": 6, "beroep_ingetrokken": 2},
    "uitspraak": {"hoger_beroep_ingesteld": 5},
    "hoger_beroep": {"uitspraak": 6, "beroep_ingetrokken": 2},
}  # fmt: skip


class Verloop(NamedTuple):
    """A program with what the law made of it, step by step."""

    scenario: Scenario
    stappen: tuple[Stap, ...]
    dossier: Dossier
    pilot: Pilot

    def __repr__(self) -> str:
        """Show what was reported, so that a failing program can be read and made into a scenario."""
        scenario = self.scenario.model_dump(mode="json", exclude_defaults=True, exclude={"verwacht", "precies"})
        return json.dumps(scenario, indent=1)


def programmas() -> st.SearchStrategy[Verloop]:
    """Give programs that hypothesis can vary and make smaller."""
    return st.randoms(use_true_random=False).map(verzin)


def uit_zaad(zaad: int) -> Verloop:
    """Make up the program that belongs to a seed; it is always the same one."""
    return verzin(Random(zaad))  # noqa: S311 (no secret depends on it)


def reeks(aantal: int, zaad: int = 0) -> Iterator[Scenario]:
    """Yield the programs of so many seeds, the first of which is given."""
    for nummer in range(zaad, zaad + aantal):
        yield uit_zaad(nummer).scenario.met(naam=f"programma {nummer}")


def verzin(toeval: Random) -> Verloop:
    """Make up one program."""
    greep = Greep(toeval)
    client, pilot = _client(greep), _pilot(greep)
    spel = Spel(client, Pilot.beginstand(*pilot))
    stappen = list(_stappen(greep, spel))
    laatste = max(stap.feit.op for stap in stappen)
    scenario = Scenario.model_construct(
        naam="programma",
        gemeenten=pilot[0],
        methoden=pilot[1],
        pilotgebeurtenissen=tuple(spel.gemeld_van_de_pilot),
        client=client,
        gebeurtenissen=tuple(spel.gemeld),
        tot_en_met=laatste + timedelta(days=greep.een((0, 1, 15, 60, 200, 400))),
        verwacht={},
        precies=(),
    )
    return Verloop(scenario, tuple(stappen), spel.zaak, spel.pilot)


def _client(greep: Greep) -> Client:
    geboren = greep.een(("1980-06-15",) * 12 + ("1988-02-29", "1946-11-03", "1948-02-29", "1990-01-01"))
    indicatie = None
    if greep.kans(55):
        van = greep.een(("2009-01-01", "2009-01-01", "2011-03-01"))
        indicatie = {"van": van, "tot_en_met": greep.een(("2014-12-31", "2014-12-31", "2012-06-30", "2011-09-15"))}
    return lees_client(
        {
            "bsn": "111222333",
            "naam": "K. de Vries",
            "geboortedatum": geboren,
            "gemeente": GEMEENTE,
            "uitkering": greep.een(("wwb",) * 14 + ("wij", "wij", "wij", "geen")),
            "leefvorm": greep.een(("gehuwd", "alleenstaande_ouder", "alleenstaande")),
            "vermogen": greep.een(("0", "0", "5500", "8000")),
            "wsw_indicatie": indicatie,
            "wsw_dienstbetrekking": greep.kans(2),
        }
    )


def _pilot(greep: Greep) -> tuple[tuple[str, ...], dict[str, str]]:
    gemeenten = greep.een(((GEMEENTE,),) * 16 + ((GEMEENTE, ANDERE_GEMEENTE), (ANDERE_GEMEENTE,)))
    return gemeenten, {} if greep.kans(90) else {GEMEENTE: ANDERE_METHODE}


def _stappen(greep: Greep, spel: Spel) -> Iterator[Stap]:
    """Yield the steps of a program: perhaps something of the pilot first, then the aanmelding, then what may be."""
    dag = date(2010, 6, 9) + timedelta(days=greep.getal(-3, 700))
    met_pilot = greep.kans(30)
    if met_pilot and greep.kans(40):
        yield spel.meld_pilot(_pilotfeit(greep, dag - timedelta(days=greep.getal(0, 30))))
    yield spel.meld(_feit(greep, "aanmelding", {"initiatief": greep.een(("college", "client"))}, dag))
    for _ in range(greep.getal(5, MEESTE_STAPPEN)):
        vorige, dag = dag, max(dag, _volgend_moment(greep, spel.zaak))
        if dag > LAATSTE_DAG or (spel.zaak.fase == "afgesloten" and greep.kans(15)):
            return
        if met_pilot and greep.kans(8):
            dag = max(dag, vorige + timedelta(days=1))
            yield spel.meld_pilot(_pilotfeit(greep, dag))
        elif (stap := _probeer(greep, spel, dag)) is not None:
            yield stap


def _volgend_moment(greep: Greep, dossier: Dossier) -> date:
    """Let time pass: often none, mostly a little, and often just until something follows or a term ends."""
    hoe = greep.getal(1, 100)
    if hoe > 78 and (rand := _rand(greep, dossier)) is not None:
        return max(dossier.dag, rand + timedelta(days=greep.getal(-1, 1)))
    if hoe > 70:
        return dossier.dag + timedelta(days=greep.getal(20, 120))
    if hoe > 35:
        return dossier.dag + timedelta(days=greep.getal(1, 25))
    return dossier.dag


def _rand(greep: Greep, dossier: Dossier) -> date | None:
    """Draw a day on which something changes: what follows of itself, or the end of a term for a remedy."""
    dagen = [volgende_dag(dossier)]
    for besluit in dossier.besluiten[-3:]:
        dagen += [besluit.bezwaar_tot_en_met, laatste_postdag(besluit.bezwaar_tot_en_met)]
    dagen += [bezwaar.laatste_dag for bezwaar in dossier.bezwaren]
    dagen += [dwangsom.eerste_dag + timedelta(days=greep.getal(0, 45)) for dwangsom in dossier.dwangsommen]
    grens = dossier.dag + timedelta(days=400)
    straks = [dag for dag in dagen if dag is not None and dossier.dag <= dag < grens]
    return greep.een(straks) if straks else None


def _probeer(greep: Greep, spel: Spel, dag: date) -> Stap | None:
    """Report an event; one that would be refused mostly gives way to another. None when nothing came to mind."""
    for _ in range(4):
        soort = _soort(greep, spel.zaak, dag)
        velden = MAKERS[soort](greep, spel.zaak, dag)
        feit = None if velden is None else _feit(greep, soort, velden, dag)
        if feit is None or (not _mag(spel, feit) and not greep.kans(25)):
            continue
        try:
            return spel.meld(feit)
        except Misvormd:
            continue
    return None


def _mag(spel: Spel, feit: Gebeurtenis) -> bool:
    try:
        return verwerk(spel.zaak, feit, feit.op).weigering is None
    except Misvormd:
        return False


def _feit(greep: Greep, soort: str, velden: dict[str, Any], dag: date) -> Gebeurtenis:
    gegevens = {"soort": soort, "op": dag.isoformat()} | velden
    gegevens = {naam: waarde for naam, waarde in gegevens.items() if waarde is not None or naam in _MAG_LEEG}
    feit = lees_gebeurtenis(gegevens)
    if isinstance(feit, MetBesluit) and greep.kans(20):
        later = dag + timedelta(days=greep.getal(0, 20))
        return lees_gebeurtenis(gegevens | {"bekendmaking": later.isoformat()})
    return feit


_MAG_LEEG = {"vraag_2b", "vraag_3", "tot_en_met", "indicatie"}


def _soort(greep: Greep, dossier: Dossier, dag: date) -> str:
    if greep.kans(7):
        return greep.een(tuple(MAKERS))
    if te_late_termijnen(dossier) and greep.kans(25):
        return "ingebrekestelling"
    hangend = [bezwaar for bezwaar in dossier.bezwaren if bezwaar.stand in _RECHTSMIDDELEN]
    if hangend and greep.kans(45):
        return _trek(greep, _RECHTSMIDDELEN[greep.een(hangend).stand])
    if _bezwaar_kan_nog(dossier, dag) and greep.kans(14):
        return "bezwaar_ingediend"
    if greep.kans(8):
        return greep.een(_ALTIJD)
    beschikt = dossier.fase == "loonwaardebepaling" and geldige_loonwaarde(dossier, dag) is not None
    return _trek(greep, _VERDER["beschikt" if beschikt else dossier.fase])


def _bezwaar_kan_nog(dossier: Dossier, dag: date) -> bool:
    return any(laatste_postdag(besluit.bezwaar_tot_en_met) >= dag for besluit in dossier.besluiten)


_ALTIJD = (
    "inspanning", "medewerking_geweigerd", "leefvorm_gewijzigd", "vermogen_gewijzigd", "uitkering_gewijzigd",
    "uwv_beoordeling", "wsw_indicatie_gewijzigd", "verhuisd", "overleden", "traject_beeindigd", "ingebrekestelling",
    "beslistermijn_opgeschort", "beslistermijn_verlengd", "voorziening_aangevraagd", "voorziening_beslist",
)  # fmt: skip


def _trek(greep: Greep, gewichten: dict[str, int]) -> str:
    return greep.een([soort for soort, keer in gewichten.items() for _ in range(keer)])


def _pilotfeit(greep: Greep, dag: date) -> PilotGebeurtenis:
    wie = greep.een((GEMEENTE, GEMEENTE, ANDERE_GEMEENTE))
    per = greep.dag(dag, 20, 300)
    keuzes: tuple[dict[str, Any], ...] = (
        {"soort": "gemeente_aangewezen", "gemeente": wie, "methode": METHODE},
        {"soort": "deelname_beeindigd", "gemeente": wie, "per": per},
        {"soort": "pilot_beeindigd", "per": per, "grond": "tussentijdse uitkomsten"},
        {"soort": "methode_toegestaan", "gemeente": wie, "methode": greep.een(("eigen methode", METHODE))},
        {"soort": "wetsvoorstel_ingediend"},
        {"soort": "structurele_wet_in_werking", "per": greep.dag(dag, 0, 700)},
    )
    return lees_pilotgebeurtenis({"op": dag.isoformat()} | greep.een(keuzes))
