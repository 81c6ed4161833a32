"""`meld`: report an event to a trajectory; and what it shares with reporting one of the pilot itself."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from starter import diensten
from starter.instellingen import lees_instellingen
from starter.invoer import lees_json, waarom_onleesbaar, zonder_dubbele
from starter.opdrachtregel import scherm
from starter.opdrachtregel.verwerking import teken_op_trajecten
from starter.systeem import Systeem, open_systeem
from starter.velden import lees_velden
from wet.waarden import Misvormd
from workflows.berichten import Antwoord
from workflows.weergave import datum

GEWEIGERD = 3
"""Exit code of an event that the law or the state of the case does not allow."""

Velden = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="VELD=WAARDE",
        help="Velden; een punt voor een veld in een groep (werkgever.kvk=12345678), JSON voor een lijst.",
    ),
]
Op = Annotated[str | None, typer.Option(metavar="DATUM", help="Dag van ontvangst; anders vandaag.")]
Id = Annotated[str | None, typer.Option("--id", help="Eigen kenmerk: hetzelfde kenmerk telt maar een keer.")]
AlsJson = Annotated[
    str | None, typer.Option("--json", metavar="BESTAND", help="Velden uit een JSON-bestand; - leest de invoer.")
]


def meld(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="Trajectnummer, zoals 0014/2011-000123.")],
    soort: Annotated[
        str | None, typer.Argument(metavar="SOORT", help="Soort gebeurtenis; mag ook in de JSON staan.")
    ] = None,
    velden: Velden = None,
    op: Op = None,
    id_: Id = None,
    json: AlsJson = None,
) -> None:
    """Meld een gebeurtenis in een traject.

    Eindigt met 0 als zij is aanvaard, met 2 als zij niet klopt en met 3 als zij is geweigerd.
    """
    gegevens, kenmerk = lees_gegevens(soort, velden, op, id_, json)
    zeg_antwoord(lambda systeem: _meld_op(systeem, nummer, gegevens, kenmerk))


def lees_gegevens(
    soort: str | None, velden: Sequence[str] | None, op: str | None, id_: str | None, bestand: str | None
) -> tuple[dict[str, Any], str]:
    """The data of an event and its id, from what was typed and from a file together; raises Misvormd."""
    los = [(naam, waarde) for naam, waarde in (("soort", soort), ("op", op), ("id", id_)) if waarde is not None]
    uit_bestand = _lees_bestand(bestand) if bestand else {}
    gegevens = zonder_dubbele(chain(uit_bestand.items(), los, lees_velden(velden or ()).items()))
    kenmerk = gegevens.pop("id", None)
    if kenmerk is None:
        kenmerk = str(uuid4())
    if not isinstance(kenmerk, str):
        raise Misvormd("veld 'id' moet tekst zijn")
    return gegevens, kenmerk


def _lees_bestand(naam: str) -> dict[str, Any]:
    try:
        tekst = sys.stdin.read() if naam == "-" else Path(naam).read_text(encoding="utf-8")
    except OSError as fout:
        raise Misvormd(f"{naam} {waarom_onleesbaar(fout)}") from None
    except UnicodeDecodeError:
        raise Misvormd(f"{naam} is geen tekst in UTF-8") from None
    gegevens = lees_json(tekst)
    if not isinstance(gegevens, dict):
        raise Misvormd("een gebeurtenis is een groep velden")
    return gegevens


def zeg_antwoord(melden: Callable[[Systeem], Coroutine[Any, Any, Antwoord]]) -> None:
    """Report by this call, and say what the answer is; a refusal ends with an exit code of its own."""
    antwoord = asyncio.run(_meld(melden))
    if not antwoord.aanvaard:
        scherm.uit().print(f"Geweigerd ({antwoord.artikel}): {antwoord.reden}")
        raise typer.Exit(GEWEIGERD)
    scherm.uit().print(f"Aanvaard, verwerkt op {datum(antwoord.dag)}.")


async def _meld_op(systeem: Systeem, nummer: str, gegevens: dict[str, Any], kenmerk: str) -> Antwoord:
    await asyncio.to_thread(teken_op_trajecten, systeem.register, "gebeurtenis_melden", [nummer])
    return await diensten.meld(systeem, nummer, gegevens, kenmerk)


async def _meld(melden: Callable[[Systeem], Coroutine[Any, Any, Antwoord]]) -> Antwoord:
    async with open_systeem(lees_instellingen()) as systeem:
        return await melden(systeem)
