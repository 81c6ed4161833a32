"""The pilot itself and its events, and the figures."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter

from api import document
from api.cijfers import zoals_te_zien
from api.lichaam import geen_vraag, lees_lichaam, neem_id, vraag_van
from api.problemen import Probleem, geweigerd, json_antwoord
from api.rollen import Actie, Rol, mag
from api.tokens import Houder
from api.voordeur import Deur, eis
from starter import diensten
from starter.pilotbeeld import toon_pilot
from wet.pilotgebeurtenissen import DeelnameBeeindigd, PilotGebeurtenis, lees_pilotgebeurtenis
from wet.waarden import Dag, Waarde, lees

router = APIRouter()
Lezer = Annotated[Houder, Depends(eis(Actie.PILOT_LEZEN))]
Melder = Annotated[Houder, Depends(eis(Actie.PILOT_MELDEN, Actie.DEELNAME_BEEINDIGEN))]
Teller = Annotated[Houder, Depends(eis(Actie.CIJFERS_LEZEN))]
ZIEN_ALLES = frozenset({Rol.MINISTERIE, Rol.BEHEERDER})
"""Who sees the decisions on the grant of every gemeente."""


class _Cijfervraag(Waarde):
    peildatum: Dag | None = None


_CIJFERVRAAG = TypeAdapter(_Cijfervraag)


@router.get("/pilot", **document.operatie("pilotLezen"))
async def toon(request: Request, deur: Deur, houder: Lezer) -> Response:
    """De pilot: wie meedoet, wat er gebeurde en hoe ver dat is verwerkt, de termijnen en de tegemoetkoming.

    Een gemeente ziet alleen haar eigen besluiten en trajecten.
    """
    geen_vraag(request)
    systeem, gemeente = deur.systeem, None if houder.rollen & ZIEN_ALLES else houder.gemeente
    eigen = gemeente is not None
    beeld = await asyncio.to_thread(toon_pilot, systeem.register, systeem.vandaag(), gemeente, van_dichtbij=eigen)
    if beeld is None:
        raise Probleem(503, "De pilot is nog niet begonnen.")
    return json_antwoord(beeld)


@router.post("/pilot/gebeurtenissen", **document.operatie("pilotgebeurtenisMelden"))
async def meld(request: Request, deur: Deur, houder: Melder) -> Response:
    """Meld een gebeurtenis van de pilot; een gemeente meldt alleen het einde van haar eigen deelname."""
    gegevens = await lees_lichaam(request)
    id_ = neem_id(request, gegevens)
    namens = _namens(houder, lees_pilotgebeurtenis({"op": deur.systeem.vandaag()} | gegevens))
    antwoord = await diensten.meld_pilot(deur.systeem, gegevens, id_, namens)
    if not antwoord.aanvaard:
        raise geweigerd(antwoord)
    return json_antwoord({"id": id_} | antwoord.model_dump(mode="json"), 201)


def _namens(houder: Houder, gebeurtenis: PilotGebeurtenis) -> str | None:
    """The gemeente for which he reports this; None for who may report anything. Raises Probleem 403."""
    if mag(houder.rollen, Actie.PILOT_MELDEN):
        return None
    if not isinstance(gebeurtenis, DeelnameBeeindigd):
        raise Probleem(403, "Een gemeente kan van de pilot alleen het einde van haar eigen deelname melden.")
    if gebeurtenis.gemeente != houder.gemeente:
        raise Probleem(403, "U kunt alleen de deelname van uw eigen gemeente beëindigen.")
    return houder.gemeente


@router.get("/cijfers", **document.operatie("cijfersLezen"))
async def cijfers(request: Request, deur: Deur, houder: Teller) -> Response:
    """De stand op een dag: trajecten per fase, en het werk dat er tot dan toe was.

    Een gemeente ziet haar eigen aantallen. Voor anderen is een aantal onder de tien leeg, en ook wat het zou verraden.
    """
    vraag = lees(_CIJFERVRAAG, dict(vraag_van(request)))
    peiling = await asyncio.to_thread(diensten.peil, deur.systeem.register, vraag.peildatum or deur.systeem.vandaag())
    return json_antwoord(await asyncio.to_thread(zoals_te_zien, peiling, houder))
