"""The terms of a trajectory: how they begin, move, are met, pass or fall away (contract 4.2; awb:4:13-4:15)."""

from datetime import date, timedelta
from typing import NamedTuple

from wet.bedragen import MAANDEN_HEREVALUATIE
from wet.daden import noteer
from wet.dossier import Dossier, Termijn, TermijnSoort, vervang
from wet.termijnenwet import DAG, dagen_van, einde_van_weken, laatste_dag_van_maanden, verleng

WEKEN_VERZOEK = 8
"""awb:4:13.2"""
WEKEN_HERINDICATIE = 16
"""A new indicatie is asked for 16 weeks before the old one ends (Besluit Wsw)."""
GEBONDEN_AAN_WET: tuple[TermijnSoort, ...] = ("herevaluatie", "beoordeling_voorzieningen")
"""Terms that never end after the Act does."""
GRONDSLAG: dict[TermijnSoort, str] = {
    "beslissing_verzoek": "awb:4:13",
    "herevaluatie": "regeling:5.1",
    "beoordeling_voorzieningen": "mvt:3.6.2",
    "beslissing_herevaluatieverzoek": "awb:4:13",
    "beslissing_voorziening": "awb:4:13",
    "beslissing_bezwaar": "awb:7:10",
    "einde_proefplaatsing": "wet:6",
    "herindicatie_wsw": "wsw:11",
}
"""The article that each kind of term rests on."""
BIJ: dict[str, TermijnSoort] = {
    "verzoek": "beslissing_verzoek",
    "herevaluatie": "beslissing_herevaluatieverzoek",
    "voorziening": "beslissing_voorziening",
    "bezwaar": "beslissing_bezwaar",
}
"""Which term an event means with `bij`."""


def voeg_toe(dossier: Dossier, termijn: Termijn) -> Dossier:
    """Let a term run."""
    return dossier.met(termijnen=(*dossier.termijnen, termijn))


def wijzig(dossier: Dossier, plaats: int, termijn: Termijn) -> Dossier:
    """Replace the term at an index."""
    return dossier.met(termijnen=vervang(dossier.termijnen, plaats, termijn))


def begin_beslistermijn(
    dossier: Dossier, soort: TermijnSoort, ontvangst: date, door: str, omschrijving: str = "", toegewezen: bool = False
) -> Dossier:
    """Let the eight weeks for a decision on a request run from the day after its receipt (awb:4:13)."""
    basis = einde_van_weken(ontvangst, WEKEN_VERZOEK)
    termijn = Termijn(
        soort=soort,
        eerste_dag=ontvangst + DAG,
        basis=basis,
        uiterlijk=verleng(basis),
        door=door,
        omschrijving=omschrijving,
        toegewezen=toegewezen,
    )
    return voeg_toe(dossier, termijn)


def begin_herevaluatie(dossier: Dossier, begin: date) -> Dossier:
    """Let the six months of regeling:5.1 run from a day, with the look at the voorzieningen (mvt:3.6.2)."""
    laatste = laatste_dag_van_maanden(begin, MAANDEN_HEREVALUATIE)
    for soort in GEBONDEN_AAN_WET:
        dossier = voeg_toe(dossier, Termijn(soort=soort, eerste_dag=begin, basis=laatste, uiterlijk=laatste))
    return dossier


def uiterlijk(dossier: Dossier, termijn: Termijn) -> date:
    """Return the last day of a term; one that would fall after the Act's end is due on the Act's last day."""
    einde = dossier.pilot.laatste_dag_wet
    if termijn.soort in GEBONDEN_AAN_WET and einde is not None:
        return min(termijn.uiterlijk, einde)
    return termijn.uiterlijk


def verlengd_vanaf(termijn: Termijn) -> date | None:
    """Return the day off from which the Algemene termijnenwet extended a term, None when it did not (atw:1)."""
    return termijn.basis if termijn.basis != termijn.uiterlijk else None


def stand(dossier: Dossier, termijn: Termijn, dag: date) -> str:
    """Return the state of a term on a day: open, gehaald, verstreken or vervallen."""
    gehaald = termijn.gehaald_op
    if termijn.verstreken:
        return "verstreken"
    if gehaald is not None and _op_tijd(dossier, termijn, gehaald):
        return "gehaald" if gehaald <= dag else "open"
    if termijn.vervallen_op is not None:
        return "vervallen"
    return "verstreken" if _verstrijkt_op(dossier, termijn) <= dag else "open"


def _op_tijd(dossier: Dossier, termijn: Termijn, gehaald: date) -> bool:
    return termijn.soort == "einde_proefplaatsing" or gehaald <= uiterlijk(dossier, termijn)


def _verstrijkt_op(dossier: Dossier, termijn: Termijn) -> date:
    return uiterlijk(dossier, termijn) + DAG


def kan_verstrijken(dossier: Dossier, termijn: Termijn) -> date | None:
    """Return the day on which a term passes if nothing more happens, None when it cannot pass any more."""
    klaar = termijn.verstreken or termijn.vervallen_op is not None or termijn.soort == "einde_proefplaatsing"
    if klaar or (termijn.gehaald_op is not None and _op_tijd(dossier, termijn, termijn.gehaald_op)):
        return None
    return _verstrijkt_op(dossier, termijn)


def verstrijk(dossier: Dossier, dag: date) -> Dossier:
    """Let every term pass whose last day was before `dag`; one cut off by the Act's end falls away instead."""
    for plaats, termijn in enumerate(dossier.termijnen):
        verstrijkt = kan_verstrijken(dossier, termijn)
        if verstrijkt is None or verstrijkt > dag:
            continue
        if termijn.uiterlijk > uiterlijk(dossier, termijn):
            dossier = wijzig(dossier, plaats, termijn.met(vervallen_op=dag))
            continue
        dossier = wijzig(dossier, plaats, termijn.met(verstreken=True))
        dossier = noteer(dossier, dag, "termijn_verstreken", (GRONDSLAG[termijn.soort],), termijn.soort)
    return dossier


def oudste(dossier: Dossier, soort: TermijnSoort, hoort_bij: int | None = None) -> int | None:
    """Return the index of the oldest term of a kind whose matter is still due."""
    for plaats, termijn in enumerate(dossier.termijnen):
        if termijn.soort == soort and termijn.onbeantwoord and hoort_bij in {None, termijn.hoort_bij}:
            return plaats
    return None


class Openstaand(NamedTuple):
    """A term of which the matter is still due, in time or not, with its last day; `bezwaar`: which it belongs to."""

    soort: TermijnSoort
    uiterlijk: date
    bezwaar: int | None


def openstaand(dossier: Dossier) -> list[Openstaand]:
    """Return every term of which the matter is still due, in order of last day."""
    termijnen = (
        Openstaand(termijn.soort, uiterlijk(dossier, termijn), termijn.hoort_bij)
        for termijn in dossier.termijnen
        if termijn.onbeantwoord
    )
    return sorted(termijnen, key=lambda termijn: termijn.uiterlijk)


def openstaande(dossier: Dossier, *soorten: TermijnSoort) -> list[int]:
    """Return the indexes of all terms of these kinds whose matter is still due."""
    return [
        plaats for plaats, termijn in enumerate(dossier.termijnen) if termijn.soort in soorten and termijn.onbeantwoord
    ]


def haal(dossier: Dossier, plaats: int, dag: date) -> Dossier:
    """Record that what was due was there on a day."""
    return wijzig(dossier, plaats, dossier.termijnen[plaats].met(gehaald_op=dag))


def laat_vervallen(dossier: Dossier, dag: date, *soorten: TermijnSoort) -> Dossier:
    """Record that the ground of the terms of these kinds is gone."""
    for plaats in openstaande(dossier, *soorten):
        dossier = wijzig(dossier, plaats, dossier.termijnen[plaats].met(vervallen_op=dag))
    return dossier


def laat_herleven(dossier: Dossier, *soorten: TermijnSoort) -> Dossier:
    """Let the last term of these kinds run again, when its ground is back."""
    for soort in soorten:
        plaatsen = [plaats for plaats, termijn in enumerate(dossier.termijnen) if termijn.soort == soort]
        if plaatsen and dossier.termijnen[plaatsen[-1]].vervallen_op is not None:
            dossier = wijzig(dossier, plaatsen[-1], dossier.termijnen[plaatsen[-1]].met(vervallen_op=None))
    return dossier


def stel(dossier: Dossier, plaats: int, laatste_dag: date) -> Dossier:
    """Give a term a new last day, as agreed or announced (awb:4:14.3, awb:7:10.4)."""
    termijn = dossier.termijnen[plaats]
    return wijzig(dossier, plaats, termijn.met(basis=laatste_dag, uiterlijk=laatste_dag))


def leng(dossier: Dossier, plaats: int, dagen: int) -> Dossier:
    """Add days to a term: first add, then extend once by the Algemene termijnenwet."""
    termijn = dossier.termijnen[plaats]
    basis = termijn.basis + timedelta(days=dagen)
    return wijzig(dossier, plaats, termijn.met(basis=basis, uiterlijk=verleng(basis)))


def schort_op(dossier: Dossier, plaats: int, van: date, tot_en_met: date) -> Dossier:
    """Suspend a term: its days count once, and not from before the first day of the term (awb:4:15, 7:10.2)."""
    termijn = dossier.termijnen[plaats]
    if van > termijn.uiterlijk:
        return dossier
    geteld = {dag for periode in termijn.opschortingen for dag in dagen_van(*periode)}
    nieuw = [dag for dag in dagen_van(max(van, termijn.eerste_dag), tot_en_met) if dag not in geteld]
    if not nieuw:
        return dossier
    dossier = leng(dossier, plaats, len(nieuw))
    termijn = dossier.termijnen[plaats]
    return wijzig(dossier, plaats, termijn.met(opschortingen=(*termijn.opschortingen, (van, tot_en_met))))
