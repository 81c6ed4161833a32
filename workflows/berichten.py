"""What doors, workflows and activities say to each other: frozen values, and the names they are sent under."""

from datetime import date
from enum import StrEnum

from wet.client import Client
from wet.dossier import Dossier, Melding
from wet.gebeurtenissen import Gebeurtenis
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import PilotGebeurtenis
from wet.waarden import Waarde
from workflows.kalender import Kalender

TAAKRIJ = "loondispensatie"
"""The task queue of workflows and activities."""
PILOT_ID = "pilot/loondispensatie"
"""The workflow id of the one pilot."""
MISVORMD = "Misvormd"
"""Error type of malformed input; its details are the sentences that say what is wrong."""
ONBEKEND = "OnbekendTraject"
"""Error type of a number that the register does not hold."""


class Naam(StrEnum):
    """The names of workflows, updates, signals and queries."""

    TRAJECT = "Traject"
    PILOT = "Pilot"
    MELD = "meld"
    MELD_PILOT = "meld_pilot"
    PILOT_GEWIJZIGD = "pilot_gewijzigd"
    DOSSIER = "dossier"
    RESULTAAT = "resultaat"
    IS_BIJ = "is_bij"
    VERTELD = "verteld"


class Opdracht(StrEnum):
    """The names of the activities; every one may run twice with the effect of once."""

    BEGIN_TRAJECT = "begin_traject"
    LEG_VAST = "leg_vast"
    LAAD_DOSSIER = "laad_dossier"
    VERZEND_MELDING = "verzend_melding"
    CONTROLEER_UITKERING = "controleer_uitkering"
    MAAK_TAAK = "maak_taak"
    SLUIT_TAAK = "sluit_taak"
    WERK_TAKEN_BIJ = "werk_taken_bij"
    LAAD_PILOT = "laad_pilot"
    LEG_PILOT_VAST = "leg_pilot_vast"
    VERTEL_TRAJECTEN = "vertel_trajecten"
    STEM_AF = "stem_af"
    WEK_ACHTERBLIJVERS = "wek_achterblijvers"


def traject_id(nummer: str) -> str:
    """Workflow id of the trajectory with this number, such as `traject/0014/2011-000123`."""
    return f"traject/{nummer}"


class Ingekomen(Waarde):
    """One event as it came in; the sender chose the id, and the same id is the same event for ever."""

    id: str
    gebeurtenis: Gebeurtenis


class PilotIngekomen(Waarde):
    """One event of the pilot as it came in."""

    id: str
    gebeurtenis: PilotGebeurtenis


class Antwoord(Waarde):
    """What the law said of an event, and the legal day it was handled on; refused: article and reason."""

    aanvaard: bool
    artikel: str | None = None
    reden: str | None = None
    dag: date


class Beantwoord(Waarde):
    """The answer once given to the event with this id."""

    id: str
    antwoord: Antwoord


def antwoord_op(id_: str, beantwoord: tuple[Beantwoord, ...]) -> Antwoord | None:
    """The answer that the event with this id got before."""
    return next((eerder.antwoord for eerder in beantwoord if eerder.id == id_), None)


class PilotStand(Waarde):
    """The pilot as it became on the legal day `dag`; `versie` counts the events that it accepted."""

    pilot: Pilot
    versie: int
    dag: date


class Vastlegging(Waarde):
    """One transition of a trajectory, to be stored in one transaction under (nummer, versie).

    `beantwoord` is the event that caused it, if an event did.
    """

    nummer: str
    versie: int
    dag: date
    dossier: Dossier
    beantwoord: Beantwoord | None = None


class Geladen(Waarde):
    """A trajectory as the register holds it, with every answer it ever gave."""

    dossier: Dossier
    versie: int
    beantwoord: tuple[Beantwoord, ...] = ()


class MeldingOpdracht(Waarde):
    """Deliver this melding, once in effect under (nummer, melding.nummer)."""

    nummer: str
    melding: Melding


class UitkeringVraag(Waarde):
    """Compare the benefit that was reported with what the benefits administration says; a task when they differ."""

    nummer: str
    bsn: str
    uitkering: str
    dag: date


class Taak(Waarde):
    """A caseworker's task, one per (nummer, sleutel); `omschrijving` is plain Dutch without personal data."""

    nummer: str
    sleutel: str
    soort: str
    omschrijving: str


class TaakSleutel(Waarde):
    """Names one task."""

    nummer: str
    sleutel: str


class Takenwijziging(Waarde):
    """Tasks of one trajectory that begin and, by their keys, tasks that end."""

    nummer: str
    nieuw: tuple[Taak, ...]
    weg: tuple[str, ...]


class PilotVastlegging(Waarde):
    """The pilot after an event, stored under `stand.versie`, and the answer; a refusal has the version of before."""

    stand: PilotStand
    beantwoord: Beantwoord | None = None


class Afstemming(Waarde):
    """How far a version of the pilot has come: of the trajectories that run, how many do not have it yet."""

    versie: int
    lopend: int
    achter: int


class Wekopdracht(Waarde):
    """Tell the trajectories that lack this pilot once more; what does not run any more begins from the register."""

    stand: PilotStand
    kalender: Kalender
    waarschuwdagen: tuple[int, ...]


class GeladenPilot(Waarde):
    """The pilot as the register holds it, with every answer it ever gave."""

    stand: PilotStand
    beantwoord: tuple[Beantwoord, ...] = ()


VOORAF = (14, 3)
"""Days before the last day of a term on which a caseworker is warned, unless the settings say otherwise."""


class TrajectStand(Waarde):
    """Everything a trajectory remembers; it survives continue-as-new as it is.

    `wachtrij`: events known beforehand that wait for their day. `pilotstanden`: changes of the pilot that wait for
    their turn. `verzonden`: how many meldingen were delivered. `taak_open`: a task stands for the next one. `seinen`:
    the keys of the warnings for which a task stands.
    """

    dossier: Dossier | None = None
    versie: int = 0
    wachtrij: tuple[Ingekomen, ...] = ()
    pilotstanden: tuple[PilotStand, ...] = ()
    beantwoord: tuple[Beantwoord, ...] = ()
    verzonden: int = 0
    taak_open: bool = False
    uitkering_gecontroleerd: bool = False
    seinen: tuple[str, ...] = ()


class TrajectStart(Waarde):
    """Start of a trajectory with its client and the events known now, of which the first is the aanmelding.

    What the register already holds of it goes first; without a client there is nothing else to start from.
    `waarschuwdagen`: how many days before the last day of a term a caseworker is warned.
    """

    nummer: str
    kalender: Kalender
    client: Client | None = None
    gebeurtenissen: tuple[Ingekomen, ...] = ()
    waarschuwdagen: tuple[int, ...] = VOORAF
    stand: TrajectStand | None = None


class PilotWerk(Waarde):
    """Everything the pilot workflow remembers.

    `te_vertellen`: the changes that open trajectories were not told yet. `afstemming`: the last reconciliation with the
    register; `stil`: in how many of them, one after the other, no trajectory had come further.
    """

    stand: PilotStand
    te_vertellen: tuple[PilotStand, ...] = ()
    beantwoord: tuple[Beantwoord, ...] = ()
    afstemming: Afstemming | None = None
    stil: int = 0

    @property
    def af_te_stemmen(self) -> bool:
        """Whether a trajectory may still lack the newest pilot."""
        bekend = self.afstemming
        return self.stand.versie > 0 and (bekend is None or bekend.versie < self.stand.versie or bekend.achter > 0)


class PilotStart(Waarde):
    """Start of the pilot as it is on its first day; what the register already holds goes first.

    `waarschuwdagen` are for a trajectory that the pilot must begin anew.
    """

    kalender: Kalender
    pilot: Pilot
    waarschuwdagen: tuple[int, ...] = VOORAF
    werk: PilotWerk | None = None
