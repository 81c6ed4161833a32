"""The dossier: everything that happened in one case, in order and immutable.

What can be seen of a case on a day (a percentage that held, a decision that became final, a month of aanvullende
uitkering) is a view of these facts, in the module of the article concerned. Nothing here decides anything.
"""

from decimal import Decimal
from typing import Generic, Literal, TypeVar

from wet.client import Client, Indicatieperiode, Leefvorm
from wet.gebeurtenissen import Gebeurtenis, Werkgever
from wet.pilot import Pilot
from wet.rechtsmiddelen import Partij, Toetsuitkomst, Uitkomst
from wet.waarden import Dag, Tekst, Waarde

Fase = Literal[
    "verzoek",
    "toegangstoets",
    "werkgever_zoeken",
    "proefplaatsing",
    "loonwaardebepaling",
    "dienstbetrekking",
    "afgesloten",
]
Route = Literal["wsw", "toegangstoets"]
Reden = Literal[
    "buiten_kring",
    "geen_deelnemende_gemeente",
    "pilot_gesloten",
    "verzoek_afgewezen",
    "buiten_doelgroep",
    "loonwaarde_boven_wml",
    "loonwaarde_onder_20",
    "begeleid_werken",
    "wsw_dienstbetrekking",
    "verhuisd",
    "pilot_beeindigd",
    "deelname_beeindigd",
    "einde_overgangsrecht",
    "wet_vervallen",
    "pensioengerechtigd",
    "overleden",
    "beeindigd_door_college",
]
Geadresseerde = Literal["client", "werkgever", "beide"]
BesluitSoort = Literal[
    "afwijzing_verzoek",
    "toegangstoets",
    "beeindiging_traject",
    "proefplaatsing",
    "loondispensatie",
    "geen_loondispensatie",
    "einde_loondispensatie",
    "aanvullende_uitkering",
    "afwijzing_herevaluatie",
    "voorziening",
    "wsw_aanbod",
    "beslissing_op_bezwaar",
    "compensatie",
    "dwangsom",
]
TermijnSoort = Literal[
    "beslissing_verzoek",
    "herevaluatie",
    "beoordeling_voorzieningen",
    "beslissing_herevaluatieverzoek",
    "beslissing_voorziening",
    "beslissing_bezwaar",
    "einde_proefplaatsing",
    "herindicatie_wsw",
]
Oordeel = Literal["binnen", "gelijk", "boven", "onder"]
"""A loonwaarde compared with the minimum wage (wet:7.4): in range, exactly equal, more than it, less than 20%."""

W = TypeVar("W")


class Ingang(Waarde, Generic[W]):
    """A value that holds from a day, until a later one does."""

    per: Dag
    waarde: W


class Regel(Waarde):
    """A line of the timeline."""

    op: Dag
    soort: str
    grondslag: tuple[str, ...]
    toelichting: str = ""


class Afsluiting(Waarde):
    """A closing: the day, the reason, the decision that it follows from and the phase that it ended."""

    op: Dag
    reden: Reden
    besluit: int | None = None
    fase: Fase
    heropend_op: Dag | None = None


class Besluit(Waarde):
    """A decision (awb:1:3); terms run from `bekendgemaakt`."""

    nummer: int
    soort: BesluitSoort
    op: Dag
    bekendgemaakt: Dag
    geadresseerde: Geadresseerde
    bezwaar_tot_en_met: Dag
    grondslag: tuple[str, ...]
    motivering: str
    gegevens: dict[str, str | bool | None]
    verlengd: bool = False


class Melding(Waarde):
    """A message to a system or party outside; `nummer` is its key within the trajectory."""

    nummer: int
    op: Dag
    aan: Literal["uitkeringsadministratie", "college", "wsw_wachtlijst", "uwv", "werkgever"]
    soort: str


class Geweigerd(Waarde):
    """What was refused: only this is kept of it."""

    op: Dag
    soort: str
    artikel: str
    reden: str


class Termijn(Waarde):
    """A term: `basis` is its last day before the extension of atw:1, `uiterlijk` after it.

    `hoort_bij` is the number of what it belongs to (a bezwaar); `gehaald_op` the day on which what was due was
    there (a decision: its bekendmaking); `vervallen_op` the day on which its ground was gone.
    """

    soort: TermijnSoort
    eerste_dag: Dag
    basis: Dag
    uiterlijk: Dag
    door: str | None = None
    omschrijving: Tekst = ""
    toegewezen: bool = False
    hoort_bij: int | None = None
    opschortingen: tuple[tuple[Dag, Dag], ...] = ()
    gehaald_op: Dag | None = None
    vervallen_op: Dag | None = None
    verstreken: bool = False

    @property
    def onbeantwoord(self) -> bool:
        """Tell whether what is due is still due, in time or not."""
        return self.gehaald_op is None and self.vervallen_op is None


class Loon(Waarde):
    """The wage that the law or the cao gives, gross per month for these hours."""

    rechtens_loon: Decimal
    uren_per_week: Decimal
    voltijd_uren: Decimal


class Werkgeverschap(Waarde):
    """An employer found for this person, with the function and the wage; `vervallen` once he has withdrawn."""

    op: Dag
    werkgever: Werkgever
    functie: Tekst
    intentie: bool
    lonen: tuple[Ingang[Loon], ...]
    vervallen: bool = False


class Proefplaatsing(Waarde):
    """A placement with an employer (wet:6); `gepland_tot_en_met` stays what was decided."""

    werkgeverschap: int
    van: Dag
    tot_en_met: Dag
    gepland_tot_en_met: Dag
    afgelopen: bool = False


class Dienstbetrekking(Waarde):
    """A job under wet:7.1: concluded on `op`, with the first measurement (an index) that it rests on."""

    op: Dag
    van: Dag
    tot_en_met: Dag | None
    werkgeverschap: int
    eerste_vaststelling: int
    waarschuwingen: tuple[str, ...] = ()
    uitkering_na: str | None = None
    afgelopen: bool = False

    @property
    def heeft_bestaan(self) -> bool:
        """A job that ends before its `van` never existed (contract 4.8)."""
        return self.tot_en_met is None or self.tot_en_met >= self.van


class Strook(Waarde):
    """A percentage from a day (None: from the first day that the decision covers); None is no dispensation."""

    van: Dag | None
    percentage: Decimal | None
    besluit: int


class Verlaging(Waarde):
    """A lower loonwaarde won by the employer, that waits for finality (wet:7.5, 7.6).

    `besluit` is the decision that fixed it (on bezwaar, or the new one with which the college gave in); the finality of
    every decision on this measurement up to it counts. `ingegaan_op` is the day it began to hold; `nagekomen` tells
    that the decisions that follow from it were taken; `oordeel_voor` is the judgment that it took the place of.
    """

    percentage: Decimal
    besluit: int
    ingegaan_op: Dag | None = None
    nagekomen: bool = False
    oordeel_voor: Oordeel = "binnen"


class Stand(Waarde):
    """What a measurement amounts to: its percentages, its judgment, a lower one that waits, the last figure fixed."""

    stroken: tuple[Strook, ...]
    oordeel: Oordeel
    vastgesteld: Decimal
    verlaging: Verlaging | None = None


class Vaststelling(Waarde):
    """A measurement of the loonwaarde with its decision, and what remedies made of it (wet:7)."""

    besluit: int
    op: Dag
    werkgeverschap: int
    eerste: bool
    per: Dag | None
    dienstbetrekking: int | None
    stand: Stand
    besluiten: tuple[int, ...]
    ingegaan: bool = False
    voor_uitspraak: Stand | None = None


class IndicatieVerval(Waarde):
    """The indicatie (by its index) lapsed from `per`, perhaps by a decision that can be undone."""

    indicatie: int
    per: Dag
    besluit: int | None = None
    hersteld: bool = False


class Inkomsten(Waarde):
    """Factors B and C of a month as reported (besluit:6)."""

    maand: str
    b: Decimal
    c: Decimal


class Raming(Waarde):
    """Factors B and C per month as estimated."""

    b: Decimal
    c: Decimal


class Ziekteperiode(Waarde):
    """A period of illness during a job (by its index)."""

    van: Dag
    tot_en_met: Dag | None
    dienstbetrekking: int


class Uitgesteld(Waarde):
    """An accepted event that takes effect on a later day."""

    dag: Dag
    gebeurtenis: Gebeurtenis


class Beroep(Waarde):
    """An appeal or further appeal; only one that is `tijdig` keeps a decision from becoming final."""

    instantie: Literal["rechtbank", "crvb"]
    door: str
    tijdig: bool
    grond: Literal["beslissing", "niet_tijdig", "rechtstreeks"] = "beslissing"
    afgedaan: bool = False


class Uitkomstfeit(Waarde):
    """The outcome of a remedy and the field that it carries."""

    uitkomst: Uitkomst
    loonwaarde: Decimal | None = None
    toetsuitkomst: Toetsuitkomst | None = None
    toewijzen: bool | None = None


Bezwaarstand = Literal["bezwaar", "beslist", "beroep", "uitspraak", "hoger_beroep", "uitgeprocedeerd", "ingetrokken"]


class Bezwaar(Waarde):
    """An objection with all that came of it.

    `laatste_dag` is the last day of the term that ran last (for beroep, then for hoger beroep); `einde_op` the day
    of a withdrawal or of a ruling of the CRvB; `wachtend` a ruling that waits for hoger beroep (awb:8:106).
    """

    nummer: int
    besluit: int
    door: Partij
    op: Dag
    ontvankelijk: Literal["ja", "te_laat", "verschoonbaar", "geen_belanghebbende"]
    stand: Bezwaarstand = "bezwaar"
    verdaagd: bool = False
    beslissingen: tuple[int, ...] = ()
    beroepen: tuple[Beroep, ...] = ()
    uitkomst: Uitkomst | None = None
    laatste_dag: Dag | None = None
    einde_op: Dag | None = None
    wachtend: Uitkomstfeit | None = None

    @property
    def telt(self) -> bool:
        """A late objection, or one by the wrong person, changes nothing until an outcome says otherwise."""
        return self.ontvankelijk in {"ja", "verschoonbaar"} or self.uitkomst in {"gegrond", "ongegrond"}


class Dwangsom(Waarde):
    """The periodic penalty for a late decision (awb:4:17); `tot_en_met` once it is known when it stopped."""

    bij: Literal["verzoek", "herevaluatie", "voorziening", "bezwaar"]
    termijn: int
    bezwaar: int | None
    door: Geadresseerde
    eerste_dag: Dag
    tot_en_met: Dag | None = None
    besluit: int | None = None
    vervallen: bool = False


class Dossier(Waarde):
    """One case on the legal day `dag`, the last day whose morning has been reached."""

    client: Client
    pilot: Pilot
    dag: Dag
    fase: Fase
    route: Route | None = None
    afgesloten: Afsluiting | None = None
    afsluitingen: tuple[Afsluiting, ...] = ()
    woonplaats: str
    tijdlijn: tuple[Regel, ...] = ()
    besluiten: tuple[Besluit, ...] = ()
    meldingen: tuple[Melding, ...] = ()
    weigeringen: tuple[Geweigerd, ...] = ()
    termijnen: tuple[Termijn, ...] = ()
    werkgeverschappen: tuple[Werkgeverschap, ...] = ()
    proefplaatsingen: tuple[Proefplaatsing, ...] = ()
    dienstbetrekkingen: tuple[Dienstbetrekking, ...] = ()
    vaststellingen: tuple[Vaststelling, ...] = ()
    dispensatie_loopt: bool = False
    leefvormen: tuple[Ingang[Leefvorm], ...] = ()
    vermogens: tuple[Ingang[Decimal], ...] = ()
    uitkeringen: tuple[Ingang[str], ...] = ()
    inkomsten: tuple[Inkomsten, ...] = ()
    raming: Raming | None = None
    indicaties: tuple[Ingang[Indicatieperiode | None], ...] = ()
    indicatieverval: tuple[IndicatieVerval, ...] = ()
    wsw: Literal["geen", "plaats", "afgesproken", "aanbod"] = "geen"
    ziekteperioden: tuple[Ziekteperiode, ...] = ()
    uwv_beoordelingen: tuple[Ingang[bool], ...] = ()
    uitgesteld: tuple[Uitgesteld, ...] = ()
    bezwaren: tuple[Bezwaar, ...] = ()
    dwangsommen: tuple[Dwangsom, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether the trajectory has not been closed."""
        return self.fase != "afgesloten"

    @property
    def werkgeverschap(self) -> Werkgeverschap | None:
        """The employer found last, if any."""
        return self.werkgeverschappen[-1] if self.werkgeverschappen else None

    @property
    def dienstbetrekking(self) -> Dienstbetrekking | None:
        """The job concluded last, if any."""
        return self.dienstbetrekkingen[-1] if self.dienstbetrekkingen else None

    def besluit(self, nummer: int) -> Besluit:
        """Return a decision by its number."""
        return self.besluiten[nummer - 1]

    def bezwaar(self, nummer: int) -> Bezwaar:
        """Return an objection by its number."""
        return self.bezwaren[nummer - 1]


def vervang(rij: tuple[W, ...], plaats: int, nieuw: W) -> tuple[W, ...]:
    """Return a row in which one item is replaced; `plaats` may count from the end."""
    plaats %= len(rij)
    return (*rij[:plaats], nieuw, *rij[plaats + 1 :])


def vergeet(dossier: Dossier, soorten: tuple[type, ...]) -> Dossier:
    """Drop what was to take effect later on something that is over."""
    blijft = (later for later in dossier.uitgesteld if not isinstance(later.gebeurtenis, soorten))
    return dossier.met(uitgesteld=tuple(blijft))


def geldend(rij: tuple[Ingang[W], ...], dag: Dag) -> W:
    """Return the value that holds on a day: the latest that began by then, else the first."""
    gevonden = rij[0]
    for ingang in rij:
        if ingang.per <= dag and (gevonden.per <= ingang.per or gevonden.per > dag):
            gevonden = ingang
    return gevonden.waarde
