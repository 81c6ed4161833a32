"""A workflow that puts a secret in every place where the SDK lets one; it exists for the search afterwards.

Its secrets stand in its input, so that its source holds none.
"""

import asyncio
import contextlib
from dataclasses import dataclass, replace
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ApplicationError, FailureError

RIJ = "alles"
KORT = timedelta(seconds=10)
TWEE_KEER = RetryPolicy(initial_interval=timedelta(milliseconds=10), maximum_attempts=2)
EEN_KEER = RetryPolicy(maximum_attempts=1)


@dataclass
class Geheimen:
    """One text for each kind of place."""

    gegevens: str
    bericht: str
    samenvatting: str
    memo: str
    tweede_keer: bool = False


@activity.defn
async def geef_terug(tekst: str) -> str:
    return f"terug: {tekst}"


@activity.defn
async def faal(tekst: str) -> None:
    try:
        raise ValueError(f"oorzaak: {tekst}")
    except ValueError as oorzaak:
        raise ApplicationError(f"gevolg: {tekst}", tekst, type="Proef") from oorzaak


@activity.defn
async def zwijg(tekst: str) -> None:
    activity.heartbeat(tekst)
    await asyncio.sleep(3)


@workflow.defn
class Kind:
    """Gives back what it is told, and then fails with it when asked."""

    def __init__(self) -> None:
        self._tekst = ""

    @workflow.run
    async def run(self, tekst: str, faalt: bool) -> str:
        await workflow.wait_condition(lambda: bool(self._tekst))
        if faalt:
            raise ApplicationError(f"kind: {self._tekst}", tekst)
        return self._tekst

    @workflow.signal
    def zeg(self, tekst: str) -> None:
        self._tekst = tekst


@workflow.defn
class Alles:
    """Does everything that leaves a trace in the history, once around with continue-as-new, and then fails."""

    @workflow.init
    def __init__(self, geheimen: Geheimen) -> None:
        self._geheimen = geheimen
        self._gehoord = ""

    @workflow.run
    async def run(self, geheimen: Geheimen) -> None:
        workflow.set_current_details(geheimen.samenvatting)
        if geheimen.tweede_keer:
            raise ApplicationError(f"einde: {geheimen.bericht}", geheimen.gegevens)
        workflow.upsert_memo({"notitie": geheimen.memo})
        await self._activiteiten()
        await self._kinderen()
        await workflow.sleep(timedelta(milliseconds=10), summary=geheimen.samenvatting)
        await workflow.wait_condition(lambda: bool(self._gehoord) and workflow.all_handlers_finished())
        workflow.continue_as_new(replace(geheimen, tweede_keer=True), memo={"notitie": geheimen.memo})

    @workflow.signal
    def zeg(self, tekst: str) -> None:
        self._gehoord = tekst

    @workflow.query
    def gehoord(self, tekst: str) -> str:
        return f"{tekst}: {self._gehoord}"

    @workflow.query
    def mislukt(self, tekst: str) -> str:
        raise ApplicationError(tekst)

    @workflow.update
    async def verander(self, tekst: str) -> str:
        await workflow.sleep(timedelta(milliseconds=10), summary=tekst)
        if tekst == self._geheimen.bericht:
            raise ApplicationError(f"update: {tekst}", tekst)
        return tekst

    @verander.validator
    def _keur(self, tekst: str) -> None:
        if not tekst:
            raise ApplicationError(f"leeg: {self._geheimen.gegevens}")

    async def _activiteiten(self) -> None:
        geheimen = self._geheimen
        await workflow.execute_activity(
            geef_terug, geheimen.gegevens, start_to_close_timeout=KORT, summary=geheimen.samenvatting
        )
        await workflow.execute_local_activity(
            geef_terug, geheimen.gegevens, start_to_close_timeout=KORT, summary=geheimen.samenvatting
        )
        for mislukt in (
            workflow.execute_activity(faal, geheimen.bericht, start_to_close_timeout=KORT, retry_policy=TWEE_KEER),
            workflow.execute_local_activity(faal, geheimen.bericht, start_to_close_timeout=KORT, retry_policy=EEN_KEER),
            workflow.execute_activity(
                zwijg,
                geheimen.bericht,
                start_to_close_timeout=KORT,
                heartbeat_timeout=timedelta(seconds=1),
                retry_policy=EEN_KEER,
            ),
        ):
            with contextlib.suppress(FailureError):
                await mislukt

    async def _kinderen(self) -> None:
        geheimen, info = self._geheimen, workflow.info()
        for faalt in (False, True):
            kind = await workflow.start_child_workflow(
                Kind.run,
                args=[geheimen.gegevens, faalt],
                id=f"{info.workflow_id}-kind-{faalt}",
                memo={"notitie": geheimen.memo},
                static_summary=geheimen.samenvatting,
            )
            await kind.signal(Kind.zeg, geheimen.bericht)
            with contextlib.suppress(FailureError):
                await kind


@workflow.defn
class Struikelaar:
    """Fails its task until someone else makes it stop: the failure of a task is kept as well."""

    @workflow.run
    async def run(self, tekst: str) -> None:
        raise RuntimeError(tekst)


@workflow.defn
class Doorgever:
    """Fails with the failure of its activity, which is then encoded anew, causes included."""

    @workflow.run
    async def run(self, tekst: str) -> None:
        await workflow.execute_activity(faal, tekst, start_to_close_timeout=KORT, retry_policy=EEN_KEER)
