"""Requests made up from the document, right and wrong: no answer that the document does not describe.

On a system of its own: what is made up may end the pilot.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import maak_app
from api.ontwikkeluitgever import geef_uit
from api.operaties import OPERATIES
from api.rollen import Rol
from api.server import bedien
from starter.instellingen import Kalenderkeuze, lees_instellingen
from starter.systeem import draai
from tests.samen.api.conftest import INSTELLINGEN, aanvraag
from tests.samen.api.gegevens import VANDAAG

CONTROLES = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
VOORBEELDEN, VAN_GEBEURTENISSEN = 12, 60
"""Made-up requests, right and wrong, for each operation; there are many kinds of event."""


@pytest.fixture(scope="module")
async def adres(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    folder: Path = tmp_path_factory.mktemp("schemathesis")
    gekozen = lees_instellingen(gegevensmap=folder, kalender=Kalenderkeuze(VANDAAG))
    async with draai(gekozen) as (systeem, _), bedien(maak_app(systeem, INSTELLINGEN), 0) as adres:
        yield adres


@pytest.fixture(scope="module")
async def nummer(adres: str) -> str:
    """A trajectory to report to."""
    koppen = {"Authorization": f"Bearer {geef_uit(INSTELLINGEN, Rol.BESLISSER, '0014')}"}
    async with httpx.AsyncClient(headers=koppen, timeout=60) as http:
        antwoord = await http.post(f"{adres}/v1/trajecten", json=aanvraag())
    return str(antwoord.json()["nummer"]).replace("/", "-")


@pytest.mark.parametrize("wijze", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize("naam", OPERATIES)
async def test_every_answer_is_one_that_the_document_describes(
    adres: str, nummer: str, naam: str, wijze: GenerationMode
) -> None:
    rol = Rol.MINISTERIE if naam.startswith("pilot") else Rol.BESLISSER
    koppen = {"Authorization": f"Bearer {geef_uit(INSTELLINGEN, rol, '0014')}"}
    await asyncio.to_thread(_probeer, adres, nummer, naam, wijze, koppen)


def _probeer(adres: str, nummer: str, naam: str, wijze: GenerationMode, koppen: dict[str, str]) -> None:
    schema = schemathesis.openapi.from_url(f"{adres}/v1/openapi.json")
    operatie = schema.find_operation_by_id(naam)
    controles: list[Any] = [*CONTROLES, *([negative_data_rejection] if wijze is GenerationMode.NEGATIVE else [])]

    @hypothesis.settings(
        max_examples=VAN_GEBEURTENISSEN if naam == "gebeurtenisMelden" else VOORBEELDEN,
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(geval=operatie.as_strategy(generation_mode=wijze))
    def probeer(geval: Case[Any]) -> None:
        if "nummer" in geval.path_parameters and wijze is GenerationMode.POSITIVE:
            geval.path_parameters["nummer"] = nummer
        geval.call_and_validate(headers=koppen, checks=controles, timeout=30)

    probeer()
