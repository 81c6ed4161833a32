"""Writes what one transition made of a trajectory: its dossier, and of its lists only the rows that changed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Table, bindparam, select, update

from activities.register import antwoorden
from activities.register.fouten import TrajectOnbekend
from activities.register.lijsten import Rij, naar_rijen
from activities.register.schrijven import zet
from activities.register.tabellen import LIJSTEN, trajecten
from wet.termijnen import Openstaand


@dataclass(frozen=True, slots=True)
class Stand:
    """A trajectory after a transition.

    `versie` counts the transitions; `pilotversie` is the version of the pilot that it knows; `resultaat` is the result
    of contract section 6 on `dag`; `fasen` are the phases with their first days, in the order in which they came to be
    known; `klaar` says that nothing can follow any more; `termijn` is the next legal day that a caseworker must know,
    with its kind; `openstaand` are the terms of which the matter is still due; `beantwoord` is the answer, as JSON, to
    the event that caused the transition, if an event did.
    """

    nummer: str
    versie: int
    pilotversie: int
    dag: date
    dossier: str
    resultaat: Mapping[str, Any]
    fasen: Sequence[tuple[date, str]]
    klaar: bool
    termijn: tuple[date, str] | None
    openstaand: Sequence[Openstaand]
    beantwoord: str | None = None


def leg_vast(verbinding: Connection, stand: Stand) -> bool:
    """Store this state unless it, or a later one, stands there already; says whether anything was written.

    A worker that is killed may have stored a transition that the workflow never heard of. The next worker makes it
    anew, perhaps on a later day or from another event: that one is what happened, and takes its place.
    Raises TrajectOnbekend for a number that was not given out.
    """
    # The row of the trajectory is locked first: the same transition reported twice at once is stored once.
    vorige = verbinding.execute(_VORIGE, {"nummer_": stand.nummer}).one_or_none()
    if vorige is None:
        raise TrajectOnbekend(stand.nummer)
    opnieuw = vorige.versie == stand.versie
    if vorige.versie > stand.versie or (opnieuw and (vorige.dag > stand.dag or _staat_er(verbinding, stand))):
        return False
    vingerafdrukken = _schrijf_lijsten(verbinding, stand, vorige.vingerafdrukken)
    verbinding.execute(_BIJWERKEN, _traject(stand) | {"vingerafdrukken": vingerafdrukken, "nummer_": stand.nummer})
    if opnieuw:
        antwoorden.wis(verbinding, stand.nummer, stand.versie)
    if stand.beantwoord is not None:
        antwoorden.bewaar_onder(verbinding, stand.nummer, stand.versie, stand.beantwoord)
    return True


_KOLOMMEN = (
    "versie", "pilotversie", "dag", "loopt", "fase", "route", "afgesloten_op", "reden", "bevoegde_gemeente",
    "wsw_indicatie", "volgende_termijn", "termijn_soort", "dossier", "vingerafdrukken",
)  # fmt: skip
_EIGEN_RIJ = trajecten.c.nummer == bindparam("nummer_")
_VORIGE = (
    select(trajecten.c.versie, trajecten.c.dag, trajecten.c.vingerafdrukken)
    .where(_EIGEN_RIJ)
    .with_for_update(key_share=True)
)
_BIJWERKEN = update(trajecten).where(_EIGEN_RIJ).values({naam: bindparam(naam) for naam in _KOLOMMEN})


def _staat_er(verbinding: Connection, stand: Stand) -> bool:
    return verbinding.scalar(select(trajecten.c.dossier).where(trajecten.c.nummer == stand.nummer)) == stand.dossier


def _traject(stand: Stand) -> Rij:
    traject = stand.resultaat["traject"]
    afgesloten = traject["afgesloten"]
    termijn, termijn_soort = stand.termijn or (None, None)
    return {
        "versie": stand.versie,
        "pilotversie": stand.pilotversie,
        "dag": stand.dag,
        "loopt": not stand.klaar,
        "fase": traject["fase"],
        "route": traject["route"],
        "afgesloten_op": date.fromisoformat(afgesloten["op"]) if afgesloten else None,
        "reden": afgesloten["reden"] if afgesloten else None,
        "bevoegde_gemeente": traject["bevoegde_gemeente"],
        "wsw_indicatie": traject["wsw_indicatie"],
        "volgende_termijn": termijn,
        "termijn_soort": termijn_soort,
        "dossier": stand.dossier,
    }


def _schrijf_lijsten(verbinding: Connection, stand: Stand, vorige: Mapping[str, str]) -> dict[str, str]:
    """Bring each list up to date, and return the fingerprints of all.

    Most transitions leave most lists as they were; a fingerprint kept in the trajectory's own row spares reading
    them. A migration that adds a column empties the fingerprints, and the next transition fills it.
    """
    vingerafdrukken = {}
    lijsten = {**stand.resultaat, "fasen": _fasen(stand), "openstaand": _openstaand(stand)}
    for tabel in LIJSTEN:
        items = lijsten[tabel.name]
        vingerafdrukken[tabel.name] = _vingerafdruk(items)
        if vingerafdrukken[tabel.name] != vorige.get(tabel.name, _LEEG):
            _schrijf_verschil(verbinding, tabel, stand.nummer, naar_rijen(tabel, stand.nummer, items))
    return vingerafdrukken


def _fasen(stand: Stand) -> list[Rij]:
    return [{"van": van.isoformat(), "fase": fase} for van, fase in stand.fasen]


def _openstaand(stand: Stand) -> list[Rij]:
    gemeente = stand.nummer.partition("/")[0]
    return [
        termijn._asdict() | {"gemeente": gemeente, "uiterlijk": termijn.uiterlijk.isoformat()}
        for termijn in stand.openstaand
    ]


def _vingerafdruk(items: Sequence[Mapping[str, Any]]) -> str:
    return blake2b(json.dumps(items, sort_keys=True).encode(), digest_size=16).hexdigest()


_LEEG = _vingerafdruk([])


def _schrijf_verschil(verbinding: Connection, tabel: Table, nummer: str, rijen: Mapping[int, Rij]) -> None:
    eigen = tabel.c.nummer == nummer
    oud = {rij.volgnummer: rij._asdict() for rij in verbinding.execute(select(tabel).where(eigen))}
    if anders := [rij for volgnummer, rij in rijen.items() if oud.get(volgnummer) != rij]:
        verbinding.execute(zet(verbinding, tabel), anders)
    if weg := sorted(oud.keys() - rijen.keys()):
        verbinding.execute(tabel.delete().where(eigen, tabel.c.volgnummer.in_(weg)))
