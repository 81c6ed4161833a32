"""`speel`: play scenarios and show or check what comes out."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from starter.opdrachtregel import scherm
from starter.opdrachtregel.weergave import toon_resultaat
from starter.scenario import Scenario, ScenarioFout, lees_scenario
from starter.speel import speel as speel_scenarios
from starter.vergelijken import vergelijk


def speel(
    bestanden: Annotated[list[Path], typer.Argument(metavar="BESTAND", help="Scenario's (.yaml, .yml of .json).")],
    als_json: Annotated[
        bool, typer.Option("--json", help="Een JSON-document per scenario, elk op een regel, en verder niets.")
    ] = False,
    controleer: Annotated[
        bool, typer.Option("--controleer", help="Vergelijk met wat het scenario verwacht; eindig met 1 bij verschil.")
    ] = False,
) -> None:
    """Speel scenario's door de echte workflows en toon de uitkomst; de tijd wordt overgeslagen.

    Eindigt met 2 als een bestand niet klopt; dan wordt niets gespeeld.
    """
    scenarios = _lees(bestanden)
    verschillen = asyncio.run(_speel(scenarios, als_json=als_json, controleer=controleer))
    if verschillen:
        raise typer.Exit(1)


def _lees(bestanden: Sequence[Path]) -> list[Scenario]:
    scenarios = []
    for bestand in bestanden:
        try:
            scenarios.append(lees_scenario(bestand))
        except ScenarioFout as fout:
            scherm.zeg_fout(fout)
    if len(scenarios) < len(bestanden):
        raise typer.Exit(2)
    return scenarios


async def _speel(scenarios: Sequence[Scenario], *, als_json: bool, controleer: bool) -> int:
    """The number of differences found."""
    aantal = 0
    async for scenario, resultaat in speel_scenarios(scenarios):
        if als_json:
            sys.stdout.write(json.dumps(resultaat, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        elif not controleer:
            toon_resultaat(resultaat)
        if controleer:
            aantal += _controleer(scenario, resultaat, stil=als_json)
    return aantal


def _controleer(scenario: Scenario, resultaat: dict[str, Any], *, stil: bool) -> int:
    verschillen = vergelijk(scenario.verwacht, scenario.precies, resultaat)
    melden = scherm.zeg_fout if stil else scherm.uit().print
    for verschil in verschillen:
        melden(f"{scenario.naam}: {verschil}")
    if not stil:
        melden(f"{scenario.naam}: {'anders dan verwacht' if verschillen else 'zoals verwacht'}")
    return len(verschillen)
