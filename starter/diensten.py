"""What every door can do: report an event to a trajectory or to the pilot, and read what the register holds."""

import asyncio
import re
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from temporalio.client import WorkflowFailureError, WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.service import RPCError

from activities.register import Register
from activities.register.lezen import Trajectrecord
from activities.register.peildatum import Telling
from starter import aanroepen
from starter.systeem import Systeem, SysteemFout
from versleuteling.fouten import VersleutelingFout
from wet.dossier import Dossier
from wet.gebeurtenissen import lees_gebeurtenis
from wet.pilotgebeurtenissen import lees_pilotgebeurtenis
from wet.resultaat import resultaat
from wet.waarden import Misvormd
from workflows.berichten import Antwoord, Ingekomen, PilotIngekomen

GEDULD = 60.0
"""Seconds that an answer may take: a worker that runs needs far less."""
_NUMMER = re.compile(r"[0-9]{4}/[0-9]{4}-[0-9]{6,}")
_ID = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,200}")

T = TypeVar("T")


class TrajectNietGevonden(Exception):
    """No trajectory with this number has begun; the message is one Dutch sentence."""

    def __init__(self, nummer: str) -> None:
        super().__init__(f"Traject {nummer} staat niet in het register of is nog niet begonnen.")


@dataclass(frozen=True, slots=True)
class Beeld:
    """One trajectory as it can be seen on a day; `resultaat` is that of contract section 6."""

    record: Trajectrecord
    dossier: Dossier
    resultaat: dict[str, Any]


async def meld(systeem: Systeem, nummer: str, gegevens: Mapping[str, object], id_: str) -> Antwoord:
    """Report an event of contract section 2 to a trajectory; `op` is today when it is left out.

    The same id again changes nothing and gives the first answer. Raises Misvormd with every fault,
    TrajectNietGevonden, and SysteemFout when no answer comes.
    """
    gebeurtenis = lees_gebeurtenis({"op": systeem.vandaag(), **gegevens})
    ingekomen = Ingekomen(id=_keur_id(id_), gebeurtenis=gebeurtenis)
    await asyncio.to_thread(_bestaat, systeem.register, nummer)
    return await antwoord(aanroepen.meld(systeem.temporal, systeem.traject(nummer), ingekomen))


async def meld_pilot(
    systeem: Systeem, gegevens: Mapping[str, object], id_: str, gemeente: str | None = None
) -> Antwoord:
    """Report an event of the pilot itself, as `meld` does; `gemeente` when it does so for herself.

    There is one pilot for all: the ids of a gemeente are her own, whatever others call their events.
    """
    gebeurtenis = lees_pilotgebeurtenis({"op": systeem.vandaag(), **gegevens})
    eigen_id = _keur_id(id_) if gemeente is None else f"gemeente/{gemeente}/{_keur_id(id_)}"
    ingekomen = PilotIngekomen(id=eigen_id, gebeurtenis=gebeurtenis)
    return await antwoord(aanroepen.meld_pilot(systeem.temporal, systeem.pilot, ingekomen))


def toon(register: Register, nummer: str, dag: date) -> Beeld:
    """A trajectory as the law sees it at the end of a day; raises TrajectNietGevonden."""
    record = register.toon(nummer) if _NUMMER.fullmatch(nummer) else None
    if record is None:
        raise TrajectNietGevonden(nummer)
    dossier = Dossier.model_validate_json(record.dossier)
    return Beeld(record, dossier, resultaat(dossier, max(dag, dossier.dag), nummer))


def peil(register: Register, datum: date) -> dict[str, Any]:
    """The counts on a day: trajectories per phase, placements and jobs begun by then; per gemeente and in all."""
    peiling = register.peildatum(datum)
    gemeenten = {gemeente: _telling(telling) for gemeente, telling in peiling.gemeenten.items()}
    return {
        "datum": datum.isoformat(),
        "totaal": {"gemeenten": len(gemeenten), **_telling(peiling.totaal)},
        "gemeenten": gemeenten,
    }


async def antwoord(vraag: Awaitable[T]) -> T:
    """What a workflow answers; raises SysteemFout when the server is gone or nobody works."""
    with _als_systeemfout():
        async with asyncio.timeout(GEDULD):
            return await vraag


@contextmanager
def _als_systeemfout() -> Iterator[None]:
    try:
        yield
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError):
        raise SysteemFout(
            "Er komt geen antwoord: draait er een worker? Wat is gemeld kan nog worden verwerkt; hetzelfde nog eens "
            "melden met hetzelfde id kan geen kwaad."
        ) from None
    except (WorkflowUpdateFailedError, WorkflowFailureError):
        # What went wrong may quote what was sent: it is for whoever may read the history, not for an answer or a log.
        raise SysteemFout(
            "De workflow heeft de melding niet verwerkt; in het webscherm van Temporal staat waarom."
        ) from None
    except VersleutelingFout as fout:
        raise SysteemFout(str(fout)) from None
    except RPCError as fout:
        raise SysteemFout(f"De Temporal-server antwoordt niet goed ({fout.status.name}).") from None


def _bestaat(register: Register, nummer: str) -> None:
    if not _NUMMER.fullmatch(nummer) or register.laad(nummer) is None:
        raise TrajectNietGevonden(nummer)


def _keur_id(id_: str) -> str:
    if not _ID.fullmatch(id_):
        raise Misvormd("het id moet uit 1 tot en met 200 gewone tekens bestaan")
    return id_


def _telling(telling: Telling) -> dict[str, Any]:
    return {
        "trajecten": telling.fasen.total(),
        "fasen": dict(telling.fasen),
        "proefplaatsingen": telling.proefplaatsingen,
        "dienstbetrekkingen": telling.dienstbetrekkingen,
    }
