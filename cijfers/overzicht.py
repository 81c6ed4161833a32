"""The figures as tables to read, on a screen or a page: the words and the numbers, not how they look."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from cijfers.onderdrukking import DREMPEL
from cijfers.publicatie import Publicatie
from cijfers.schrift import WEGGELATEN, euro, getal, maand, procent
from cijfers.tabel import ALLE, GEMEENTE, GROEP, MAAND, METHODE, NUL, TOTAAL
from cijfers.verdeling import Kwartielen
from cijfers.woordenboek import CIJFERS

Rij = tuple[str, ...]
UITLEG_WEGGELATEN = (
    f"Een {WEGGELATEN} staat voor een getal dat is weggelaten: het gaat over minder dan {DREMPEL} personen, of zo'n "
    "getal zou eruit te berekenen zijn."
)


class Overzicht(NamedTuple):
    """A table: the first cell of each row is its name. `cijfers` are the figures in it, for their definitions."""

    code: str
    titel: str
    uitleg: str
    koppen: Rij
    rijen: Sequence[Rij]
    cijfers: tuple[str, ...]


class Lezer(NamedTuple):
    """Reads a publication for all gemeenten, and for the one that it is about, if it is about one."""

    publicatie: Publicatie
    gemeente: str | None = None

    @property
    def gebieden(self) -> list[tuple[str, str]]:
        """The rows to show beside each other, with their names."""
        eigen = [] if self.gemeente is None else [(f"{GEMEENTE}{self.gemeente}", f"Gemeente {self.gemeente}")]
        return [*eigen, (ALLE, "Alle gemeenten")]

    @property
    def gebied(self) -> str:
        """The row to show where there is place for one."""
        return self.gebieden[0][0]

    @property
    def methoden(self) -> list[tuple[str, str]]:
        """The rows of the methods, with their names, then that of all."""
        methoden = sorted(set(self.publicatie.methoden.values()))
        return [*((f"{METHODE}{methode}", methode) for methode in methoden), (ALLE, "Alle methoden")]

    def aantal(self, cijfer: str, kolom: str = TOTAAL, rij: str = ALLE) -> str:
        """Return a value as it is written: an amount when the figure is in euros."""
        waarde = self.publicatie.waarde(cijfer, kolom, rij)
        return euro(waarde) if CIJFERS[cijfer].eenheid == "euro" else getal(waarde)

    def kwartielen(self, cijfer: str, kolom: str = TOTAAL, rij: str = ALLE) -> Rij:
        """Return the three quartiles as they are written; a dash when there is nothing to divide."""
        verdeling = self.publicatie.verdeling(cijfer, kolom, rij)
        if verdeling is not None:
            return tuple(map(kort, verdeling))
        return (WEGGELATEN if self.publicatie.waarde(cijfer, kolom, rij) is None else "–",) * len(Kwartielen._fields)


def kort(waarde: Decimal) -> str:
    """Write a number with one decimal, or none when that is zero."""
    return getal(waarde, 0 if waarde % 1 == 0 else 1)


def overzichten(lezer: Lezer) -> Iterator[Overzicht]:
    """Yield every table, in order of reading."""
    yield _verste_stap(lezer)
    yield _kenmerken(lezer)
    yield _groepen(lezer, "toets", "Uitkomst van de toegangstoets")
    yield _per_maand(lezer)
    yield _duur(lezer)
    yield _groepen(lezer, "uitstroom", "Waarom trajecten zijn afgesloten")
    yield _werk(lezer)
    yield _loonwaarde(lezer)
    yield _ontwikkeling(lezer)
    yield _groepen(lezer, "herevaluaties", "Herevaluaties op tijd")
    yield _geld(lezer)
    yield _gemeenten(lezer)


def _verste_stap(lezer: Lezer) -> Overzicht:
    rijen = []
    for code, naam in CIJFERS["bereikt"].groepen.items():
        cellen = (lezer.aantal("bereikt", f"{GROEP}{code}", rij) for rij, _ in lezer.gebieden)
        rijen.append((naam.capitalize(), *cellen, *_ten_minste(lezer, code)))
    uitleg = (
        "De verste stap van elk traject. 'Ten minste' telt ook wie verder kwam. Een proefplaatsing is niet verplicht; "
        "wie zonder haar een baan kreeg, telt bij haar mee."
    )
    koppen = ("Stap", *(naam for _, naam in lezer.gebieden), "Ten minste (alle)", "Aandeel")
    return Overzicht("bereikt", "Van aanmelding naar baan", uitleg, koppen, rijen, ("bereikt",))


def ten_minste(publicatie: Publicatie) -> dict[str, Decimal | None]:
    """Return for each step how many trajectories came at least so far; None when that would betray a number."""
    codes = list(CIJFERS["bereikt"].groepen)
    totaal = publicatie.waarde("bereikt")
    waarden = [publicatie.waarde("bereikt", f"{GROEP}{code}") for code in codes]
    van_boven = [_min(totaal, waarden[:plaats]) for plaats in range(len(codes))]
    van_onder = [_plus(waarden[plaats:]) for plaats in range(len(codes))]
    return {code: boven or onder for code, boven, onder in zip(codes, van_boven, van_onder, strict=True)}


def _plus(waarden: Sequence[Decimal | None]) -> Decimal | None:
    bekend = [waarde for waarde in waarden if waarde is not None]
    return sum(bekend, NUL) if len(bekend) == len(waarden) else None


def _min(totaal: Decimal | None, waarden: Sequence[Decimal | None]) -> Decimal | None:
    eraf = _plus(waarden)
    return None if totaal is None or eraf is None else totaal - eraf


def _ten_minste(lezer: Lezer, code: str) -> Rij:
    waarde = ten_minste(lezer.publicatie)[code]
    return getal(waarde), procent(waarde, lezer.publicatie.waarde("bereikt"))


def _groepen(lezer: Lezer, cijfer: str, titel: str) -> Overzicht:
    """A table of the groups of a figure; groups in which nobody is are not named."""
    geheel = lezer.publicatie.waarde(cijfer)
    totaal = (*(lezer.aantal(cijfer, TOTAAL, rij) for rij, _ in lezer.gebieden), procent(geheel, geheel))
    rijen = [*_per_groep(lezer, cijfer), ("Totaal", *totaal)]
    koppen = (CIJFERS[cijfer].titel, *(naam for _, naam in lezer.gebieden), "Aandeel (alle)")
    return Overzicht(cijfer, titel, CIJFERS[cijfer].definitie, koppen, rijen, (cijfer,))


def _per_groep(lezer: Lezer, cijfer: str, voor: str = "") -> Iterator[Rij]:
    geheel = lezer.publicatie.waarde(cijfer)
    for code, naam in CIJFERS[cijfer].groepen.items():
        deel = lezer.publicatie.waarde(cijfer, f"{GROEP}{code}")
        if deel != 0:
            cellen = (lezer.aantal(cijfer, f"{GROEP}{code}", rij) for rij, _ in lezer.gebieden)
            yield (f"{voor}{naam}" if voor else naam.capitalize(), *cellen, procent(deel, geheel))


def _kenmerken(lezer: Lezer) -> Overzicht:
    soorten = {"instroom": "Toegang: ", "leeftijd": "Leeftijd: ", "leefvorm": "Leefvorm: "}
    rijen = [rij for cijfer, voor in soorten.items() for rij in _per_groep(lezer, cijfer, voor)]
    koppen = ("Kenmerk", *(naam for _, naam in lezer.gebieden), "Aandeel (alle)")
    uitleg = "De aanmeldingen naar Wsw-indicatie, leeftijd en leefvorm op de dag van de aanmelding."
    return Overzicht("kenmerken", "Wie zich aanmeldden", uitleg, koppen, rijen, tuple(soorten))


def _maandtabel(lezer: Lezer, cijfers: Sequence[str]) -> Iterator[Rij]:
    for naam in lezer.publicatie.maanden:
        yield (maand(naam, kort=True), *(lezer.aantal(cijfer, f"{MAAND}{naam}", lezer.gebied) for cijfer in cijfers))


def _per_maand(lezer: Lezer) -> Overzicht:
    cijfers = ("instroom", "toets", "proefplaatsingen", "banen", "uitstroom")
    koppen = ("Maand", "Aanmeldingen", "Toetsen", "Proefplaatsingen", "Banen", "Afgesloten")
    uitleg = f"Wat in elke maand begon of werd afgesloten. {lezer.gebieden[0][1]}."
    return Overzicht("per_maand", "Per maand", uitleg, koppen, list(_maandtabel(lezer, cijfers)), cijfers)


def _duur(lezer: Lezer) -> Overzicht:
    rijen = []
    for code, naam in CIJFERS["duur"].groepen.items():
        kolom = f"{GROEP}{code}"
        doorlopen, nog_bezig = (lezer.aantal(cijfer, kolom, lezer.gebied) for cijfer in ("duur", "stand"))
        if (doorlopen, nog_bezig) == ("0", "0"):
            continue
        rijen.append((naam.capitalize(), doorlopen, *lezer.kwartielen("duur", kolom, lezer.gebied), nog_bezig))
    koppen = ("Fase", "Doorlopen", "Kwartiel 1", "Mediaan", "Kwartiel 3", "Nog in deze fase")
    uitleg = (
        "Hoeveel dagen een fase duurde, voor wie haar heeft doorlopen. De mediaan is het midden: de helft duurde zo "
        f"lang of korter. De middelste helft ligt tussen kwartiel 1 en kwartiel 3. {lezer.gebieden[0][1]}."
    )
    return Overzicht("duur", "Tijd per fase, in dagen", uitleg, koppen, rijen, ("duur", "stand"))


def _werk(lezer: Lezer) -> Overzicht:
    cijfers = (
        "proefplaatsingen", "banen", "ziekte", "ziektedagen", "voorzieningen", "voorzieningskosten",
        "kosten_en_besparing",
    )  # fmt: skip
    rijen = list[Rij]()
    for cijfer in cijfers:
        titel, groepen = CIJFERS[cijfer].titel, CIJFERS[cijfer].groepen
        kolommen = [(TOTAAL, titel)] if len(groepen) < 2 else _met_totaal(cijfer)  # noqa: PLR2004 (one group is the total)
        for kolom, naam in kolommen:
            if kolom != TOTAAL and lezer.publicatie.waarde(cijfer, kolom) == 0:
                continue
            rijen.append((naam, *(lezer.aantal(cijfer, kolom, rij) for rij, _ in lezer.gebieden)))
    koppen = ("Werk", *(naam for _, naam in lezer.gebieden))
    uitleg = "Proefplaatsingen en banen die zijn begonnen, ziekte tijdens een baan, en voorzieningen voor het werk."
    return Overzicht("werk", "Werk, ziekte en voorzieningen", uitleg, koppen, rijen, cijfers)


def _met_totaal(cijfer: str) -> list[tuple[str, str]]:
    titel = CIJFERS[cijfer].titel
    groepen = ((f"{GROEP}{code}", f"{titel}: {naam}") for code, naam in CIJFERS[cijfer].groepen.items())
    return [(TOTAAL, titel), *groepen]


def _loonwaarde(lezer: Lezer) -> Overzicht:
    klassen = CIJFERS["eerste_meting"].groepen
    rijen = []
    for rij, naam in _met_gemeente(lezer):
        cellen = (lezer.aantal("eerste_meting", kolom, rij) for kolom in (TOTAAL, *(f"{GROEP}{k}" for k in klassen)))
        rijen.append((naam, *cellen, *lezer.kwartielen("eerste_meting", TOTAAL, rij)))
    koppen = (
        "Methode",
        "Metingen",
        *(naam.capitalize() for naam in klassen.values()),
        "Kwartiel 1",
        "Mediaan",
        "Kwartiel 3",
    )
    uitleg = "De eerste loonwaarde bij een werkgever, in procenten van het loon, naar de methode van de gemeente."
    return Overzicht("loonwaarde", "De eerste loonwaarde", uitleg, koppen, rijen, ("eerste_meting",))


def _met_gemeente(lezer: Lezer) -> Iterable[tuple[str, str]]:
    return [*lezer.methoden, *lezer.gebieden[:-1]]


def _ontwikkeling(lezer: Lezer) -> Overzicht:
    rijen = []
    for rij, naam in _met_gemeente(lezer):
        medianen = (lezer.kwartielen("metingen", f"{GROEP}{code}", rij)[1] for code in CIJFERS["metingen"].groepen)
        kolommen = (TOTAAL, *(f"{GROEP}{code}" for code in CIJFERS["verandering"].groepen))
        aantallen = (lezer.aantal("verandering", kolom, rij) for kolom in kolommen)
        rijen.append((naam, *medianen, *aantallen, *lezer.kwartielen("verandering", TOTAAL, rij)))
    nummers = (f"{naam.capitalize()} meting" for naam in CIJFERS["metingen"].groepen.values())
    koppen = ("Methode", *nummers, "Banen", "Gestegen", "Niet gestegen", "Kwartiel 1", "Mediaan", "Kwartiel 3")
    uitleg = (
        "De mediaan van de eerste en van latere metingen (procenten), en voor banen met een herevaluatie het verschil "
        "tussen de laatste en de eerste loonwaarde (procentpunten)."
    )
    return Overzicht("ontwikkeling", "Hoe de loonwaarde verandert", uitleg, koppen, rijen, ("metingen", "verandering"))


def _geld(lezer: Lezer) -> Overzicht:
    cijfers = ("uitkeringsmaanden", "uitkering", "besparing")
    totaal = ("Totaal", *(lezer.aantal(cijfer, TOTAAL, lezer.gebied) for cijfer in cijfers))
    rijen = [*_maandtabel(lezer, cijfers), totaal]
    koppen = ("Maand", "Personen met recht", "Aanvullende uitkering", "Besparing")
    uitleg = (
        "De aanvullende uitkering, en hoeveel minder dat is dan de volledige norm over dezelfde dagen. Het totaal gaat "
        f"over alle maanden tot en met de peildatum. {lezer.gebieden[0][1]}."
    )
    return Overzicht("geld", "Aanvullende uitkering en besparing", uitleg, koppen, rijen, cijfers)


_KOLOMMEN = (
    ("instroom", TOTAAL, "Aanmeldingen"),
    ("toets", TOTAAL, "Toetsen"),
    ("proefplaatsingen", TOTAAL, "Proefplaatsingen"),
    ("banen", TOTAAL, "Banen"),
    ("uitstroom", TOTAAL, "Afgesloten"),
    ("uitkering", TOTAAL, "Aanvullende uitkering"),
    ("besparing", TOTAAL, "Besparing"),
)


def _gemeenten(lezer: Lezer) -> Overzicht:
    gebieden = [(ALLE, "Alle"), *((f"{GEMEENTE}{code}", code) for code in lezer.publicatie.gemeenten)]
    rijen = [(naam, *(lezer.aantal(cijfer, kolom, rij) for cijfer, kolom, _ in _KOLOMMEN)) for rij, naam in gebieden]
    koppen = ("Gemeente", *(kop for _, _, kop in _KOLOMMEN))
    uitleg = "De gemeenten staan op volgorde van hun CBS-code."
    return Overzicht("gemeenten", "Per gemeente", uitleg, koppen, rijen, tuple(c for c, _, _ in _KOLOMMEN))


def kernzinnen(publicatie: Publicatie) -> list[str]:
    """Return the main figures as sentences; one that rests on a number left out is not written."""
    zinnen = [
        _instroomzin(publicatie),
        *_baanzinnen(publicatie),
        *_loonwaardezinnen(publicatie),
        *_geldzinnen(publicatie),
    ]
    return [zin for zin in zinnen if not re.search(rf"\b{WEGGELATEN}\b", zin)]


def _instroomzin(publicatie: Publicatie) -> str:
    aantal = len(set(publicatie.methoden))
    return f"Er zijn {getal(publicatie.waarde('instroom'))} aanmeldingen in {aantal} gemeenten."


def _baanzinnen(publicatie: Publicatie) -> Iterator[str]:
    yield f"Er begonnen {getal(publicatie.waarde('proefplaatsingen'))} proefplaatsingen."
    yield f"Er begonnen {getal(publicatie.waarde('banen'))} banen."
    deel = procent(publicatie.waarde("bereikt", f"{GROEP}baan"), publicatie.waarde("bereikt"))
    yield f"Van alle trajecten leidde {deel} tot een baan."


def _loonwaardezinnen(publicatie: Publicatie) -> Iterator[str]:
    eerste, verandering = publicatie.verdeling("eerste_meting"), publicatie.verdeling("verandering")
    if eerste is not None:
        yield f"De helft van de eerste loonwaarden is {kort(eerste.mediaan)}% of lager."
    if verandering is not None:
        meer = "meer" if verandering.mediaan >= 0 else "minder"
        verschil = f"{kort(abs(verandering.mediaan))} procentpunt {meer}"
        yield f"In banen met een herevaluatie is de laatste loonwaarde {verschil} dan de eerste (mediaan)."
    op_tijd, te_laat = (publicatie.waarde("herevaluaties", f"{GROEP}{code}") for code in ("op_tijd", "te_laat"))
    if op_tijd is not None and te_laat is not None and op_tijd + te_laat:
        yield f"Van de herevaluaties die klaar moesten zijn, was {procent(op_tijd, op_tijd + te_laat)} op tijd."


def _geldzinnen(publicatie: Publicatie) -> Iterator[str]:
    yield f"De aanvullende uitkering is samen {euro(publicatie.waarde('uitkering'))} over alle maanden."
    yield f"Dat is {euro(publicatie.waarde('besparing'))} minder dan de volledige uitkering over dezelfde dagen."
