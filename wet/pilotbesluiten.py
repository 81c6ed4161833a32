"""The minister's decisions on the grant of each gemeente: given, revised, lowered and recovered (wet:11, regeling:2).

They are a view of the events of the pilot. Regeling 2 does not say what happens when who takes part changes; this is
how it is applied here.

- **An evening.** Decisions are taken at the end of a day (`deelnameverloop` tells of which), so that all that are
  designated on one day share one picture. Until a day is over its decisions can still change; after it they stay, with
  their number and amount. Only what is reported with a day that is past can change what was decided from that day on,
  and never what was decided before the day of the last event.
- **Given and revised.** On the evening of a designation A, B and C are those of the gemeenten that take part then: who
  is designated gets a `verlening`, and each other one whose amount changes a `herziening`, up or down. An end alone
  revises nobody: the Act lets the minister lower only the grant of whom the end concerns. Who has left is in no later
  picture.
- **An early end** is decided on its first day without participation, or on the day on which it became known when that
  is later. Until then the gemeente takes part, counts and is revised like any other. Of more ends (its own, that of the
  pilot) the one decided first holds, and of those decided on one evening the earliest: what was determined stays.
- **On one evening** ends go first. A participation that is over before anything was decided on it gets no grant.
- **Once more.** The grant is that of a participation. A gemeente that is designated again after it left gets one anew;
  what was determined of the first stays as it is.
- **An unknown kring.** For a gemeente of which the kring is not known no grant can be worked out; it is in no picture.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from wet.bedragen import tegemoetkoming
from wet.daden import bezwaartermijn
from wet.deelnameverloop import Einde, Meedoen, deelnameverloop
from wet.pilot import Pilot
from wet.tegemoetkoming import dagen_meegedaan, dagen_verleend, is_vroeg_einde, lager, variabel_deel, verlening
from wet.termijnenwet import DAG

Pilotbesluitsoort = Literal["verlening", "herziening", "lagere_vaststelling", "terugvordering"]


class Pilotbesluit(NamedTuple):
    """A decision on the grant of a gemeente.

    `bedrag` is, in euros, what is granted from then on, what is determined, or what is recovered.
    """

    nummer: int
    gemeente: str
    soort: Pilotbesluitsoort
    op: date
    bedrag: Decimal
    grondslag: tuple[str, ...]
    motivering: str
    bezwaar_tot_en_met: date


class Totaal(NamedTuple):
    """What was granted in all, each grant as last revised, and what of it was recovered, in euros."""

    verleend: Decimal
    teruggevorderd: Decimal


class _Inhoud(NamedTuple):
    gemeente: str
    soort: Pilotbesluitsoort
    bedrag: Decimal
    grondslag: tuple[str, ...]
    motivering: str


class _Beeld(NamedTuple):
    """B and C of regeling:2 on an evening."""

    totaal: int
    gemeenten: int


def pilotbesluiten(pilot: Pilot, dag: date) -> list[Pilotbesluit]:
    """Return every decision on a grant that is taken by the end of a day, in order of number."""
    verloop = [deel for deel in deelnameverloop(pilot) if deel.kring is not None]
    verleend: dict[int, Decimal] = {}
    besluiten: list[Pilotbesluit] = []
    for avond in _avonden(verloop, dag):
        for inhoud in (*_beeindig(verloop, verleend, avond), *_verleen(verloop, verleend, avond)):
            besluiten.append(_besluit(len(besluiten) + 1, avond, inhoud))
    return besluiten


def totaal(besluiten: Iterable[Pilotbesluit]) -> Totaal:
    """Return what decisions in order of number come to in all; of a gemeente all of them must be there, or none."""
    verleend = terug = Decimal(0)
    laatste: dict[str, Decimal] = {}
    for besluit in besluiten:
        if besluit.soort == "terugvordering":
            terug += besluit.bedrag
        elif besluit.soort != "lagere_vaststelling":
            verleend += besluit.bedrag - (laatste[besluit.gemeente] if besluit.soort == "herziening" else 0)
            laatste[besluit.gemeente] = besluit.bedrag
    return Totaal(verleend, terug)


def zonder_kring(pilot: Pilot, dag: date) -> list[str]:
    """Return the gemeenten that have taken part by a day and of which the kring is not known."""
    return sorted({deel.gemeente for deel in pilot.deelnames if deel.van <= dag and deel.kring_2009 is None})


def _besluit(nummer: int, op: date, inhoud: _Inhoud) -> Pilotbesluit:
    _, bezwaar_tot_en_met = bezwaartermijn(op)
    return Pilotbesluit(
        nummer=nummer,
        gemeente=inhoud.gemeente,
        soort=inhoud.soort,
        op=op,
        bedrag=inhoud.bedrag,
        grondslag=inhoud.grondslag,
        motivering=inhoud.motivering,
        bezwaar_tot_en_met=bezwaar_tot_en_met,
    )


def _avonden(verloop: Sequence[Meedoen], dag: date) -> list[date]:
    einden = (deel.einde.op for deel in verloop if deel.einde)
    return sorted({avond for avond in (*(deel.op for deel in verloop), *einden) if avond <= dag})


def _beeindig(verloop: Sequence[Meedoen], verleend: dict[int, Decimal], avond: date) -> Iterator[_Inhoud]:
    """Lower and recover the grants of which the end is decided on this evening; they stand no more in `verleend`."""
    for plaats, deel in enumerate(verloop):
        if deel.einde is None or deel.einde.op != avond or plaats not in verleend:
            continue
        bedrag = verleend.pop(plaats)
        if is_vroeg_einde(deel.van, deel.einde.per):
            yield from _verlaag(deel, deel.einde, bedrag)


def _verlaag(deel: Meedoen, einde: Einde, bedrag: Decimal) -> Iterator[_Inhoud]:
    vastgesteld = lager(bedrag, deel.van, einde.per)
    gedaan, verleend = dagen_meegedaan(deel.van, einde.per), dagen_verleend(deel.van)
    wat, grondslag = ("De pilot", ("wet:11.2", "wet:12.1")) if einde.van_de_pilot else ("Uw deelname", ("wet:11.2",))
    motivering = (
        f"{wat} is geëindigd: {einde.per - DAG} was de laatste dag. De tegemoetkoming gold voor {verleend} dagen en u "
        f"deed er {gedaan} mee: {gedaan}/{verleend} × {_euro(bedrag)} = {_euro(vastgesteld)}."
    )
    yield _Inhoud(deel.gemeente, "lagere_vaststelling", vastgesteld, grondslag, motivering)
    motivering = (
        f"U kreeg {_euro(bedrag)} en de tegemoetkoming is vastgesteld op {_euro(vastgesteld)}. "
        f"Wij vorderen het verschil van {_euro(bedrag - vastgesteld)} terug."
    )
    yield _Inhoud(deel.gemeente, "terugvordering", bedrag - vastgesteld, grondslag, motivering)


def _verleen(verloop: Sequence[Meedoen], verleend: dict[int, Decimal], avond: date) -> Iterator[_Inhoud]:
    """Grant to who was designated on this evening, and revise the others; `verleend` has what stands after it."""
    lopend = {plaats: deel for plaats, deel in enumerate(verloop) if deel.loopt_op(avond)}
    nieuw = [plaats for plaats, deel in lopend.items() if deel.op == avond]
    if not nieuw:
        return
    beeld = _Beeld(sum(deel.kring or 0 for deel in lopend.values()), len(lopend))
    for plaats in (*nieuw, *(plaats for plaats in lopend if plaats not in nieuw)):
        deel, vorige = lopend[plaats], verleend.get(plaats)
        bedrag = verlening(deel.kring or 0, *beeld)
        if bedrag != vorige:
            verleend[plaats] = bedrag
            soort: Pilotbesluitsoort = "verlening" if vorige is None else "herziening"
            motivering = _aanleiding(vorige, avond) + _berekening(deel.kring or 0, beeld, bedrag)
            yield _Inhoud(deel.gemeente, soort, bedrag, ("wet:11.1", "regeling:2"), motivering)


def _aanleiding(vorige: Decimal | None, avond: date) -> str:
    if vorige is None:
        return ""
    return f"Sinds {avond} doen er andere gemeenten mee; u kreeg {_euro(vorige)} en dat wordt herrekend. "


def _berekening(kring: int, beeld: _Beeld, bedrag: Decimal) -> str:
    vast, variabel, maximum = tegemoetkoming()
    if not beeld.totaal:
        return f"U krijgt het vaste deel van {_euro(vast)}: in geen van de gemeenten was er iemand in de kring."
    deel = variabel_deel(kring, *beeld)
    samen = f"die van de {beeld.gemeenten} gemeenten die meetellen samen {beeld.totaal}"
    return (
        f"U krijgt {_euro(vast)} + ({kring}/{beeld.totaal}) × ({_euro(variabel)} × {beeld.gemeenten}/{maximum}) = "
        f"{_euro(vast)} + {_euro(deel)} = {_euro(bedrag)}. Op 30 juni 2009 telde uw kring {kring} personen en "
        f"{samen if beeld.gemeenten > 1 else 'nu doet geen andere gemeente mee'}."
    )


def _euro(bedrag: Decimal) -> str:
    return "€ " + f"{bedrag:,.2f}".translate(str.maketrans(",.", ".,"))
