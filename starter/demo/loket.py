"""The front door as a gemeente uses it: HTTP with a token for each role, and the same request again when it fails."""

import asyncio
from collections.abc import Mapping
from functools import cache
from time import monotonic
from typing import Any

import httpx

from api.instellingen import ApiInstellingen
from api.lichaam import SLEUTELKOP
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter.systeem import SysteemFout

GEDULD = 60.0
"""Seconds that the front door may be too busy or out of reach for one request."""
_POLS = 0.1
_LATER = {429, 503}


class Loket:
    """Sends requests to the front door, each in the name of a role within a gemeente or of none."""

    def __init__(self, http: httpx.AsyncClient, instellingen: ApiInstellingen) -> None:
        """Speak over this connection; the tokens are those of the development issuer. Raises InstellingFout."""
        self._http = http
        self._token = cache(lambda rol, gemeente: geef_uit(instellingen, rol, gemeente, f"demo-{rol}-{gemeente}"))

    async def vraag(self, pad: str, rol: Rol, gemeente: str | None = None, **vraag: str) -> dict[str, Any]:
        """Ask for something; raises SysteemFout when it is not given."""
        koppen = self._koppen(rol, gemeente)
        antwoord = await self._tot_antwoord(self._http.build_request("GET", pad, params=vraag, headers=koppen))
        if antwoord.is_error:
            raise SysteemFout(f"De API weigert {pad} ({antwoord.status_code}).")
        inhoud: dict[str, Any] = antwoord.json()
        return inhoud

    async def stuur(
        self, pad: str, rol: Rol, gemeente: str, gegevens: Mapping[str, object], kenmerk: str
    ) -> httpx.Response:
        """Send something under a key, with which it may be sent again; raises SysteemFout when no answer comes."""
        koppen = self._koppen(rol, gemeente) | {SLEUTELKOP: kenmerk}
        return await self._tot_antwoord(self._http.build_request("POST", pad, json=gegevens, headers=koppen))

    def _koppen(self, rol: Rol, gemeente: str | None) -> dict[str, str]:
        return {"Authorization": f"Bearer {self._token(rol, gemeente)}"}

    async def _tot_antwoord(self, verzoek: httpx.Request) -> httpx.Response:
        uiterlijk = monotonic() + GEDULD
        while monotonic() < uiterlijk:
            wacht = _POLS
            try:
                antwoord = await self._http.send(verzoek)
            except httpx.TransportError:
                pass  # Whether it was handled is not known; the key makes that the same request can go again.
            else:
                if antwoord.status_code not in _LATER:
                    return antwoord
                wacht = float(antwoord.headers.get("Retry-After", _POLS))
            await asyncio.sleep(wacht)
        raise SysteemFout("De API geeft geen antwoord.")
