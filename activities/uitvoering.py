"""The activities of a trajectory: what its workflow asks of the register and of systems outside.

Each may run twice with the effect of once.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from temporalio import activity
from temporalio.exceptions import ApplicationError

from activities.bewaard import lees_antwoorden, lees_pilotstand
from activities.geadresseerden import Geadresseerden
from activities.meting import geteld
from activities.register import Register, TrajectOnbekend
from activities.register.projectie import Stand
from activities.uitkeringsadministratie import SYSTEEM as UITKERINGSADMINISTRATIE
from activities.uitkeringsadministratie import Uitkeringsadministratie
from wet.dossier import Dossier
from wet.faseverloop import fasen
from wet.resultaat import resultaat, volgende_termijn
from wet.termijnen import openstaand
from wet.traject import is_klaar
from workflows.berichten import (
    ONBEKEND,
    Geladen,
    MeldingOpdracht,
    Opdracht,
    PilotStand,
    Taak,
    TaakSleutel,
    Takenwijziging,
    UitkeringVraag,
    Vastlegging,
)


class Uitvoering:
    """The activities over one register and the ports to the systems outside.

    They are synchronous: the worker needs a thread pool for them.
    """

    def __init__(
        self, register: Register, uitkeringsadministratie: Uitkeringsadministratie, geadresseerden: Geadresseerden
    ) -> None:
        """Keep what the activities speak to."""
        self._register = register
        self._uitkeringsadministratie = uitkeringsadministratie
        self._geadresseerden = geadresseerden

    def activiteiten(self) -> list[Callable[..., Any]]:
        """Every activity, for the worker."""
        return [
            self.begin_traject,
            self.leg_vast,
            self.laad_dossier,
            self.verzend_melding,
            self.controleer_uitkering,
            self.maak_taak,
            self.sluit_taak,
            self.werk_taken_bij,
        ]

    @activity.defn(name=Opdracht.BEGIN_TRAJECT)
    def begin_traject(self, nummer: str) -> PilotStand:
        """Mark the trajectory as running, and return the pilot as it is then."""
        with _onbekend_is_definitief():
            return lees_pilotstand(self._register.begin_traject(nummer))

    @activity.defn(name=Opdracht.LEG_VAST)
    def leg_vast(self, vastlegging: Vastlegging) -> None:
        """Store one transition with everything that can be seen of the dossier on that day."""
        with _onbekend_is_definitief():
            self._register.leg_vast(stand_van(vastlegging))

    @activity.defn(name=Opdracht.LAAD_DOSSIER)
    def laad_dossier(self, nummer: str) -> Geladen | None:
        """What the register holds of a trajectory; None when it has made no transition."""
        bewaard = self._register.laad(nummer)
        if bewaard is None:
            return None
        dossier = Dossier.model_validate_json(bewaard.dossier)
        return Geladen(dossier=dossier, versie=bewaard.versie, beantwoord=lees_antwoorden(bewaard.beantwoord))

    @activity.defn(name=Opdracht.VERZEND_MELDING)
    def verzend_melding(self, opdracht: MeldingOpdracht) -> None:
        """Deliver a melding through the port of its addressee, then write down that it was."""
        melding = opdracht.melding
        sleutel = f"{opdracht.nummer}/{melding.nummer}"
        eigen = melding.aan == UITKERINGSADMINISTRATIE
        with geteld(melding.aan):
            (self._uitkeringsadministratie if eigen else self._geadresseerden).meld(sleutel, opdracht)
        self._register.teken_verzonden(opdracht.nummer, melding.nummer)

    @activity.defn(name=Opdracht.CONTROLEER_UITKERING)
    def controleer_uitkering(self, vraag: UitkeringVraag) -> None:
        """Raise a task when the benefits administration knows another benefit than was reported."""
        with _onbekend_is_definitief(), geteld(UITKERINGSADMINISTRATIE):
            uitkering = self._uitkeringsadministratie.uitkering_van(vraag)
        if uitkering == vraag.uitkering:
            return
        omschrijving = "De uitkeringsadministratie kent een andere uitkering dan bij de aanmelding is opgegeven."
        self._register.maak_taak(vraag.nummer, "uitkering", "uitkering_wijkt_af", omschrijving)

    @activity.defn(name=Opdracht.MAAK_TAAK)
    def maak_taak(self, taak: Taak) -> None:
        """Raise a caseworker's task."""
        self._register.maak_taak(taak.nummer, taak.sleutel, taak.soort, taak.omschrijving)

    @activity.defn(name=Opdracht.SLUIT_TAAK)
    def sluit_taak(self, taak: TaakSleutel) -> None:
        """Close a caseworker's task."""
        self._register.sluit_taak(taak.nummer, taak.sleutel)

    @activity.defn(name=Opdracht.WERK_TAKEN_BIJ)
    def werk_taken_bij(self, wijziging: Takenwijziging) -> None:
        """Close tasks of a trajectory, then raise others."""
        for sleutel in wijziging.weg:
            self._register.sluit_taak(wijziging.nummer, sleutel)
        for taak in wijziging.nieuw:
            self._register.maak_taak(taak.nummer, taak.sleutel, taak.soort, taak.omschrijving)


def stand_van(vastlegging: Vastlegging) -> Stand:
    """What the register must hold after a transition, as the law sees it on the day of the transition."""
    dossier, beantwoord = vastlegging.dossier, vastlegging.beantwoord
    return Stand(
        nummer=vastlegging.nummer,
        versie=vastlegging.versie,
        pilotversie=dossier.pilot.versie,
        dag=vastlegging.dag,
        dossier=dossier.model_dump_json(),
        resultaat=resultaat(dossier, vastlegging.dag),
        fasen=[(wissel.van, wissel.fase) for wissel in fasen(dossier)],
        klaar=is_klaar(dossier),
        termijn=volgende_termijn(dossier),
        openstaand=openstaand(dossier),
        beantwoord=beantwoord.model_dump_json() if beantwoord else None,
    )


@contextmanager
def _onbekend_is_definitief() -> Iterator[None]:
    """A number that was never given out is a fault of who asks: trying again does not help."""
    try:
        yield
    except TrajectOnbekend as fout:
        raise ApplicationError(str(fout), type=ONBEKEND, non_retryable=True) from None
