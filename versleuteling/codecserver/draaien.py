"""Runs the codec server inside a process that does other things as well."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp

HIER = "127.0.0.1"
TEGELIJK = 50
"""Requests at once; each may hold a body of some megabytes in memory."""
_UITLOOP = 3


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process: it stops us in its own order."""
        yield


@asynccontextmanager
async def codecserver(app: ASGIApp, poort: int = 0) -> AsyncIterator[str]:
    """Serve on this port of this machine (0: any that is free) as long as the context lasts; gives the address.

    Raises OSError when the port is taken.
    """
    with socket.socket() as luisteraar:
        luisteraar.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        luisteraar.bind((HIER, poort))
        # From here on connections wait for the server, so that nobody else has to.
        luisteraar.listen()
        server = _Server(
            uvicorn.Config(
                app,
                log_config=None,
                access_log=False,
                lifespan="off",
                server_header=False,
                limit_concurrency=TEGELIJK,
                timeout_graceful_shutdown=_UITLOOP,
            )
        )
        taak = asyncio.create_task(server.serve(sockets=[luisteraar]))
        try:
            yield f"http://{HIER}:{luisteraar.getsockname()[1]}"
        finally:
            server.should_exit = True
            await taak
