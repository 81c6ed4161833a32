"""The evaluation report: one page with the figures, charts with a table beside each, and what they mean (wet:13)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cijfers import grafiek
from cijfers.overzicht import UITLEG_WEGGELATEN, Lezer, Overzicht, Rij, kernzinnen, overzichten, ten_minste
from cijfers.pagina import vul_in
from cijfers.publicatie import Publicatie
from cijfers.schrift import dag, maand
from cijfers.tabel import ALLE, GROEP, MAAND, TOTAAL
from cijfers.woordenboek import CIJFERS, GEEN_VERGELIJKING

_HERKOMST = (
    "De cijfers komen uit het register van de trajecten. Zij zien op alles met een datum tot en met de peildatum, met "
    "wat nu bekend is: wat later is opgegeven of na bezwaar is veranderd, is erin verwerkt."
)
_MEER_WEGGELATEN = (
    f"{UITLEG_WEGGELATEN} Daarom is soms ook een groter getal weggelaten. Een 0 staat er alleen als het in alle "
    "gemeenten samen 0 is."
)
_GEEN_OORZAAK = (
    "De cijfers beschrijven wat er gebeurde. Zij zeggen niet wat er zonder de pilot zou zijn gebeurd: gemeenten kozen "
    "zelf wie meedeed, en een groep om mee te vergelijken is er niet."
)
_VERANTWOORDING = (_HERKOMST, _MEER_WEGGELATEN, _GEEN_OORZAAK, GEEN_VERGELIJKING)


@dataclass(frozen=True)
class Deel:
    """A part of the page: a table, and a chart with its caption when there is one."""

    code: str
    titel: str
    uitleg: str
    koppen: Rij
    rijen: tuple[Rij, ...]
    bijschrift: str
    svg: str = ""
    onderschrift: str = ""


def verslag(publicatie: Publicatie, gemeente: str | None = None) -> str:
    """Return the report as one page of HTML that needs nothing outside it."""
    delen = [_deel(overzicht, publicatie) for overzicht in overzichten(Lezer(publicatie, gemeente))]
    over = "" if gemeente is None else f", met gemeente {gemeente} ernaast"
    gegevens = {
        "titel": "Pilot loondispensatie in cijfers",
        "ondertitel": f"Stand op {dag(publicatie.peildatum)}, {_aantal_gemeenten(publicatie)}{over}.",
        "kern": kernzinnen(publicatie),
        "weggelaten": UITLEG_WEGGELATEN,
        "delen": delen,
        "cijfers": CIJFERS.values(),
        "verantwoording": _VERANTWOORDING,
    }
    return vul_in("verslag.html", gegevens)


def _aantal_gemeenten(publicatie: Publicatie) -> str:
    aantal = len(publicatie.methoden)
    return "1 gemeente" if aantal == 1 else f"{aantal} gemeenten"


def _deel(overzicht: Overzicht, publicatie: Publicatie) -> Deel:
    deel = Deel(
        code=overzicht.code,
        titel=overzicht.titel,
        uitleg=overzicht.uitleg,
        koppen=overzicht.koppen,
        rijen=tuple(overzicht.rijen),
        bijschrift=f"{overzicht.titel}, stand op {dag(publicatie.peildatum)}",
    )
    if overzicht.code not in _GRAFIEKEN or not publicatie.maanden:
        return deel
    onderschrift, teken = _GRAFIEKEN[overzicht.code]
    svg = teken(publicatie, f"{onderschrift} De getallen staan in de tabel '{overzicht.titel}'.")
    return Deel(**{**vars(deel), "svg": svg, "onderschrift": onderschrift})


def _trechter(publicatie: Publicatie, omschrijving: str) -> str:
    stappen = ten_minste(publicatie)
    groepen = CIJFERS["bereikt"].groepen
    return grafiek.staven(list(groepen.values()), [stappen[code] for code in groepen], omschrijving)


def _groepen(cijfer: str) -> Callable[[Publicatie, str], str]:
    """Return what draws a bar for each group in which there is somebody."""

    def teken(publicatie: Publicatie, omschrijving: str) -> str:
        waarden = {naam: publicatie.waarde(cijfer, f"{GROEP}{code}") for code, naam in CIJFERS[cijfer].groepen.items()}
        gevuld = {naam: waarde for naam, waarde in waarden.items() if waarde != 0}
        return grafiek.staven(list(gevuld), list(gevuld.values()), omschrijving)

    return teken


def _maanden(cijfers: Mapping[str, str]) -> Callable[[Publicatie, str], str]:
    def teken(publicatie: Publicatie, omschrijving: str) -> str:
        reeksen = {
            titel: [publicatie.waarde(cijfer, f"{MAAND}{naam}") for naam in publicatie.maanden]
            for cijfer, titel in cijfers.items()
        }
        namen = [maand(naam, kort=True) for naam in publicatie.maanden]
        return grafiek.panelen(namen, reeksen, omschrijving, stap=max(1, -(-len(namen) // 6)))

    return teken


def _duur(publicatie: Publicatie, omschrijving: str) -> str:
    groepen = {
        naam: publicatie.verdeling("duur", f"{GROEP}{code}")
        for code, naam in CIJFERS["duur"].groepen.items()
        if publicatie.waarde("duur", f"{GROEP}{code}") != 0
    }
    return grafiek.spreiding(list(groepen), list(groepen.values()), omschrijving, "dagen")


def _loonwaarde(publicatie: Publicatie, omschrijving: str) -> str:
    klassen = CIJFERS["eerste_meting"].groepen
    reeksen = {
        naam: [publicatie.waarde("eerste_meting", f"{GROEP}{code}", rij) for code in klassen]
        for rij, naam in Lezer(publicatie).methoden
        if rij != ALLE
    }
    return grafiek.panelen(list(klassen.values()), reeksen, omschrijving)


def _verandering(publicatie: Publicatie, omschrijving: str) -> str:
    methoden = Lezer(publicatie).methoden
    verdelingen = [publicatie.verdeling("verandering", TOTAAL, rij) for rij, _ in methoden]
    return grafiek.spreiding([naam for _, naam in methoden], verdelingen, omschrijving, "procentpunten")


_KWARTIELSTAAF = (
    "Elke staaf loopt van het eerste naar het derde kwartiel; de streep is de mediaan, met haar waarde ernaast."
)
_GRAFIEKEN: Mapping[str, tuple[str, Callable[[Publicatie, str], str]]] = {
    "bereikt": ("Staven: het aantal trajecten dat ten minste zo ver kwam.", _trechter),
    "toets": ("Staven: het aantal toetsen met elke uitkomst.", _groepen("toets")),
    "per_maand": (
        "Staven per maand, in drie vakken onder elkaar.",
        _maanden({"instroom": "Aanmeldingen", "proefplaatsingen": "Proefplaatsingen", "banen": "Banen"}),
    ),
    "duur": (_KWARTIELSTAAF, _duur),
    "uitstroom": ("Staven: het aantal afgesloten trajecten met elke reden.", _groepen("uitstroom")),
    "loonwaarde": ("Staven: het aantal eerste metingen in elke klasse, een vak voor elke methode.", _loonwaarde),
    "ontwikkeling": (f"De laatste loonwaarde min de eerste. {_KWARTIELSTAAF}", _verandering),
    "herevaluaties": ("Staven: wat er van de termijnen is geworden.", _groepen("herevaluaties")),
    "geld": (
        "Staven per maand in euro's, in twee vakken onder elkaar.",
        _maanden({"uitkering": "Aanvullende uitkering", "besparing": "Besparing"}),
    ),
}
