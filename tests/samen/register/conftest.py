"""Every test of the register runs on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.register import Register


@pytest.fixture(params=["sqlite", "postgresql"])
def adres(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'register.db'}"
    return str(request.getfixturevalue("postgres_database"))


@pytest.fixture
def register(adres: str) -> Iterator[Register]:
    """An open register in it."""
    with Register(adres) as register:
        yield register
