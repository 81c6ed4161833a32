"""The pilot itself and its events, and the figures."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import TypeAdapter

from api import document
from api.cijfers import zoals_te_zien
from api.lichaam import lees_lichaam, neem_id, vraag_van
from api.problemen import Probleem, geweigerd, json_antwoord
from api.rollen import Actie, mag
from api.tokens import Houder
from api.voordeur import Deur, eis
from starter import diensten
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import DeelnameBeeindigd, PilotGebeurtenis, lees_pilotgebeurtenis
from wet.waarden import Dag, Waarde, lees

router = APIRouter()
Lezer = Annotated[Houder, Depends(eis(Actie.PILOT_LEZEN))]
Melder = Annotated[Houder, Depends(eis(Actie.PILOT_MELDEN, Actie.DEELNAME_BEEINDIGEN))]
Teller = Annotated[Houder, Depends(eis(Actie.CIJFERS_LEZEN))]


class _Cijfervraag(Waarde):
    peildatum: Dag | None = None


_CIJFERVRAAG = TypeAdapter(_Cijfervraag)


@router.get("/pilot", **document.operatie("pilotLezen"))
async def toon(request: Request, deur: Deur, _: Lezer) -> Response:
    """De pilot: welke gemeenten meedoen, met welke methode, tot wanneer, en wat er gebeurde."""
    document.geen_vraag(vraag_van(request))
    geladen = await asyncio.to_thread(deur.systeem.register.laad_pilot)
    if geladen is None:
        raise Probleem(503, "De pilot is nog niet begonnen.")
    return json_antwoord(_voorstelling(Pilot.model_validate_json(geladen[0].toestand)))


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


def _voorstelling(pilot: Pilot) -> dict[str, Any]:
    return {
        "einde": pilot.einde.isoformat() if pilot.einde else None,
        "wet_vervalt": pilot.wet_vervalt.isoformat() if pilot.wet_vervalt else None,
        "deelnames": [deelname.model_dump(mode="json") for deelname in pilot.deelnames],
        "gebeurtenissen": [feit.model_dump(mode="json") for feit in pilot.gebeurtenissen],
    }
