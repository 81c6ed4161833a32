"""What can be read: `toon`, `lijst`, `peildatum`, `taken`, `instellingen`. None of these needs a server."""

import json
import sys
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any, get_args

import typer
from pydantic import TypeAdapter

from activities.register.lezen import Filter
from api.instellingen import ApiInstellingen
from starter import diensten
from starter.instellingen import lees_instellingen, uitleg
from starter.opdrachtregel import scherm
from starter.opdrachtregel.verwerking import teken_op_trajecten
from starter.opdrachtregel.weergave import toon_beeld
from starter.systeem import kalender_van, open_register
from wet.dossier import Fase
from wet.waarden import Gemeentecode, Misvormd, lees

_GEMEENTE: TypeAdapter[str] = TypeAdapter(Gemeentecode)
Fasen = StrEnum("Fasen", {fase: fase for fase in get_args(Fase)})  # type: ignore[misc]

Gemeente = Annotated[str | None, typer.Option(metavar="CODE", help="Alleen deze gemeente (vier cijfers).")]
AlsJson = Annotated[bool, typer.Option("--json", help="Geef JSON.")]


def toon(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="Trajectnummer, zoals 0014/2011-000123.")],
    als_json: AlsJson = False,
) -> None:
    """Toon een traject zoals het vandaag is: tijdlijn, besluiten, termijnen en bedragen."""
    with open_register(lees_instellingen()) as register:
        vandaag = kalender_van(register).vandaag(datetime.now(UTC))
        beeld = diensten.toon(register, nummer, vandaag)
        teken_op_trajecten(register, "traject_lezen", [nummer])
    if als_json:
        _schrijf(beeld.resultaat)
    else:
        toon_beeld(beeld)


def lijst(
    gemeente: Gemeente = None,
    fase: Annotated[Fasen | None, typer.Option(help="Alleen trajecten in deze fase.")] = None,
    na: Annotated[str | None, typer.Option(metavar="NUMMER", help="Vanaf het traject na dit nummer.")] = None,
    aantal: Annotated[int, typer.Option(min=1, max=1000, help="Hoeveel trajecten op een bladzijde.")] = 50,
) -> None:
    """Toon de trajecten op nummer, een bladzijde tegelijk."""
    filter_ = Filter(lees_gemeente(gemeente), fase and fase.value, na, aantal + 1)
    with open_register(lees_instellingen()) as register:
        regels = register.lijst(filter_)
        teken_op_trajecten(register, "trajecten_zoeken", (regel.nummer for regel in regels[:aantal]))
    rijen = [
        {
            "nummer": regel.nummer,
            "fase": regel.fase or "nog niet begonnen",
            "route": regel.route,
            "bijgewerkt": regel.dag,
            "volgende_termijn": regel.volgende_termijn,
            "termijn": regel.termijn_soort,
            "afgesloten": regel.afgesloten_op,
            "reden": regel.reden,
        }
        for regel in regels[:aantal]
    ]
    console = scherm.uit()
    console.print(scherm.tabel("Trajecten", rijen) if rijen else "Geen trajecten.")
    if len(regels) > aantal:
        console.print(f"Er zijn er meer: --na {regels[aantal - 1].nummer}")


def peildatum(
    datum: Annotated[str, typer.Argument(metavar="DATUM", help="De dag, zoals 2011-11-01.")], als_json: AlsJson = False
) -> None:
    """Tel op een dag de trajecten per fase, en de proefplaatsingen en dienstbetrekkingen die er tot dan toe waren."""
    dag = scherm.lees_dag(datum, "DATUM")
    with open_register(lees_instellingen()) as register:
        peiling = diensten.peil(register, dag)
    if als_json:
        _schrijf(peiling)
        return
    toon_peiling(peiling)


def toon_peiling(peiling: dict[str, Any]) -> None:
    """The counts of a day as a table, with all gemeenten together on the last line."""
    totaal = peiling["totaal"]
    fasen = [fase for fase in get_args(Fase) if fase in totaal["fasen"]]
    regels = [*peiling["gemeenten"].items(), ("alle", totaal)]
    rijen = [
        {
            "gemeente": gemeente,
            "trajecten": telling["trajecten"],
            **{fase: telling["fasen"].get(fase, 0) for fase in fasen},
            "proefplaatsingen": telling["proefplaatsingen"],
            "dienstbetrekkingen": telling["dienstbetrekkingen"],
        }
        for gemeente, telling in regels
    ]
    console = scherm.uit()
    console.print(scherm.tabel(f"Stand op {peiling['datum']}", rijen))
    console.print(
        f"{totaal['gemeenten']} gemeenten, {totaal['trajecten']} trajecten, {totaal['proefplaatsingen']} "
        f"proefplaatsingen, {totaal['dienstbetrekkingen']} dienstbetrekkingen"
    )


def taken(gemeente: Gemeente = None) -> None:
    """Toon wat een medewerker moet doen omdat het systeem het niet kan."""
    with open_register(lees_instellingen()) as register:
        open_ = register.open_taken(lees_gemeente(gemeente))
        teken_op_trajecten(register, "trajecten_zoeken", {taak.nummer for taak in open_})
    rijen = [
        {
            "nummer": taak.nummer,
            "sinds": f"{taak.gemaakt_op:%Y-%m-%d %H:%M}",
            "soort": taak.soort,
            "wat": taak.omschrijving,
        }
        for taak in open_
    ]
    scherm.uit().print(scherm.tabel("Open taken", rijen) if rijen else "Geen open taken.")


def instellingen() -> None:
    """Toon de instellingen: omgevingsvariabelen, met wat geldt als zij leeg zijn."""
    sys.stdout.write(tabel_van_instellingen())


def tabel_van_instellingen() -> str:
    """The table of all settings, in Dutch."""
    # Both know in which environment we are.
    regels = dict.fromkeys((*uitleg(), *uitleg(ApiInstellingen)))
    rijen = (f"| `{regel.naam}` | {regel.standaard} | {regel.betekenis} |\n" for regel in regels)
    return "| Instelling | Standaard | Betekenis |\n|---|---|---|\n" + "".join(rijen)


def lees_gemeente(code: str | None) -> str | None:
    """The code of a gemeente as it is typed; raises Misvormd, which names the option."""
    try:
        return None if code is None else lees(_GEMEENTE, code)
    except Misvormd:
        raise Misvormd("--gemeente moet een code van vier cijfers zijn") from None


def _schrijf(gegevens: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(gegevens, ensure_ascii=False) + "\n")
