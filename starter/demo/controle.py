"""Compares what the front door answered and what the register holds with what the law alone makes of it."""

from collections.abc import Iterator, Sequence

from starter.demo import EINDE
from starter.demo.sturen import Verloop
from starter.systeem import Systeem
from starter.voorspelling import beoordeel, verschillen


def anders_dan_de_wet(systeem: Systeem, verloop: Verloop) -> Iterator[str]:
    """Every difference of a trajectory, and of the answers to its events, as a Dutch sentence."""
    dossier, oordelen = beoordeel(verloop.regel.client, systeem.pilot.pilot, verloop.behandeld)
    for nummer, (behandeld, oordeel) in enumerate(zip(verloop.behandeld, oordelen, strict=True)):
        if behandeld.oordeel != oordeel:
            soort = behandeld.gebeurtenis.soort
            yield f"{verloop.nummer}: gebeurtenis {nummer} ({soort}): verwacht {oordeel}, gekregen {behandeld.oordeel}"
    for zin in verschillen(systeem.register, verloop.nummer, dossier, EINDE):
        yield f"{verloop.nummer}: {zin}"


def op_eigen_dag(verlopen: Sequence[Verloop]) -> tuple[int, int]:
    """How many events were handled on the day on which they happened, and how many there are."""
    alle = [behandeld for verloop in verlopen for behandeld in verloop.behandeld]
    return sum(behandeld.dag == behandeld.gebeurtenis.op for behandeld in alle), len(alle)
