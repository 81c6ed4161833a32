"""What a door works with: the register, the calendar, and a Temporal server that runs or is started for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from temporalio.client import Client
from temporalio.worker import Worker

from activities.register import Register, RegisterFout
from starter import aanroepen
from starter.instellingen import Instellingen, InstellingFout, lees_pilot
from starter.looptijd import Looptijd
from starter.omgeving import Ontwikkelserver, is_in_gebruik, ontwikkelserver
from starter.temporalverbinding import OnbereikbaarFout, verbind
from versleuteling.fouten import VersleutelingFout
from versleuteling.sleutels import Sleutels
from wet.client import Client as Persoon
from wet.pilot import Pilot
from worker import maak_plugin, maak_worker
from workflows.berichten import Ingekomen, PilotStart, TrajectStart
from workflows.kalender import Kalender

KALENDER = "kalender"
"""The calendar stands in the register under this name, so that restarts and all doors agree."""
_ADRESBESTAND = "server.adres"
_GEDULD = timedelta(seconds=30)
_POLS = timedelta(milliseconds=50)


class SysteemFout(Exception):
    """A part of the system is not there or does not answer; the message is one Dutch sentence for the user."""


@dataclass(frozen=True, slots=True)
class Systeem:
    """An open connection with everything that a door needs to report and to read."""

    register: Register
    kalender: Kalender
    temporal: Client
    pilot: PilotStart
    sleutels: Sleutels
    waarschuwdagen: tuple[int, ...]
    looptijd: Looptijd | None = None
    """Where what the SDK does is measured, in a process that goes on."""
    worker: Worker | None = None
    """The worker of this process, if it has one."""

    def traject(
        self, nummer: str, client: Persoon | None = None, gebeurtenissen: tuple[Ingekomen, ...] = ()
    ) -> TrajectStart:
        """What a trajectory is started with; without a client it goes on from the register."""
        return TrajectStart(
            nummer=nummer,
            kalender=self.kalender,
            client=client,
            gebeurtenissen=gebeurtenissen,
            waarschuwdagen=self.waarschuwdagen,
        )

    def vandaag(self) -> date:
        """The legal day now."""
        return self.kalender.vandaag(datetime.now(UTC))


def open_register(instellingen: Instellingen) -> Register:
    """The register of these settings; raises RegisterFout, which names the setting, and InstellingFout."""
    _maak_map(instellingen.gegevensmap)
    try:
        return Register(instellingen.register_adres)
    except RegisterFout as fout:
        if not instellingen.register_url:
            raise
        raise InstellingFout("register_url", f"klopt niet of werkt nu niet: {fout}".removesuffix(".")) from None


def open_sleutels(instellingen: Instellingen, register: Register) -> Sleutels:
    """The data keys in the register; raises InstellingFout when the master keys do not open them."""
    sleutels = Sleutels(instellingen.hoofdsleutels(), register.datasleutels)
    try:
        sleutels.controleer()
    except VersleutelingFout as fout:
        raise InstellingFout("sleutels", f"past niet bij dit register: {fout}".removesuffix(".")) from None
    return sleutels


def kalender_van(register: Register) -> Kalender:
    """The calendar of this register; that of real time as long as nothing was started."""
    bewaard = register.instelling(KALENDER)
    return Kalender.model_validate_json(bewaard) if bewaard else Kalender.echt(datetime.now(UTC))


@asynccontextmanager
async def open_systeem(instellingen: Instellingen) -> AsyncIterator[Systeem]:
    """The system that runs; one is started, for as long as the context lasts, when none does.

    Raises SysteemFout, OmgevingFout, RegisterFout and InstellingFout.
    """
    if adres := lopend_adres(instellingen):
        with open_register(instellingen) as register:
            sleutels = open_sleutels(instellingen, register)
            yield await _verbind(instellingen, register, sleutels, lees_pilot(instellingen.gemeenten), adres)
    else:
        async with draai(instellingen) as (systeem, _):
            yield systeem


@asynccontextmanager
async def draai(
    instellingen: Instellingen, looptijd: Looptijd | None = None
) -> AsyncIterator[tuple[Systeem, Ontwikkelserver | None]]:
    """A worker, with a server of its own unless the settings name one; for as long as the context lasts.

    With a runtime all that the worker does is measured. Raises as above, and OmgevingFout also when a server runs on
    this data folder.
    """
    if instellingen.temporal_adres:
        async with werk(instellingen, looptijd) as systeem:
            yield systeem, None
        return
    folder, pilot = instellingen.gegevensmap, lees_pilot(instellingen.gemeenten)
    with open_register(instellingen) as register:
        # Before the server: with a key or a calendar that does not fit nothing starts.
        sleutels = open_sleutels(instellingen, register)
        _keur_kalender(instellingen, register)
        async with (
            _met_eigen_server(instellingen) as server,
            _met_worker(await _verbind(instellingen, register, sleutels, pilot, server.adres, looptijd)) as systeem,
        ):
            (folder / _ADRESBESTAND).write_text(server.adres, encoding="utf-8")
            yield systeem, server


@asynccontextmanager
async def werk(instellingen: Instellingen, looptijd: Looptijd | None = None) -> AsyncIterator[Systeem]:
    """Only a worker, with a server that runs; for as long as the context lasts. Otherwise as above."""
    adres = lopend_adres(instellingen)
    if not adres:
        raise SysteemFout("Er draait geen server om voor te werken; start 'loondispensatie serve'.")
    pilot = lees_pilot(instellingen.gemeenten)
    with open_register(instellingen) as register:
        sleutels = open_sleutels(instellingen, register)
        async with _met_worker(await _verbind(instellingen, register, sleutels, pilot, adres, looptijd)) as systeem:
            yield systeem


@asynccontextmanager
async def _met_eigen_server(instellingen: Instellingen) -> AsyncIterator[Ontwikkelserver]:
    folder = instellingen.gegevensmap
    if not is_in_gebruik(folder):
        # Left by a server that was killed; doors must not take it for the address of the new one.
        (folder / _ADRESBESTAND).unlink(missing_ok=True)
    poorten = {"poort": instellingen.poort, "webpoort": instellingen.webpoort, "codecpoort": instellingen.codecpoort}
    async with ontwikkelserver(folder, **poorten) as server:
        yield server


def lopend_adres(instellingen: Instellingen) -> str | None:
    """Where a server runs that these settings mean; None when one must be started."""
    if instellingen.temporal_adres:
        return instellingen.temporal_adres
    bestand = instellingen.gegevensmap / _ADRESBESTAND
    if not is_in_gebruik(instellingen.gegevensmap) or not bestand.exists():
        return None
    return bestand.read_text(encoding="utf-8")


@asynccontextmanager
async def taakgroep() -> AsyncIterator[asyncio.TaskGroup]:
    """Tasks that stop together; it fails with the first fault itself and not with a group of one."""
    try:
        async with asyncio.TaskGroup() as groep:
            yield groep
    except ExceptionGroup as fouten:
        raise fouten.exceptions[0] from None


async def _verbind(
    instellingen: Instellingen,
    register: Register,
    sleutels: Sleutels,
    pilot: Pilot,
    adres: str,
    looptijd: Looptijd | None = None,
) -> Systeem:
    try:
        temporal = await verbind(instellingen, adres, maak_plugin(sleutels), looptijd.runtime if looptijd else None)
    except OnbereikbaarFout as fout:
        raise SysteemFout(str(fout)) from None
    kalender = _leg_kalender_vast(instellingen, register)
    start = PilotStart(kalender=kalender, pilot=pilot, waarschuwdagen=instellingen.waarschuwdagen)
    return Systeem(register, kalender, temporal, start, sleutels, instellingen.waarschuwdagen, looptijd)


def _leg_kalender_vast(instellingen: Instellingen, register: Register) -> Kalender:
    """The calendar that the register holds; when it holds none the settings decide, once and for all."""
    keuze = instellingen.kalender
    nieuw = Kalender.echt(datetime.now(UTC)) if keuze is None else keuze.begin(datetime.now(UTC))
    register.leg_instelling_vast(KALENDER, nieuw.model_dump_json())
    _keur_kalender(instellingen, register)
    return kalender_van(register)


def _keur_kalender(instellingen: Instellingen, register: Register) -> None:
    """Raise InstellingFout when the register holds another calendar than the settings ask for."""
    keuze, bewaard = instellingen.kalender, register.instelling(KALENDER)
    if keuze is not None and bewaard and not keuze.past_bij(Kalender.model_validate_json(bewaard)):
        raise InstellingFout(KALENDER, "is anders dan de kalender die al in dit register staat")


@asynccontextmanager
async def _met_worker(systeem: Systeem) -> AsyncIterator[Systeem]:
    async with maak_worker(systeem.temporal, systeem.register) as worker:
        await _zorg_voor_pilot(systeem)
        yield replace(systeem, worker=worker)


async def _zorg_voor_pilot(systeem: Systeem) -> None:
    """Trajectories cannot begin before the register knows the pilot."""
    if await asyncio.to_thread(systeem.register.laad_pilot):
        return
    await aanroepen.start_pilot(systeem.temporal, systeem.pilot)
    for _ in range(_GEDULD // _POLS):
        if await asyncio.to_thread(systeem.register.laad_pilot):
            return
        await asyncio.sleep(_POLS.total_seconds())
    raise SysteemFout("De pilot verschijnt niet in het register.")


def _maak_map(folder: Path) -> None:
    """Make the data folder for its owner only: it will hold personal data."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise InstellingFout("gegevensmap", "noemt een map die niet kan worden gemaakt") from None
