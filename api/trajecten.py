"""The trajectories: start one, find them, read one, report what happens in it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from api import document, modellen
from api.lichaam import geen_vraag, lees_lichaam, neem_id, sleutel_van, vraag_van
from api.lijsten import Filters, bladzijde, lees_lijstvraag, lees_zoekopdracht, zoekvraag
from api.logboek import Betrokkene
from api.nummers import naar_pad
from api.problemen import Probleem, geweigerd, json_antwoord
from api.rollen import Actie, draagt_besluit
from api.starten import lees_aanvraag, start, voorstelling
from api.tokens import Houder
from api.voordeur import Deur, Voordeur, eigen_traject, eis, sta_toe
from starter import diensten
from wet.gebeurtenissen import lees_gebeurtenis

router = APIRouter()
Starter = Annotated[Houder, Depends(eis(Actie.TRAJECT_STARTEN))]
Lezer = Annotated[Houder, Depends(eis(Actie.TRAJECT_LEZEN))]
Zoeker = Annotated[Houder, Depends(eis(Actie.TRAJECTEN_ZOEKEN))]
Melder = Annotated[Houder, Depends(eis(Actie.GEBEURTENIS_MELDEN))]


@router.post("/trajecten", **document.operatie("trajectStarten"))
async def begin(request: Request, deur: Deur, houder: Starter) -> Response:
    """Start een traject: de client, en zijn aanmelding."""
    aanvraag = lees_aanvraag(deur.systeem, await lees_lichaam(request), sleutel_van(request))
    if aanvraag.client.gemeente != houder.gemeente:
        raise Probleem(403, "U kunt alleen voor uw eigen gemeente een traject starten.")
    await deur.schrijf_op(Actie.TRAJECT_STARTEN, houder, Betrokkene(aanvraag.client.bsn))
    stand = await start(deur.systeem, aanvraag)
    return json_antwoord(stand, 201, {"Location": f"/v1/trajecten/{naar_pad(stand['nummer'])}"})


@router.get("/trajecten", **document.operatie("trajectenLijst"))
async def lijst(request: Request, deur: Deur, houder: Zoeker) -> Response:
    """De trajecten van uw gemeente op nummer, een bladzijde tegelijk."""
    vraag = vraag_van(request)
    inhoud = await _zoek(deur, houder, lees_lijstvraag(vraag))
    if not inhoud["volgende"]:
        return json_antwoord(inhoud)
    verder = urlencode({**vraag, "na": inhoud["volgende"]})
    return json_antwoord(inhoud, koppen={"Link": f'</v1/trajecten?{verder}>; rel="next"'})


@router.post("/trajecten/_zoek", **document.operatie("trajectenZoeken"))
async def zoek(request: Request, deur: Deur, houder: Zoeker) -> Response:
    """Zoek met gegevens die niet in een adres mogen staan, zoals een burgerservicenummer."""
    return json_antwoord(await _zoek(deur, houder, lees_zoekopdracht(await lees_lichaam(request))))


@router.get("/trajecten/{nummer}", **document.operatie("trajectLezen"))
async def toon(nummer: str, request: Request, deur: Deur, houder: Lezer) -> Response:
    """Een traject zoals het vandaag is."""
    return json_antwoord(await _voorstelling(request, deur, houder, nummer))


def _deel(naam: str) -> Callable[..., Awaitable[Response]]:
    async def toon_deel(nummer: str, request: Request, deur: Deur, houder: Lezer) -> Response:
        return json_antwoord((await _voorstelling(request, deur, houder, nummer))[naam])

    return toon_deel


for _naam in modellen.DELEN:
    router.get(
        f"/trajecten/{{nummer}}/{_naam}",
        description=f"Alleen de {_naam} van een traject, zoals het vandaag is.",
        **document.operatie(f"traject{_naam.capitalize()}"),
    )(_deel(_naam))


@router.post("/trajecten/{nummer}/gebeurtenissen", **document.operatie("gebeurtenisMelden"))
async def meld(nummer: str, request: Request, deur: Deur, houder: Melder) -> Response:
    """Meld een gebeurtenis; hetzelfde kenmerk nog eens geeft het eerste antwoord."""
    traject = await eigen_traject(deur, houder, nummer)
    gegevens = await lees_lichaam(request)
    id_ = neem_id(request, gegevens)
    gebeurtenis = lees_gebeurtenis({"op": deur.systeem.vandaag()} | gegevens)
    actie = Actie.BESLUIT_MELDEN if draagt_besluit(gebeurtenis) else Actie.GEBEURTENIS_MELDEN
    sta_toe(houder, actie)
    await deur.schrijf_op(actie, houder, traject.betrokkene)
    antwoord = await diensten.meld(deur.systeem, traject.nummer, gegevens, id_)
    if not antwoord.aanvaard:
        raise geweigerd(antwoord)
    return json_antwoord({"id": id_} | antwoord.model_dump(mode="json"), 201)


async def _zoek(deur: Voordeur, houder: Houder, filters: Filters) -> dict[str, Any]:
    if houder.gemeente is None:
        raise Probleem(403, "Uw token hoort niet bij een gemeente.")
    zoeken = deur.systeem.register.zoeken
    gevonden = await asyncio.to_thread(zoeken.zoek, zoekvraag(filters, houder.gemeente))
    getoond = gevonden[: filters.aantal]
    await deur.schrijf_op(Actie.TRAJECTEN_ZOEKEN, houder, *(Betrokkene(regel.bsn, regel.nummer) for regel in getoond))
    return bladzijde(gevonden, filters.aantal)


async def _voorstelling(request: Request, deur: Voordeur, houder: Houder, pad: str) -> dict[str, Any]:
    geen_vraag(request)
    traject = await eigen_traject(deur, houder, pad)
    await deur.schrijf_op(Actie.TRAJECT_LEZEN, houder, traject.betrokkene)
    return await asyncio.to_thread(voorstelling, deur.systeem, traject.nummer)
