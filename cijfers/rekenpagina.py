"""What someone earns with loondispensatie as one page to read and print, in plain Dutch."""

from collections.abc import Sequence
from dataclasses import dataclass

from cijfers import grafiek
from cijfers.overzicht import Rij
from cijfers.pagina import vul_in
from cijfers.rekenhulp import NAMEN, Situatie, regels
from cijfers.rekentekst import KERN, KOPPEN, aannames, rij, uitleg
from cijfers.schrift import dag
from wet.client import Leefvorm


@dataclass(frozen=True)
class Deel:
    """The part of the page about one leefvorm."""

    code: str
    titel: str
    uitleg: Sequence[str]
    koppen: Rij
    rijen: Sequence[Rij]
    bijschrift: str
    svg: str
    onderschrift: str


def rekenpagina(situatie: Situatie, leefvormen: Sequence[Leefvorm]) -> str:
    """Return the page as HTML that needs nothing outside it."""
    gegevens = {
        "titel": "Wat verdien ik met loondispensatie?",
        "ondertitel": f"Bedragen per maand, zoals zij gelden op {dag(situatie.datum)}.",
        "kern": KERN,
        "aannames": list(aannames(situatie)),
        "delen": [_deel(situatie, leefvorm) for leefvorm in leefvormen],
    }
    return vul_in("rekenhulp.html", gegevens)


def _deel(situatie: Situatie, leefvorm: Leefvorm) -> Deel:
    alle, naam = regels(situatie, leefvorm), NAMEN[leefvorm]
    bijschrift = f"{naam}: loon en aanvullende uitkering per maand"
    onderschrift = "Elke staaf is loon (netto) en aanvullende uitkering samen, in euro's per maand."
    svg = grafiek.gestapeld(
        [f"{deze.loonwaarde}%" for deze in alle],
        {"Loon (netto)": [r.netto for r in alle], "Aanvullende uitkering": [r.aanvulling for r in alle]},
        f"{naam}. {onderschrift} De bedragen staan in de tabel ernaast.",
        "euro per maand",
    )
    rijen = [rij(deze) for deze in alle]
    return Deel(leefvorm, naam, uitleg(situatie, leefvorm), KOPPEN, rijen, bijschrift, svg, onderschrift)
