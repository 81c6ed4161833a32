"""The shell around the app: headers on every answer, limits before anything is read, a trace and a line in the log."""

import re
from collections.abc import Callable
from time import perf_counter
from typing import Any

import structlog
from opentelemetry.trace import SpanKind, StatusCode, TracerProvider
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.document import VERSIE
from api.lichaam import MEESTE_BYTES
from api.logregels import waar
from api.meting import Deurmeting
from api.nummers import maak_eenduidig
from api.problemen import Probleem, als_probleem

KOPPEN = {
    "API-Version": VERSIE,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
DOCUMENT = "/v1/openapi.json"
_AANVAARDT = re.compile(r"\s*(\*/\*|application/(\*|json|problem\+json))\s*(;|$)", re.IGNORECASE)
_METHODEN = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"})

_log = structlog.get_logger("api")


class Schil:
    """An ASGI app around another."""

    def __init__(self, app: ASGIApp, meting: Deurmeting, sporen: TracerProvider) -> None:
        """Keep the app, and where is measured and traced."""
        self._app = app
        self._meting = meting
        self._tracer = sporen.get_tracer("loondispensatie.api")
        self._herkomst = TraceContextTextMapPropagator()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = {**scope, "path": maak_eenduidig(scope["path"])}
        # Of the trace of whoever asks, only its id: what else comes with it (tracestate) may hold anything.
        ouder = self._herkomst.extract({"traceparent": Headers(scope=scope).get("traceparent", "")})
        # Spans leave the process; the text of an error may hold what was sent.
        with self._tracer.start_as_current_span(
            "verzoek", context=ouder, kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as spoor:
            status = await self._behandel(scope, receive, send, f"{spoor.get_span_context().trace_id:032x}")
            spoor.set_attribute("http.response.status_code", status)
            if status >= 500:  # noqa: PLR2004 - from here on it is our fault
                spoor.set_status(StatusCode.ERROR)

    async def _behandel(self, scope: Scope, receive: Receive, send: Send, trace_id: str) -> int:
        begon, status = perf_counter(), [500]
        begonnen = False

        async def antwoord(bericht: Message) -> None:
            nonlocal begonnen
            if bericht["type"] == "http.response.start":
                begonnen, status[0] = True, bericht["status"]
                _zet_koppen(MutableHeaders(scope=bericht), scope["path"])
            await send(bericht)

        try:
            _keur(Headers(scope=scope))
            await self._app(scope, _begrensd(receive), antwoord)
        except Exception as fout:
            self._meld_fout(fout, trace_id)
            if not begonnen:
                await als_probleem(fout).antwoord()(scope, receive, antwoord)
        self._teken_op(scope, status[0], perf_counter() - begon, trace_id)
        return status[0]

    def _meld_fout(self, fout: Exception, trace_id: str) -> None:
        """The kind of error and its place only: its text may hold what was sent."""
        if isinstance(fout, Probleem):
            return
        _log.error("fout", soort=type(fout).__name__, waar=waar(fout), trace_id=trace_id)

    def _teken_op(self, scope: Scope, status: int, seconden: float, trace_id: str) -> None:
        """The address as the app knows it, with names for its parts: what was really asked may hold anything."""
        pad = getattr(scope.get("route"), "path", "") or "onbekend"
        methode = scope["method"] if scope["method"] in _METHODEN else "anders"
        self._meting.verzoeken.labels(methode, pad, str(status)).inc()
        self._meting.duur.labels(methode, pad).observe(seconden)
        houder = scope.get("state", {}).get("houder")
        _log.info(
            "verzoek",
            methode=methode,
            pad=pad,
            status=status,
            ms=round(seconden * 1000, 1),
            gemeente=houder.gemeente if houder else None,
            trace_id=trace_id,
        )


def _zet_koppen(koppen: MutableHeaders, pad: str) -> None:
    for naam, waarde in KOPPEN.items():
        koppen[naam] = waarde
    if "server" in koppen:
        del koppen["server"]
    if pad == DOCUMENT:
        koppen["Access-Control-Allow-Origin"] = "*"


def _keur(koppen: Headers) -> None:
    """What can be refused before the body is read."""
    lengte = koppen.get("content-length", "0")
    if not lengte.isdecimal() or int(lengte[:20]) > MEESTE_BYTES:
        raise Probleem(413, f"Een verzoek is ten hoogste {MEESTE_BYTES} bytes.")
    if (soorten := koppen.get("accept")) and not any(_AANVAARDT.match(soort) for soort in soorten.split(",")):
        raise Probleem(406, "Het antwoord is JSON; vraag om application/json.")


def _begrensd(receive: Receive) -> Callable[[], Any]:
    """The body, as long as it stays within the limit: a sender need not say beforehand how long it is."""
    ontvangen = 0

    async def lees() -> Message:
        nonlocal ontvangen
        bericht = await receive()
        ontvangen += len(bericht.get("body", b""))
        if ontvangen > MEESTE_BYTES:
            raise Probleem(413, f"Een verzoek is ten hoogste {MEESTE_BYTES} bytes.")
        return bericht

    return lees
