"""What a workflow could not do is told to whoever asked, and nothing of what he sent."""

from collections.abc import Awaitable, Callable

import pytest
from temporalio.client import WorkflowFailureError, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError

from tests.samen.api.conftest import Aanroeper, aanvraag
from tests.samen.api.gegevens import INSPANNING

GEHEIM = "999990342"


Mislukking = type[WorkflowFailureError] | type[WorkflowUpdateFailedError]


def _mislukt(soort: Mislukking) -> Callable[..., Awaitable[None]]:
    async def mislukt(*_: object) -> None:
        raise soort(cause=ApplicationError(f"Xantippe Quirijnen ({GEHEIM}) past niet", GEHEIM, type="ValidationError"))

    return mislukt


@pytest.mark.parametrize(
    ("aanroep", "soort"), [("meld", WorkflowUpdateFailedError), ("start_traject", WorkflowFailureError)]
)
async def test_een_storing_in_de_workflow_herhaalt_niets_van_de_invoer(
    beslisser: Aanroeper, monkeypatch: pytest.MonkeyPatch, aanroep: str, soort: Mislukking
) -> None:
    nummer = await beslisser.start()
    persoon = aanvraag(naam="Xantippe Quirijnen")
    monkeypatch.setattr(f"starter.aanroepen.{aanroep}", _mislukt(soort))
    if aanroep == "meld":
        antwoord = await beslisser.post(f"/v1/trajecten/{nummer}/gebeurtenissen", INSPANNING)
    else:
        antwoord = await beslisser.post("/v1/trajecten", persoon)
    assert antwoord.status_code == 503
    assert "webscherm van Temporal" in antwoord.json()["detail"]
    for deel in (GEHEIM, persoon["client"]["bsn"], "Xantippe", "ValidationError"):
        assert deel not in antwoord.text


async def test_een_pilotgebeurtenis_die_mislukt_herhaalt_niets_van_de_invoer(
    beslisser: Aanroeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("starter.aanroepen.meld_pilot", _mislukt(WorkflowUpdateFailedError))
    uittreden = {"soort": "deelname_beeindigd", "gemeente": "0014", "per": "2011-06-01"}
    antwoord = await beslisser.post("/v1/pilot/gebeurtenissen", uittreden)
    assert antwoord.status_code == 503
    assert GEHEIM not in antwoord.text
