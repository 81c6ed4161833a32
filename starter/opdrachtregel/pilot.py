"""`pilot`: report an event of the pilot itself, or show it."""

import json as jsontekst
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from typer._click.core import Context

from starter import diensten
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import nederlands, scherm
from starter.opdrachtregel.melden import Id, Op, Velden, lees_gegevens, zeg_antwoord
from starter.opdrachtregel.termijnen import in_dagen
from starter.pilotbeeld import bekende_pilot, pilotbeeld
from starter.systeem import kalender_van, open_register
from workflows.weergave import datum

_TOON = ""


class Opdracht(nederlands.Opdracht):
    """The command, in which `--json` and nothing else asks to be shown the pilot as JSON."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read what was typed."""
        return super().parse_args(ctx, ["--json", _TOON] if args == ["--json"] else args)


AlsJson = Annotated[
    str | None,
    typer.Option(
        "--json",
        metavar="BESTAND",
        help="Velden uit een JSON-bestand; - leest de invoer. Alleen --json: toon de pilot als JSON.",
    ),
]


def pilot(
    soort: Annotated[str | None, typer.Argument(metavar="SOORT", help="Soort gebeurtenis van de pilot.")] = None,
    velden: Velden = None,
    op: Op = None,
    id_: Id = None,
    json: AlsJson = None,
) -> None:
    """Meld een gebeurtenis van de pilot zelf; zonder gegevens: toon de pilot, de besluiten en de termijnen.

    Eindigt met 0 als zij is aanvaard, met 2 als zij niet klopt en met 3 als zij is geweigerd.
    """
    if not any((soort, velden, op, id_, json)):
        _toon(als_json=json == _TOON)
        return
    gegevens, kenmerk = lees_gegevens(soort, velden, op, id_, json)
    zeg_antwoord(lambda systeem: diensten.meld_pilot(systeem, gegevens, kenmerk))


def _toon(*, als_json: bool) -> None:
    with open_register(lees_instellingen()) as register:
        bekend = bekende_pilot(register)
        vandaag = kalender_van(register).vandaag(datetime.now(UTC))
    if bekend is None:
        scherm.uit().print("De pilot is nog niet begonnen.")
        return
    beeld = pilotbeeld(bekend, vandaag)
    if als_json:
        sys.stdout.write(jsontekst.dumps(beeld, ensure_ascii=False) + "\n")
    else:
        _toon_beeld(beeld)


def _toon_beeld(beeld: Mapping[str, Any]) -> None:
    console = scherm.uit()
    vervalt, einde = beeld["wet_vervalt"], beeld["einde"]
    console.print(f"De wet vervalt op {datum(date.fromisoformat(vervalt))}." if vervalt else "De wet heeft geen einde.")
    if einde:
        console.print(f"De pilot is beëindigd per {datum(date.fromisoformat(einde))}.")
    console.print(scherm.tabel("Deelname", beeld["deelnames"]))
    if gebeurtenissen := beeld["gebeurtenissen"]:
        rijen = [{"op": feit["op"], "soort": feit["soort"], "gegevens": _overige(feit)} for feit in gebeurtenissen]
        console.print(scherm.tabel("Gebeurtenissen", rijen))
    if beeld["besluiten"]:
        console.print(scherm.tabel("Besluiten over de tegemoetkoming", beeld["besluiten"]))
        samen = beeld["tegemoetkoming"]
        console.print(f"Verleend € {samen['verleend']}, teruggevorderd € {samen['teruggevorderd']}.")
    for zin in beeld["opmerkingen"]:
        console.print(zin)
    termijnen = [termijn | {"dagen": in_dagen(termijn)} for termijn in beeld["termijnen"]]
    console.print(scherm.tabel("Termijnen van de pilot", termijnen))


def _overige(feit: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in feit.items() if naam not in ("op", "soort") and waarde is not None}
