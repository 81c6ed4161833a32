"""`rekenhulp`: what someone earns as the loonwaarde rises, for a client and a consulent together."""

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter
from rich.box import SIMPLE_HEAD
from rich.table import Table

from cijfers.rekenhulp import NAMEN, Regel, Situatie, maak_situatie, regels
from cijfers.rekentekst import KERN, KOPPEN, aannames, rij, uitleg
from cijfers.schrift import dag
from starter.opdrachtregel import scherm
from starter.opdrachtregel.lezen import AlsJson
from starter.opdrachtregel.schrijven import meldt
from wet.bedragen import VERVALT
from wet.client import Leefvorm
from wet.waarden import Bedrag, Misvormd, Uren, lees
from workflows.kalender import AMSTERDAM

_LANGSTE, _KORTSTE, _NAAST = 40, 8, 70
"""Characters of the longest bar, where there is room for it, and those of the columns beside it."""
_LOON, _AANVULLING = "█", "░"
_BEDRAG: TypeAdapter[Decimal] = TypeAdapter(Bedrag)
_UREN: TypeAdapter[Decimal] = TypeAdapter(Uren)
Leefvormen = StrEnum("Leefvormen", {leefvorm: leefvorm for leefvorm in NAMEN})  # type: ignore[misc]

_Leefvorm = Annotated[
    list[Leefvormen] | None,
    typer.Option(metavar="LEEFVORM", help=f"Alleen deze: {', '.join(NAMEN)}; mag vaker. Standaard alle."),
]
_Datum = Annotated[str | None, typer.Option(metavar="DATUM", help="De dag waarvan de bedragen gelden; standaard nu.")]
_Loon = Annotated[
    str | None,
    typer.Option(metavar="EURO", help="Bruto loon per maand voor deze uren; standaard het minimumloon."),
]
_Netto = Annotated[
    str | None,
    typer.Option(metavar="EURO", help="Netto per maand bij 100%, met vakantiegeld, zonder arbeidskorting."),
]
_UrenOptie = Annotated[str, typer.Option(metavar="UREN", help="Uren per week.")]
_Voltijd = Annotated[str, typer.Option(metavar="UREN", help="Uren per week van een volle baan.")]
_Html = Annotated[Path | None, typer.Option(metavar="BESTAND", help="Schrijf het als een pagina HTML.")]


def rekenhulp(  # noqa: PLR0913 (one for each option)
    *,
    leefvorm: _Leefvorm = None,
    datum: _Datum = None,
    loon: _Loon = None,
    netto: _Netto = None,
    uren: _UrenOptie = "36",
    voltijd: _Voltijd = "36",
    html: _Html = None,
    als_json: AlsJson = False,
) -> None:
    """Reken uit wat iemand krijgt bij elke loonwaarde: loon en aanvullende uitkering samen.

    Het is een indicatie: het nettoloon is geschat.
    """
    situatie = maak_situatie(
        _vandaag() if datum is None else scherm.lees_dag(datum, "--datum"),
        _getal(_UREN, uren, "--uren moet een aantal uren zijn, zoals 36"),
        _getal(_UREN, voltijd, "--voltijd moet een aantal uren zijn, zoals 36"),
        None if loon is None else _getal(_BEDRAG, loon, "--loon moet een bedrag zijn, zoals 1424.40"),
        None if netto is None else _getal(_BEDRAG, netto, "--netto moet een bedrag zijn, zoals 1313.85"),
    )
    gekozen = [naam for naam in NAMEN if leefvorm is None or naam in leefvorm]
    if html is not None:
        _schrijf_pagina(html, situatie, gekozen)
    if als_json:
        sys.stdout.write(json.dumps(_als_json(situatie, gekozen), default=str) + "\n")
    elif html is None:
        _toon(situatie, gekozen)


def _vandaag() -> date:
    """Today, but no later than the last day of the Act: later amounts mean nothing to it."""
    return min(datetime.now(UTC).astimezone(AMSTERDAM).date(), VERVALT - timedelta(days=1))


def _getal(soort: TypeAdapter[Decimal], tekst: str, fout: str) -> Decimal:
    try:
        return lees(soort, tekst.replace(",", "."))
    except Misvormd:
        raise Misvormd(fout) from None


def _schrijf_pagina(bestand: Path, situatie: Situatie, leefvormen: Sequence[Leefvorm]) -> None:
    # Drawing takes a third of a second to load, which no other command should wait for.
    from cijfers.rekenpagina import rekenpagina  # noqa: PLC0415

    with meldt(bestand):
        bestand.write_text(rekenpagina(situatie, leefvormen), encoding="utf-8")


def _als_json(situatie: Situatie, leefvormen: Sequence[Leefvorm]) -> dict[str, Any]:
    return {
        "datum": situatie.datum,
        "norm_gehuwden": situatie.norm,
        "netto_bij_100": situatie.netto,
        **situatie.loon.model_dump(mode="json"),
        "leefvormen": {
            leefvorm: [deze._asdict() | {"samen": deze.samen} for deze in regels(situatie, leefvorm)]
            for leefvorm in leefvormen
        },
        "aannames": list(aannames(situatie)),
    }


def _toon(situatie: Situatie, leefvormen: Sequence[Leefvorm]) -> None:
    console = scherm.uit()
    console.print(f"Wat verdien ik met loondispensatie? Bedragen per maand op {dag(situatie.datum)}", style="bold")
    console.print(KERN)
    for leefvorm in leefvormen:
        console.print(_tabel(situatie, leefvorm))
        for zin in uitleg(situatie, leefvorm):
            console.print(f"  {zin}")
    console.print(f"\n{_LOON * 3} loon (netto)   {_AANVULLING * 3} aanvullende uitkering\n\nWaarmee is gerekend")
    for zin in aannames(situatie):
        console.print(f"- {zin}")


def _tabel(situatie: Situatie, leefvorm: Leefvorm) -> Table:
    beeld = Table(
        title=f"\n{NAMEN[leefvorm]}, in euro's per maand", title_justify="left", title_style="bold", box=SIMPLE_HEAD
    )
    for kop in KOPPEN:
        beeld.add_column(kop, justify="right")
    beeld.add_column("Loon en uitkering")
    alle = regels(situatie, leefvorm)
    hoogste = max((deze.samen for deze in alle), default=Decimal(1))
    schaal = max(_KORTSTE, min(_LANGSTE, scherm.uit().width - _NAAST)) / hoogste
    for deze in alle:
        beeld.add_row(*rij(deze, teken=False), "".join(_staaf(deze, schaal)))
    return beeld


def _staaf(deze: Regel, schaal: Decimal) -> Iterator[str]:
    """Draw the sum, so that the whole bar is right whatever the parts round to."""
    lengte, loon = round(deze.samen * schaal), round(deze.netto * schaal)
    yield _LOON * loon
    yield _AANVULLING * (lengte - loon)
