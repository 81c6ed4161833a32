"""The workflow of one client: it waits for the next event or the next legal date and lets the law decide.

No rule stands here. A legal day is read from the calendar once, when something wakes the workflow, and is passed on
from there: reading the clock again after an await would give another day.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from typing import Any

from temporalio import workflow
from temporalio.exceptions import ApplicationError

with workflow.unsafe.imports_passed_through():
    from wet.dossier import Dossier, Melding
    from wet.gebeurtenissen import Aanmelding
    from wet.resultaat import resultaat
    from wet.traject import begin, bereik, is_klaar, verwerk, verwerk_pilot, volgende_dag
    from wet.waarden import Misvormd
    from workflows import opdrachten, weergave
    from workflows.berichten import (
        MISVORMD,
        ONBEKEND,
        Antwoord,
        Beantwoord,
        Geladen,
        Ingekomen,
        MeldingOpdracht,
        Naam,
        PilotStand,
        Taak,
        TaakSleutel,
        Takenwijziging,
        TrajectStand,
        TrajectStart,
        UitkeringVraag,
        Vastlegging,
        antwoord_op,
    )
    from workflows.fouten import als_fout
    from workflows.looptijd import Looptijd
    from workflows.seinen import seinen, volgende_seindag

_KORTST = timedelta(milliseconds=1)
MET_SEINEN = "seinen"
"""Mark of the histories that know warnings of terms."""
LEEST_PILOT_OPNIEUW = "pilot-opnieuw"
"""Mark of the histories in which a trajectory that was done reads the pilot again before it handles an event."""


@workflow.defn(name=Naam.TRAJECT)
class Traject:
    """One trajectory. Events come in by `meld`, changes of the pilot by `pilot_gewijzigd`."""

    @workflow.init
    def __init__(self, start: TrajectStart) -> None:
        """Handlers may run before `run`, so all state is made here."""
        self._start = start
        self._stand = start.stand or TrajectStand()
        self._eigen_dag: date | None = None
        self._seindag: date | None = None
        self._niets_volgt = False
        self._onbekend: ApplicationError | None = None
        self._slot = asyncio.Lock()
        self._looptijd = Looptijd(self._vandaag())

    @workflow.run
    async def run(self, start: TrajectStart) -> str | None:
        """Follow the trajectory until nothing can follow any more; the result is the reason of its closing."""
        await self._neem_op(start)
        achtergrond = [asyncio.create_task(taak) for taak in (self._verzend_meldingen(), self._controleer_uitkering())]
        dag = self._vandaag()
        while True:
            async with self._slot:
                await self._werk_bij(dag)
            self._geef_fouten_door(achtergrond)
            if self._mag_weg():
                break
            dag = await self._wacht()
        if not self._is_klaar():
            workflow.continue_as_new(start.met(gebeurtenissen=(), stand=self._stand))
        return self._afloop()

    @workflow.update(name=Naam.MELD)
    async def meld(self, ingekomen: Ingekomen) -> Antwoord:
        """Handle an event; answers when what came of it is in the register. The same id gets the first answer."""
        self._looptijd.telt_update()
        vandaag = self._vandaag()
        await workflow.wait_condition(lambda: self._stand.dossier is not None or self._onbekend is not None)
        if self._onbekend:
            raise self._onbekend
        async with self._slot:
            # The same id may have been waiting for the lock just before, or be due among the events known beforehand.
            if not self._antwoord_op(ingekomen.id):
                await self._werk_bij(vandaag)
            if eerder := self._antwoord_op(ingekomen.id):
                return eerder
            try:
                antwoord = await self._verwerk(ingekomen, vandaag)
            except Misvormd as fout:
                raise als_fout(fout) from None
            await self._signaleer(vandaag)
            return antwoord

    @meld.validator
    def _keur(self, ingekomen: Ingekomen) -> None:
        """Turn a malformed event away before anything of it is kept."""
        if self._antwoord_op(ingekomen.id):
            return
        vandaag, dossier = self._vandaag(), self._stand.dossier
        try:
            self._keur_dag(ingekomen, vandaag)
            if dossier and not self._volgende_stap(vandaag):
                verwerk(dossier, ingekomen.gebeurtenis, vandaag)
        except Misvormd as fout:
            raise als_fout(fout) from None

    @workflow.signal(name=Naam.PILOT_GEWIJZIGD)
    def pilot_gewijzigd(self, stand: PilotStand) -> None:
        """Take a newer pilot into account, on the legal day it came to be; an older one is known already."""
        if stand.versie > self._pilotversie():
            self._stand = self._stand.met(pilotstanden=(*self._stand.pilotstanden, stand))

    @workflow.query(name=Naam.DOSSIER)
    def dossier(self) -> Dossier | None:
        """The dossier as committed in the register; None before the day of the aanmelding."""
        return self._stand.dossier

    @workflow.query(name=Naam.RESULTAAT)
    def resultaat(self, tot_en_met: date) -> dict[str, Any] | None:
        """The result of contract section 6, up to and including the evening of a day."""
        return resultaat(self._stand.dossier, tot_en_met) if self._stand.dossier else None

    @workflow.query(name=Naam.IS_BIJ)
    def is_bij(self, dag: date) -> bool:
        """Whether everything due by this day was done and is in the register."""
        eerste, bekend = self._eerste_dag(), self._stand.dossier or self._stand.wachtrij
        return bool(bekend) and not self._slot.locked() and (eerste is None or eerste > dag)

    # What comes in

    async def _neem_op(self, start: TrajectStart) -> None:
        if start.stand:
            self._kijk_vooruit()
            return
        geladen = await opdrachten.laad_dossier(start.nummer)
        if geladen:
            await self._hervat(geladen)
        elif not start.client:
            self._onbekend = ApplicationError("Dit traject staat niet in het register.", type=ONBEKEND)
            await workflow.wait_condition(workflow.all_handlers_finished)
            raise self._onbekend
        beantwoord = {antwoord.id for antwoord in self._stand.beantwoord}
        wachtrij = tuple(nieuw for nieuw in start.gebeurtenissen if nieuw.id not in beantwoord)
        self._stand = self._stand.met(wachtrij=wachtrij)

    async def _hervat(self, geladen: Geladen) -> None:
        pilot = await opdrachten.begin_traject(self._start.nummer)
        self._stand = self._stand.met(
            dossier=geladen.dossier,
            versie=geladen.versie,
            beantwoord=geladen.beantwoord,
            uitkering_gecontroleerd=True,
        )
        self._kijk_vooruit()
        self.pilot_gewijzigd(pilot)

    def _keur_dag(self, ingekomen: Ingekomen, vandaag: date) -> None:
        if ingekomen.gebeurtenis.op > vandaag:
            raise Misvormd(f"veld 'op' ligt na vandaag, {weergave.datum(vandaag)}")
        if not self._stand.dossier and self._stand.wachtrij and self._stand.wachtrij[0].gebeurtenis.op > vandaag:
            raise Misvormd("dit traject is nog niet begonnen")

    # What is due, each on its own legal day

    async def _werk_bij(self, vandaag: date) -> None:
        """Catch up until today; the lock must be held."""
        while stap := self._volgende_stap(vandaag):
            await stap()
        if self._stand.dossier and self._eigen_dag and self._eigen_dag <= vandaag:
            await self._leg_vast(bereik(self._stand.dossier, vandaag))
        await self._signaleer(vandaag)

    def _volgende_stap(self, vandaag: date) -> Callable[[], Awaitable[None]] | None:
        """The first thing due by today: on one day a change of the pilot goes before events (contract 4.8)."""
        stand = self._stand
        if stand.dossier and stand.pilotstanden and stand.pilotstanden[0].dag <= self._eerste_in_rij(vandaag):
            return self._verwerk_pilot
        if not stand.wachtrij or stand.wachtrij[0].gebeurtenis.op > vandaag:
            return None
        return self._verwerk_uit_rij if stand.dossier else self._begin

    def _eerste_in_rij(self, uiterlijk: date) -> date:
        return min(uiterlijk, self._stand.wachtrij[0].gebeurtenis.op) if self._stand.wachtrij else uiterlijk

    async def _begin(self) -> None:
        client, aanmelding = self._start.client, self._stand.wachtrij[0]
        if client is None or not isinstance(aanmelding.gebeurtenis, Aanmelding):
            raise ApplicationError("De eerste gebeurtenis is geen aanmelding.", type=MISVORMD, non_retryable=True)
        pilot = await opdrachten.begin_traject(self._start.nummer)
        dossier = begin(client, pilot.pilot, aanmelding.gebeurtenis)
        await self._leg_vast(dossier, Beantwoord(id=aanmelding.id, antwoord=Antwoord(aanvaard=True, dag=dossier.dag)))
        self._stand = self._stand.met(wachtrij=self._stand.wachtrij[1:])

    async def _verwerk_uit_rij(self) -> None:
        ingekomen = self._stand.wachtrij[0]
        if not self._antwoord_op(ingekomen.id):
            await self._verwerk_of_maak_taak(ingekomen)
        self._stand = self._stand.met(wachtrij=self._stand.wachtrij[1:])

    async def _verwerk_of_maak_taak(self, ingekomen: Ingekomen) -> None:
        """Nobody waits for an answer here: what is malformed in this case must be looked at by a caseworker."""
        try:
            await self._verwerk(ingekomen, ingekomen.gebeurtenis.op)
        except Misvormd as fout:
            await opdrachten.maak_taak(self._taak(f"gebeurtenis-{ingekomen.id}", "misvormde_gebeurtenis", str(fout)))

    async def _verwerk_pilot(self) -> None:
        stand = self._stand.pilotstanden[0]
        dossier = self._bekend_dossier()
        if stand.versie > dossier.pilot.versie:
            await self._leg_vast(verwerk_pilot(dossier, stand.pilot, max(stand.dag, dossier.dag)))
        # A newer one may have come in during the await, so the tuple is read anew.
        self._stand = self._stand.met(pilotstanden=self._stand.pilotstanden[1:])

    async def _lees_pilot_opnieuw(self, dag: date) -> None:
        """Begin as it did at first: who is done counts as no longer running, and is not told of the pilot.

        Its run can last much longer than that, for a melding that does not arrive or an event known beforehand.
        """
        if self._niets_volgt and workflow.patched(LEEST_PILOT_OPNIEUW):
            self.pilot_gewijzigd(await opdrachten.begin_traject(self._start.nummer))
            while self._stand.pilotstanden and self._stand.pilotstanden[0].dag <= dag:
                await self._verwerk_pilot()

    async def _verwerk(self, ingekomen: Ingekomen, dag: date) -> Antwoord:
        await self._lees_pilot_opnieuw(dag)
        dossier = self._bekend_dossier()
        overgang = verwerk(dossier, ingekomen.gebeurtenis, max(dag, dossier.dag))
        antwoord = Antwoord(aanvaard=overgang.weigering is None, dag=overgang.dossier.dag)
        if overgang.weigering:
            antwoord = antwoord.met(artikel=overgang.weigering.artikel, reden=overgang.weigering.reden)
        await self._leg_vast(overgang.dossier, Beantwoord(id=ingekomen.id, antwoord=antwoord))
        return antwoord

    async def _leg_vast(self, dossier: Dossier, beantwoord: Beantwoord | None = None) -> None:
        """Commit a transition; only then the workflow itself knows of it."""
        versie = self._stand.versie + 1
        await opdrachten.leg_vast(
            Vastlegging(
                nummer=self._start.nummer, versie=versie, dag=dossier.dag, dossier=dossier, beantwoord=beantwoord
            )
        )
        antwoorden = self._stand.beantwoord + ((beantwoord,) if beantwoord else ())
        self._stand = self._stand.met(dossier=dossier, versie=versie, beantwoord=antwoorden)
        self._kijk_vooruit()

    # What a caseworker must know

    async def _signaleer(self, vandaag: date) -> None:
        """Raise and close tasks until they are what should be signalled today; the lock must be held."""
        # A run that began before there were warnings goes on without them until it continues as new.
        dossier, vooraf = self._stand.dossier, self._start.waarschuwdagen
        if dossier is None or not workflow.patched(MET_SEINEN):
            return
        gewenst = {sein.sleutel: sein for sein in seinen(dossier, vandaag, vooraf)}
        weg = tuple(sleutel for sleutel in self._stand.seinen if sleutel not in gewenst)
        nieuw = tuple(
            self._taak(sleutel, sein.soort, sein.omschrijving)
            for sleutel, sein in gewenst.items()
            if sleutel not in self._stand.seinen
        )
        if nieuw or weg:
            await opdrachten.werk_taken_bij(Takenwijziging(nummer=self._start.nummer, nieuw=nieuw, weg=weg))
        self._stand = self._stand.met(seinen=tuple(gewenst))
        self._seindag = volgende_seindag(dossier, vandaag, vooraf)

    # Waiting

    async def _wacht(self) -> date:
        """Wait until the next day on which something is due or until something came in; the legal day it is then."""
        dag = self._wekdag()
        duur = max(self._start.kalender.wacht_tot(dag, workflow.now()), _KORTST)
        try:
            await workflow.wait_condition(
                lambda: self._wekdag() != dag or self._mag_weg(),
                timeout=duur,
                timeout_summary=f"wacht tot {weergave.datum(dag)}",
            )
        except TimeoutError:
            # A clock may show a moment less than the timer was set for.
            return max(dag, self._vandaag())
        return self._vandaag()

    def _wekdag(self) -> date:
        """The first day on which something is due, at the latest the day to continue as new."""
        return min(self._eerste_dag() or self._looptijd.uiterlijk, self._looptijd.uiterlijk)

    def _eerste_dag(self) -> date | None:
        stand = self._stand
        dagen = [ingekomen.gebeurtenis.op for ingekomen in stand.wachtrij[:1]]
        if stand.dossier:
            dagen += [pilot.dag for pilot in stand.pilotstanden[:1]]
        dagen += [dag for dag in (self._eigen_dag, self._seindag) if dag]
        return min(dagen, default=None)

    def _mag_weg(self) -> bool:
        """Whether this run may end: the trajectory is done, or goes on in a new run, and nothing waits for it."""
        bezig = not workflow.all_handlers_finished() or opdrachten.is_kort_bezig()
        return not bezig and (self._is_klaar() or self._moet_vernieuwen())

    def _is_klaar(self) -> bool:
        stand = self._stand
        bezig = stand.wachtrij or stand.pilotstanden or stand.taak_open or not stand.uitkering_gecontroleerd
        return self._niets_volgt and not bezig and not self._te_verzenden()

    def _moet_vernieuwen(self) -> bool:
        return self._looptijd.is_om(self._vandaag(), aangeraden=workflow.info().is_continue_as_new_suggested())

    # Systems outside: they may be down for as long as they like

    async def _verzend_meldingen(self) -> None:
        while True:
            await workflow.wait_condition(self._te_verzenden)
            melding = self._bekend_dossier().meldingen[self._stand.verzonden]
            await self._lever_af(MeldingOpdracht(nummer=self._start.nummer, melding=melding))
            self._stand = self._stand.met(verzonden=self._stand.verzonden + 1, taak_open=False)

    async def _lever_af(self, opdracht: MeldingOpdracht) -> None:
        """Deliver; when that does not succeed soon a caseworker has a task until it does."""
        if not self._stand.taak_open and await opdrachten.verzend_melding(opdracht):
            return
        taak = self._taak_voor(opdracht.melding)
        await opdrachten.maak_taak(taak)
        self._stand = self._stand.met(taak_open=True)
        await opdrachten.blijf_verzenden(opdracht)
        await opdrachten.sluit_taak(TaakSleutel(nummer=taak.nummer, sleutel=taak.sleutel))

    def _taak_voor(self, melding: Melding) -> Taak:
        return self._taak(
            f"melding-{melding.nummer}",
            "melding_niet_verzonden",
            f"De melding '{weergave.woorden(melding.soort)}' aan {weergave.woorden(melding.aan)} komt niet aan.",
        )

    def _te_verzenden(self) -> bool:
        return self._stand.dossier is not None and self._stand.verzonden < len(self._stand.dossier.meldingen)

    async def _controleer_uitkering(self) -> None:
        await workflow.wait_condition(lambda: self._stand.dossier is not None)
        if self._stand.uitkering_gecontroleerd:
            return
        dossier = self._bekend_dossier()
        client = dossier.client
        await opdrachten.controleer_uitkering(
            UitkeringVraag(nummer=self._start.nummer, bsn=client.bsn, uitkering=client.uitkering, dag=dossier.dag)
        )
        self._stand = self._stand.met(uitkering_gecontroleerd=True)

    def _geef_fouten_door(self, taken: list[asyncio.Task[None]]) -> None:
        """A fault in a background task would otherwise never be seen."""
        for taak in taken:
            if taak.done():
                taak.result()

    # Small views

    def _vandaag(self) -> date:
        """The legal day now; a day once reached is never left."""
        vandaag = self._start.kalender.vandaag(workflow.now())
        return max(vandaag, self._stand.dossier.dag) if self._stand.dossier else vandaag

    def _antwoord_op(self, id_: str) -> Antwoord | None:
        return antwoord_op(id_, self._stand.beantwoord)

    def _pilotversie(self) -> int:
        standen = self._stand.pilotstanden
        bekend = self._stand.dossier.pilot.versie if self._stand.dossier else -1
        return max(bekend, standen[-1].versie if standen else -1)

    def _bekend_dossier(self) -> Dossier:
        if self._stand.dossier is None:
            raise RuntimeError("the trajectory has not begun")
        return self._stand.dossier

    def _afloop(self) -> str | None:
        afgesloten = self._bekend_dossier().afgesloten
        return afgesloten.reden if afgesloten else None

    def _taak(self, sleutel: str, soort: str, omschrijving: str) -> Taak:
        return Taak(nummer=self._start.nummer, sleutel=sleutel, soort=soort, omschrijving=omschrijving)

    def _kijk_vooruit(self) -> None:
        """Ask the law once a transition what follows (conditions are evaluated over and over), and show the state."""
        dossier = self._stand.dossier
        if dossier is None:
            return
        self._niets_volgt = is_klaar(dossier)
        self._eigen_dag = None if self._niets_volgt else volgende_dag(dossier)
        bekend = workflow.info().typed_search_attributes
        if wijzigingen := weergave.kenmerken(self._start.nummer, dossier, bekend):
            workflow.upsert_search_attributes(wijzigingen)
        workflow.set_current_details(weergave.traject_in_het_kort(self._start.nummer, dossier))
