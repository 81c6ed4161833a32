"""`pilot`: report an event of the pilot itself, or show it."""

import asyncio
import json as jsontekst
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from typer._click.core import Context

from activities.register import Register
from activities.register.afstemming import Afstemmingsregel
from starter import diensten
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import nederlands, scherm
from starter.opdrachtregel.melden import Id, Op, Velden, lees_gegevens, zeg_antwoord
from starter.opdrachtregel.termijnen import in_dagen
from starter.pilotbeeld import toon_pilot
from starter.pilotverwerking import wacht_op_verwerking
from starter.systeem import Systeem, kalender_van, open_register
from workflows.berichten import Antwoord
from workflows.weergave import datum, woorden

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
    zeg_antwoord(lambda systeem: _meld(systeem, gegevens, kenmerk))


async def _meld(systeem: Systeem, gegevens: Mapping[str, Any], kenmerk: str) -> Antwoord:
    """Report, and stay until every trajectory has the change: a server of our own would stop with this command."""
    antwoord = await diensten.meld_pilot(systeem, gegevens, kenmerk)
    bekend = await asyncio.to_thread(systeem.register.laad_pilot)
    if antwoord.aanvaard and bekend:
        await _volg(systeem.register, bekend[0].versie)
    return antwoord


async def _volg(register: Register, versie: int) -> None:
    """Show how far the change has come, and at the end how many trajectories have it and how many lack it."""
    kolommen = (TextColumn("Verwerkt in de trajecten"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    gezien: list[Afstemmingsregel] = []
    with Progress(*kolommen, console=scherm.fout(), transient=True) as voortgang:
        taak = voortgang.add_task("verwerken", total=None)

        def toon(regel: Afstemmingsregel) -> None:
            gezien[:] = [regel]
            voortgang.update(taak, completed=regel.lopend - regel.achter, total=regel.lopend)

        klaar = await wacht_op_verwerking(register, versie, toon)
    for regel in gezien:
        scherm.uit().print(f"Verwerkt in {regel.lopend - regel.achter} van de {regel.lopend} lopende trajecten.")
    if not klaar:
        scherm.zeg_fout("Nog niet in elk traject verwerkt; 'loondispensatie pilot' zegt in welke en waarom.")


def _toon(*, als_json: bool) -> None:
    with open_register(lees_instellingen()) as register:
        beeld = toon_pilot(register, kalender_van(register).vandaag(datetime.now(UTC)))
    if als_json:
        sys.stdout.write(jsontekst.dumps(beeld, ensure_ascii=False) + "\n")
    elif beeld is None:
        scherm.uit().print("De pilot is nog niet begonnen.")
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
    _toon_verwerking(beeld["verwerking"])
    if beeld["besluiten"]:
        console.print(scherm.tabel("Besluiten over de tegemoetkoming", beeld["besluiten"]))
        samen = beeld["tegemoetkoming"]
        console.print(f"Verleend € {samen['verleend']}, teruggevorderd € {samen['teruggevorderd']}.")
    for zin in beeld["opmerkingen"]:
        console.print(zin)
    termijnen = [termijn | {"dagen": in_dagen(termijn)} for termijn in beeld["termijnen"]]
    console.print(scherm.tabel("Termijnen van de pilot", termijnen))


def _toon_verwerking(verwerking: Mapping[str, Any]) -> None:
    console = scherm.uit()
    if wijzigingen := verwerking["wijzigingen"]:
        console.print(scherm.tabel("Verwerking in de trajecten", wijzigingen))
    for reden, aantal in verwerking["afgesloten"].items():
        console.print(f"Afgesloten door {woorden(reden)}: {aantal}.")
    if achterblijvers := verwerking["achterblijvers"]:
        console.print(scherm.tabel("Nog niet verwerkt in", achterblijvers))


def _overige(feit: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in feit.items() if naam not in ("op", "soort") and waarde is not None}
