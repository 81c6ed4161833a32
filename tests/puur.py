"""Plays a scenario through the law alone: what the workflows must give for it too."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from starter.scenario import Scenario
from wet.client import Client
from wet.dossier import Dossier
from wet.gebeurtenissen import Aanmelding, Gebeurtenis
from wet.pilot import Pilot, verwerk_pilotgebeurtenis
from wet.pilotgebeurtenissen import PilotGebeurtenis
from wet.resultaat import resultaat
from wet.traject import begin, bereik, verwerk, verwerk_pilot
from wet.waarden import Weigering


class Stap(NamedTuple):
    """One event with the case before and after it (None: there was no aanmelding yet)."""

    feit: Gebeurtenis | PilotGebeurtenis
    voor: Dossier | None
    na: Dossier | None
    weigering: Weigering | None


class Spel:
    """A case that is being played: the events go in, each on its own day, and the case comes out."""

    def __init__(self, client: Client, pilot: Pilot) -> None:
        self.client = client
        self.pilot = pilot
        self.dossier: Dossier | None = None
        self.gemeld: list[Gebeurtenis] = []
        self.gemeld_van_de_pilot: list[PilotGebeurtenis] = []
        self.geweigerd: list[dict[str, Any]] = []

    @property
    def zaak(self) -> Dossier:
        """The case, once there was an aanmelding."""
        assert self.dossier is not None, "zonder aanmelding is er geen zaak"
        return self.dossier

    def meld(self, feit: Gebeurtenis) -> Stap:
        """Handle an event of the case; raises Misvormd."""
        voor = self.dossier
        if voor is None:
            assert isinstance(feit, Aanmelding)
            self.dossier = begin(self.client, self.pilot, feit)
            self.gemeld.append(feit)
            return Stap(feit, voor, self.dossier, None)
        self.dossier, weigering = verwerk(voor, feit, feit.op)
        self.gemeld.append(feit)
        return Stap(feit, voor, self.dossier, weigering)

    def meld_pilot(self, feit: PilotGebeurtenis) -> Stap:
        """Handle an event of the pilot; a case that runs hears of it at once."""
        voor = self.dossier
        self.gemeld_van_de_pilot.append(feit)
        try:
            self.pilot = verwerk_pilotgebeurtenis(self.pilot, feit)
        except Weigering as fout:
            rij = {"op": feit.op.isoformat(), "soort": feit.soort, "artikel": fout.artikel, "reden": fout.reden}
            self.geweigerd.append(rij)
            return Stap(feit, voor, voor, fout)
        if voor is not None:
            self.dossier = verwerk_pilot(voor, self.pilot, feit.op)
        return Stap(feit, voor, self.dossier, None)

    def uitkomst(self, tot_en_met: date, naam: str = "") -> dict[str, Any]:
        """Follow the case to a day and give its result, the refusals of the pilot's events before its own."""
        gevonden = resultaat(bereik(self.zaak, tot_en_met), tot_en_met, naam)
        gevonden["weigeringen"] = sorted([*self.geweigerd, *gevonden["weigeringen"]], key=lambda rij: str(rij["op"]))
        return gevonden


def speel_puur(scenario: Scenario) -> dict[str, Any]:
    """Give the result of a scenario (contract section 6); raises Misvormd when an event of it is malformed."""
    spel = zet_op(scenario)
    for _ in volg(spel, scenario):
        pass
    return spel.uitkomst(scenario.tot_en_met, scenario.naam)


def zet_op(scenario: Scenario) -> Spel:
    """Give the case of a scenario before anything happened."""
    return Spel(scenario.client, Pilot.beginstand(scenario.gemeenten, scenario.methoden))


def volg(spel: Spel, scenario: Scenario) -> Iterator[Stap]:
    """Let the law handle every event on its own day: on one day the pilot's events go first (contract 4.8)."""
    pilot, eigen = list(scenario.pilotgebeurtenissen), list(scenario.gebeurtenissen)
    while pilot or eigen:
        if pilot and (not eigen or pilot[0].op <= eigen[0].op):
            yield spel.meld_pilot(pilot.pop(0))
        else:
            yield spel.meld(eigen.pop(0))
