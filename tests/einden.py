"""The end of a trajectory, derived once more, from the words of contract 4.8 alone.

Nothing of the law's own code is used here. The law moves a case from day to day; this looks at all events at once and
asks which end comes first: every possible end is a `Sluiting`, with the day on which it is known and its place in the
order of one day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

DAG = timedelta(days=1)
NIEUWJAAR = date(2013, 1, 1)
NOOIT = date(9999, 12, 30)
EINDE_PLAATSING = date(2012, 7, 19)
LAATSTE_PILOTEINDE = date(2012, 12, 30)
BIJSTAND = {"wwb", "wij", "ww_en_wwb"}
"""With these someone returns to the kring after a job, and has a benefit to return to."""

# "On one day this order"
Moment = tuple[date, int]
BAAN, WET, PILOT, DEELNAME, VERJAARDAG, _INDICATIE, EERDER_GEMELD, PILOTGEBEURTENIS, GEBEURTENIS = range(9)


class Bericht(NamedTuple):
    """Something that is reported on a day and takes effect on a day."""

    op: date
    per: date

    @property
    def bekend(self) -> date:
        """The day on which it works: its own, or at once when it is reported later."""
        return max(self.op, self.per)

    def werkt(self, dag: date, moment: Moment) -> bool:
        """Tell whether it has taken effect on a day, as far as it is reported before a moment."""
        return self.per <= dag and (self.op, PILOTGEBEURTENIS) < moment


class Baan(NamedTuple):
    """A job: concluded on `op`; its contract may be prolonged (`per`: the new last day) or ended early."""

    op: date
    van: date
    tot_en_met: date | None
    verlengd: Bericht | None = None
    beeindigd: Bericht | None = None
    uitkering_na: str = "wwb"

    @property
    def laatste(self) -> date:
        """The last day, `NOOIT` when there is none."""
        verlengd = self.verlengd.per if self.verlengd else self.tot_en_met
        return self.beeindigd.per if self.beeindigd else verlengd or NOOIT

    @property
    def voorbij(self) -> Moment:
        """The day on which the job is known to be over, and the place in the order of that day."""
        if self.beeindigd and self.beeindigd.op > self.laatste:
            return self.beeindigd.op, GEBEURTENIS
        return self.laatste + DAG, BAAN


class Verloop(NamedTuple):
    """What happens to the pilot and to one person."""

    pilot: Bericht | None = None
    deelname: Bericht | None = None
    voorstel: Bericht | None = None
    structureel: Bericht | None = None
    fase: str = "werkgever_zoeken"
    wsw: bool = False
    banen: tuple[Baan, ...] = ()
    verhuisd: Bericht | None = None
    uitkering_weg: Bericht | None = None
    indicatie_weg: date | None = None
    verloopt_vanzelf: bool = False
    overleden: date | None = None
    vijfenzestig: date = NOOIT


class Sluiting(NamedTuple):
    """A possible end: the day on which it is known, its place on that day, its legal day and its reason."""

    bekend: date
    plaats: int
    op: date
    reden: str


def pilotbericht(verloop: Verloop) -> Bericht | None:
    """Return the end of the pilot; one after 30 December 2012 is refused (wet:12.1)."""
    return verloop.pilot if verloop.pilot and verloop.pilot.per <= LAATSTE_PILOTEINDE else None


def einde_wet(verloop: Verloop, moment: Moment = (NIEUWJAAR, WET)) -> Bericht | None:
    """Return the end of the Act; a bill filed before 2013, and heard of, takes it away until its own day."""
    if _werkt(verloop.voorstel, NIEUWJAAR - DAG, max(moment, (NIEUWJAAR, WET))):
        return verloop.structureel
    return Bericht(date.min, NIEUWJAAR)


def artikel(verloop: Verloop, dag: date) -> str | None:
    """Return the article with which something new is refused on a day, whoever it is for (section 3)."""
    nu = (dag, GEBEURTENIS)
    if _werkt(einde_wet(verloop, nu), dag, nu):
        return "wet:16"
    return "wet:12" if _werkt(pilotbericht(verloop), dag, nu) or _werkt(verloop.deelname, dag, nu) else None


def banen(verloop: Verloop) -> tuple[Baan, ...]:
    """Return the jobs that could be concluded: something new was allowed, and the trajectory still open."""
    gelukt: tuple[Baan, ...] = ()
    for baan in verloop.banen:
        einde = _eerste(verloop, gelukt)
        open_nog = einde is None or (einde.bekend, einde.plaats) >= (baan.op, GEBEURTENIS)
        if open_nog and artikel(verloop, baan.op) is None:
            gelukt = (*gelukt, baan)
    return gelukt


def sluiting(verloop: Verloop) -> Sluiting | None:
    """Return the end that comes first, None when there is none."""
    return _eerste(verloop, banen(verloop))


def _eerste(verloop: Verloop, werk: tuple[Baan, ...]) -> Sluiting | None:
    alle = (einde for bron in (_na_een_baan, _van_buiten, _van_de_persoon) for einde in bron(verloop, werk))
    return min(alle, key=lambda einde: (einde.bekend, einde.plaats), default=None)


def _plaats(bericht: Bericht, vooraf: int, op_de_dag: int) -> int:
    return vooraf if bericht.op < bericht.per else op_de_dag


def _beschermd(bericht: Bericht, moment: Moment, werk: tuple[Baan, ...]) -> Baan | None:
    """Return the job concluded before the day of an end that still was there on that day, as far as was known."""
    bestaand = (baan for baan in werk if bericht.per <= baan.laatste or moment < baan.voorbij)
    return next((baan for baan in bestaand if baan.op < bericht.per), None)


def _van_buiten(verloop: Verloop, werk: tuple[Baan, ...]) -> Iterator[Sluiting]:
    """Give the ends of the Act, the pilot and the participation."""
    pilot, wet, overgang = pilotbericht(verloop), einde_wet(verloop), _overgangsrecht(verloop, werk)
    if overgang:
        yield overgang
    if wet and not (overgang and overgang.bekend == NIEUWJAAR and overgang.plaats == PILOT):
        yield Sluiting(wet.bekend, _plaats(wet, WET, PILOTGEBEURTENIS), wet.per, "wet_vervallen")
    if pilot:
        yield from _zonder_baan(pilot, PILOT, "pilot_beeindigd", werk)
    if verloop.deelname:
        yield from _zonder_baan(verloop.deelname, DEELNAME, "deelname_beeindigd", werk)


def _overgangsrecht(verloop: Verloop, werk: tuple[Baan, ...]) -> Sluiting | None:
    """Return the end of wet:12.2, for who had a job before the pilot ended, unless wet:12.3 protects longer."""
    pilot = pilotbericht(verloop)
    if pilot is None:
        return None
    moment = max((NIEUWJAAR, PILOT), (pilot.bekend, _plaats(pilot, PILOT, PILOTGEBEURTENIS)))
    baan = _beschermd(pilot, moment, werk)
    if baan is None or _werkt(verloop.deelname, NIEUWJAAR, moment):
        return None
    if baan.laatste < NIEUWJAAR - DAG and baan.voorbij < moment:
        return None
    return Sluiting(*moment, NIEUWJAAR, "einde_overgangsrecht")


def _zonder_baan(bericht: Bericht, eigen: int, reden: str, werk: tuple[Baan, ...]) -> Iterator[Sluiting]:
    """Give the end of who has no job; a job that was protected and is over moves it to the day after that job."""
    moment = (bericht.bekend, _plaats(bericht, eigen, PILOTGEBEURTENIS))
    baan = _beschermd(bericht, moment, werk)
    if baan is None:
        yield Sluiting(*moment, bericht.per, reden)
    elif baan.laatste < NOOIT:
        yield Sluiting(*max(moment, baan.voorbij), max(baan.laatste + DAG, bericht.per), reden)


def _van_de_persoon(verloop: Verloop, werk: tuple[Baan, ...]) -> Iterator[Sluiting]:
    """Give the ends of the conditions; a job that was concluded fixes the doelgroep and the gemeente."""
    yield Sluiting(verloop.vijfenzestig, VERJAARDAG, verloop.vijfenzestig, "pensioengerechtigd")
    if verloop.overleden:
        yield Sluiting(verloop.overleden, GEBEURTENIS, verloop.overleden, "overleden")
    for bericht, reden in ((verloop.verhuisd, "verhuisd"), (verloop.uitkering_weg, "buiten_kring")):
        if bericht and not any(baan.op <= bericht.bekend < baan.voorbij[0] for baan in werk):
            yield Sluiting(bericht.bekend, _plaats(bericht, EERDER_GEMELD, GEBEURTENIS), bericht.per, reden)


def _na_een_baan(verloop: Verloop, werk: tuple[Baan, ...]) -> Iterator[Sluiting]:
    """Give the ends of the jobs: `verhuisd`, else the pilot's reason, else `buiten_kring`; else he returns."""
    for baan in werk:
        bekend, plaats = baan.voorbij
        dag = baan.laatste + DAG
        weg = verloop.verhuisd and baan.op <= verloop.verhuisd.bekend < bekend
        reden = "verhuisd" if weg else _reden_pilot(verloop, dag, baan.voorbij)
        reden = reden or (None if _uitkering_na(verloop, baan) in BIJSTAND else "buiten_kring")
        if reden:
            yield Sluiting(bekend, plaats, dag, reden)


def _uitkering_na(verloop: Verloop, baan: Baan) -> str:
    """Return the benefit after a job: as reported, and at the end of a contract the benefit before."""
    weg = verloop.uitkering_weg
    if baan.beeindigd or weg is None or baan.voorbij <= (weg.bekend, _plaats(weg, EERDER_GEMELD, GEBEURTENIS)):
        return baan.uitkering_na
    return "geen"


def _werkt(bericht: Bericht | None, dag: date, moment: Moment) -> bool:
    return bericht is not None and bericht.werkt(dag, moment)


def _reden_pilot(verloop: Verloop, dag: date, moment: Moment) -> str | None:
    """Return why the pilot is not open on the day after a job, None when it is open."""
    pilot, deelname = _werkt(pilotbericht(verloop), dag, moment), _werkt(verloop.deelname, dag, moment)
    if pilot and not deelname:
        return "einde_overgangsrecht" if dag >= NIEUWJAAR else "pilot_beeindigd"
    if _werkt(einde_wet(verloop), dag, moment):
        return "wet_vervallen"
    return "deelname_beeindigd" if deelname else None


class Uitkomst(NamedTuple):
    """What must be seen of a trajectory on a day."""

    fase: str
    afgesloten: tuple[date, str] | None
    plaatsing_tot_en_met: date | None
    dispensatie_tot_en_met: date | None
    meldingen: tuple[tuple[date, str], ...]
    """`uitkering_hervatten`, `loondispensatie_beeindigd` and `participatie_heroverwegen`."""


def uitkomst(verloop: Verloop, dag: date) -> Uitkomst:
    """Return what must be seen on a day; `NOOIT` as last day: the dispensation still holds."""
    einde, werk = sluiting(verloop), banen(verloop)
    if einde is not None and einde.bekend > dag:
        einde = None
    return Uitkomst(
        fase="afgesloten" if einde else _fase(verloop, werk, dag),
        afgesloten=(einde.op, einde.reden) if einde else None,
        plaatsing_tot_en_met=_laatste_plaatsingsdag(verloop, einde),
        dispensatie_tot_en_met=_laatste_dag(verloop, einde, werk, dag),
        meldingen=tuple(sorted(_meldingen(verloop, einde, werk, dag))),
    )


def _fase(verloop: Verloop, werk: tuple[Baan, ...], dag: date) -> str:
    """Return the phase of who is still in the pilot, long after a trial placement."""
    if werk and werk[-1].voorbij[0] > dag:
        return "dienstbetrekking"
    if verloop.wsw and verloop.indicatie_weg:
        return "toegangstoets"
    if werk:
        return "werkgever_zoeken"
    return "loonwaardebepaling" if verloop.fase == "proefplaatsing" else verloop.fase


def _laatste_plaatsingsdag(verloop: Verloop, einde: Sluiting | None) -> date | None:
    """Return the last day of the trial placement: it ends early with the indicatie, or with the case while it runs."""
    if verloop.fase != "proefplaatsing":
        return None
    indicatie_weg = verloop.indicatie_weg if verloop.wsw and verloop.indicatie_weg else NOOIT
    laatste = min(EINDE_PLAATSING, indicatie_weg - DAG)
    return laatste if einde is None or laatste < einde.bekend - DAG else min(laatste, _laatste_van(einde))


def _laatste_van(einde: Sluiting) -> date:
    return einde.op if einde.reden == "overleden" else einde.op - DAG


def _laatste_dag(verloop: Verloop, einde: Sluiting | None, werk: tuple[Baan, ...], dag: date) -> date | None:
    """Return the day before the end (on death the day itself), or the last day of the job if that was earlier.

    No dispensation is left on a day on which the Act, or wet:12.2, turns out later to have ended already.
    """
    grens = _laatste_van(einde) if einde else NOOIT
    wet = einde_wet(verloop)
    for verder in (wet, _overgangsrecht(verloop, werk)):
        if verder and verder.bekend <= dag:
            grens = min(grens, (verder.per if isinstance(verder, Bericht) else verder.op) - DAG)
    slot = _slot(einde, dag)
    einden = [(baan, min(baan.laatste, grens) if baan.voorbij <= slot else grens) for baan in werk]
    dagen = [laatste for baan, laatste in einden if baan.van <= laatste]
    return None if not dagen else NOOIT if dagen[-1] > dag else dagen[-1]


def _slot(einde: Sluiting | None, dag: date) -> Moment:
    return (einde.bekend, einde.plaats) if einde else (dag, GEBEURTENIS)


def _meldingen(
    verloop: Verloop, einde: Sluiting | None, werk: tuple[Baan, ...], dag: date
) -> Iterator[tuple[date, str]]:
    slot = _slot(einde, dag)
    for baan in werk:
        if baan.voorbij <= slot:
            if _uitkering_na(verloop, baan) in BIJSTAND:
                yield baan.voorbij[0], "uitkering_hervatten"
        elif einde and einde.reden != "overleden" and baan.van < einde.bekend:
            yield einde.bekend, "loondispensatie_beeindigd"
    if einde and einde.reden == "wet_vervallen":
        yield einde.bekend, "participatie_heroverwegen"
