"""Charts as SVG inside a page. They are read without colour: by length, hatch, mark and a label at each."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from html import escape
from io import StringIO
from pathlib import Path
from zlib import crc32

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cijfers.schrift import WEGGELATEN, getal
from cijfers.verdeling import Kwartielen

Waarden = Sequence[Decimal | None]
"""Heights or lengths; None is one that is left out."""

_BREEDTE = 6.4
_RIJHOOGTE = 0.36
_WEINIG = 8
_INKT, _VLAK, _LICHT = "#1a1a1a", "#154273", "#dce6f2"
_ARCERING = ((_VLAK, ""), (_LICHT, "///"), ("#ffffff", "..."))
"""Fill and hatch of the parts of a bar."""
_STIJL = Path(__file__).parent / "opmaak" / "grafiek.mplstyle"
_LETTERS = "'DejaVu Sans', Verdana, sans-serif"
"""The letter that the charts are measured with, and what is as wide where that is not installed."""
_GEEN_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


@contextmanager
def _vel(hoogte: float, vlakken: int = 1) -> Iterator[tuple[Figure, Sequence[Axes]]]:
    """Open a sheet with so many panels below each other."""
    with rc_context(fname=_STIJL):
        figuur = Figure(figsize=(_BREEDTE, hoogte), layout="constrained")
        yield figuur, [figuur.add_subplot(vlakken, 1, nummer + 1) for nummer in range(vlakken)]


def _als_svg(figuur: Figure, omschrijving: str) -> str:
    """Return the chart as an element that can stand in a page and needs nothing outside it."""
    tekst = StringIO()
    figuur.savefig(tekst, format="svg", metadata=_GEEN_METADATA)
    svg = tekst.getvalue()
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg[svg.index("<svg") :], flags=re.DOTALL)
    svg = _eigen_namen(svg.replace("'DejaVu Sans'", _LETTERS), omschrijving)
    kop = f'<svg viewBox="\\1" role="img" aria-label="{escape(omschrijving)}">'
    return re.sub(r'<svg [^>]*?viewBox="([^"]*)"[^>]*>', kop, svg, count=1).strip()


def _eigen_namen(svg: str, omschrijving: str) -> str:
    """Leave out every id that nothing refers to, and make the others differ from those of other charts in the page."""
    eigen = f"g{crc32(omschrijving.encode()):08x}-"
    genoemd = set(re.findall(r"#([\w.-]+)", svg))
    svg = re.sub(r' id="([^"]*)"', lambda gevonden: gevonden[0] if gevonden[1] in genoemd else "", svg)
    return re.sub(r'( id="|url\(#|href="#)', rf"\g<1>{eigen}", svg)


def staven(namen: Sequence[str], waarden: Waarden, omschrijving: str) -> str:
    """Draw a horizontal bar for each name, the first on top, with its value at the end."""
    with _vel(0.3 + _RIJHOOGTE * len(namen)) as (figuur, (vlak,)):
        lengtes = [float(waarde or 0) for waarde in waarden]
        vlak.barh(range(len(namen)), lengtes, height=0.62, color=_VLAK)
        for plaats, waarde in enumerate(waarden):
            _label(vlak, lengtes[plaats], plaats, getal(waarde))
        _namen_langs_y(vlak, namen)
        vlak.set_xlim(0, max([*lengtes, 1]) * 1.15)
        vlak.xaxis.set_visible(False)
        vlak.spines["bottom"].set_visible(False)
        return _als_svg(figuur, omschrijving)


def spreiding(namen: Sequence[str], verdelingen: Sequence[Kwartielen | None], omschrijving: str, eenheid: str) -> str:
    """Draw for each name a hatched bar from the first quartile to the third, with a stroke at the median."""
    with _vel(0.6 + 1.15 * _RIJHOOGTE * len(namen)) as (figuur, (vlak,)):
        for plaats, verdeling in enumerate(verdelingen):
            if verdeling is None:
                _label(vlak, 0, plaats, WEGGELATEN)
            else:
                _kwartielstaaf(vlak, plaats, verdeling)
        _namen_langs_y(vlak, namen)
        grenzen = [float(grens) for verdeling in verdelingen if verdeling for grens in verdeling]
        vlak.set_xlim(min([*grenzen, 0]) * 1.1, max([*grenzen, 1]) * 1.12)
        vlak.set_xlabel(eenheid)
        vlak.grid(axis="x")
        return _als_svg(figuur, omschrijving)


def _kwartielstaaf(vlak: Axes, plaats: int, verdeling: Kwartielen) -> None:
    eerste, mediaan, derde = map(float, verdeling)
    vlak.barh(plaats, derde - eerste, left=eerste, height=0.46, color=_LICHT, edgecolor=_VLAK, hatch="///")
    vlak.plot([mediaan, mediaan], [plaats - 0.34, plaats + 0.34], color=_INKT, linewidth=3)
    _label(vlak, derde, plaats, getal(verdeling.mediaan, 0 if verdeling.mediaan % 1 == 0 else 1), vet=True)


def panelen(punten: Sequence[str], reeksen: Mapping[str, Waarden], omschrijving: str, stap: int = 1) -> str:
    """Draw the series below each other over the same points, as standing bars; one left out is marked.

    Few points have a number at each bar, and one scale for all series; many have a scale for each.
    """
    weinig = len(punten) <= _WEINIG
    hoogste = max((waarde for waarden in reeksen.values() for waarde in waarden if waarde), default=Decimal(1))
    with _vel((1.05 if weinig else 1.45) * len(reeksen) + 0.2, len(reeksen)) as (figuur, vlakken):
        for vlak, (naam, waarden) in zip(vlakken, reeksen.items(), strict=True):
            vlak.bar(range(len(punten)), [float(waarde or 0) for waarde in waarden], color=_VLAK, width=0.72)
            for plaats, waarde in enumerate(waarden):
                if weinig or waarde is None:
                    _bovenlabel(vlak, plaats, waarde)
            vlak.set_title(naam)
            vlak.set_xticks(range(0, len(punten), stap), punten[::stap] if vlak is vlakken[-1] else [])
            vlak.set_xlim(-0.6, len(punten) - 0.4)
            eigen = max((waarde for waarde in waarden if waarde), default=Decimal(1))
            vlak.set_ylim(0, float(hoogste) * 1.25 if weinig else float(eigen) * 1.05)
            vlak.yaxis.set_major_formatter(_geheel)
            vlak.yaxis.set_visible(not weinig)
            vlak.grid(axis="y", visible=not weinig)
            vlak.spines["left"].set_visible(not weinig)
        return _als_svg(figuur, omschrijving)


def _bovenlabel(vlak: Axes, plaats: int, waarde: Decimal | None) -> None:
    vlak.annotate(getal(waarde), (plaats, float(waarde or 0)), (0, 2), textcoords="offset points", ha="center")


def gestapeld(namen: Sequence[str], delen: Mapping[str, Waarden], omschrijving: str, eenheid: str) -> str:
    """Draw for each name a horizontal bar of parts, each with its own hatch, and the sum at the end."""
    with _vel(1.0 + _RIJHOOGTE * len(namen)) as (figuur, (vlak,)):
        begin = [0.0] * len(namen)
        for (naam, waarden), (kleur, arcering) in zip(delen.items(), _ARCERING, strict=False):
            lengtes = [float(waarde or 0) for waarde in waarden]
            staven = vlak.barh(range(len(namen)), lengtes, left=begin, height=0.66, color=kleur, edgecolor=_VLAK)
            staven.set_label(naam)
            for staaf in staven:
                staaf.set_hatch(arcering)
            begin = [van + lengte for van, lengte in zip(begin, lengtes, strict=True)]
        for plaats, som in enumerate(begin):
            _label(vlak, som, plaats, getal(Decimal(round(som))))
        _namen_langs_y(vlak, namen)
        vlak.set_xlim(0, max([*begin, 1]) * 1.12)
        vlak.xaxis.set_major_formatter(_geheel)
        vlak.set_xlabel(eenheid)
        vlak.grid(axis="x")
        figuur.legend(loc="outside upper left", ncols=len(delen), frameon=False, handlelength=2.4)
        return _als_svg(figuur, omschrijving)


def _geheel(waarde: float, _: float) -> str:
    return getal(Decimal(round(waarde)))


def _label(vlak: Axes, waar: float, plaats: int, tekst: str, vet: bool = False) -> None:
    dikte = "bold" if vet else "normal"
    vlak.annotate(tekst, (waar, plaats), (5, 0), textcoords="offset points", va="center", fontweight=dikte)


def _namen_langs_y(vlak: Axes, namen: Sequence[str]) -> None:
    vlak.set_yticks(range(len(namen)), namen)
    vlak.invert_yaxis()
    vlak.tick_params(axis="y", length=0)
    vlak.spines["left"].set_visible(False)
