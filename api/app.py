"""Puts the front door together: the API under /v1, and beside it what operators ask (health, meters)."""

from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from opentelemetry.trace import TracerProvider
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.types import ASGIApp

from api import pilot, termijnen, trajecten
from api.bediening import maak_routes
from api.document import zet_document
from api.grenzen import Grens
from api.instellingen import ApiInstellingen
from api.logboek import Deur, Logboek
from api.meting import Deurmeting
from api.ontwikkeluitgever import maak_keurder
from api.problemen import als_probleem, vang_op
from api.schil import Schil
from api.sporen import maak_bron
from api.voordeur import PER_ADRES, Voordeur
from starter.systeem import Systeem


def maak_app(systeem: Systeem, instellingen: ApiInstellingen, sporen: TracerProvider | None = None) -> ASGIApp:
    """The whole front door over a system that runs; without `sporen` its spans go nowhere. Raises InstellingFout."""
    sporen = sporen or maak_bron()
    sleutel = instellingen.geheime_logsleutel()
    deur = Voordeur(
        systeem=systeem,
        keurder=maak_keurder(instellingen),
        logboek=Logboek(systeem.register.verwerkingen, sleutel, sporen, Deur.API),
        meting=Deurmeting(systeem),
        grens=Grens(instellingen.verzoeken_per_minuut),
        grens_zonder_token=Grens(PER_ADRES),
    )
    return Schil(_buitenste(deur), deur.meting, sporen)


def keur(instellingen: ApiInstellingen) -> ApiInstellingen:
    """The same settings, when the front door can open with them; raises InstellingFout before anything starts."""
    maak_keurder(instellingen)
    instellingen.geheime_logsleutel()
    return instellingen


def _api(deur: Voordeur) -> FastAPI:
    app = FastAPI(redirect_slashes=False, docs_url=None, redoc_url=None, openapi_url="/openapi.json")
    app.state.voordeur = deur
    app.include_router(trajecten.router)
    app.include_router(termijnen.router)
    app.include_router(pilot.router)
    vang_op(app)
    app.add_exception_handler(HTTPStatus.METHOD_NOT_ALLOWED, _noem_methoden)
    zet_document(app)
    return app


async def _noem_methoden(verzoek: Request, fout: Exception) -> Response:
    """Name every method of the address: each has a route of its own, which knows only itself."""
    probleem = als_probleem(fout)
    if methoden := verzoek.app.openapi()["paths"].get(verzoek.scope["route"].path):
        probleem.koppen["Allow"] = ", ".join(methode.upper() for methode in sorted(methoden))
    return probleem.antwoord()


def _buitenste(deur: Voordeur) -> Starlette:
    routes = [*maak_routes(deur.systeem, deur.meting), Mount("/v1", app=_api(deur))]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    vang_op(app)
    return app
