"""`aanmelden`: bring a file of clients and events in."""

import asyncio
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from api.logboek import Betrokkene
from starter.aanmeldbestand import AANMELDKOLOMMEN, CLIENTKOLOMMEN, Foutregel, Regel, lees_bestand
from starter.aanmelden import Verslag, meld_aan
from starter.instellingen import Instellingen, lees_instellingen
from starter.opdrachtregel import scherm
from starter.opdrachtregel.verwerking import teken_op
from starter.systeem import open_systeem

UITLEG = f"""Start trajecten uit een bestand met clienten en gebeurtenissen, en wacht tot alles is verwerkt.

Een bestand .jsonl heeft op elke regel een JSON-document {{"naam": tekst (mag weg), "client": {{...}}, "gebeurtenissen":
[...]}}, met de velden van een scenario; de eerste gebeurtenis is een aanmelding.

Een bestand .csv heeft een kop en per regel een client met zijn aanmelding, gescheiden door komma's of puntkomma's. De
kolommen van de client zijn {", ".join(CLIENTKOLOMMEN)}; die van de aanmelding zijn {" en ".join(AANMELDKOLOMMEN)}. Een
lege cel is een veld dat weg mag.

Een regel die niet klopt wordt met nummer en reden genoemd en houdt de rest niet op; de opdracht eindigt dan met 1.
Hetzelfde bestand nog eens aanbieden verandert niets. Zonder draaiende 'serve' start de opdracht zelf een server, zolang
als nodig."""


def aanmelden(  # noqa: D103 - its help is UITLEG
    bestand: Annotated[Path, typer.Argument(metavar="BESTAND", help="Bestand met aanmeldingen (.jsonl of .csv).")],
) -> None:
    instellingen = lees_instellingen()
    totaal = sum(1 for _ in lees_bestand(bestand))
    verslag = asyncio.run(_meld_aan(instellingen, bestand, totaal))
    _toon(verslag)
    if not verslag.is_goed:
        raise typer.Exit(1)


# Help is shown line by line as it stands; a paragraph must flow.
aanmelden.__doc__ = re.sub(r"(?<!\n)\n(?!\n)", " ", UITLEG)


async def _meld_aan(instellingen: Instellingen, bestand: Path, totaal: int) -> Verslag:
    kolommen = (TextColumn("Aanmelden"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=scherm.fout()) as voortgang:
        taak = voortgang.add_task("aanmelden", total=totaal)

        def klaar(fout: Foutregel | None) -> None:
            voortgang.advance(taak)
            if fout:
                scherm.zeg_fout(f"Regel {fout.nummer}: {'; '.join(fout.fouten)}", voortgang.console)

        async with open_systeem(instellingen) as systeem:
            await asyncio.to_thread(teken_op, systeem.register, "traject_starten", _betrokkenen(bestand))
            return await meld_aan(systeem, lees_bestand(bestand), klaar)


def _betrokkenen(bestand: Path) -> Iterator[Betrokkene]:
    return (Betrokkene(regel.client.bsn) for regel in lees_bestand(bestand) if isinstance(regel, Regel))


def _toon(verslag: Verslag) -> None:
    telling = verslag.gebeurtenissen
    regels = (
        ("Regels", f"{verslag.regels}, waarvan {verslag.fouten} niet in orde"),
        ("Trajecten", f"{verslag.trajecten}, waarvan {verslag.nieuw} nieuw"),
        ("Gebeurtenissen aangeboden", telling.aangeboden),
        ("Gebeurtenissen verwerkt", telling.aangeboden - telling.verloren),
        ("  aanvaard", telling.aanvaard),
        ("  geweigerd", telling.geweigerd),
        ("  taak voor een medewerker", telling.misvormd),
        ("Gebeurtenissen verloren", telling.verloren),
    )
    for naam, waarde in regels:
        scherm.uit().print(f"{naam:<28}{waarde}")
