"""Serves the front door on a port of this machine, for as long as a context lasts."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

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
async def bedien(app: ASGIApp, poort: int, keuze: str = "--poort") -> AsyncIterator[str]:
    """Serve; yields the address. Port 0 means any that is free.

    Raises SysteemFout when the port is taken; it says with what the port is chosen.
    """
    with _luister(poort, keuze) as luisteraar:
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


@contextmanager
def _luister(poort: int, keuze: str) -> Iterator[socket.socket]:
    with socket.socket() as luisteraar:
        luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            luisteraar.bind((HIER, poort))
        except OSError:
            raise SysteemFout(f"Poort {poort} is al in gebruik; kies een andere met {keuze}.") from None
        yield luisteraar
