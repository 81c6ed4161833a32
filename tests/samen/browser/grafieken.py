"""Reads the charts of a page as the browser has drawn them, with the table beside each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from playwright.async_api import Page


class Staven(NamedTuple):
    """Which numbers of the table the bars of a chart stand for: of these columns, or of these in each row."""

    kolommen: tuple[str, ...]
    kant: str = "breedte"
    per_rij: bool = False


KWARTIELEN = ("Kwartiel 1", "Kwartiel 3")
STAVEN = {
    "bereikt": Staven(("Ten minste (alle)",)),
    "toets": Staven(("Alle gemeenten",)),
    "uitstroom": Staven(("Alle gemeenten",)),
    "herevaluaties": Staven(("Alle gemeenten",)),
    "per_maand": Staven(("Aanmeldingen", "Proefplaatsingen", "Banen"), "hoogte"),
    "geld": Staven(("Aanvullende uitkering", "Besparing"), "hoogte"),
    "loonwaarde": Staven(("Minder dan 20%", "20 tot 40%", "40 tot 60%", "60% of hoger"), "hoogte", per_rij=True),
    "duur": Staven(KWARTIELEN),
    "ontwikkeling": Staven(KWARTIELEN),
    "alleenstaande": Staven(("Loon (netto)", "Aanvullende uitkering")),
    "alleenstaande_ouder": Staven(("Loon (netto)", "Aanvullende uitkering")),
    "gehuwd": Staven(("Loon (netto)", "Aanvullende uitkering")),
}
_MET_SOM = {"geld", "toets", "uitstroom", "herevaluaties", "loonwaarde"}
"""Charts that leave out the last row of the table, in which the others are added up."""

_LEES = """
[...document.querySelectorAll("figure")].map(figuur => {
  const svg = figuur.querySelector("svg"), sectie = figuur.closest("section"), tabel = sectie.querySelector("table");
  // Only what is drawn within the axes is clipped to them: a legend is not.
  const staven = [...svg.querySelectorAll("path[clip-path]")].filter(
    pad => /fill: (#154273|#dce6f2|url)/.test(pad.getAttribute("style")));
  const teksten = [...svg.querySelectorAll("text")];
  return {
    code: sectie.getAttribute("aria-labelledby"),
    omschrijving: svg.getAttribute("aria-label"),
    tabel: tabel.closest("[role=region]").getAttribute("aria-label"),
    koppen: [...tabel.querySelectorAll("thead th")].map(cel => cel.innerText),
    rijen: [...tabel.tBodies[0].rows].map(rij => [...rij.cells].map(cel => cel.innerText)),
    staven: staven.map(pad => ({breedte: pad.getBBox().width, hoogte: pad.getBBox().height})),
    vulling: [...new Set(staven.map(pad => getComputedStyle(pad).fill))],
    achtergrond: getComputedStyle(svg.querySelector("path")).fill,
    inkt: [...new Set(teksten.map(tekst => getComputedStyle(tekst).fill))],
    vet: teksten.filter(tekst => tekst.getAttribute("style").includes("700")).map(tekst => tekst.textContent),
    letter: 9.5 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width,
  };
})
"""


class Grafiek(NamedTuple):
    """A chart: what is drawn, what is written in it, and the table it is about."""

    code: str
    omschrijving: str
    tabel: str
    koppen: list[str]
    rijen: list[list[str]]
    staven: list[dict[str, float]]
    vulling: list[str]
    achtergrond: str
    inkt: list[str]
    vet: list[str]
    letter: float

    @property
    def speling(self) -> float:
        """How far a bar may be from its number: quartiles are written with one decimal, amounts of a month in euros."""
        if STAVEN[self.code].kolommen == KWARTIELEN:
            return 0.11
        return 1.05 if self.code == "geld" else 0.05

    @property
    def lengtes(self) -> list[float]:
        """How long each bar is drawn."""
        return [staaf[STAVEN[self.code].kant] for staaf in self.staven]

    def kolom(self, kop: str) -> list[str]:
        """The cells of a column."""
        return [rij[self.koppen.index(kop)] for rij in self.rijen]

    def reeksen(self) -> Iterator[list[float]]:
        """The numbers that the bars stand for, a list for each scale, in the order of drawing."""
        hier = STAVEN[self.code]
        einde = -1 if self.code in _MET_SOM else None
        kolommen = [[_getal(cel) for cel in self.kolom(kop)[:einde]] for kop in hier.kolommen]
        if hier.kolommen == KWARTIELEN:
            yield [derde - eerste for eerste, derde in zip(*kolommen, strict=True)]
        elif hier.per_rij:
            yield from map(list, zip(*kolommen, strict=True))
        else:
            yield from kolommen


def _getal(cel: str) -> float:
    """A number as it stands in a table; nothing is drawn for one that is left out."""
    kaal = cel.removeprefix("€").strip().replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")
    return 0 if kaal == "x" else float(kaal)


async def lees_grafieken(pagina: Page) -> list[Grafiek]:
    """Every chart of the page."""
    gelezen: list[dict[str, Any]] = await pagina.evaluate(_LEES)
    return [Grafiek(**grafiek) for grafiek in gelezen]
