"""The hand that draws what a random program is made of."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from wet.bedragen import minimumloon
from wet.dossier import Dossier
from wet.loonwaarde import loon_op

Velden = dict[str, Any]
T = TypeVar("T")


class Greep:
    """Draws from one source of chance, so that a seed or a shrinking test decides everything."""

    def __init__(self, toeval: Random) -> None:
        self._toeval = toeval

    def een(self, rij: Sequence[T]) -> T:
        """Draw one of a row."""
        return rij[self.getal(0, len(rij) - 1)]

    def getal(self, van: int, tot_en_met: int) -> int:
        """Draw a whole number."""
        return self._toeval.randint(van, tot_en_met)

    def kans(self, procent: int) -> bool:
        """Tell, in so many of a hundred cases, that it is so."""
        return self.getal(1, 100) > 100 - procent

    def dag(self, rond: date, terug: int, vooruit: int) -> str:
        """Draw a day around another one, written out."""
        return (rond + timedelta(days=self.getal(-terug, vooruit))).isoformat()

    def ingang(self, dag: date) -> str:
        """Draw a date of effect: mostly the day itself, else before or after it."""
        return self.dag(dag, 45, 60) if self.kans(40) else dag.isoformat()

    def tekst(self, meestal: str) -> str:
        """Draw words, which may be none."""
        return "" if self.kans(10) else meestal

    def partij(self, meestal: str) -> str:
        """Draw who does something, mostly the one it is for."""
        return meestal if self.kans(85) else self.een(("client", "werkgever", "derde"))


def percentage(greep: Greep, dossier: Dossier, dag: date) -> str:
    """A loonwaarde mostly inside the range of wet:7.4, sometimes on its edge or outside it."""
    if greep.kans(70):
        return str(greep.getal(25, 65))
    if greep.kans(40) and dossier.werkgeverschap is not None:
        loon = loon_op(dossier.werkgeverschap, dag).rechtens_loon
        return str(min(round(greep.een((20, 100)) * minimumloon(dag) / max(loon, minimumloon(dag)), 2), 100))
    return greep.een(("10", "15.5", "20", "45.25", "80", "95", "100"))


def opschorting(greep: Greep, dag: date) -> Velden:
    van = dag + timedelta(days=greep.getal(-10, 30))
    return {"van": van.isoformat(), "tot_en_met": greep.dag(van, 0, 40)}


def bij_welke_termijn(greep: Greep) -> str:
    return greep.een(("verzoek", "herevaluatie", "voorziening"))
