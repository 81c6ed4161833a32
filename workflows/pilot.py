"""The workflow of the pilot itself: who takes part, and until when; every open trajectory hears of a change."""

import asyncio
from datetime import date, timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from wet.pilot import Pilot as Pilotkennis
    from wet.pilot import verwerk_pilotgebeurtenis
    from wet.waarden import Misvormd, Weigering
    from workflows import opdrachten, weergave
    from workflows.afstemmen import moet_wekken, neem_over, pauze
    from workflows.berichten import (
        Antwoord,
        Beantwoord,
        Naam,
        PilotIngekomen,
        PilotStand,
        PilotStart,
        PilotVastlegging,
        PilotWerk,
        Wekopdracht,
        antwoord_op,
    )
    from workflows.fouten import als_fout
    from workflows.looptijd import Looptijd

_KORTST = timedelta(milliseconds=1)
MET_AFSTEMMING = "afstemming"
"""Mark of the histories that know reconciliation with the register."""


@workflow.defn(name=Naam.PILOT)
class Pilot:
    """The one pilot. Events come in by `meld_pilot`; it ends when the Act has lapsed and everyone knows."""

    @workflow.init
    def __init__(self, start: PilotStart) -> None:
        """Handlers may run before `run`, so all state is made here."""
        self._start = start
        self._werk = start.werk
        self._slot = asyncio.Lock()
        self._looptijd = Looptijd(self._vandaag())

    @workflow.run
    async def run(self, start: PilotStart) -> None:
        """Tell of each change and see that all have it, until the Act has lapsed and everyone knows."""
        if self._werk is None:
            self._werk = await self._laad(start.pilot)
        self._toon()
        while not self._mag_weg() or (self._mist_iemand_het_einde() and not self._moet_vernieuwen()):
            if self._werk.te_vertellen:
                await self._vertel(self._werk.te_vertellen[0])
            # A run that began before there was reconciliation goes on without it until it continues as new.
            elif self._werk.af_te_stemmen and workflow.patched(MET_AFSTEMMING):
                await self._stem_af()
            else:
                await self._wacht()
        if not self._is_vervallen() or self._mist_iemand_het_einde():
            workflow.continue_as_new(start.met(werk=self._werk))

    @workflow.update(name=Naam.MELD_PILOT)
    async def meld_pilot(self, ingekomen: PilotIngekomen) -> Antwoord:
        """Handle an event; answers when the register has it. The same id gets the first answer."""
        self._looptijd.telt_update()
        vandaag = self._vandaag()
        await workflow.wait_condition(lambda: self._werk is not None)
        async with self._slot:
            # Looked up with the lock held: the same id may have been waiting for it just before.
            if eerder := antwoord_op(ingekomen.id, self._bekend_werk().beantwoord):
                return eerder
            return await self._verwerk(ingekomen, vandaag)

    @meld_pilot.validator
    def _keur(self, ingekomen: PilotIngekomen) -> None:
        """Turn a malformed event away before anything of it is kept."""
        vandaag = self._vandaag()
        if ingekomen.gebeurtenis.op > vandaag:
            raise als_fout(Misvormd(f"veld 'op' ligt na vandaag, {weergave.datum(vandaag)}"))

    @workflow.query(name=Naam.VERTELD)
    def verteld(self) -> bool:
        """Whether every open trajectory was told of every change."""
        return self._werk is not None and not self._werk.te_vertellen

    async def _laad(self, pilot: Pilotkennis) -> PilotWerk:
        geladen = await opdrachten.laad_pilot()
        if geladen:
            # Whether everyone was told is not known any more; who was, ignores it.
            ongewis = (geladen.stand,) if geladen.stand.versie else ()
            return PilotWerk(stand=geladen.stand, te_vertellen=ongewis, beantwoord=geladen.beantwoord)
        stand = PilotStand(pilot=pilot, versie=pilot.versie, dag=self._vandaag())
        await opdrachten.leg_pilot_vast(PilotVastlegging(stand=stand))
        return PilotWerk(stand=stand)

    async def _verwerk(self, ingekomen: PilotIngekomen, vandaag: date) -> Antwoord:
        werk = self._bekend_werk()
        stand, antwoord = _pas_toe(werk.stand, ingekomen, vandaag)
        beantwoord = Beantwoord(id=ingekomen.id, antwoord=antwoord)
        await opdrachten.leg_pilot_vast(PilotVastlegging(stand=stand, beantwoord=beantwoord))
        # What still had to be told may have been told during the await, so the work is read anew.
        werk = self._bekend_werk()
        nieuw = (stand,) if antwoord.aanvaard else ()
        self._werk = werk.met(
            stand=stand, te_vertellen=werk.te_vertellen + nieuw, beantwoord=(*werk.beantwoord, beantwoord)
        )
        self._toon()
        return antwoord

    async def _vertel(self, stand: PilotStand) -> None:
        await opdrachten.vertel_trajecten(stand)
        werk = self._bekend_werk()
        self._werk = werk.met(te_vertellen=werk.te_vertellen[1:])

    async def _stem_af(self) -> None:
        """Look in the register who has the newest pilot; then wait a while for those that do not."""
        afstemming = await opdrachten.stem_af(self._bekend_werk().stand.versie)
        werk = self._werk = neem_over(self._bekend_werk(), afstemming)
        self._toon()
        if moet_wekken(werk):
            kalender, vooraf = self._start.kalender, self._start.waarschuwdagen
            await opdrachten.wek_achterblijvers(Wekopdracht(stand=werk.stand, kalender=kalender, waarschuwdagen=vooraf))
        if afstemming.achter:
            await self._pauzeer(pauze(werk), f"wacht op {afstemming.achter} trajecten")

    async def _pauzeer(self, duur: timedelta, samenvatting: str) -> None:
        """Wait, but no longer than until there is something to tell or this run must end."""
        try:
            await workflow.wait_condition(
                lambda: not self.verteld() or self._mag_vernieuwen(), timeout=duur, timeout_summary=samenvatting
            )
        except TimeoutError:
            return

    async def _wacht(self) -> None:
        dag = self._wekdag()
        try:
            await workflow.wait_condition(
                lambda: not self.verteld() or self._wekdag() != dag or self._mag_weg(),
                timeout=max(self._start.kalender.wacht_tot(dag, workflow.now()), _KORTST),
                timeout_summary=f"wacht tot {weergave.datum(dag)}",
            )
        except TimeoutError:
            return

    def _wekdag(self) -> date:
        vervalt = self._bekend_werk().stand.pilot.wet_vervalt
        return min(self._looptijd.uiterlijk, vervalt) if vervalt else self._looptijd.uiterlijk

    def _mag_weg(self) -> bool:
        """Whether this run may end; no caller waits for an answer."""
        return (self._is_vervallen() or self._moet_vernieuwen()) and self.verteld() and workflow.all_handlers_finished()

    def _mag_vernieuwen(self) -> bool:
        return self._moet_vernieuwen() and workflow.all_handlers_finished()

    def _mist_iemand_het_einde(self) -> bool:
        """Whether a trajectory may still lack the newest pilot when the Act has lapsed."""
        mist = self._is_vervallen() and self._bekend_werk().af_te_stemmen
        return mist and workflow.patched(MET_AFSTEMMING)

    def _is_vervallen(self) -> bool:
        vervalt = self._bekend_werk().stand.pilot.wet_vervalt
        return vervalt is not None and vervalt <= self._vandaag()

    def _moet_vernieuwen(self) -> bool:
        return self._looptijd.is_om(self._vandaag(), aangeraden=workflow.info().is_continue_as_new_suggested())

    def _vandaag(self) -> date:
        vandaag = self._start.kalender.vandaag(workflow.now())
        return max(vandaag, self._werk.stand.dag) if self._werk else vandaag

    def _bekend_werk(self) -> PilotWerk:
        if self._werk is None:
            raise RuntimeError("the pilot has not begun")
        return self._werk

    def _toon(self) -> None:
        werk = self._bekend_werk()
        workflow.set_current_details(weergave.pilot_in_het_kort(werk.stand.pilot, werk.afstemming))


def _pas_toe(stand: PilotStand, ingekomen: PilotIngekomen, vandaag: date) -> tuple[PilotStand, Antwoord]:
    try:
        pilot = verwerk_pilotgebeurtenis(stand.pilot, ingekomen.gebeurtenis)
    except Weigering as weigering:
        antwoord = Antwoord(aanvaard=False, artikel=weigering.artikel, reden=weigering.reden, dag=vandaag)
        return stand, antwoord
    nieuw = PilotStand(pilot=pilot, versie=pilot.versie, dag=vandaag)
    return nieuw, Antwoord(aanvaard=True, dag=vandaag)
