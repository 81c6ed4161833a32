"""What an operator sees of a workflow in the Temporal web UI: readable Dutch, without personal data."""

from datetime import date, datetime, timedelta
from typing import Any

from temporalio.common import SearchAttributeKey, SearchAttributeUpdate, TypedSearchAttributes

from wet.bedragen import dwangsomstaffel
from wet.bezwaar import beslistermijn
from wet.dossier import Bezwaar, Dossier, Dwangsom, Termijn
from wet.dwangsom import bedrag
from wet.finaliteit import stand_van
from wet.pilot import Pilot
from wet.resultaat import volgende_termijn
from wet.termijnen import verlengd_vanaf
from wet.termijnenwet import waarom_vrij
from workflows.berichten import Afstemming
from workflows.kalender import middernacht
from workflows.zoekkenmerken import (
    AFLOOP,
    BEZWAAR_UITERLIJK,
    FASE,
    GEMEENTE,
    TERMIJN_SOORT,
    VOLGENDE_TERMIJN,
)

_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def datum(dag: date) -> str:
    """A day as it is written in a sentence: 2 november 2011."""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


def woorden(soort: str) -> str:
    """A name of the vocabulary as words: `einde_proefplaatsing` is `einde proefplaatsing`."""
    return soort.replace("_", " ")


def laatste_dag(termijn: Termijn) -> str:
    """The last day of a term, and from which day off it was extended (atw:1)."""
    vanaf = verlengd_vanaf(termijn)
    verlengd = f", verlengd vanaf {waarom_vrij(vanaf)} {datum(vanaf)}" if vanaf else ""
    return f"{datum(termijn.uiterlijk)}{verlengd}"


def gemeente_van(nummer: str) -> str:
    """The gemeente that a trajectory number begins with."""
    return nummer.partition("/")[0]


def kenmerken(nummer: str, dossier: Dossier, bekend: TypedSearchAttributes) -> list[SearchAttributeUpdate[Any]]:
    """The search attributes that must change to fit the dossier."""
    termijn, bezwaar = volgende_termijn(dossier), _bezwaar_uiterlijk(dossier)
    waarden: dict[SearchAttributeKey[Any], str | datetime | None] = {
        GEMEENTE: gemeente_van(nummer),
        FASE: dossier.fase,
        VOLGENDE_TERMIJN: middernacht(termijn[0]) if termijn else None,
        TERMIJN_SOORT: termijn[1] if termijn else None,
        AFLOOP: dossier.afgesloten.reden if dossier.afgesloten else None,
        BEZWAAR_UITERLIJK: middernacht(bezwaar) if bezwaar else None,
    }
    return [
        sleutel.value_unset() if waarde is None else sleutel.value_set(waarde)
        for sleutel, waarde in waarden.items()
        if bekend.get(sleutel) != waarde
    ]


def _bezwaar_uiterlijk(dossier: Dossier) -> date | None:
    """The day by which must be decided on the objection that is most urgent."""
    open_ = [termijn for termijn in dossier.termijnen if termijn.soort == "beslissing_bezwaar" and termijn.onbeantwoord]
    return min((termijn.uiterlijk for termijn in open_), default=None)


def traject_in_het_kort(nummer: str, dossier: Dossier) -> str:
    """The state of a trajectory in a few lines of markdown; the title, because a new run loses the static summary."""
    regels = [f"**Traject {nummer}**", "", f"- **Fase**: {woorden(dossier.fase)}"]
    regels.append(f"- **Bijgewerkt tot en met**: {datum(dossier.dag)}")
    if dossier.afgesloten:
        regels.append(f"- **Afgesloten**: {datum(dossier.afgesloten.op)}, {woorden(dossier.afgesloten.reden)}")
    if termijn := volgende_termijn(dossier):
        regels.append(f"- **Volgende termijn**: {woorden(termijn[1])}, uiterlijk {datum(termijn[0])}")
    if dossier.besluiten:
        besluit = dossier.besluiten[-1]
        regels.append(f"- **Laatste besluit**: nummer {besluit.nummer}, {woorden(besluit.soort)}, {datum(besluit.op)}")
    return "\n".join([*regels, *_bezwaren(dossier), *_dwangsommen(dossier)])


def _bezwaren(dossier: Dossier) -> list[str]:
    """Each objection as a procedure of its own, with its own last day."""
    if not dossier.bezwaren:
        return []
    kop = ["", "| bezwaar | tegen besluit | door | stand | beslissen uiterlijk |", "|---|---|---|---|---|"]
    return [*kop, *(_bezwaar(dossier, bezwaar) for bezwaar in dossier.bezwaren)]


def _bezwaar(dossier: Dossier, bezwaar: Bezwaar) -> str:
    stand = woorden(stand_van(dossier, bezwaar, dossier.dag))
    uiterlijk = laatste_dag(beslistermijn(dossier, bezwaar.nummer))
    return f"| {bezwaar.nummer} | {bezwaar.besluit} | {bezwaar.door} | {stand} | {uiterlijk} |"


def _dwangsommen(dossier: Dossier) -> list[str]:
    """What each dwangsom that runs amounts to, day by day."""
    lopend = [dwangsom for dwangsom in dossier.dwangsommen if not dwangsom.vervallen and dwangsom.besluit is None]
    return [
        regel
        for dwangsom in lopend
        for regel in ("", f"**Dwangsom** bij {dwangsom.bij}, zolang er geen besluit is:", "", *_staffel(dwangsom))
    ]


def _staffel(dwangsom: Dwangsom) -> list[str]:
    van, regels = dwangsom.eerste_dag, []
    for dagen, euro in dwangsomstaffel():
        tot_en_met = van + timedelta(days=dagen - 1)
        samen = bedrag((tot_en_met - dwangsom.eerste_dag).days + 1)
        regels.append(f"- {datum(van)} tot en met {datum(tot_en_met)}: € {euro} per dag, dan samen € {samen}")
        van = tot_en_met + timedelta(days=1)
    return regels


def pilot_in_het_kort(pilot: Pilot, afstemming: Afstemming | None = None) -> str:
    """The state of the pilot in a few lines of markdown, and how far its last change has come."""
    vervalt = pilot.wet_vervalt
    regels = [
        f"- **Gemeenten**: {len(pilot.deelnames)}",
        f"- **Gebeurtenissen**: {pilot.versie}",
        f"- **Wet vervalt**: {datum(vervalt) if vervalt else 'nog niet bekend'}",
    ]
    if afstemming:
        bij = afstemming.lopend - afstemming.achter
        regels.append(
            f"- **Gebeurtenis {afstemming.versie} verwerkt**: {bij} van {afstemming.lopend} lopende trajecten"
        )
    return "\n".join(regels)
