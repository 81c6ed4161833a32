"""Brings many histories in, a window at a time, and counts in the register that nothing of them was lost."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from dataclasses import dataclass
from typing import Any

from starter.aanmeldbestand import Foutregel, Regel
from starter.systeem import Systeem, taakgroep
from starter.volgen import Gevolgd, Telling, bied_aan, tel, volg
from wet.pilot import Pilot
from wet.waarden import Misvormd

VENSTER = 10
"""How many trajectories are worked on at once; the next line is read when one of them is done."""

Klaar = Callable[[Foutregel | None], None]
"""Called for each line when it was handled completely, or is malformed."""


@dataclass(frozen=True, slots=True)
class Verslag:
    """What became of a file: its lines, the trajectories (how many of them new), and its events."""

    regels: int
    fouten: int
    trajecten: int
    nieuw: int
    gebeurtenissen: Telling

    @property
    def is_goed(self) -> bool:
        """Whether every line was handled and no event lost."""
        return not self.fouten and not self.gebeurtenissen.verloren


async def meld_aan(systeem: Systeem, regels: Iterable[Regel | Foutregel], klaar: Klaar) -> Verslag:
    """Start a trajectory for each line, tell one that exists what it does not know, and wait until all is handled.

    The same lines again change nothing. In accelerated time an event waits for its day, otherwise one after today is
    malformed. Raises SysteemFout when the work stops; the same lines can then be brought in again.
    """
    aanmelder = _Aanmelder(systeem, await asyncio.to_thread(_pilot, systeem), klaar)
    rij = iter(regels)
    async with taakgroep() as groep:
        for _ in range(VENSTER):
            groep.create_task(aanmelder.werk(rij))
    async with taakgroep() as groep:
        for gevolgd in aanmelder.wachtend:
            groep.create_task(aanmelder.wacht_af(gevolgd))
    return await asyncio.to_thread(aanmelder.verslag)


class _Aanmelder:
    def __init__(self, systeem: Systeem, pilot: Pilot, klaar: Klaar) -> None:
        self.wachtend: list[Gevolgd] = []
        self._systeem = systeem
        self._pilot = pilot
        self._klaar = klaar
        self._begonnen_op = systeem.vandaag()
        self._trajecten: list[Gevolgd] = []
        self._fouten = 0

    async def werk(self, rij: Iterable[Regel | Foutregel]) -> None:
        """Handle lines one after the other; whoever else works on the same lines gets others."""
        for regel in rij:
            if isinstance(regel, Regel):
                await self._probeer(regel, self._verwerk(regel))
            else:
                self._meld_fout(regel)

    async def wacht_af(self, gevolgd: Gevolgd) -> None:
        """Follow a trajectory of which events wait for their day."""
        await self._probeer(gevolgd.regel, self._volg_verder(gevolgd))

    def verslag(self) -> Verslag:
        """Count in the register what became of the events."""
        tellingen = (tel(self._systeem.register, gevolgd) for gevolgd in self._trajecten)
        return Verslag(
            regels=len(self._trajecten) + self._fouten,
            fouten=self._fouten,
            trajecten=len({gevolgd.nummer for gevolgd in self._trajecten}),
            nieuw=sum(gevolgd.nieuw for gevolgd in self._trajecten),
            gebeurtenissen=sum(tellingen, Telling()),
        )

    async def _probeer(self, regel: Regel, werk: Coroutine[Any, Any, None]) -> None:
        try:
            await werk
        except Misvormd as fout:
            self._meld_fout(Foutregel(regel.nummer, fout.fouten))

    async def _verwerk(self, regel: Regel) -> None:
        gevolgd = await bied_aan(self._systeem, self._pilot, regel)
        await volg(self._systeem, gevolgd, self._begonnen_op)
        if regel.laatste_op > self._begonnen_op:
            self.wachtend.append(gevolgd)
        else:
            self._rond_af(gevolgd)

    async def _volg_verder(self, gevolgd: Gevolgd) -> None:
        await volg(self._systeem, gevolgd, gevolgd.regel.laatste_op)
        self._rond_af(gevolgd)

    def _rond_af(self, gevolgd: Gevolgd) -> None:
        self._trajecten.append(gevolgd)
        self._klaar(None)

    def _meld_fout(self, fout: Foutregel) -> None:
        self._fouten += 1
        self._klaar(fout)


def _pilot(systeem: Systeem) -> Pilot:
    """The pilot as it is now; histories are checked against it."""
    geladen = systeem.register.laad_pilot()
    return Pilot.model_validate_json(geladen[0].toestand) if geladen else systeem.pilot.pilot
