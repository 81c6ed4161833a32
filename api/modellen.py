"""What the API answers, for its document: the result of contract section 6 and what stands around it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from activities.register.openstaand import Openstand
from wet.dossier import BesluitSoort, Fase, Geadresseerde, Reden, Route, TermijnSoort
from wet.pilotbesluiten import Pilotbesluitsoort

DELEN = ("tijdlijn", "besluiten", "termijnen", "uitkering")
"""The parts of a trajectory that have an address of their own."""

Bedrag = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]{1,2})?$", description="Euro, als tekst.")]
Percentage = Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,2})?$")]
Nummer = Annotated[str, Field(pattern=r"^[0-9]{4}/[0-9]{4}-[0-9]{6,}$")]
Padnummer = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{4}-[0-9]{6,}$")]
Termijnplaats = Annotated[str, Field(pattern=r"^[0-9-]{10}\.[0-9]{4}-[0-9]{4}-[0-9]{6,}\.[0-9]+$")]
Gemeente = Annotated[str, Field(pattern=r"^[0-9]{4}$")]
Kvk = Annotated[str, Field(pattern=r"^[0-9]{8}$")]


class Model(BaseModel):
    """Every key is always there, and there are no others."""

    model_config = ConfigDict(extra="forbid")


class Afsluiting(Model):
    """The substantive end."""

    op: date
    reden: Reden


class Kern(Model):
    """Where the trajectory is."""

    fase: Fase
    route: Route | None
    afgesloten: Afsluiting | None
    bevoegde_gemeente: Gemeente
    wsw_indicatie: bool


class Tijdlijnregel(Model):
    """What happened."""

    op: date
    soort: str
    grondslag: list[str]
    toelichting: str


class Besluit(Model):
    """A decision."""

    nummer: int
    soort: BesluitSoort
    op: date
    bekendgemaakt: date
    geadresseerde: Geadresseerde
    bezwaar_tot_en_met: date
    onherroepelijk_op: date | None
    grondslag: list[str]
    motivering: str
    gegevens: dict[str, Any]


class Periode(Model):
    """A period with an employer."""

    van: date
    tot_en_met: date
    kvk: Kvk


class Dienstbetrekking(Model):
    """A job."""

    van: date
    tot_en_met: date | None
    kvk: Kvk
    waarschuwingen: list[str]


class Loonwaarde(Model):
    """A loonwaarde, and the decision that fixed it."""

    van: date
    tot_en_met: date | None
    percentage: Percentage
    besluit: int


class Maand(Model):
    """The aanvullende uitkering of a month (besluit:6)."""

    maand: Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$")]
    A: Bedrag
    B: Bedrag | None
    C: Bedrag | None
    dagen: int
    bedrag: Bedrag | None
    status: str


class Bezwaar(Model):
    """An objection."""

    nummer: int
    besluit: int
    door: str
    ontvankelijk: str
    beslissen_uiterlijk: date
    stand: str


class Compensatie(Model):
    """What the college owes an employer."""

    van: date
    tot_en_met: date
    bedrag: Bedrag


class Dwangsom(Model):
    """What a late decision costs."""

    bij: str
    bezwaar: int | None
    eerste_dag: date
    laatste_dag: date
    bedrag: Bedrag


class Ziekteperiode(Model):
    """An illness."""

    van: date
    tot_en_met: date | None
    noriskpolis: bool


class Termijn(Model):
    """A term."""

    soort: TermijnSoort
    uiterlijk: date
    stand: str


class Melding(Model):
    """What was told to a system outside."""

    op: date
    aan: str
    soort: str


class Weigering(Model):
    """What the law did not allow."""

    op: date
    soort: str
    artikel: str
    reden: str


class Traject(Model):
    """A trajectory: its number, and the result of contract section 6 as it is today."""

    nummer: Nummer
    naam: str
    traject: Kern
    tijdlijn: list[Tijdlijnregel]
    besluiten: list[Besluit]
    proefplaatsingen: list[Periode]
    dienstbetrekkingen: list[Dienstbetrekking]
    loonwaarden: list[Loonwaarde]
    uitkering: list[Maand]
    bezwaren: list[Bezwaar]
    compensaties: list[Compensatie]
    dwangsommen: list[Dwangsom]
    ziekteperioden: list[Ziekteperiode]
    termijnen: list[Termijn]
    meldingen: list[Melding]
    weigeringen: list[Weigering]


class VolgendeTermijn(Model):
    """The term that ends first."""

    soort: str
    uiterlijk: date


class Trajectregel(Model):
    """A trajectory in a list."""

    nummer: Nummer
    aangemeld_op: date
    bijgewerkt_tot: date
    fase: Fase
    route: Route | None
    afgesloten: Afsluiting | None
    volgende_termijn: VolgendeTermijn | None


class Bladzijde(Model):
    """A page; `volgende` is what `na` must be for the next one."""

    trajecten: list[Trajectregel]
    volgende: Padnummer | None


class OpenTermijn(Model):
    """A term of the college; `dagen` are those that are left, below zero those that it is late."""

    nummer: Nummer
    soort: TermijnSoort
    bezwaar: int | None
    grondslag: str
    uiterlijk: date
    stand: Openstand
    dagen: int


class Pilottermijn(Model):
    """A term of the pilot itself; whether it was kept is not known here."""

    soort: Literal["verzoek_deelname", "verslag_staten_generaal"]
    grondslag: str
    uiterlijk: date
    stand: Literal["open", "voorbij"]
    dagen: int


class Termijnbladzijde(Model):
    """The terms on the legal day `datum`; `volgende` is what `na` must be for the next page."""

    datum: date
    termijnen: list[OpenTermijn]
    pilot: list[Pilottermijn]
    volgende: Termijnplaats | None


class Antwoord(Model):
    """An event was accepted, and handled on the legal day `dag`."""

    id: str
    aanvaard: bool
    artikel: str | None
    reden: str | None
    dag: date


class Deelname(Model):
    """A gemeente that takes part."""

    gemeente: Gemeente
    methode: str
    van: date
    tot: date | None
    kring_2009: int | None


class Pilotbesluit(Model):
    """A decision on the grant of a gemeente."""

    nummer: int
    gemeente: Gemeente
    soort: Pilotbesluitsoort
    op: date
    bedrag: Bedrag
    grondslag: list[str]
    motivering: str
    bezwaar_tot_en_met: date


class Tegemoetkoming(Model):
    """What those decisions come to in all."""

    verleend: Bedrag
    teruggevorderd: Bedrag


class Wijziging(Model):
    """How far an event of the pilot has come: trajectories that have it, that run, and that run and lack it."""

    gebeurtenis: int
    begonnen_op: datetime
    afgestemd_op: datetime
    gereed_op: datetime | None
    bijgewerkt: int
    lopend: int
    achter: int


class Achterblijver(Model):
    """A trajectory that lacks the last event of the pilot, and why as far as that is known."""

    nummer: str
    reden: str | None


class Verwerking(Model):
    """How the events of the pilot reached the trajectories, and how many the pilot closed, by reason."""

    wijzigingen: list[Wijziging]
    achterblijvers: list[Achterblijver]
    afgesloten: dict[Reden, int | None]


class Pilot(Model):
    """The pilot; its events have the fields with which they were reported. A gemeente sees its own decisions.

    `zaad` is the seed of the lot that draws a method for a gemeente that has none.
    """

    einde: date | None
    wet_vervalt: date | None
    zaad: int
    deelnames: list[Deelname]
    gebeurtenissen: list[dict[str, Any]]
    verwerking: Verwerking
    besluiten: list[Pilotbesluit]
    tegemoetkoming: Tegemoetkoming
    termijnen: list[Pilottermijn]
    opmerkingen: list[str]


Aantal = Annotated[
    int | None,
    Field(
        ge=0,
        description="Leeg (null) als het onder de tien is of zo'n aantal zou verraden; niet voor de gemeente zelf.",
    ),
]


class Telling(Model):
    """The counts of a gemeente; who does not belong to her does not see the small ones."""

    trajecten: Aantal
    fasen: dict[Fase, Aantal]
    proefplaatsingen: Aantal
    dienstbetrekkingen: Aantal


class Totaal(Telling):
    """The counts of all gemeenten together."""

    gemeenten: int


class Cijfers(Model):
    """The counts on a day."""

    datum: date
    totaal: Totaal
    gemeenten: dict[str, Telling]


class Probleem(BaseModel):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    fouten: list[str] | None = Field(default=None, description="Bij 400: alles wat niet klopt.")
    artikel: str | None = Field(default=None, description="Bij 409: het artikel waarop de wet weigert.")
    reden: str | None = Field(default=None, description="Bij 409: waarom de wet weigert.")
    dag: date | None = Field(default=None, description="Bij 409: de wettelijke dag waarop de wet weigert.")
    nummer: str | None = Field(default=None, description="Bij 409: het traject dat al loopt.")
