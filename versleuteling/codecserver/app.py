"""The HTTP side: Temporal's protocol for remote codecs, of which only `POST /decode` exists here."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus

from google.protobuf.json_format import MessageToJson, Parse, ParseError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from temporalio.api.common.v1 import Payloads

from versleuteling.codec import Codec
from versleuteling.codecserver.aanmelden import KOEKJE, Keur, meld_aan, toon_formulier
from versleuteling.codecserver.lichaam import lees_lichaam
from versleuteling.codecserver.ontcijferen import ontcijfer
from versleuteling.codecserver.toegang import Lezer, Toegang
from versleuteling.codecserver.verwerkingslog import Verwerkingslog
from versleuteling.sleutels import Sleutels

GROOTST = 16 * 1024 * 1024
"""Bytes of a request: a payload is at most 2 MB, and the web UI asks for a page of history at a time."""
MEESTE = 5_000
"""Payloads in a request."""
TEGELIJK = 8
"""Requests whose bodies are in memory at once; others wait."""
_KOPPEN = ("authorization", "authorization-extras", "content-type", "x-namespace")
_VEILIG = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
_logboek = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Codecdienst:
    """What the codec server works with; `oorsprong` is that of the web UI, such as `http://127.0.0.1:8233`."""

    sleutels: Sleutels
    toegang: Toegang
    verwerkingslog: Verwerkingslog
    oorsprong: str
    namespace: str = "default"
    beurten: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(TEGELIJK))


def maak_app(dienst: Codecdienst) -> Starlette:
    """The application, for any ASGI server."""

    async def keur(token: str) -> Lezer | None:
        with _anders_niets():
            return await dienst.toegang.lezer(token)

    async def decode(verzoek: Request) -> Response:
        return await _decode(verzoek, dienst, keur)

    async def aanmelden(verzoek: Request) -> Response:
        return await meld_aan(verzoek, keur)

    kruisverkeer = Middleware(
        CORSMiddleware,
        allow_origins=[dienst.oorsprong],
        allow_methods=["POST"],
        allow_headers=_KOPPEN,
        allow_credentials=True,
    )
    app = Starlette(
        routes=[
            Route("/decode", decode, methods=["POST"]),
            Route("/aanmelden", toon_formulier, methods=["GET"]),
            Route("/aanmelden", aanmelden, methods=["POST"]),
        ],
        middleware=[kruisverkeer],
        exception_handlers={HTTPException: _probleem},
    )
    app.router.redirect_slashes = False
    return app


async def _decode(verzoek: Request, dienst: Codecdienst, keur: Keur) -> Response:
    _keur_oorsprong(verzoek, dienst)
    lezer = await _lezer(verzoek, keur)
    namespace = _namespace(verzoek, dienst)
    async with dienst.beurten:
        return await _antwoord(verzoek, dienst, namespace, lezer)


async def _antwoord(verzoek: Request, dienst: Codecdienst, namespace: str, lezer: Lezer) -> Response:
    payloads = await asyncio.to_thread(_lees, await _lichaam(verzoek))
    with _anders_niets():
        ontcijferd = await ontcijfer(Codec(dienst.sleutels), payloads.payloads, namespace, lezer)
        await dienst.verwerkingslog.leg_vast(lezer, ontcijferd.inzagen)
    antwoord = MessageToJson(Payloads(payloads=ontcijferd.payloads), indent=None)
    return Response(antwoord, media_type="application/json", headers=_VEILIG)


def _keur_oorsprong(verzoek: Request, dienst: Codecdienst) -> None:
    """A browser always says where a page came from; other programs, such as the `temporal` command, say nothing."""
    if verzoek.headers.get("origin", dienst.oorsprong) != dienst.oorsprong:
        raise HTTPException(HTTPStatus.FORBIDDEN, "Deze oorsprong mag hier niets vragen.")


async def _lezer(verzoek: Request, keur: Keur) -> Lezer:
    soort, _, token = verzoek.headers.get("authorization", "").partition(" ")
    if soort.lower() != "bearer":
        # A cookie comes along with every request of a browser: only a page of the web UI may make use of it.
        token = verzoek.cookies.get(KOEKJE, "") if "origin" in verzoek.headers else ""
    lezer = await keur(token.strip()) if token else None
    if lezer is None:
        raise HTTPException(HTTPStatus.UNAUTHORIZED, "Een geldig token ontbreekt.", {"WWW-Authenticate": "Bearer"})
    return lezer


def _namespace(verzoek: Request, dienst: Codecdienst) -> str:
    namespace = verzoek.headers.get("x-namespace", "")
    if namespace != dienst.namespace:
        raise HTTPException(HTTPStatus.FORBIDDEN, "Deze namespace is hier niet te lezen.")
    return namespace


async def _lichaam(verzoek: Request) -> bytes:
    soort = verzoek.headers.get("content-type", "").partition(";")[0].strip().lower()
    if soort != "application/json":
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Stuur JSON.")
    return await lees_lichaam(verzoek, GROOTST)


def _lees(lichaam: bytes) -> Payloads:
    try:
        payloads = Parse(lichaam, Payloads())
    except (ParseError, ValueError, RecursionError):
        raise HTTPException(HTTPStatus.BAD_REQUEST, "Dit zijn geen payloads in de JSON-vorm van Temporal.") from None
    if len(payloads.payloads) > MEESTE:
        raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "Het verzoek heeft te veel payloads.")
    return payloads


@contextmanager
def _anders_niets() -> Iterator[None]:
    """When the register or the log does not answer, nobody gets to see anything, also not what went wrong."""
    try:
        yield
    except Exception as fout:
        _logboek.error("codecserver kan nu niet antwoorden: %s", type(fout).__name__)
        raise HTTPException(HTTPStatus.SERVICE_UNAVAILABLE, "Dit kan nu niet; probeer het later opnieuw.") from None


def _probleem(_: Request, fout: Exception) -> Response:
    assert isinstance(fout, HTTPException)  # noqa: S101 - for the type checker: it is registered for nothing else
    inhoud = {"status": fout.status_code, "title": fout.detail}
    koppen = {**_VEILIG, **(fout.headers or {})}
    return JSONResponse(inhoud, fout.status_code, koppen, media_type="application/problem+json")
