"""What the tests of the workflows share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.workflows.proef import Proef
from tests.workflows.proef import proef as maak_proef


@pytest.fixture
async def proef(tmp_path: Path) -> AsyncIterator[Proef]:
    """A trajectory that has not begun, with a server, a register and a worker of its own."""
    async with maak_proef(tmp_path) as opstelling:
        yield opstelling
