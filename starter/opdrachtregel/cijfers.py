"""`cijfers`: the evaluation of the pilot, on the screen and as files. It only reads the register."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.logboek import ONDERZOEK, Betrokkene
from cijfers.overzicht import UITLEG_WEGGELATEN, Lezer, Overzicht, kernzinnen, overzichten
from cijfers.publicatie import Publicatie, publiceer
from cijfers.schrift import dag
from cijfers.uitvoer import Vorm, frames, onderzoeksframes, schrijf
from cijfers.uitvoer import als_json as maak_json
from cijfers.verzameling import Verzameling
from cijfers.woordenboek import GEEN_VERGELIJKING
from starter.evaluatie import blijvende_pseudoniemen, eenmalige_pseudoniemen, personen_in, verzamel_uit
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import scherm
from starter.opdrachtregel.lezen import AlsJson, Gemeente
from starter.opdrachtregel.schrijven import meldt
from starter.opdrachtregel.verwerking import teken_op
from starter.systeem import kalender_van, open_register
from wet.waarden import Misvormd

ONDERZOEKSMAP = "onderzoek-niet-publiceren"
"""The folder of the file for research, beside what may be published."""

_Dag = Annotated[str | None, typer.Option(metavar="DATUM", help="De peildatum, zoals 2011-11-01; standaard vandaag.")]
_Van = Annotated[str | None, typer.Option(metavar="DATUM", help="Toon per maand vanaf de maand van deze dag.")]
_Tot = Annotated[str | None, typer.Option(metavar="DATUM", help="Toon per maand tot en met de maand van deze dag.")]
_Csv = Annotated[Path | None, typer.Option(metavar="MAP", help="Schrijf CSV met het woordenboek in deze map.")]
_Parquet = Annotated[Path | None, typer.Option(metavar="MAP", help="Schrijf Parquet met het woordenboek in deze map.")]
_Html = Annotated[Path | None, typer.Option(metavar="BESTAND", help="Schrijf het verslag als een pagina HTML.")]
_Onderzoek = Annotated[
    bool,
    typer.Option(
        "--onderzoek",
        help=f"Schrijf in de map van CSV of Parquet ook het gepseudonimiseerde onderzoeksbestand ({ONDERZOEKSMAP}).",
    ),
]


class _Bestemming(NamedTuple):
    """Where the files go."""

    csv: Path | None
    parquet: Path | None
    html: Path | None
    onderzoek: bool

    def mappen(self) -> Iterator[tuple[Path, Vorm]]:
        if self.csv is not None:
            yield self.csv, "csv"
        if self.parquet is not None:
            yield self.parquet, "parquet"

    @property
    def is_scherm(self) -> bool:
        return self.html is None and not any(self.mappen())


def cijfers(  # noqa: PLR0913 (one for each option)
    *,
    peildatum: _Dag = None,
    van: _Van = None,
    tot: _Tot = None,
    gemeente: Gemeente = None,
    csv: _Csv = None,
    parquet: _Parquet = None,
    html: _Html = None,
    onderzoek: _Onderzoek = False,
    als_json: AlsJson = False,
) -> None:
    """Geef de cijfers voor de evaluatie van de pilot: in totaal, per gemeente en per maand.

    Een getal over minder dan 10 personen wordt weggelaten, en ook wat zo'n getal zou verraden.
    """
    bestemming = _Bestemming(csv, parquet, html, onderzoek)
    if onderzoek and not any(bestemming.mappen()):
        raise Misvormd("--onderzoek hoort bij --csv of --parquet")
    maanden = _maanden(van, tot)
    verzameling = _verzamel(None if peildatum is None else scherm.lees_dag(peildatum, "--peildatum"), onderzoek)
    alles = publiceer(verzameling)
    if gemeente is not None and gemeente not in alles.gemeenten:
        raise Misvormd(f"--gemeente: {gemeente} heeft op {alles.peildatum} geen trajecten")
    publicatie = alles.beperkt(*maanden, gemeente)
    _schrijf(verzameling, publicatie, bestemming, gemeente)
    if als_json:
        sys.stdout.write(maak_json(publicatie) + "\n")
    elif bestemming.is_scherm:
        _toon(Lezer(publicatie, gemeente))


def _verzamel(peildatum: date | None, onderzoek: bool) -> Verzameling:
    """Collect the facts; for research only after it was written down of every person whose facts these are."""
    instellingen = lees_instellingen()
    namen = blijvende_pseudoniemen(instellingen.pseudoniemsleutel) if onderzoek else eenmalige_pseudoniemen()
    with open_register(instellingen) as register:
        vandaag = kalender_van(register).vandaag(datetime.now(UTC))
        verzameling = verzamel_uit(register, peildatum or vandaag, namen)
        if onderzoek:
            teken_op(register, ONDERZOEK, map(Betrokkene, sorted(personen_in(verzameling, register, namen))))
        return verzameling


def _maanden(van: str | None, tot: str | None) -> tuple[str | None, str | None]:
    eerste, laatste = (
        None if tekst is None else f"{scherm.lees_dag(tekst, naam):%Y-%m}"
        for tekst, naam in ((van, "--van"), (tot, "--tot"))
    )
    if eerste is not None and laatste is not None and laatste < eerste:
        raise Misvormd("--tot ligt voor --van")
    return eerste, laatste


def _schrijf(verzameling: Verzameling, publicatie: Publicatie, bestemming: _Bestemming, gemeente: str | None) -> None:
    for folder, vorm in bestemming.mappen():
        with meldt(folder):
            schrijf(frames(publicatie), folder, vorm)
        if bestemming.onderzoek:
            with meldt(folder / ONDERZOEKSMAP):
                (folder / ONDERZOEKSMAP).mkdir(mode=0o700, exist_ok=True)
                schrijf(onderzoeksframes(verzameling), folder / ONDERZOEKSMAP, vorm)
    if bestemming.html is not None:
        # Drawing takes a third of a second to load, which no other command should wait for.
        from cijfers.verslag import verslag  # noqa: PLC0415

        with meldt(bestemming.html):
            bestemming.html.write_text(verslag(publicatie, gemeente), encoding="utf-8")


def _toon(lezer: Lezer) -> None:
    console, publicatie = scherm.uit(), lezer.publicatie
    console.print(f"Pilot loondispensatie, stand op {dag(publicatie.peildatum)}", style="bold")
    if not publicatie.gemeenten:
        console.print("Er zijn nog geen trajecten.")
        return
    for zin in kernzinnen(publicatie):
        console.print(f"- {zin}")
    for overzicht in overzichten(lezer):
        console.print(_tabel(overzicht))
        console.print(overzicht.uitleg, style="dim")
    console.print(f"\n{UITLEG_WEGGELATEN}\n{GEEN_VERGELIJKING}")


def _tabel(overzicht: Overzicht) -> Table:
    naam, *overige = overzicht.koppen
    beeld = Table(title=f"\n{overzicht.titel}", title_justify="left", title_style="bold", box=SIMPLE_HEAD)
    beeld.add_column(naam)
    for kop in overige:
        beeld.add_column(kop, justify="right")
    for rij in overzicht.rijen:
        beeld.add_row(*rij)
    return beeld
