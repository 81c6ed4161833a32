"""What the tests of the workflows share."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from tests.workflows.proef import Proef
from tests.workflows.proef import proef as maak_proef


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proef]:
    """A trajectory that has not begun, with a server, a register and a worker of its own."""
    async with maak_proef(tmp_path) as opstelling:
        yield opstelling


Wachten = Callable[[Callable[[], Awaitable[bool]]], Awaitable[None]]


@pytest.fixture
def wacht_tot() -> Wachten:
    """Wait until something is so."""

    async def wacht(voorwaarde: Callable[[], Awaitable[bool]]) -> None:
        for _ in range(2_000):
            if await voorwaarde():
                return
            await asyncio.sleep(0.01)
        pytest.fail("het gebeurt niet")

    return wacht
