"""What the demonstration shows: where to look, how far it is, and what came of it."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from activities.register import Register
from api.rollen import Rol
from cijfers.overzicht import kernzinnen
from cijfers.publicatie import publiceer
from cijfers.verslag import verslag
from starter.demo import BEGIN, EINDE, PEILDATUM
from starter.demo.loket import Loket
from starter.evaluatie import eenmalige_pseudoniemen, verzamel_uit
from starter.opdrachtregel import scherm
from starter.opdrachtregel.lezen import toon_peiling
from starter.systeem import Systeem
from workflows.weergave import datum, woorden

_POLS = 0.5
_OPDRACHT = ".venv/bin/loondispensatie"


def toon_adressen(folder: Path, webscherm: str, api: str, codec: str | None) -> None:
    """Say where everything is, and how to look around in it."""
    regels = [
        f"Het webscherm van Temporal staat op {webscherm}",
        f"De API staat op {api}/v1/openapi.json",
        "Kijk zo mee, met een token van een gemeente:",
        f"  TOKEN=$({_OPDRACHT} token --rol raadpleger --gemeente 0014)",
        f'  curl -s {api}/v1/trajecten -H "Authorization: Bearer $TOKEN"',
        "Of zonder API:",
        f"  LOONDISPENSATIE_GEGEVENSMAP={folder} {_OPDRACHT} lijst",
    ]
    if codec:
        regels += [
            "Lees de geschiedenis in het webscherm met een token van een beheerder:",
            f"  {_OPDRACHT} token --rol beheerder    # geef het op bij {codec}/aanmelden",
        ]
    for regel in regels:
        scherm.uit().print(regel, soft_wrap=True)


async def toon_voortgang(systeem: Systeem) -> None:
    """The legal day and the trajectories per phase, until the last day; each quarter stays on the screen."""
    kolommen = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*kolommen, console=scherm.uit()) as voortgang:
        taak, kwartaal = voortgang.add_task("", total=(EINDE - BEGIN).days), None
        while (vandaag := systeem.vandaag()) < EINDE:
            stand = await asyncio.to_thread(_stand, systeem.register)
            voortgang.update(taak, description=f"{vandaag} {stand}", completed=(vandaag - BEGIN).days)
            if kwartaal != (kwartaal := (vandaag.year, (vandaag.month - 1) // 3)):
                voortgang.console.print(f"{vandaag}  {stand}")
            await asyncio.sleep(_POLS)
        voortgang.update(taak, description=f"{EINDE}", completed=(EINDE - BEGIN).days)


def _stand(register: Register) -> str:
    telling: Counter[str] = Counter()
    for uitkomst in register.uitkomsten():
        telling[uitkomst.fase or "aangemeld"] += uitkomst.aantal
    return ", ".join(f"{woorden(fase)} {aantal}" for fase, aantal in sorted(telling.items()))


def toon_uitkomst(register: Register) -> None:
    """The outcome per gemeente, and of all on the last line."""
    uitkomsten = register.uitkomsten()
    redenen = sorted({uitkomst.reden or "loopt nog" for uitkomst in uitkomsten})
    per_gemeente: dict[str, Counter[str]] = {}
    for uitkomst in uitkomsten:
        for gemeente in (uitkomst.gemeente, "alle"):
            per_gemeente.setdefault(gemeente, Counter())[uitkomst.reden or "loopt nog"] += uitkomst.aantal
    rijen = [
        {"gemeente": gemeente, "trajecten": telling.total()} | {reden: telling[reden] for reden in redenen}
        for gemeente, telling in sorted(per_gemeente.items())
    ]
    scherm.uit().print(scherm.tabel(f"Uitkomst op {datum(EINDE)}", rijen))


async def toon_stand(loket: Loket, gemeenten: Sequence[str]) -> None:
    """The counts on a day as the API gives them: each gemeente her own, and to a researcher none that is small."""
    vraag = {"peildatum": PEILDATUM.isoformat()}
    eigen = [await loket.vraag("/v1/cijfers", Rol.RAADPLEGER, gemeente, **vraag) for gemeente in gemeenten]
    toon_peiling(_samen(eigen))
    totaal = (await loket.vraag("/v1/cijfers", Rol.ONDERZOEKER, **vraag))["totaal"]
    zichtbaar = ", ".join(f"{naam} {_of_weg(totaal[naam])}" for naam in _GETELD)
    scherm.uit().print(f"Een onderzoeker ziet geen aantal onder de tien; van alle gemeenten samen: {zichtbaar}.")


_GETELD = ("trajecten", "proefplaatsingen", "dienstbetrekkingen")


def _samen(peilingen: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The counts of all gemeenten, from what each sees of herself."""
    gemeenten = {code: telling for peiling in peilingen for code, telling in peiling["gemeenten"].items()}
    fasen: Counter[str] = Counter()
    for telling in gemeenten.values():
        fasen.update(telling["fasen"])
    getallen = {naam: sum(telling[naam] for telling in gemeenten.values()) for naam in _GETELD}
    totaal = {"gemeenten": len(gemeenten), "fasen": dict(fasen), **getallen}
    return {"datum": peilingen[0]["datum"], "totaal": totaal, "gemeenten": gemeenten}


def _of_weg(aantal: int | None) -> str:
    return "minder dan tien" if aantal is None else str(aantal)


def toon_evaluatie(register: Register, bestand: Path) -> None:
    """Write the evaluation of the whole pilot as a page, and give its main sentences."""
    publicatie = publiceer(verzamel_uit(register, EINDE, eenmalige_pseudoniemen()))
    bestand.write_text(verslag(publicatie), encoding="utf-8")
    console = scherm.uit()
    console.print(f"\nEvaluatie op {datum(EINDE)}", style="bold")
    for zin in kernzinnen(publicatie):
        console.print(f"- {zin}")
    console.print(f"Het hele verslag staat in {bestand}", soft_wrap=True)
