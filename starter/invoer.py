"""Reading what people hand in, strictly and with the place of every fault: JSON, events, a history in order."""

import errno
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar

from wet.gebeurtenissen import Gebeurtenis, lees_gebeurtenis
from wet.waarden import Misvormd

T = TypeVar("T")


class Gedateerd(Protocol):
    """Anything reported on a day."""

    @property
    def op(self) -> date:
        """The day."""
        ...


def lees_json(tekst: str) -> object:
    """The value of a JSON text in which no key stands twice; raises Misvormd."""
    try:
        return json.loads(tekst, object_pairs_hook=zonder_dubbele)
    except json.JSONDecodeError as fout:
        raise Misvormd(f"regel {fout.lineno}: geen geldige JSON") from None
    except (RecursionError, ValueError) as fout:
        if isinstance(fout, Misvormd):
            raise
        raise Misvormd("geen geldige JSON") from None


def waarom_onleesbaar(fout: OSError) -> str:
    """Why a file cannot be read, in Dutch."""
    redenen = {errno.ENOENT: "bestaat niet", errno.EISDIR: "is een map", errno.EACCES: "mag niet worden gelezen"}
    return redenen.get(fout.errno or 0, "kan niet worden gelezen")


def zonder_dubbele(paren: Iterable[tuple[Any, Any]]) -> dict[str, Any]:
    """The group of these fields; raises Misvormd when one stands there twice."""
    groep: dict[str, Any] = {}
    for sleutel, waarde in paren:
        if not isinstance(sleutel, str):
            raise Misvormd(f"de naam van een veld moet tekst zijn: {sleutel}")
        if sleutel in groep:
            raise Misvormd(f"veld '{sleutel}' staat er twee keer")
        groep[sleutel] = waarde
    return groep


def op_plaats(plaats: str, lezer: Callable[[Mapping[str, object]], T], gegevens: Mapping[str, object]) -> T:
    """Read a part; raises Misvormd with the place of the part before every fault."""
    try:
        return lezer(gegevens)
    except Misvormd as fout:
        raise Misvormd(*(f"{plaats}: {zin}" for zin in fout.fouten)) from None


def lees_feiten(
    plaats: str, lezer: Callable[[Mapping[str, object]], T], rijen: Iterable[Mapping[str, object]]
) -> tuple[T, ...]:
    """Read each of a list; raises Misvormd for the first that is malformed."""
    return tuple(op_plaats(f"{plaats}[{nummer}]", lezer, rij) for nummer, rij in enumerate(rijen))


def lees_geschiedenis(plaats: str, rijen: Iterable[Mapping[str, object]]) -> tuple[Gebeurtenis, ...]:
    """The events of one trajectory, of which the first is the aanmelding; raises Misvormd."""
    feiten = lees_feiten(plaats, lees_gebeurtenis, rijen)
    if not feiten or feiten[0].soort != "aanmelding":
        raise Misvormd(f"{plaats}[0]: de eerste gebeurtenis moet een aanmelding zijn")
    return feiten


def keur_volgorde(plaats: str, feiten: Sequence[Gedateerd], tot_en_met: date) -> None:
    """Raise Misvormd when something lies before what stands before it, or after the last day."""
    vorige = date.min
    for nummer, feit in enumerate(feiten):
        if feit.op < vorige:
            raise Misvormd(f"{plaats}[{nummer}]: de gebeurtenis ligt voor de vorige")
        if feit.op > tot_en_met:
            raise Misvormd(f"{plaats}[{nummer}]: de gebeurtenis ligt na {tot_en_met:%Y-%m-%d}")
        vorige = feit.op
