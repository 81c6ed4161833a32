"""The codec server behind the tokens and the log of processing of the front door."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog
from opentelemetry.trace import TracerProvider
from starlette.types import ASGIApp

from activities.register.zoeken import Zoeken
from api.instellingen import ApiInstellingen
from api.logboek import Betrokkene, Deur, Logboek
from api.ontwikkeluitgever import maak_keurder
from api.rollen import Actie, Rol, mag
from api.server import bedien
from api.sporen import maak_bron
from api.tokens import Houder, Tokenkeurder, TokenOngeldig
from starter.instellingen import VOORVOEGSEL
from starter.omgeving import Ontwikkelserver
from starter.systeem import Systeem
from versleuteling.codecserver.app import Codecdienst, maak_app
from versleuteling.codecserver.toegang import Lezer
from versleuteling.codecserver.verwerkingslog import Inzage

ACTIE = Actie.GESCHIEDENIS_ONTSLEUTELEN
_log = structlog.get_logger("logboek")


@asynccontextmanager
async def bedien_codecserver(
    systeem: Systeem,
    server: Ontwikkelserver | None,
    instellingen: ApiInstellingen,
    poort: int,
    sporen: TracerProvider | None = None,
) -> AsyncIterator[str | None]:
    """Serve for the web UI of the embedded server, or for that of the settings; yields the address.

    Without a web UI there is nothing to serve, and no address; without `sporen` its spans go nowhere.
    Raises InstellingFout and SysteemFout.
    """
    webscherm = server.webadres if server else instellingen.webscherm
    if not webscherm:
        yield None
        return
    app = maak_codecserver(systeem, instellingen, webscherm, sporen or maak_bron())
    async with bedien(app, server.codecpoort if server else poort, f"{VOORVOEGSEL}CODECPOORT") as adres:
        yield adres


def maak_codecserver(
    systeem: Systeem, instellingen: ApiInstellingen, oorsprong: str, sporen: TracerProvider
) -> ASGIApp:
    """The codec server for the web UI with this origin. Raises InstellingFout."""
    sleutel = instellingen.geheime_logsleutel()
    logboek = Logboek(systeem.register.verwerkingen, sleutel, sporen, Deur.CODECSERVER)
    return maak_app(
        Codecdienst(
            sleutels=systeem.sleutels,
            toegang=Tokentoegang(maak_keurder(instellingen)),
            verwerkingslog=Inzagelog(logboek, systeem.register.zoeken),
            oorsprong=oorsprong,
            namespace=systeem.temporal.namespace,
        )
    )


class Tokentoegang:
    """Lets in whose token has a role that may decrypt."""

    def __init__(self, keurder: Tokenkeurder) -> None:
        """Check tokens with this."""
        self._keurder = keurder

    async def lezer(self, token: str) -> Lezer | None:
        """Whose token this is; None when it is not valid or has no such role. Raises SleutelbronFout."""
        try:
            houder = await asyncio.to_thread(self._keurder.keur, token)
        except TokenOngeldig:
            return None
        return Lezer(houder.wie, houder.rollen, houder.gemeente) if mag(houder.rollen, ACTIE) else None


class Inzagelog:
    """Writes each use in the log of processing: a record for every person whose data are shown."""

    def __init__(self, logboek: Logboek, zoeken: Zoeken) -> None:
        """Write here, and find here whose a trajectory is."""
        self._logboek = logboek
        self._zoeken = zoeken

    async def leg_vast(self, lezer: Lezer, inzagen: Sequence[Inzage]) -> None:
        """Write what is shown; what is of no person, or is not shown, is only noted."""
        zegel = await asyncio.to_thread(self._schrijf, lezer, inzagen)
        gelezen = sum(inzage.gelezen for inzage in inzagen)
        _log.info("ontsleuteld", gelezen=gelezen, geweigerd=len(inzagen) - gelezen, zegel=zegel)

    def _schrijf(self, lezer: Lezer, inzagen: Sequence[Inzage]) -> str | None:
        nummers = [inzage.nummer for inzage in inzagen if inzage.nummer and inzage.gelezen]
        eigenaars = self._zoeken.eigenaars(nummers)
        betrokkenen = [Betrokkene(eigenaar.bsn, nummer) for nummer, eigenaar in eigenaars.items()]
        houder = Houder(lezer.wie, frozenset(Rol(rol) for rol in lezer.rollen), lezer.gemeente)
        return self._logboek.schrijf(ACTIE, houder, betrokkenen)
