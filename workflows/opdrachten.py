"""What a workflow asks of the world outside: one typed function per activity, called by name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import NoneType
from typing import TypeVar, cast
from weakref import WeakKeyDictionary

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError, FailureError

with workflow.unsafe.imports_passed_through():
    from wet.waarden import Waarde
    from workflows.berichten import (
        Afstemming,
        Geladen,
        GeladenPilot,
        MeldingOpdracht,
        Opdracht,
        PilotStand,
        PilotVastlegging,
        Taak,
        TaakSleutel,
        Takenwijziging,
        UitkeringVraag,
        Vastlegging,
        Wekopdracht,
    )

T = TypeVar("T")
Invoer = Waarde | str | int | None

# What may be absent has a type that `type[T]` does not know.
_GELADEN = cast("type[Geladen | None]", Geladen | None)
_GELADEN_PILOT = cast("type[GeladenPilot | None]", GeladenPilot | None)

_KORT = RetryPolicy(initial_interval=timedelta(milliseconds=100), maximum_attempts=4)
_ALTIJD = RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(minutes=1))
_EERSTE_RONDE = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_attempts=6)
_LANGE_PAUZES = RetryPolicy(initial_interval=timedelta(minutes=5), maximum_interval=timedelta(hours=6))
_KORT_BEZIG: WeakKeyDictionary[object, int] = WeakKeyDictionary()
"""How many short tasks are under way, by workflow."""
_POGING = timedelta(seconds=30)
_HARTSLAG = timedelta(seconds=10)
_NA_EEN_PROGRAMMAFOUT = timedelta(minutes=10)


async def begin_traject(nummer: str) -> PilotStand:
    """Mark the trajectory as running, then read the pilot: in that order no change of the pilot can be missed."""
    return await _zeker(Opdracht.BEGIN_TRAJECT, nummer, "leest de stand van de pilot", PilotStand)


async def leg_vast(vastlegging: Vastlegging) -> None:
    """Store one transition; returns when it is committed."""
    await _zeker(Opdracht.LEG_VAST, vastlegging, f"legt versie {vastlegging.versie} vast", NoneType)


async def laad_dossier(nummer: str) -> Geladen | None:
    """What the register holds of a trajectory; None when it holds nothing."""
    return await _zeker(Opdracht.LAAD_DOSSIER, nummer, "leest het dossier uit het register", _GELADEN)


async def controleer_uitkering(vraag: UitkeringVraag) -> None:
    """Have the reported benefit compared with the benefits administration."""
    await _zeker(Opdracht.CONTROLEER_UITKERING, vraag, "vergelijkt de uitkering", NoneType)


async def maak_taak(taak: Taak) -> None:
    """Raise a caseworker's task."""
    await _zeker(Opdracht.MAAK_TAAK, taak, f"maakt taak {taak.soort}", NoneType)


async def sluit_taak(taak: TaakSleutel) -> None:
    """Close a caseworker's task."""
    await _zeker(Opdracht.SLUIT_TAAK, taak, f"sluit taak {taak.sleutel}", NoneType)


async def werk_taken_bij(wijziging: Takenwijziging) -> None:
    """Close and raise tasks, all in one step of the history."""
    await _zeker(Opdracht.WERK_TAKEN_BIJ, wijziging, "werkt de taken bij", NoneType)


async def laad_pilot() -> GeladenPilot | None:
    """What the register holds of the pilot; None when it holds nothing."""
    return await _zeker(Opdracht.LAAD_PILOT, None, "leest de pilot uit het register", _GELADEN_PILOT)


async def leg_pilot_vast(vastlegging: PilotVastlegging) -> None:
    """Store the pilot; returns when it is committed."""
    versie = vastlegging.stand.versie
    await _zeker(Opdracht.LEG_PILOT_VAST, vastlegging, f"legt de pilot vast, versie {versie}", NoneType)


async def vertel_trajecten(stand: PilotStand) -> None:
    """Signal the pilot to every open trajectory; goes on where it was when a worker stops."""
    await workflow.execute_activity(
        Opdracht.VERTEL_TRAJECTEN,
        stand,
        start_to_close_timeout=timedelta(hours=1),
        heartbeat_timeout=_HARTSLAG,
        retry_policy=_ALTIJD,
        summary=f"vertelt de trajecten versie {stand.versie} van de pilot",
    )


async def stem_af(versie: int) -> Afstemming:
    """Count in the register which running trajectories have this version of the pilot, and keep the count there."""
    samenvatting = f"stemt versie {versie} af met het register"
    return await _blijf_proberen(Opdracht.STEM_AF, versie, samenvatting, _ALTIJD, Afstemming)


async def wek_achterblijvers(opdracht: Wekopdracht) -> None:
    """Tell those that lag behind once more, and raise a task for each; a later reconciliation closes it."""
    await workflow.execute_activity(
        Opdracht.WEK_ACHTERBLIJVERS,
        opdracht,
        start_to_close_timeout=timedelta(minutes=10),
        heartbeat_timeout=_HARTSLAG,
        retry_policy=_ALTIJD,
        summary=f"wekt wie versie {opdracht.stand.versie} van de pilot mist",
    )


async def verzend_melding(opdracht: MeldingOpdracht) -> bool:
    """Deliver a melding; gives up after some attempts, and answers whether it arrived."""
    try:
        await _voer_uit(Opdracht.VERZEND_MELDING, opdracht, _verzending(opdracht), _EERSTE_RONDE, NoneType)
    except ActivityError:
        return False
    return True


async def blijf_verzenden(opdracht: MeldingOpdracht) -> None:
    """Deliver a melding with long pauses, until it has arrived."""
    await _blijf_proberen(Opdracht.VERZEND_MELDING, opdracht, _verzending(opdracht), _LANGE_PAUZES, NoneType)


def _verzending(opdracht: MeldingOpdracht) -> str:
    return f"meldt {opdracht.melding.soort} aan {opdracht.melding.aan}"


def is_kort_bezig() -> bool:
    """Whether a short task of this workflow is under way: a run that ends then could not record its outcome."""
    return _KORT_BEZIG.get(workflow.instance(), 0) > 0


@contextmanager
def _geteld() -> Iterator[None]:
    deze = workflow.instance()
    _KORT_BEZIG[deze] = _KORT_BEZIG.get(deze, 0) + 1
    try:
        yield
    finally:
        _KORT_BEZIG[deze] -= 1


async def _zeker(naam: Opdracht, invoer: Invoer, samenvatting: str, uitkomst: type[T]) -> T:
    """Carry out a short task in our own database, however long that is down.

    A local activity that went on retrying would keep the workflow task open: after some attempts the server takes over.
    """
    try:
        with _geteld():
            resultaat: T = await workflow.execute_local_activity(
                naam,
                args=[] if invoer is None else [invoer],
                result_type=uitkomst,
                schedule_to_close_timeout=_POGING,
                retry_policy=_KORT,
                summary=samenvatting,
            )
    except FailureError:
        # A local activity fails with its own error, not with the ActivityError of an ordinary one.
        return await _blijf_proberen(naam, invoer, samenvatting, _ALTIJD, uitkomst)
    return resultaat


async def _blijf_proberen(
    naam: Opdracht, invoer: Invoer, samenvatting: str, pauzes: RetryPolicy, uitkomst: type[T]
) -> T:
    while True:
        try:
            return await _voer_uit(naam, invoer, samenvatting, pauzes, uitkomst)
        except ActivityError:
            # The activity says that trying again is of no use. To fail would lose the case; a mended worker will not.
            await workflow.sleep(_NA_EEN_PROGRAMMAFOUT, summary=f"na een fout: {samenvatting}")


async def _voer_uit(naam: Opdracht, invoer: Invoer, samenvatting: str, pauzes: RetryPolicy, uitkomst: type[T]) -> T:
    resultaat: T = await workflow.execute_activity(
        naam,
        args=[] if invoer is None else [invoer],
        result_type=uitkomst,
        start_to_close_timeout=_POGING,
        retry_policy=pauzes,
        summary=samenvatting,
    )
    return resultaat
