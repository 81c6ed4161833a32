"""What a caseworker must be warned of on a day: terms that near or have passed, and a dwangsom that runs.

A warning is a view of the dossier like everything else: the workflow compares what should be signalled with what
was, and raises or closes tasks for the difference.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wet.dossier import Dossier, Termijn
from wet.dwangsom import MAXIMUM_DAGEN, laatste_dag
from wet.termijnen import stand, uiterlijk
from workflows.weergave import datum, woorden


class Sein(NamedTuple):
    """Something to tell a caseworker; the key stays the same as long as the message does."""

    sleutel: str
    soort: str
    omschrijving: str


def seinen(dossier: Dossier, dag: date, vooraf: tuple[int, ...]) -> list[Sein]:
    """What should be signalled on a day, in a fixed order."""
    termijnen = (_sein(dossier, plaats, dag, vooraf) for plaats in range(len(dossier.termijnen)))
    return [*(sein for sein in termijnen if sein), *_dwangsommen(dossier)]


def volgende_seindag(dossier: Dossier, dag: date, vooraf: Iterable[int]) -> date | None:
    """The next day after `dag` on which a term comes nearer than one of the warnings."""
    dagen = [
        uiterlijk(dossier, termijn) - timedelta(days=aantal)
        for termijn in dossier.termijnen
        if stand(dossier, termijn, dag) == "open" and termijn.gehaald_op is None
        for aantal in vooraf
    ]
    return min((komend for komend in dagen if komend > dag), default=None)


def _sein(dossier: Dossier, plaats: int, dag: date, vooraf: tuple[int, ...]) -> Sein | None:
    termijn = dossier.termijnen[plaats]
    if not termijn.onbeantwoord:
        return None
    laatste = uiterlijk(dossier, termijn)
    if stand(dossier, termijn, dag) == "verstreken":
        omschrijving = f"De termijn voor {_wat(termijn)} is verstreken op {datum(laatste)}."
        return Sein(f"termijn-{plaats}-verstreken", "termijn_verstreken", omschrijving)
    bereikt = [aantal for aantal in vooraf if dag >= laatste - timedelta(days=aantal)]
    if not bereikt:
        return None
    omschrijving = f"De termijn voor {_wat(termijn)} loopt af: uiterlijk {datum(laatste)}."
    return Sein(f"termijn-{plaats}-{min(bereikt)}", "termijn_nadert", omschrijving)


def _wat(termijn: Termijn) -> str:
    nummer = f" {termijn.hoort_bij}" if termijn.hoort_bij else ""
    return f"{woorden(termijn.soort)}{nummer}"


def _dwangsommen(dossier: Dossier) -> Iterator[Sein]:
    for plaats, dwangsom in enumerate(dossier.dwangsommen):
        if dwangsom.vervallen or dwangsom.besluit is not None:
            continue
        omschrijving = (
            f"Er loopt een dwangsom vanaf {datum(dwangsom.eerste_dag)} tot de dag van het besluit, "
            f"hoogstens {MAXIMUM_DAGEN} dagen: tot en met {datum(laatste_dag(dwangsom))}."
        )
        yield Sein(f"dwangsom-{plaats}", "dwangsom_loopt", omschrijving)
