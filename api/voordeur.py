"""What every request needs, and who asks: the holder of the token, within his role and his limits."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

import structlog
from fastapi import Depends, Request

from activities.register.zoeken import Eigenaar
from api.grenzen import Grens
from api.logboek import Betrokkene, Logboek
from api.meting import Deurmeting
from api.nummers import uit_pad
from api.problemen import Probleem
from api.rollen import Actie, mag
from api.tokens import Houder, Tokenkeurder, TokenOngeldig
from starter.systeem import Systeem

PER_ADRES = 3000
"""Requests a minute without a good token, from one address."""


_log = structlog.get_logger("logboek")


@dataclass(frozen=True, slots=True)
class Voordeur:
    """Everything behind the API."""

    systeem: Systeem
    keurder: Tokenkeurder
    logboek: Logboek
    meting: Deurmeting
    grens: Grens
    grens_zonder_token: Grens

    async def schrijf_op(self, actie: Actie, houder: Houder, *betrokkenen: Betrokkene) -> None:
        """Write in the log of processing; only then the data may be shown or changed."""
        zegel = await asyncio.to_thread(self.logboek.schrijf, actie, houder, betrokkenen)
        # Outside the database as well, so that rows cut off at its end are missed.
        _log.info("verwerking", actie=actie.value, aantal=len(betrokkenen), zegel=zegel)


@dataclass(frozen=True, slots=True)
class EigenTraject:
    """A trajectory that the holder may see."""

    nummer: str
    eigenaar: Eigenaar

    @property
    def betrokkene(self) -> Betrokkene:
        """Whose data it holds."""
        return Betrokkene(self.eigenaar.bsn, self.nummer)


def voordeur(request: Request) -> Voordeur:
    """What this app works with."""
    deur: Voordeur = request.app.state.voordeur
    return deur


Deur = Annotated[Voordeur, Depends(voordeur)]


async def houder_van(request: Request, deur: Deur) -> Houder:
    """The holder of the token; Probleem 401 without a good one, 429 when he asks too much."""
    soort, _, token = request.headers.get("authorization", "").partition(" ")
    try:
        if soort.lower() != "bearer" or not token:
            raise TokenOngeldig("Stuur een token mee: Authorization: Bearer ...")
        houder = await asyncio.to_thread(deur.keurder.keur, token.strip())
    except TokenOngeldig as fout:
        deur.meting.geweigerde_tokens.inc()
        _begrens(deur.grens_zonder_token, request.client.host if request.client else "")
        raise Probleem(401, str(fout), {"WWW-Authenticate": 'Bearer realm="loondispensatie"'}) from None
    request.state.houder = houder
    _begrens(deur.grens, houder.wie)
    return houder


def eis(*acties: Actie) -> Callable[[Houder], Awaitable[Houder]]:
    """The holder, when his role may do one of these; else Probleem 403, which names the first."""

    async def keur(houder: Annotated[Houder, Depends(houder_van)]) -> Houder:
        sta_toe(houder, *acties)
        return houder

    return keur


def sta_toe(houder: Houder, *acties: Actie) -> None:
    """Raise Probleem 403, which names the first, when his role may do none of these."""
    if not any(mag(houder.rollen, actie) for actie in acties):
        raise Probleem(403, f"Uw rol mag dit niet: {acties[0].value.replace('_', ' ')}.")


async def eigen_traject(deur: Voordeur, houder: Houder, pad: str) -> EigenTraject:
    """The trajectory in this part of the address; 404 alike when there is none and when it is another gemeente's."""
    nummer = uit_pad(pad)
    eigenaar = await asyncio.to_thread(deur.systeem.register.zoeken.eigenaar, nummer) if nummer else None
    if nummer is None or eigenaar is None or eigenaar.gemeente != houder.gemeente:
        raise Probleem(404)
    return EigenTraject(nummer, eigenaar)


def _begrens(grens: Grens, afzender: str) -> None:
    if seconden := grens.wacht(afzender):
        raise Probleem(429, f"Probeer het over {seconden} s nog eens.", {"Retry-After": str(seconden)})
