"""The terms of a gemeente: what its college must still do, and what is late."""

import asyncio
import re
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BeforeValidator, TypeAdapter

from activities.register.openstaand import Openstand, Plaats, Termijnregel, Termijnvraag
from api import document
from api.lichaam import vraag_van
from api.lijsten import PER_BLADZIJDE, Aantal
from api.logboek import Betrokkene
from api.nummers import naar_pad, uit_pad
from api.problemen import Probleem, json_antwoord
from api.rollen import Actie
from api.tokens import Houder
from api.voordeur import Deur, Voordeur, eis
from starter.pilotbeeld import bekende_pilot
from starter.termijnoverzicht import pilottermijnbeeld, termijnbeeld
from wet.dossier import TermijnSoort
from wet.waarden import Dag, Misvormd, Waarde, lees

router = APIRouter()
Zoeker = Annotated[Houder, Depends(eis(Actie.TRAJECTEN_ZOEKEN))]
_DAG: TypeAdapter[date] = TypeAdapter(Dag)
_PLAATS = re.compile(r"([0-9-]{10})\.([0-9]{4}-[0-9]{4}-[0-9]{6,12})\.([1-9][0-9]{0,4})", re.ASCII)


def _lees_plaats(waarde: object) -> object:
    """A place in the list, as `volgende` gave it."""
    delen = _PLAATS.fullmatch(waarde) if isinstance(waarde, str) else None
    nummer = uit_pad(delen[2]) if delen else None
    try:
        if delen and nummer:
            return Plaats(lees(_DAG, delen[1]), nummer, int(delen[3]))
    except Misvormd:
        pass
    raise ValueError("moet een waarde van 'volgende' zijn, zoals 2011-10-31.0014-2011-000123.1")


class Vraag(Waarde):
    """What can be asked."""

    tot: Dag | None = None
    soort: TermijnSoort | None = None
    stand: Openstand | None = None
    na: Annotated[Plaats, BeforeValidator(_lees_plaats)] | None = None
    aantal: Aantal = PER_BLADZIJDE


_VRAAG = TypeAdapter(Vraag)


@router.get("/termijnen", **document.operatie("termijnenLijst"))
async def lijst(request: Request, deur: Deur, houder: Zoeker) -> Response:
    """De termijnen van uw college op laatste dag, ook wat al te laat is, en de termijnen van de pilot zelf."""
    gegevens = vraag_van(request)
    vraag = lees(_VRAAG, dict(gegevens))
    inhoud = await _zoek(deur, houder, vraag)
    if not inhoud["volgende"]:
        return json_antwoord(inhoud)
    verder = urlencode({**gegevens, "na": inhoud["volgende"]})
    return json_antwoord(inhoud, koppen={"Link": f'</v1/termijnen?{verder}>; rel="next"'})


async def _zoek(deur: Voordeur, houder: Houder, vraag: Vraag) -> dict[str, Any]:
    if houder.gemeente is None:
        raise Probleem(403, "Uw token hoort niet bij een gemeente.")
    register, dag = deur.systeem.register, deur.systeem.vandaag()
    gezocht = Termijnvraag(
        dag,
        gemeente=houder.gemeente,
        tot=vraag.tot,
        soort=vraag.soort,
        stand=vraag.stand,
        na=vraag.na,
        # One more than the page, to know whether there is another.
        aantal=vraag.aantal + 1,
    )
    regels = await asyncio.to_thread(register.openstaand.zoek, gezocht)
    getoond = regels[: vraag.aantal]
    await _schrijf_op(deur, houder, getoond)
    pilot = await asyncio.to_thread(bekende_pilot, register)
    return {
        "datum": dag.isoformat(),
        "termijnen": [termijnbeeld(regel, dag) for regel in getoond],
        "pilot": pilottermijnbeeld(pilot, dag) if pilot else [],
        "volgende": _als_tekst(getoond[-1].plaats) if len(regels) > len(getoond) else None,
    }


async def _schrijf_op(deur: Voordeur, houder: Houder, regels: list[Termijnregel]) -> None:
    """A person with more than one term is looked at once."""
    personen = dict.fromkeys(Betrokkene(regel.bsn, regel.nummer) for regel in regels)
    await deur.schrijf_op(Actie.TRAJECTEN_ZOEKEN, houder, *personen)


def _als_tekst(plaats: Plaats) -> str:
    return f"{plaats.uiterlijk.isoformat()}.{naar_pad(plaats.nummer)}.{plaats.volgnummer}"
