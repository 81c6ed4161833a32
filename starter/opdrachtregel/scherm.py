"""What goes to the screen: answers on standard output, everything else on standard error."""

import re
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from wet.waarden import Misvormd
from workflows.weergave import woorden

BREED = 200
"""Columns when the output goes to a file or another program, where nothing is too wide."""
_GEEN_TEKST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def uit() -> Console:
    """Standard output; texts are shown as they are, whatever signs they hold."""
    return Console(markup=False, highlight=False, width=None if sys.stdout.isatty() else BREED)


def fout() -> Console:
    """Standard error, for progress and faults."""
    return Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def zeg_fout(zin: object, console: Console | None = None) -> None:
    """One line about a fault; what is no text is left out, so that it cannot spoil the screen."""
    (console or fout()).print(_GEEN_TEKST.sub("?", str(zin)))


def lees_dag(tekst: str, naam: str) -> date:
    """A day as it is typed; raises Misvormd, which names the argument."""
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", tekst, re.ASCII):
            return date.fromisoformat(tekst)
    except ValueError:
        pass
    raise Misvormd(f"{naam} moet een datum zijn, zoals 2011-11-01")


def tabel(titel: str, rijen: Iterable[Mapping[str, Any]]) -> Table:
    """A table of rows with the same keys, which become the heads of the columns."""
    rijen = list(rijen)
    beeld = Table(title=f"\n{titel}", title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1))
    for naam in rijen[0] if rijen else ():
        getallen = all(isinstance(rij[naam], int) for rij in rijen)
        beeld.add_column(woorden(naam), justify="right" if getallen else "left")
    for rij in rijen:
        beeld.add_row(*(tekst(waarde) for waarde in rij.values()))
    return beeld


def tekst(waarde: object) -> str:
    """A value as a person reads it."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, Mapping):
        return ", ".join(f"{woorden(naam)}: {tekst(deel)}" for naam, deel in waarde.items())
    if isinstance(waarde, list | tuple):
        return ", ".join(tekst(deel) for deel in waarde)
    return "" if waarde is None else str(waarde)
