"""What a workflow asks of the world outside: one typed function per activity, called by name."""

from datetime import timedelta
from typing import Any, TypeVar

from temporalio import workflow
from temporalio.common import RetryPolicy
from temporalio.exceptions import ActivityError

with workflow.unsafe.imports_passed_through():
    from workflows.berichten import (
        Geladen,
        GeladenPilot,
        MeldingOpdracht,
        Opdracht,
        PilotStand,
        PilotVastlegging,
        Taak,
        TaakSleutel,
        UitkeringVraag,
        Vastlegging,
    )

T = TypeVar("T")

_KORT = RetryPolicy(initial_interval=timedelta(milliseconds=100), maximum_attempts=4)
_ALTIJD = RetryPolicy(initial_interval=timedelta(seconds=2), maximum_interval=timedelta(minutes=1))
_EERSTE_RONDE = RetryPolicy(initial_interval=timedelta(seconds=1), maximum_attempts=6)
_LANGE_PAUZES = RetryPolicy(initial_interval=timedelta(minutes=5), maximum_interval=timedelta(hours=6))
_POGING = timedelta(seconds=30)


async def begin_traject(nummer: str) -> PilotStand:
    """Mark the trajectory as running, then read the pilot: in that order no change of the pilot can be missed."""
    return await _zeker(Opdracht.BEGIN_TRAJECT, nummer, PilotStand, "leest de stand van de pilot")


async def leg_vast(vastlegging: Vastlegging) -> None:
    """Store one transition; returns when it is committed."""
    await _zeker(Opdracht.LEG_VAST, vastlegging, None, f"legt versie {vastlegging.versie} vast")


async def laad_dossier(nummer: str) -> Geladen | None:
    """What the register holds of a trajectory; None when it holds nothing."""
    return await _zeker(Opdracht.LAAD_DOSSIER, nummer, Geladen | None, "leest het dossier uit het register")


async def controleer_uitkering(vraag: UitkeringVraag) -> None:
    """Have the reported benefit compared with the benefits administration."""
    await _zeker(Opdracht.CONTROLEER_UITKERING, vraag, None, "vergelijkt de uitkering")


async def maak_taak(taak: Taak) -> None:
    """Raise a caseworker's task."""
    await _zeker(Opdracht.MAAK_TAAK, taak, None, f"maakt taak {taak.soort}")


async def sluit_taak(taak: TaakSleutel) -> None:
    """Close a caseworker's task."""
    await _zeker(Opdracht.SLUIT_TAAK, taak, None, f"sluit taak {taak.sleutel}")


async def laad_pilot() -> GeladenPilot | None:
    """What the register holds of the pilot; None when it holds nothing."""
    return await _zeker(Opdracht.LAAD_PILOT, None, GeladenPilot | None, "leest de pilot uit het register")


async def leg_pilot_vast(vastlegging: PilotVastlegging) -> None:
    """Store the pilot; returns when it is committed."""
    versie = vastlegging.stand.versie
    await _zeker(Opdracht.LEG_PILOT_VAST, vastlegging, None, f"legt de pilot vast, versie {versie}")


async def vertel_trajecten(stand: PilotStand) -> None:
    """Signal the pilot to every open trajectory; goes on where it was when a worker stops."""
    await workflow.execute_activity(
        Opdracht.VERTEL_TRAJECTEN,
        stand,
        start_to_close_timeout=timedelta(hours=1),
        heartbeat_timeout=timedelta(seconds=30),
        retry_policy=_ALTIJD,
        summary=f"vertelt de trajecten versie {stand.versie} van de pilot",
    )


async def verzend_melding(opdracht: MeldingOpdracht, *, eerste_ronde: bool) -> bool:
    """Deliver a melding. The first round gives up after some attempts and answers False; the next never gives up."""
    try:
        await workflow.execute_activity(
            Opdracht.VERZEND_MELDING,
            opdracht,
            start_to_close_timeout=_POGING,
            retry_policy=_EERSTE_RONDE if eerste_ronde else _LANGE_PAUZES,
            summary=f"meldt {opdracht.melding.soort} aan {opdracht.melding.aan}",
        )
    except ActivityError:
        return False
    return True


async def _zeker(naam: Opdracht, invoer: Any, uitkomst: type[T] | Any, samenvatting: str) -> Any:
    """Carry out a short task of our own database, however long that is down.

    A local activity that kept retrying would keep the workflow task open, so after a few attempts the server takes over.
    """
    args = [] if invoer is None else [invoer]
    try:
        return await workflow.execute_local_activity(
            naam,
            args=args,
            result_type=uitkomst,
            start_to_close_timeout=timedelta(seconds=5),
            retry_policy=_KORT,
            summary=samenvatting,
        )
    except ActivityError:
        return await workflow.execute_activity(
            naam,
            args=args,
            result_type=uitkomst,
            start_to_close_timeout=_POGING,
            retry_policy=_ALTIJD,
            summary=samenvatting,
        )
