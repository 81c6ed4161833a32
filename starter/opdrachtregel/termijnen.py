"""`termijnen`: every term that the college must keep and those of the pilot, by last day."""

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from activities.register import Register
from activities.register.openstaand import Termijnvraag
from api.logboek import Betrokkene
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import scherm
from starter.opdrachtregel.lezen import AlsJson, Gemeente, lees_gemeente
from starter.opdrachtregel.verwerking import teken_op
from starter.pilotbeeld import bekende_pilot
from starter.systeem import kalender_van, open_register
from starter.termijnoverzicht import per_gemeente, pilottermijnbeeld, termijnbeeld

Tot = Annotated[str | None, typer.Option(metavar="DATUM", help="Alleen wat uiterlijk op deze dag moet.")]


def termijnen(gemeente: Gemeente = None, tot: Tot = None, als_json: AlsJson = False) -> None:
    """Toon de termijnen: wat het college nog moet doen, ook wat al te laat is, en de termijnen van de pilot.

    Zonder gemeente staat eronder hoeveel het er per gemeente zijn.
    """
    code, laatste = lees_gemeente(gemeente), None if tot is None else scherm.lees_dag(tot, "--tot")
    with open_register(lees_instellingen()) as register:
        vandaag = kalender_van(register).vandaag(datetime.now(UTC))
        vraag = Termijnvraag(vandaag, gemeente=code, tot=laatste)
        overzicht = _overzicht(register, vraag)
    if als_json:
        sys.stdout.write(json.dumps(overzicht, ensure_ascii=False) + "\n")
    else:
        _toon(overzicht)


def _overzicht(register: Register, vraag: Termijnvraag) -> dict[str, Any]:
    regels = register.openstaand.zoek(vraag)
    wie = dict.fromkeys(Betrokkene(regel.bsn, regel.nummer) for regel in regels)
    teken_op(register, "trajecten_zoeken", wie)
    van_pilot = _van_pilot(register, vraag)
    return {
        "datum": vraag.dag.isoformat(),
        "termijnen": [termijnbeeld(regel, vraag.dag) for regel in regels],
        "pilot": van_pilot,
        "gemeenten": per_gemeente(regels, vraag.dag) if vraag.gemeente is None else None,
    }


def _van_pilot(register: Register, vraag: Termijnvraag) -> list[dict[str, Any]]:
    pilot = bekende_pilot(register)
    beeld = pilottermijnbeeld(pilot, vraag.dag) if pilot else []
    return [termijn for termijn in beeld if vraag.tot is None or termijn["uiterlijk"] <= vraag.tot.isoformat()]


def _toon(overzicht: Mapping[str, Any]) -> None:
    console = scherm.uit()
    alle = [*overzicht["termijnen"], *({"nummer": "de pilot"} | termijn for termijn in overzicht["pilot"])]
    if not alle:
        console.print("Geen termijnen.")
        return
    rijen = [_rij(termijn) for termijn in sorted(alle, key=lambda termijn: str(termijn["uiterlijk"]))]
    console.print(scherm.tabel(f"Termijnen op {overzicht['datum']}", rijen))
    if gemeenten := overzicht["gemeenten"]:
        rijen = [{"gemeente": gemeente, **telling} for gemeente, telling in gemeenten.items()]
        console.print(scherm.tabel("Per gemeente", rijen))


def _rij(termijn: Mapping[str, Any]) -> dict[str, Any]:
    bezwaar = f" {termijn['bezwaar']}" if termijn.get("bezwaar") else ""
    return {
        "uiterlijk": termijn["uiterlijk"],
        "dagen": in_dagen(termijn),
        "nummer": termijn["nummer"],
        "soort": f"{termijn['soort']}{bezwaar}".replace("_", " "),
        "grondslag": termijn["grondslag"],
        "stand": termijn["stand"],
    }


def in_dagen(termijn: Mapping[str, Any]) -> str:
    """How far away the last day of a term is, in words."""
    dagen, te_laat = termijn["dagen"], termijn["stand"] == "verstreken"
    if dagen == 0:
        return "vandaag"
    aantal = f"{abs(dagen)} {'dag' if abs(dagen) == 1 else 'dagen'}"
    if dagen > 0:
        return f"nog {aantal}"
    return f"{aantal} te laat" if te_laat else f"{aantal} geleden"
