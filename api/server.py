"""Serves the front door on a port of this machine, for as long as a context lasts."""

import asyncio
import logging
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TextIO

import structlog
import uvicorn
from starlette.types import ASGIApp

from starter.systeem import SysteemFout

HIER = "127.0.0.1"
"""A proxy that speaks TLS stands before it where others must reach it."""
UITLOOP = 10
"""Seconds that requests may go on after the server was told to stop."""


class _Server(uvicorn.Server):
    """A server that says when it is ready, and leaves signals to the program it is part of."""

    def __init__(self, instelling: uvicorn.Config) -> None:
        super().__init__(instelling)
        self.klaar = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        self.klaar.set()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def bedien(app: ASGIApp, poort: int) -> AsyncIterator[str]:
    """Serve; yields the address. Port 0 means any that is free. Raises SysteemFout when the port is taken."""
    with _luister(poort) as luisteraar:
        server = _Server(
            uvicorn.Config(
                app,
                access_log=False,
                log_config=None,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=UITLOOP,
            )
        )
        taak = asyncio.create_task(server.serve(sockets=[luisteraar]))
        try:
            await server.klaar.wait()
            yield f"http://{HIER}:{luisteraar.getsockname()[1]}"
        finally:
            server.should_exit = True
            await taak


def stel_logboek_in(waarheen: TextIO | None = None) -> None:
    """Let this process write what it does, a line of JSON each, without personal data; by default on standard error."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="tijdstip"),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(waarheen or sys.stderr),
    )


@contextmanager
def _luister(poort: int) -> Iterator[socket.socket]:
    with socket.socket() as luisteraar:
        luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            luisteraar.bind((HIER, poort))
        except OSError:
            raise SysteemFout(f"Poort {poort} is al in gebruik; kies een andere.") from None
        yield luisteraar
