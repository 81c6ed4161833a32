"""The pilot itself and its events, and the figures."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter

from api import document
from api.lichaam import lees_lichaam, neem_id, vraag_van
from api.problemen import Probleem, geweigerd, json_antwoord
from api.rollen import Actie, Rol
from api.tokens import Houder
from api.voordeur import Deur, eis
from starter import diensten
from starter.pilotbeeld import toon_pilot
from wet.waarden import Dag, Waarde, lees

router = APIRouter()
Lezer = Annotated[Houder, Depends(eis(Actie.PILOT_LEZEN))]
Melder = Annotated[Houder, Depends(eis(Actie.PILOT_MELDEN))]
Teller = Annotated[Houder, Depends(eis(Actie.CIJFERS_LEZEN))]
ZIEN_ALLES = frozenset({Rol.MINISTERIE, Rol.BEHEERDER})
"""Who sees the decisions on the grant of every gemeente."""


class _Cijfervraag(Waarde):
    peildatum: Dag | None = None


_CIJFERVRAAG = TypeAdapter(_Cijfervraag)
_GEEN: dict[str, Any] = {"trajecten": 0, "fasen": {}, "proefplaatsingen": 0, "dienstbetrekkingen": 0}


@router.get("/pilot", **document.operatie("pilotLezen"))
async def toon(request: Request, deur: Deur, houder: Lezer) -> Response:
    """De pilot: wie meedoet, wat er gebeurde en hoe ver dat is verwerkt, de termijnen en de tegemoetkoming.

    Een gemeente ziet alleen haar eigen besluiten en trajecten.
    """
    document.geen_vraag(vraag_van(request))
    systeem, gemeente = deur.systeem, None if houder.rollen & ZIEN_ALLES else houder.gemeente
    met_nummers = gemeente is not None or Rol.BEHEERDER in houder.rollen
    beeld = await asyncio.to_thread(toon_pilot, systeem.register, systeem.vandaag(), gemeente, met_nummers=met_nummers)
    if beeld is None:
        raise Probleem(503, "De pilot is nog niet begonnen.")
    return json_antwoord(beeld)


@router.post("/pilot/gebeurtenissen", **document.operatie("pilotgebeurtenisMelden"))
async def meld(request: Request, deur: Deur, _: Melder) -> Response:
    """Meld een gebeurtenis van de pilot."""
    gegevens = await lees_lichaam(request)
    id_ = neem_id(request, gegevens)
    antwoord = await diensten.meld_pilot(deur.systeem, gegevens, id_)
    if not antwoord.aanvaard:
        raise geweigerd(antwoord)
    return json_antwoord({"id": id_} | antwoord.model_dump(mode="json"), 201)


@router.get("/cijfers", **document.operatie("cijfersLezen"))
async def cijfers(request: Request, deur: Deur, houder: Teller) -> Response:
    """De stand op een dag: trajecten per fase, en het werk dat er tot dan toe was."""
    vraag = lees(_CIJFERVRAAG, dict(vraag_van(request)))
    peiling = await asyncio.to_thread(diensten.peil, deur.systeem.register, vraag.peildatum or deur.systeem.vandaag())
    return json_antwoord(peiling if houder.gemeente is None else _alleen(peiling, houder.gemeente))


def _alleen(peiling: dict[str, Any], gemeente: str) -> dict[str, Any]:
    """Of one gemeente: a token of a gemeente does not see the others, also not in a total."""
    telling = peiling["gemeenten"].get(gemeente)
    if telling is None:
        return peiling | {"totaal": {"gemeenten": 0, **_GEEN}, "gemeenten": {}}
    return peiling | {"totaal": {"gemeenten": 1, **telling}, "gemeenten": {gemeente: telling}}
