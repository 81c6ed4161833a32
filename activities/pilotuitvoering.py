"""The activities of the pilot: keep it, tell every trajectory that runs, and see in the register that all have it.

Each may run twice with the effect of once: a trajectory ignores a version of the pilot that it knows.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.common import WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.bewaard import lees_antwoorden, lees_pilotstand
from activities.register import Register
from activities.register.afstemming import TAAK
from activities.register.pilot import Pilotstand
from workflows import startwijze
from workflows.berichten import (
    Afstemming,
    GeladenPilot,
    Naam,
    Opdracht,
    PilotStand,
    PilotVastlegging,
    TrajectStart,
    Wekopdracht,
    traject_id,
)

BLADZIJDE = 100
"""How many trajectories are read from the register at a time."""
TEGELIJK = 10
"""How many of them are told at once."""
VOORBIJ = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.CANCELLED})
"""The server is gone or busy: nothing is wrong with the trajectory that was to be told."""


class Pilotuitvoering:
    """The activities of the pilot over one register; those that speak to the server run in the event loop."""

    def __init__(self, register: Register) -> None:
        """Keep the register."""
        self._register = register

    def activiteiten(self) -> list[Callable[..., Any]]:
        """Every activity, for the worker."""
        return [self.laad_pilot, self.leg_pilot_vast, self.vertel_trajecten, self.stem_af, self.wek_achterblijvers]

    @activity.defn(name=Opdracht.LAAD_PILOT)
    def laad_pilot(self) -> GeladenPilot | None:
        """What the register holds of the pilot; None when it holds nothing."""
        geladen = self._register.laad_pilot()
        if geladen is None:
            return None
        stand, beantwoord = geladen
        return GeladenPilot(stand=lees_pilotstand(stand), beantwoord=lees_antwoorden(beantwoord))

    @activity.defn(name=Opdracht.LEG_PILOT_VAST)
    def leg_pilot_vast(self, vastlegging: PilotVastlegging) -> None:
        """Store the pilot, and the answer to the event that caused it."""
        stand, antwoord = vastlegging.stand, vastlegging.beantwoord
        self._register.leg_pilot_vast(
            Pilotstand(stand.pilot.model_dump_json(), stand.versie, stand.dag),
            [gebeurtenis.model_dump(mode="json") for gebeurtenis in stand.pilot.gebeurtenissen],
            antwoord.model_dump_json() if antwoord else None,
        )

    @activity.defn(name=Opdracht.VERTEL_TRAJECTEN)
    async def vertel_trajecten(self, stand: PilotStand) -> None:
        """Signal the pilot to every trajectory that runs, in order of number.

        A trajectory that begins meanwhile has read this pilot itself (`activities.register.pilot`), so who goes on
        from the last heartbeat misses none. One that cannot be told does not keep the others waiting: it lags behind.
        """
        client = activity.client()
        na: str | None = next(iter(activity.info().heartbeat_details), None)
        while nummers := await asyncio.to_thread(self._register.open_trajecten, None, na, BLADZIJDE):
            for begin in range(0, len(nummers), TEGELIJK):
                groep = nummers[begin : begin + TEGELIJK]
                await asyncio.gather(*(_vertel(client, nummer, stand) for nummer in groep))
                na = groep[-1]
                activity.heartbeat(na)

    @activity.defn(name=Opdracht.STEM_AF)
    def stem_af(self, versie: int) -> Afstemming:
        """Count who has this version of the pilot."""
        regel = self._register.afstemmingen.stem_af(versie)
        return Afstemming(versie=versie, lopend=regel.lopend, achter=regel.achter)

    @activity.defn(name=Opdracht.WEK_ACHTERBLIJVERS)
    async def wek_achterblijvers(self, opdracht: Wekopdracht) -> None:
        """Tell each that lags behind once more, begin it from the register if it runs no more, and raise a task."""
        client = activity.client()
        na: str | None = next(iter(activity.info().heartbeat_details), None)
        while bladzijde := await asyncio.to_thread(self._achterblijvers, opdracht.stand.versie, na):
            for nummer in bladzijde:
                reden = await self._wek(client, nummer, opdracht)
                await asyncio.to_thread(self._maak_taak, nummer, opdracht.stand.versie, reden)
                activity.heartbeat(nummer)
            na = bladzijde[-1]

    async def _wek(self, client: Client, nummer: str, opdracht: Wekopdracht) -> str:
        """Why it lags behind, in plain Dutch."""
        status = await _vertel(client, nummer, opdracht.stand)
        if status is None:
            return "Het traject loopt, maar heeft de wijziging van de pilot nog niet verwerkt."
        if status is not RPCStatusCode.NOT_FOUND:
            return f"De Temporal-server neemt de wijziging van de pilot niet aan voor dit traject ({status.name})."
        if await asyncio.to_thread(self._register.laad, nummer) is None:
            return "Het traject loopt niet op de Temporal-server, en het register kent er nog niets van."
        start = TrajectStart(nummer=nummer, kalender=opdracht.kalender, waarschuwdagen=opdracht.waarschuwdagen)
        await _hervat(client, start)
        return "Het traject liep niet meer op de Temporal-server; het is hervat vanuit het register."

    def _achterblijvers(self, versie: int, na: str | None) -> list[str]:
        return [een.nummer for een in self._register.afstemmingen.achterblijvers(versie, na, BLADZIJDE)]

    def _maak_taak(self, nummer: str, versie: int, reden: str) -> None:
        self._register.maak_taak(nummer, f"pilot-{versie}", TAAK, reden)


async def _vertel(client: Client, nummer: str, stand: PilotStand) -> RPCStatusCode | None:
    """Signal one trajectory; what the server has against it, None when it took it. Raises when the server is gone."""
    try:
        await client.get_workflow_handle(traject_id(nummer)).signal(Naam.PILOT_GEWIJZIGD, stand)
    except RPCError as fout:
        if fout.status in VOORBIJ:
            raise
        return fout.status
    return None


async def _hervat(client: Client, start: TrajectStart) -> None:
    await client.start_workflow(
        Naam.TRAJECT,
        start,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        **startwijze.traject(start.nummer),
    )
