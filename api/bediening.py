"""What an operator asks of a process that goes on: does it live, can it work, and what has it measured."""

import asyncio
from datetime import timedelta

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from temporalio.service import RPCError

from activities.register import RegisterFout
from api.meting import Meting
from api.problemen import Probleem, json_antwoord, niet_beschikbaar, vang_op
from starter.systeem import Systeem

GEDULD = timedelta(seconds=5)
"""How long the Temporal server may think about whether it is well."""


def maak_bedieningsapp(systeem: Systeem) -> Starlette:
    """The app of a process that has no other door."""
    app = Starlette(routes=maak_routes(systeem, Meting(systeem)))
    app.router.redirect_slashes = False
    vang_op(app)
    return app


def maak_routes(systeem: Systeem, meting: Meting) -> list[Route]:
    """The three addresses, the same in every process."""

    async def leeft(_: Request) -> Response:
        return json_antwoord({"status": "leeft"})

    async def gereed(_: Request) -> Response:
        await _keur_gereed(systeem)
        return json_antwoord({"status": "gereed"})

    async def meters(_: Request) -> Response:
        tekst = await asyncio.to_thread(meting.tekst)
        return Response(tekst, media_type="text/plain; version=0.0.4; charset=utf-8")

    return [Route("/health/live", leeft), Route("/health/ready", gereed), Route("/metrics", meters)]


async def _keur_gereed(systeem: Systeem) -> None:
    """Raise Probleem 503 unless the register and the Temporal server answer and the worker of this process works."""
    if systeem.worker and not systeem.worker.is_running:
        raise Probleem(503, "De worker werkt niet meer.")
    try:
        if await asyncio.to_thread(systeem.register.laad_pilot) is None:
            raise Probleem(503, "De pilot is nog niet begonnen.")
        gezond = await systeem.temporal.service_client.check_health(timeout=GEDULD)
    except RegisterFout as fout:
        raise niet_beschikbaar(fout) from None
    except (RPCError, RuntimeError):
        gezond = False
    if not gezond:
        raise Probleem(503, "De Temporal-server antwoordt niet.")
