"""The dwangsom for a decision that comes too late (awb:4:17; contract 4.6)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, islice, repeat

from wet.bedragen import dwangsomstaffel
from wet.daden import Beschikking, neem_besluit
from wet.dossier import Dossier, Dwangsom, Geadresseerde, vervang
from wet.rechtsmiddelen import Ingebrekestelling
from wet.termijnen import BIJ, uiterlijk
from wet.termijnenwet import DAG

WACHTDAGEN = 15
"""The first day is the one after two weeks since the ingebrekestelling (awb:4:17.3)."""
MAXIMUM_DAGEN = sum(dagen for dagen, _ in dwangsomstaffel())
VEROORZAAKT_DOOR: dict[str, str] = {soort: bij for bij, soort in BIJ.items()}


def bedrag(dagen: int) -> Decimal:
    """Return the euros for a number of days, at most 42 (awb:4:17.2)."""
    per_dag: Iterable[Decimal] = chain.from_iterable(repeat(euro, aantal) for aantal, euro in dwangsomstaffel())
    return sum(islice(per_dag, max(dagen, 0)), Decimal(0))


def laatste_dag(dwangsom: Dwangsom) -> date:
    """Return the 42nd day."""
    return dwangsom.eerste_dag + timedelta(days=MAXIMUM_DAGEN - 1)


def gelopen_tot(dwangsom: Dwangsom, dag: date) -> date:
    """Return the last day for which it is due, as seen on a day."""
    einde = min(dag, laatste_dag(dwangsom))
    return einde if dwangsom.tot_en_met is None else min(einde, dwangsom.tot_en_met)


def bedrag_op(dwangsom: Dwangsom, dag: date) -> Decimal:
    """Return the euros due on the evening of a day."""
    return bedrag((gelopen_tot(dwangsom, dag) - dwangsom.eerste_dag).days + 1)


def stel_in_gebreke(dossier: Dossier, feit: Ingebrekestelling) -> Dossier:
    """Let the dwangsom begin, unless the ingebrekestelling is early, unreasonably late, or a second one."""
    plaats = _te_late_termijn(dossier, feit)
    if plaats is None or feit.onredelijk_laat or any(d.termijn == plaats for d in dossier.dwangsommen):
        return dossier
    termijn = dossier.termijnen[plaats]
    if feit.bij == "bezwaar" and dossier.bezwaar(feit.bezwaar or 0).ontvankelijk not in {"ja", "verschoonbaar"}:
        return dossier
    dwangsom = Dwangsom(
        bij=feit.bij,
        termijn=plaats,
        bezwaar=feit.bezwaar,
        door="werkgever" if termijn.door == "werkgever" else "client",
        eerste_dag=feit.ontvangen_op + timedelta(days=WACHTDAGEN),
    )
    dossier = dossier.met(dwangsommen=(*dossier.dwangsommen, dwangsom))
    if termijn.gehaald_op is None:
        return dossier
    return stop(dossier, plaats, termijn.gehaald_op - DAG, feit.op)


def _te_late_termijn(dossier: Dossier, feit: Ingebrekestelling) -> int | None:
    """Return the oldest open term of this kind that had passed when the ingebrekestelling was received."""
    for plaats, termijn in enumerate(dossier.termijnen):
        onbeslist = termijn.vervallen_op is None and (
            termijn.gehaald_op is None or termijn.gehaald_op > feit.ontvangen_op
        )
        if termijn.soort != BIJ[feit.bij] or not onbeslist or feit.bezwaar not in {None, termijn.hoort_bij}:
            continue
        return plaats if feit.ontvangen_op > uiterlijk(dossier, termijn) else None
    return None


def stop(dossier: Dossier, termijn: int, tot_en_met: date, op: date) -> Dossier:
    """Stop the dwangsom of a term after its last day and decide it; nothing is due when it had not begun."""
    for plaats, dwangsom in enumerate(dossier.dwangsommen):
        if dwangsom.termijn != termijn or dwangsom.vervallen or dwangsom.besluit is not None:
            continue
        if tot_en_met < dwangsom.eerste_dag:
            return _bewaar(dossier, plaats, dwangsom.met(vervallen=True))
        einde = min(tot_en_met, laatste_dag(dwangsom))
        return _stel_vast(dossier, plaats, dwangsom.met(tot_en_met=einde), op)
    return dossier


def laat_vervallen(dossier: Dossier, termijn: int) -> Dossier:
    """Take the dwangsom of a term away, unless it was decided already (awb:4:17.6)."""
    for plaats, dwangsom in enumerate(dossier.dwangsommen):
        if dwangsom.termijn == termijn and dwangsom.besluit is None:
            return _bewaar(dossier, plaats, dwangsom.met(vervallen=True))
    return dossier


def stop_bij_sluiting(dossier: Dossier, op: date, dag: date) -> Dossier:
    """Stop what runs for a request on the day before the trajectory closed, while it is `dag`."""
    for dwangsom in dossier.dwangsommen:
        if dwangsom.bij != "bezwaar":
            dossier = stop(dossier, dwangsom.termijn, op - DAG, dag)
    return dossier


def volle_dagen(dossier: Dossier) -> list[date]:
    """Return the 42nd day of each dwangsom that still runs."""
    return [laatste_dag(dwangsom) for dwangsom in dossier.dwangsommen if _loopt(dwangsom)]


def stel_volle_vast(dossier: Dossier, dag: date) -> Dossier:
    """Decide, on the evening of a day, each dwangsom that has reached its 42nd day."""
    for plaats, dwangsom in enumerate(dossier.dwangsommen):
        if _loopt(dwangsom) and laatste_dag(dwangsom) <= dag:
            einde = laatste_dag(dwangsom)
            dossier = _stel_vast(dossier, plaats, dwangsom.met(tot_en_met=einde), max(einde, dossier.dag))
    return dossier


def _loopt(dwangsom: Dwangsom) -> bool:
    return not dwangsom.vervallen and dwangsom.besluit is None


def _stel_vast(dossier: Dossier, plaats: int, dwangsom: Dwangsom, op: date) -> Dossier:
    euro = bedrag_op(dwangsom, dwangsom.tot_en_met or op)
    geadresseerde: Geadresseerde = dwangsom.door
    dossier = neem_besluit(
        dossier,
        Beschikking(
            "dwangsom",
            op,
            geadresseerde,
            ("awb:4:17", "awb:4:18"),
            f"Het college besliste te laat. De dwangsom is {euro} euro.",
            {"bedrag": str(euro)},
        ),
    )
    return _bewaar(dossier, plaats, dwangsom.met(besluit=len(dossier.besluiten)))


def _bewaar(dossier: Dossier, plaats: int, dwangsom: Dwangsom) -> Dossier:
    return dossier.met(dwangsommen=vervang(dossier.dwangsommen, plaats, dwangsom))
