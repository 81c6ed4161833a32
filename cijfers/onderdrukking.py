"""Which cells are left out of what is published, so that no number under ten persons can be read or worked out.

Three steps, repeated until nothing changes:

1. A cell about fewer than DREMPEL persons is left out. Zero is fewer too: that nobody of a small group is something,
   says something of everyone in it. Only where it is zero in all gemeenten together does it stay.
2. Where a total is published, what is left out of its sum is together about at least DREMPEL persons.
3. No cell that had to be left out can be worked out from what is published. A table that adds up is a network in
   which every cell is an arc (its sums are the conservation of flow). A cell that is left out can have another value
   exactly if it lies on a cycle of such arcs, walked forward to raise a cell, backward to lower one that is not zero
   (D. Gusfield, "A graph theoretic approach to statistical data security", SIAM J. Comput. 17, 1988). Where there is
   no cycle, the cheapest one is left out too. What was left out only to protect others must be able to be more or
   less: who could work it out would undo step 2.

Numbers that stand in two tables are left out of both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from cijfers.tabel import ALLE, TOTAAL, Plaats, Tabel

DREMPEL = 10
"""Persons."""
_TOTAAL_KOST, _GEDEELD_KOST, _ALLE_KOST = 20, 5, 1000
"""How many times as dear as an ordinary cell: a total, a number that stands in two tables, the number of all."""


class _Tak(NamedTuple):
    """An arc walked in one direction, from a node to another, over a cell."""

    van: str
    naar: str
    cel: Plaats


class _Net:
    """The network of a table: its cells as arcs, walked forward (more) or backward (less, unless zero)."""

    def __init__(self, tabel: Tabel, gedeeld: Set[Plaats]) -> None:
        self.tabel = tabel
        self.gedeeld = gedeeld & tabel.cellen.keys()
        # Totals that say nothing follow from what is published, as they may.
        self.zonder_geheim = frozenset() if tabel.met_totaal else frozenset(tabel.totalen) - self.gedeeld
        self._pijl = dict(_pijlen(tabel))

    @cached_property
    def _takken(self) -> Mapping[str, Sequence[_Tak]]:
        takken: dict[str, list[_Tak]] = {}
        for cel, (staart, kop) in self._pijl.items():
            takken.setdefault(staart, []).append(_Tak(staart, kop, cel))
            if self.tabel.cellen[cel].waarde > 0:
                takken.setdefault(kop, []).append(_Tak(kop, staart, cel))
        return takken

    def prijs(self, cel: Plaats) -> int:
        """Return what it costs the reader to leave out a cell."""
        prijs = self.tabel.cellen[cel].personen + 1
        if cel.kolom == TOTAAL or cel.rij in self.tabel.kinderen:
            prijs *= _TOTAAL_KOST
        if cel in self.gedeeld:
            prijs *= _GEDEELD_KOST
        return prijs * _ALLE_KOST if cel.rij == ALLE else prijs

    def kan_meer_zijn(self, cel: Plaats, weg: Iterable[Plaats]) -> bool:
        """Tell whether a cell can be more than it is, as far as who does not see the cells of `weg` knows."""
        staart, kop = self._pijl[cel]
        return self._bereikt(kop, staart, cel, frozenset(weg))

    def kan_anders_zijn(self, cel: Plaats, weg: Iterable[Plaats]) -> bool:
        """Tell whether a cell can be more or less than it is."""
        staart, kop = self._pijl[cel]
        weg = frozenset(weg)
        return self._bereikt(kop, staart, cel, weg) or self._bereikt(staart, kop, cel, weg)

    def _bereikt(self, van: str, naar: str, behalve: Plaats, weg: frozenset[Plaats]) -> bool:
        gezien, stapel = {van}, [van]
        while stapel:
            for tak in self._takken.get(stapel.pop(), ()):
                if tak.naar not in gezien and tak.cel in weg and tak.cel != behalve:
                    if tak.naar == naar:
                        return True
                    gezien.add(tak.naar)
                    stapel.append(tak.naar)
        return False

    def goedkoopste_kring(self, cel: Plaats, weg: set[Plaats]) -> set[Plaats]:
        """Return the cells of the cheapest cycle over which a cell can be raised (Dijkstra)."""
        staart, kop = self._pijl[cel]
        volgorde = count()
        rij: list[tuple[int, int, str, tuple[Plaats, ...]]] = [(0, next(volgorde), kop, ())]
        klaar = set[str]()
        while rij:
            kosten, _, knoop, pad = heappop(rij)
            if knoop == staart:
                return set(pad)
            if knoop in klaar:
                continue
            klaar.add(knoop)
            for tak in self._takken.get(knoop, ()):
                if tak.naar not in klaar and tak.cel != cel:
                    extra = 0 if tak.cel in weg else self.prijs(tak.cel)
                    heappush(rij, (kosten + extra, next(volgorde), tak.naar, (*pad, tak.cel)))
        raise AssertionError("over de totalen is er altijd een kring")


def _pijlen(tabel: Tabel) -> Iterator[tuple[Plaats, tuple[str, str]]]:
    """Yield each cell with its arc: a row's cells leave its node, and the cells of a column meet under each sum."""
    for rij, ouder in tabel.ouders.items():
        for kolom in (*tabel.kolommen, TOTAAL):
            boven = "top" if ouder is None else f"som {ouder} {kolom}"
            onder = f"som {rij} {kolom}" if rij in tabel.kinderen else f"rij {rij}"
            yield tabel.plaats(rij, kolom), (boven, onder) if kolom == TOTAAL else (onder, boven)


def weggelaten(tabellen: Sequence[Tabel]) -> frozenset[Plaats]:
    """Return the places that are not published, in any of the tables."""
    te_klein = {cel for tabel in tabellen for cel in _te_klein(tabel)}
    vaker = Counter(plaats for tabel in tabellen for plaats in tabel.cellen)
    gedeeld = {plaats for plaats, keer in vaker.items() if keer > 1}
    netten = [_Net(tabel, gedeeld) for tabel in tabellen]
    weg = set(te_klein).union(*(tabel.totalen for tabel in tabellen if not tabel.met_totaal))
    vorige = -1
    while len(weg) != vorige:
        vorige = len(weg)
        for net in netten:
            _bescherm(net, weg, te_klein)
    return frozenset(weg)


def _te_klein(tabel: Tabel) -> Iterator[Plaats]:
    for kolom in (*tabel.kolommen, TOTAAL):
        if tabel.cellen[tabel.plaats(ALLE, kolom)].personen:
            cellen = (tabel.plaats(rij, kolom) for rij in tabel.ouders)
            yield from (cel for cel in cellen if tabel.cellen[cel].personen < DREMPEL)


def _bescherm(net: _Net, weg: set[Plaats], te_klein: Set[Plaats]) -> None:
    """Add to `weg` what a table needs."""
    vorige = -1
    while len(weg) != vorige:
        vorige = len(weg)
        for totaal, delen in net.tabel.sommen:
            if totaal not in weg:
                weg |= _aanvulling(net, totaal, delen, weg)
        eigen = weg & net.tabel.cellen.keys()
        for cel in sorted(eigen & te_klein):
            if not net.kan_meer_zijn(cel, eigen):
                eigen |= net.goedkoopste_kring(cel, eigen)
        for cel in sorted(eigen - te_klein - net.zonder_geheim):
            if not net.kan_anders_zijn(cel, eigen):
                eigen |= net.goedkoopste_kring(cel, eigen)
        weg |= eigen


def _aanvulling(net: _Net, totaal: Plaats, delen: Sequence[Plaats], weg: Set[Plaats]) -> set[Plaats]:
    """Return what else to leave out of a sum, so that the rest of it is about at least DREMPEL persons."""
    cellen = net.tabel.cellen
    verborgen = [cellen[cel].wie for cel in delen if cel in weg]
    wie = frozenset[int]().union(*verborgen)
    if not verborgen or len(wie) >= DREMPEL:
        return set()
    erbij = set[Plaats]()
    for cel in sorted(
        (cel for cel in delen if cel not in weg and cellen[cel].wie), key=lambda cel: (net.prijs(cel), cel)
    ):
        erbij.add(cel)
        wie |= cellen[cel].wie
        if len(wie) >= DREMPEL:
            break
    te_duur = sum(map(net.prijs, erbij)) > net.prijs(totaal)
    return {totaal} if te_duur or len(wie) < DREMPEL else erbij
