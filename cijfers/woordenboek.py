"""The data dictionary: one definition for each figure, in Dutch, with its source and its limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Soort = Literal["aantal", "som", "verdeling"]
"""Facts counted, values added up, or facts counted with the quartiles of their values."""

_FASEN = {
    "verzoek": "verzoek van de cliënt",
    "toegangstoets": "toegangstoets",
    "werkgever_zoeken": "werkgever zoeken",
    "proefplaatsing": "proefplaatsing",
    "loonwaardebepaling": "loonwaardebepaling",
    "dienstbetrekking": "dienstbetrekking",
}
_ZEKERHEID = {"definitief": "definitief", "voorlopig": "voorlopig"}


@dataclass(frozen=True, slots=True)
class Cijfer:
    """A figure: what it is called, what it says, where that comes from and what it does not say.

    `groepen` are the groups in which it is broken down; `per_maand` says that each fact falls in a month;
    `per_methode` that it is also given per method of measuring; `met_totaal` that the groups together say something.
    """

    code: str
    titel: str
    soort: Soort
    eenheid: str
    definitie: str
    grondslag: str
    groepen: Mapping[str, str] = field(default_factory=dict)
    beperking: str = ""
    per_maand: bool = False
    per_methode: bool = False
    met_totaal: bool = True


_INSTROOM = (
    Cijfer(
        "instroom",
        "Aanmeldingen",
        "aantal",
        "trajecten",
        "Het aantal trajecten dat is begonnen, op de dag van de aanmelding.",
        "wet:1.c, wet:1.e, wet:4.1",
        {"met_indicatie": "met Wsw-indicatie", "zonder_indicatie": "zonder Wsw-indicatie"},
        "Wie zich opnieuw aanmeldt, telt opnieuw mee.",
        per_maand=True,
    ),
    Cijfer(
        "leeftijd",
        "Leeftijd bij de aanmelding",
        "aantal",
        "trajecten",
        "De aanmeldingen naar de leeftijd in hele jaren op de dag van de aanmelding.",
        "wet:1.c, mvt:2",
        {
            "tot_27": "jonger dan 27 jaar",
            "27_tot_35": "27 tot 35 jaar",
            "35_tot_45": "35 tot 45 jaar",
            "45_tot_55": "45 tot 55 jaar",
            "55_en_ouder": "55 jaar of ouder",
        },
    ),
    Cijfer(
        "leefvorm",
        "Leefvorm bij de aanmelding",
        "aantal",
        "trajecten",
        "De aanmeldingen naar de leefvorm op de dag van de aanmelding.",
        "besluit:6.4, mvt:2",
        {"alleenstaande": "alleenstaande", "alleenstaande_ouder": "alleenstaande ouder", "gehuwd": "gehuwd"},
    ),
    Cijfer(
        "toets",
        "Uitkomst van de toegangstoets",
        "aantal",
        "toetsen",
        "De toegangstoetsen waarover is beslist, naar de uitkomst in dat besluit.",
        "wet:4.1, regeling:3",
        {
            "doelgroep": "doelgroep",
            "geen_beperking": "geen arbeidsbeperking",
            "bovengrens": "kan het minimumloon verdienen",
            "ondergrens": "kan geen 20% van het minimumloon verdienen",
        },
        "Wat bezwaar of beroep aan de uitkomst veranderde, is hierin niet verwerkt.",
        per_maand=True,
    ),
)

_VERLOOP = (
    Cijfer(
        "bereikt",
        "Verste stap",
        "aantal",
        "trajecten",
        "De verste stap die een traject op de peildatum heeft bereikt. Elk traject telt één keer.",
        "wet:2, wet:13.1.a",
        {
            "aangemeld": "aangemeld",
            "doelgroep": "in de doelgroep",
            "proefplaatsing": "proefplaatsing begonnen",
            "loonwaarde": "loonwaarde gemeten",
            "baan": "baan begonnen",
        },
        "Een proefplaatsing is niet verplicht (wet:6): wie een stap verder is, kan haar hebben overgeslagen.",
    ),
    Cijfer(
        "stand",
        "Fase op de peildatum",
        "aantal",
        "trajecten",
        "De fase waarin een traject op de peildatum is.",
        "wet:4 tot en met wet:7",
        {**_FASEN, "afgesloten": "afgesloten"},
        "De fase dienstbetrekking begint als de baan is afgesproken; dat kan voor de eerste werkdag zijn.",
    ),
    Cijfer(
        "uitstroom",
        "Reden van afsluiten",
        "aantal",
        "trajecten",
        "De trajecten die op de peildatum zijn afgesloten, naar de reden; de maand is die van het afsluiten.",
        "wet:1, wet:7.4, wet:10, wet:12, wet:16, mvt:3.6",
        {
            "wet_vervallen": "de wet is vervallen",
            "buiten_doelgroep": "hoort niet bij de doelgroep",
            "buiten_kring": "hoort niet bij de kring",
            "verzoek_afgewezen": "verzoek afgewezen",
            "loonwaarde_boven_wml": "loonwaarde boven het minimumloon",
            "loonwaarde_onder_20": "loonwaarde onder 20% van het minimumloon",
            "begeleid_werken": "begeleid werken (Wsw)",
            "wsw_dienstbetrekking": "Wsw-dienstbetrekking",
            "verhuisd": "verhuisd",
            "beeindigd_door_college": "beëindigd door het college",
            "pensioengerechtigd": "65 jaar geworden",
            "overleden": "overleden",
            "pilot_beeindigd": "de pilot is beëindigd",
            "deelname_beeindigd": "de gemeente doet niet meer mee",
            "einde_overgangsrecht": "einde van het overgangsrecht",
            "pilot_gesloten": "de pilot was niet open",
            "geen_deelnemende_gemeente": "de gemeente doet niet mee",
        },
        "Een traject dat na bezwaar of beroep is heropend, telt hier niet meer mee.",
        per_maand=True,
    ),
    Cijfer(
        "duur",
        "Tijd per fase",
        "verdeling",
        "dagen",
        "De keren dat een fase is doorlopen, en het aantal kalenderdagen dat zij duurde: van haar eerste dag tot de "
        "eerste dag van de volgende fase.",
        "wet:2, mvt:2",
        _FASEN,
        "Wie nog in een fase is, telt niet mee (zie 'Fase op de peildatum'); zolang dat er veel zijn, valt de mediaan "
        "te laag uit. Een fase die begon en eindigde op dezelfde dag telt niet mee. Wie een fase twee keer doorloopt, "
        "telt twee keer.",
        met_totaal=False,
    ),
)

_WERK = (
    Cijfer(
        "proefplaatsingen",
        "Proefplaatsingen",
        "aantal",
        "proefplaatsingen",
        "De proefplaatsingen die zijn begonnen, naar hun stand op de peildatum.",
        "wet:6",
        {"loopt": "loopt nog", "beeindigd": "geëindigd"},
        "Een plaatsing die eindigde voor zij begon, telt niet mee. Eén persoon kan meer plaatsingen hebben.",
        per_maand=True,
    ),
    Cijfer(
        "banen",
        "Banen",
        "aantal",
        "dienstbetrekkingen",
        "De dienstbetrekkingen onder toepassing van artikel 7 die zijn begonnen, naar hun stand op de peildatum.",
        "wet:7.1, wet:13.1.a",
        {
            "met_dispensatie": "loopt met loondispensatie",
            "zonder_dispensatie": "loopt zonder loondispensatie",
            "beeindigd": "geëindigd",
        },
        "Een baan die eindigde voor zij begon, telt niet mee. Een baan die doorloopt nadat het traject is afgesloten, "
        "blijft staan tot haar bekende laatste dag; daarna wordt zij niet meer gevolgd.",
        per_maand=True,
    ),
    Cijfer(
        "ziekte",
        "Ziekteperioden",
        "aantal",
        "perioden",
        "De perioden van ziekte tijdens een baan die zijn begonnen, met en zonder no-riskpolis voor de werkgever.",
        "zw:29b, mvt:3.6",
        {"met_norisk": "met no-riskpolis", "zonder_norisk": "zonder no-riskpolis"},
        per_maand=True,
    ),
    Cijfer(
        "ziektedagen",
        "Ziektedagen",
        "som",
        "kalenderdagen",
        "De kalenderdagen van die perioden: tot het herstel, het einde van de baan of de peildatum.",
        "zw:29b, mvt:3.6",
        {"met_norisk": "met no-riskpolis", "zonder_norisk": "zonder no-riskpolis"},
        "Alle dagen tellen, ook die waarop niet gewerkt zou zijn.",
    ),
    Cijfer(
        "voorzieningen",
        "Besluiten over voorzieningen",
        "aantal",
        "besluiten",
        "De besluiten over een voorziening voor het werk.",
        "wet:9.1",
        {"toegekend": "toegekend", "afgewezen": "afgewezen"},
        per_maand=True,
    ),
    Cijfer(
        "voorzieningskosten",
        "Kosten van voorzieningen",
        "som",
        "euro",
        "De kosten die in de toekennende besluiten staan.",
        "wet:9.1, mvt:2",
        {"toegekend": "toegekend"},
        "Het zijn de kosten volgens het besluit, niet wat is uitgegeven.",
        per_maand=True,
    ),
    Cijfer(
        "kosten_en_besparing",
        "Kosten tegenover besparing",
        "aantal",
        "trajecten",
        "De trajecten met kosten voor voorzieningen, naar de vraag of die kosten hoger zijn dan de besparing op de "
        "uitkering in dat traject. De wetgever noemt wie meer kost dan bespaart de meest kwetsbare groep.",
        "mvt:2",
        {"kosten_hoger": "kosten hoger dan besparing", "kosten_niet_hoger": "kosten niet hoger dan besparing"},
        "De beperkingen van 'Besparing op de uitkering' gelden ook hier.",
    ),
)

_LOONWAARDE = (
    Cijfer(
        "eerste_meting",
        "Loonwaarde bij de eerste meting",
        "verdeling",
        "procent van het rechtens geldende loon",
        "De eerste metingen van de loonwaarde bij een werkgever en functie, naar het percentage in het besluit.",
        "wet:1.f, wet:7.1, mvt:2",
        {
            "onder_20": "minder dan 20%",
            "20_tot_40": "20 tot 40%",
            "40_tot_60": "40 tot 60%",
            "60_en_hoger": "60% of hoger",
        },
        "Het percentage zoals het college het eerst besloot, zonder wat bezwaar of beroep eraan veranderde. Bij een "
        "loon boven het minimumloon hoort bij hetzelfde percentage een hoger bedrag.",
        per_maand=True,
        per_methode=True,
    ),
    Cijfer(
        "metingen",
        "Loonwaarde naar volgnummer van de meting",
        "verdeling",
        "procent van het rechtens geldende loon",
        "Alle metingen van de loonwaarde, naar hun volgnummer binnen dezelfde baan.",
        "wet:7.1, wet:7.3, regeling:5",
        {"1": "eerste", "2": "tweede", "3": "derde en latere"},
        "Bij een hoger volgnummer horen alleen de banen die zo lang duurden: een verschil tussen volgnummers is niet "
        "zonder meer ontwikkeling. Kijk daarvoor naar 'Verandering van de loonwaarde'.",
        per_methode=True,
        met_totaal=False,
    ),
    Cijfer(
        "verandering",
        "Verandering van de loonwaarde",
        "verdeling",
        "procentpunten",
        "De banen met ten minste één herevaluatie: de laatste loonwaarde min de eerste, in dezelfde baan.",
        "wet:7.3, mvt:3.6.2",
        {"gestegen": "gestegen", "niet_gestegen": "gelijk gebleven of gedaald"},
        "Meettoeval zit erin: ook zonder ontwikkeling verschillen twee metingen.",
        per_methode=True,
    ),
    Cijfer(
        "herevaluaties",
        "Herevaluaties op tijd",
        "aantal",
        "termijnen",
        "De termijnen van zes maanden voor een herevaluatie die zijn begonnen, naar wat ervan is geworden. Op tijd: "
        "het nieuwe besluit was uiterlijk op de laatste dag bekendgemaakt.",
        "wet:7.3, regeling:5.1",
        {"op_tijd": "op tijd", "te_laat": "te laat of niet gedaan", "vervallen": "vervallen", "open": "loopt nog"},
        "Vervallen is een termijn waarvan de baan, het traject of de wet eerder eindigde.",
    ),
)

_GELD = (
    Cijfer(
        "uitkeringsmaanden",
        "Maanden met recht op aanvullende uitkering",
        "aantal",
        "persoonsmaanden",
        "De kalendermaanden waarin iemand recht op aanvullende uitkering had, al was het voor één dag of nul euro.",
        "wet:8.1, besluit:6",
        {**_ZEKERHEID, "wacht_op_inkomsten": "wacht op inkomsten"},
        "Voorlopig is een maand waarvan de inkomsten zijn geraamd of nog niet opgegeven, of die rust op een geschat "
        "normbedrag. De lopende maand telt mee.",
        per_maand=True,
    ),
    Cijfer(
        "uitkering",
        "Aanvullende uitkering",
        "som",
        "euro",
        "De aanvullende uitkering over die maanden, zoals berekend met wat nu bekend is.",
        "wet:8, besluit:6.1",
        _ZEKERHEID,
        "Wat is berekend, niet wat is overgemaakt: een verschil na een latere opgave wordt nog verrekend. Maanden die "
        "op inkomsten wachten, tellen niet mee.",
        per_maand=True,
    ),
    Cijfer(
        "besparing",
        "Besparing op de uitkering",
        "som",
        "euro",
        "De volledige norm voor de leefvorm over de dagen met recht (factor x A x n/m van besluit:6), min de "
        "aanvullende uitkering over diezelfde maand.",
        "besluit:6.1, mvt:2, mvt:3.2",
        _ZEKERHEID,
        "Dit is niet wat de pilot oplevert: wie zonder pilot ook was gaan werken, telt mee. Overig inkomen (C) telt "
        "als besparing, al was het ook van de bijstand afgetrokken. Toeslagen en verlagingen van de bijstand, maanden "
        "die op inkomsten wachten, uitvoeringskosten en voorzieningen blijven buiten beschouwing.",
        per_maand=True,
    ),
)

CIJFERS: Mapping[str, Cijfer] = {
    cijfer.code: cijfer for cijfer in (*_INSTROOM, *_VERLOOP, *_WERK, *_LOONWAARDE, *_GELD)
}
"""Every figure by its code, in the order in which they are read."""

GEEN_VERGELIJKING = (
    "Er staat geen vergelijking met loonkostensubsidie in: de staatssecretaris liet die op 30 november 2011 vervallen, "
    "omdat de keuze voor loondispensatie al was gemaakt."
)
