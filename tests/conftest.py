"""What the tests of all three folders share."""

import os
import secrets
from collections.abc import Iterator

import hypothesis
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.postgres import throwaway_server

# The same examples on every run and machine; a slow machine is no failure.
hypothesis.settings.register_profile("vast", derandomize=True, deadline=None)
hypothesis.settings.load_profile("vast")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a PostgreSQL server: the one in LOONDISPENSATIE_TEST_POSTGRES_URL, else one that is made here."""
    given = os.environ.get("LOONDISPENSATIE_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    with throwaway_server() as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """URL of an empty PostgreSQL database for one test."""
    name = f"test_{secrets.token_hex(8)}"
    server = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgres_url).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()
