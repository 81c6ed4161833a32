"""Lives the histories through the front door: each trajectory starts, and each event is reported, on its own day."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import httpx

from api.nummers import naar_pad
from api.rollen import Rol, draagt_besluit
from starter.aanmeldbestand import Regel
from starter.demo.loket import Loket
from starter.systeem import SysteemFout, taakgroep
from starter.voorspelling import Behandeld, Oordeel
from wet.gebeurtenissen import Gebeurtenis
from wet.waarden import Waarde
from workflows.berichten import Ingekomen
from workflows.kalender import Kalender

_AANVAARD, _MISVORMD, _GEWEIGERD = 201, 400, 409


@dataclass(frozen=True, slots=True)
class Verloop:
    """A history as the front door says that it went."""

    nummer: str
    regel: Regel
    behandeld: tuple[Behandeld, ...]


async def speel_af(loket: Loket, kalender: Kalender, regels: Sequence[Regel]) -> list[Verloop]:
    """Live every history, side by side, until its last event was answered; raises SysteemFout."""
    sturing = _Sturing(loket, kalender)
    async with taakgroep() as groep:
        taken = [groep.create_task(sturing.leef(regel)) for regel in regels]
    return [taak.result() for taak in taken]


class _Sturing:
    def __init__(self, loket: Loket, kalender: Kalender) -> None:
        self._loket = loket
        self._kalender = kalender

    async def leef(self, regel: Regel) -> Verloop:
        aanmelding, *verder = regel.gebeurtenissen
        nummer, begonnen = await self._begin(regel, aanmelding.gebeurtenis)
        behandeld = [begonnen]
        for ingekomen in verder:
            behandeld.append(await self._meld(nummer, regel.client.gemeente, ingekomen))  # noqa: PERF401 - in order
        return Verloop(nummer, regel, tuple(behandeld))

    async def _begin(self, regel: Regel, aanmelding: Gebeurtenis) -> tuple[str, Behandeld]:
        """Start the trajectory; its first day is that of the first line of its timeline."""
        gegevens = {"client": _als_json(regel.client), "aanmelding": _als_json(aanmelding)}
        await self._wacht_op(aanmelding.op)
        kenmerk = f"demo-{regel.nummer}"
        antwoord = await self._loket.stuur(
            "/v1/trajecten", Rol.GEMEENTESYSTEEM, regel.client.gemeente, gegevens, kenmerk
        )
        if antwoord.status_code != _AANVAARD:
            raise _onverwacht(antwoord)
        stand = antwoord.json()
        return stand["nummer"], Behandeld(aanmelding, date.fromisoformat(stand["tijdlijn"][0]["op"]))

    async def _meld(self, nummer: str, gemeente: str, ingekomen: Ingekomen) -> Behandeld:
        gebeurtenis = ingekomen.gebeurtenis
        rol = Rol.BESLISSER if draagt_besluit(gebeurtenis) else Rol.CONSULENT
        pad = f"/v1/trajecten/{naar_pad(nummer)}/gebeurtenissen"
        await self._wacht_op(gebeurtenis.op)
        antwoord = await self._loket.stuur(pad, rol, gemeente, _als_json(gebeurtenis), ingekomen.id)
        inhoud = antwoord.json()
        if antwoord.status_code == _AANVAARD:
            return Behandeld(gebeurtenis, date.fromisoformat(inhoud["dag"]))
        if antwoord.status_code == _GEWEIGERD and "artikel" in inhoud:
            oordeel = Oordeel(inhoud["artikel"], inhoud["reden"])
            return Behandeld(gebeurtenis, date.fromisoformat(inhoud["dag"]), oordeel)
        if antwoord.status_code == _MISVORMD:
            # Nothing of it is kept, so no day either: it is the day on which the answer came.
            return Behandeld(gebeurtenis, self._vandaag(), Oordeel(fouten=tuple(inhoud["fouten"])))
        raise _onverwacht(antwoord)

    async def _wacht_op(self, dag: date) -> None:
        """Sleep until the day begins; a sleep may be a moment short, so look again."""
        while wacht := self._kalender.wacht_tot(dag, datetime.now(UTC)):  # noqa: ASYNC110 - a calendar calls nobody
            await asyncio.sleep(wacht.total_seconds())

    def _vandaag(self) -> date:
        return self._kalender.vandaag(datetime.now(UTC))


def _als_json(waarde: Waarde) -> dict[str, Any]:
    """As the sender wrote it: what he left out stays out."""
    gegevens: dict[str, Any] = waarde.model_dump(mode="json", exclude_unset=True)
    return gegevens


def _onverwacht(antwoord: httpx.Response) -> SysteemFout:
    return SysteemFout(f"De API antwoordt met {antwoord.status_code}: {antwoord.json()['detail']}")
