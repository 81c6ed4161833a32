"""The register as the rest of the program sees it: every method is one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Self

from activities.register import antwoorden, ingebouwd, instellingen, lezen, nummers, pilot, projectie, taken, verzenden
from activities.register.aanvragen import Aanvragen
from activities.register.afstemming import Afstemmingen
from activities.register.datasleutels import Datasleutels
from activities.register.ingebouwd import OntvangenMelding
from activities.register.lezen import Bewaard, Dossierregel, Filter, Trajectrecord, Trajectregel, Uitkomst
from activities.register.openstaand import Openstaandregister
from activities.register.peildatum import Peiling, peildatum
from activities.register.pilot import Pilotstand
from activities.register.projectie import Stand
from activities.register.taken import Taakregel
from activities.register.verbinding import Verbinding
from activities.register.verwerkingen import Verwerkingen
from activities.register.zoeken import Zoeken
from wet.client import Client


class Register:
    """An open register. Threads may share it; every method raises RegisterFout when the database fails.

    Whatever writes may be repeated: the second time changes nothing.
    """

    def __init__(self, adres: str) -> None:
        """Open the register at `adres` (sqlite:///path or postgresql://...), made or brought up to date if need be."""
        self._verbinding = Verbinding(adres)
        self.datasleutels = Datasleutels(self._verbinding)
        """The keys of what is kept in Temporal."""
        self.aanvragen = Aanvragen(self._verbinding)
        """Applications at a live door."""
        self.afstemmingen = Afstemmingen(self._verbinding)
        """Whether changes of the pilot have reached every trajectory."""
        self.zoeken = Zoeken(self._verbinding)
        """Looking through the trajectories of a gemeente."""
        self.openstaand = Openstaandregister(self._verbinding)
        """The terms of which the matter is still due."""
        self.verwerkingen = Verwerkingen(self._verbinding)
        """The log of who processed the data of whom."""

    def __enter__(self) -> Self:
        """For use in a with statement."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.sluit()

    def sluit(self) -> None:
        """Close every connection."""
        self._verbinding.sluit()

    # Trajectories

    def nummer_voor(self, client: Client, aanmelding_op: date) -> str:
        """The number for the trajectory of this person who applies on this day; always the same one."""
        with self._verbinding.schrijf() as verbinding:
            return nummers.nummer_voor(verbinding, client, aanmelding_op)

    def bekend_nummer(self, client: Client, aanmelding_op: date) -> str | None:
        """The number that was given out before to this person's trajectory; None when there is none."""
        with self._verbinding.lees() as verbinding:
            return nummers.bekend_nummer(verbinding, client, aanmelding_op)

    def leg_vast(self, stand: Stand) -> bool:
        """Store one transition; False when it, or a later one, was stored before. Raises TrajectOnbekend."""
        with self._verbinding.schrijf() as verbinding:
            return projectie.leg_vast(verbinding, stand)

    def laad(self, nummer: str) -> Bewaard | None:
        """What a trajectory needs to go on; None when it has made no transition yet."""
        with self._verbinding.lees() as verbinding:
            return lezen.bewaard(verbinding, nummer)

    def toon(self, nummer: str) -> Trajectrecord | None:
        """Everything of one trajectory; None when it has made no transition yet."""
        with self._verbinding.lees() as verbinding:
            return lezen.toon(verbinding, nummer)

    def lijst(self, filter_: Filter) -> list[Trajectregel]:
        """A page of trajectories by number."""
        with self._verbinding.lees() as verbinding:
            return lezen.lijst(verbinding, filter_)

    def dossiers(self) -> Iterator[Dossierregel]:
        """Every trajectory that has made a transition with its dossier, by number, all as they were at one moment."""
        with self._verbinding.lees() as verbinding:
            yield from lezen.dossiers(verbinding)

    def uitkomsten(self) -> list[Uitkomst]:
        """Per gemeente how many trajectories are in each phase or closed for each reason."""
        with self._verbinding.lees() as verbinding:
            return lezen.uitkomsten(verbinding)

    def peildatum(self, datum: date) -> Peiling:
        """The counts up to and including a day, per gemeente and in all."""
        with self._verbinding.lees() as verbinding:
            return peildatum(verbinding, datum)

    # The pilot

    def begin_traject(self, nummer: str) -> Pilotstand:
        """Mark the trajectory as running and return the pilot as it is then.

        Raises TrajectOnbekend, and PilotOnbekend as long as no pilot was stored.
        """
        with self._verbinding.schrijf() as verbinding:
            return pilot.begin(verbinding, nummer)

    def leg_pilot_vast(
        self, stand: Pilotstand, gebeurtenissen: Sequence[Mapping[str, Any]], beantwoord: str | None = None
    ) -> bool:
        """Store the pilot, its accepted events and an answer; False when this version was stored before."""
        with self._verbinding.schrijf() as verbinding:
            return pilot.leg_vast(verbinding, stand, gebeurtenissen, beantwoord)

    def laad_pilot(self) -> tuple[Pilotstand, list[str]] | None:
        """The pilot with every answer it gave; None when none was stored."""
        with self._verbinding.lees() as verbinding:
            stand = pilot.lees(verbinding)
            return (stand, antwoorden.gegeven(verbinding, pilot.ONDERWERP)) if stand else None

    def open_trajecten(self, gemeente: str | None, na: str | None, aantal: int) -> list[str]:
        """A page of the numbers of running trajectories, of one gemeente or of all, from after `na` on."""
        with self._verbinding.lees() as verbinding:
            return pilot.open_trajecten(verbinding, gemeente, na, aantal)

    # Tasks and meldingen

    def maak_taak(self, nummer: str, sleutel: str, soort: str, omschrijving: str) -> None:
        """Raise a caseworker's task, one per number and key."""
        with self._verbinding.schrijf() as verbinding:
            taken.maak(verbinding, nummer, sleutel, soort, omschrijving)

    def sluit_taak(self, nummer: str, sleutel: str) -> None:
        """Close a caseworker's task."""
        with self._verbinding.schrijf() as verbinding:
            taken.sluit(verbinding, nummer, sleutel)

    def open_taken(self, gemeente: str | None = None) -> list[Taakregel]:
        """The open tasks of a gemeente, or of all, oldest first."""
        with self._verbinding.lees() as verbinding:
            return taken.open_taken(verbinding, gemeente)

    def teken_verzonden(self, nummer: str, melding: int) -> None:
        """Write down that a melding of a trajectory was delivered."""
        with self._verbinding.schrijf() as verbinding:
            verzenden.teken(verbinding, nummer, melding)

    # What is kept once for all

    def leg_instelling_vast(self, naam: str, waarde: str) -> str:
        """Keep a setting for ever; returns what stands there, which is the value given first."""
        with self._verbinding.schrijf() as verbinding:
            return instellingen.leg_vast(verbinding, naam, waarde)

    def instelling(self, naam: str) -> str | None:
        """A setting, or None."""
        with self._verbinding.lees() as verbinding:
            return instellingen.lees(verbinding, naam)

    # The systems outside, as long as they are embedded

    def uitkering_van(self, nummer: str) -> str:
        """The benefit that the gemeente last reported for the person of this trajectory. Raises TrajectOnbekend."""
        with self._verbinding.lees() as verbinding:
            return ingebouwd.uitkering_van(verbinding, nummer)

    def ontvang_melding(self, melding: OntvangenMelding) -> None:
        """Take in a melding for an embedded system, once for its key."""
        with self._verbinding.schrijf() as verbinding:
            ingebouwd.ontvang(verbinding, melding)

    def ontvangen_meldingen(self, systeem: str) -> list[OntvangenMelding]:
        """What an embedded system received, by key."""
        with self._verbinding.lees() as verbinding:
            return ingebouwd.ontvangen(verbinding, systeem)

    def zet_storing(self, systeem: str, *, aan: bool) -> None:
        """Put an embedded system out of order, or in order again."""
        with self._verbinding.schrijf() as verbinding:
            (ingebouwd.begin_storing if aan else ingebouwd.einde_storing)(verbinding, systeem)

    def heeft_storing(self, systeem: str) -> bool:
        """Whether an embedded system is out of order."""
        with self._verbinding.lees() as verbinding:
            return ingebouwd.heeft_storing(verbinding, systeem)
