"""One system for all tests of the front door: a real server, a real register, a worker, and the API in this process."""

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.types import ASGIApp
from stdnum.nl import bsn

from api.app import maak_app
from api.instellingen import ApiInstellingen
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter.instellingen import Kalenderkeuze, lees_instellingen
from starter.systeem import Systeem, draai
from tests.samen.api.gegevens import VANDAAG

INSTELLINGEN = ApiInstellingen()


def _bsns() -> Iterator[str]:
    return (str(nummer) for nummer in count(999_100_000) if bsn.is_valid(str(nummer)))


_BSNS = _bsns()


@dataclass
class Aanroeper:
    """Someone with a token."""

    http: httpx.AsyncClient

    async def get(self, pad: str, **anders: Any) -> httpx.Response:
        return await self.http.get(pad, **anders)

    async def post(self, pad: str, gegevens: object, sleutel: str | None = None) -> httpx.Response:
        koppen = {"Content-Type": "application/json"} | ({"Idempotency-Key": sleutel} if sleutel else {})
        # As ASCII: httpx itself cannot send half a character.
        return await self.http.post(pad, content=json.dumps(gegevens), headers=koppen)

    async def start(self, gemeente: str = "0014", **anders: Any) -> str:
        """A trajectory that has begun; its number as it stands in an address."""
        antwoord = await self.post("/v1/trajecten", aanvraag(gemeente, **anders))
        assert antwoord.status_code == 201, antwoord.text
        return str(antwoord.json()["nummer"]).replace("/", "-")


def aanvraag(gemeente: str = "0014", initiatief: str = "college", **client: Any) -> dict[str, Any]:
    """An application of someone who did not apply before."""
    persoon = {
        "bsn": next(_BSNS),
        "naam": "A. de Boer",
        "geboortedatum": "1975-03-02",
        "gemeente": gemeente,
        "uitkering": "wwb",
        "leefvorm": "alleenstaande",
    }
    return {"client": persoon | client, "aanmelding": {"initiatief": initiatief}}


@pytest.fixture(scope="session")
async def systeem(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Systeem]:
    folder: Path = tmp_path_factory.mktemp("api")
    gekozen = lees_instellingen(gegevensmap=folder, kalender=Kalenderkeuze(VANDAAG))
    async with draai(gekozen) as (systeem, _):
        yield systeem


@pytest.fixture(scope="session")
def sporen() -> InMemorySpanExporter:
    return InMemorySpanExporter()


@pytest.fixture(scope="session")
def app(systeem: Systeem, sporen: InMemorySpanExporter) -> ASGIApp:
    bron = TracerProvider()
    bron.add_span_processor(SimpleSpanProcessor(sporen))
    return maak_app(systeem, INSTELLINGEN, bron)


@asynccontextmanager
async def verbinding(app: ASGIApp, token: str | None = None) -> AsyncIterator[Aanroeper]:
    koppen = {"Authorization": f"Bearer {token}"} if token else {}
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://api.test", headers=koppen, timeout=60) as http:
        yield Aanroeper(http)


def als(
    app: ASGIApp, rol: Rol, gemeente: str | None = None, wie: str = "jan"
) -> AbstractAsyncContextManager[Aanroeper]:
    """Someone with this role."""
    return verbinding(app, geef_uit(INSTELLINGEN, rol, gemeente, wie))


@pytest.fixture
async def beslisser(app: ASGIApp) -> AsyncIterator[Aanroeper]:
    async with als(app, Rol.BESLISSER, "0014") as aanroeper:
        yield aanroeper


@pytest.fixture
async def consulent(app: ASGIApp) -> AsyncIterator[Aanroeper]:
    async with als(app, Rol.CONSULENT, "0014") as aanroeper:
        yield aanroeper


@pytest.fixture
async def buren(app: ASGIApp) -> AsyncIterator[Aanroeper]:
    """Someone who may everything, in another gemeente."""
    async with als(app, Rol.BESLISSER, "9902") as aanroeper:
        yield aanroeper


@pytest.fixture
async def vreemde(app: ASGIApp) -> AsyncIterator[Aanroeper]:
    """Someone without a token."""
    async with verbinding(app) as aanroeper:
        yield aanroeper
