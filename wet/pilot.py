"""The pilot itself: who takes part, with which method, and when it ends (wet:3, 12, 16; besluit:1; regeling:4)."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from wet.bedragen import IN_WERKING, LAATSTE_DAG_BEEINDIGING, MAXIMUM_GEMEENTEN, VERVALT, methoden
from wet.pilotgebeurtenissen import (
    DeelnameBeeindigd,
    GemeenteAangewezen,
    MethodeToegestaan,
    PilotBeeindigd,
    PilotGebeurtenis,
    StructureleWetInWerking,
    WetsvoorstelIngediend,
)
from wet.termijnenwet import DAG
from wet.waarden import Dag, Gemeentecode, Waarde, Weigering


class Deelname(Waarde):
    """A gemeente that takes part from `van` with one method; `kring_2009` counts for the grant (regeling:2)."""

    gemeente: Gemeentecode
    methode: str
    van: Dag
    tot: Dag | None = None
    kring_2009: int | None = None

    def loopt_op(self, dag: date) -> bool:
        """Tell whether the gemeente takes part on a day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


class Pilot(Waarde):
    """All that is known of the pilot: the participating gemeenten and every accepted event, in order."""

    deelnames: tuple[Deelname, ...] = ()
    gebeurtenissen: tuple[PilotGebeurtenis, ...] = ()
    zaad: int = 0

    @classmethod
    def beginstand(
        cls,
        gemeenten: Iterable[str],
        methoden: Mapping[str, str],
        zaad: int = 0,
        kring_2009: Mapping[str, int] = MappingProxyType({}),
    ) -> "Pilot":
        """Return a pilot in which these gemeenten take part from the first day of the Act."""
        deelnames = (
            Deelname(
                gemeente=code,
                methode=methoden.get(code, "dariuz"),
                van=IN_WERKING,
                kring_2009=kring_2009.get(code),
            )
            for code in dict.fromkeys(gemeenten)
        )
        return cls(deelnames=tuple(deelnames), zaad=zaad)

    @property
    def versie(self) -> int:
        """How many events were accepted: a later pilot has a higher number."""
        return len(self.gebeurtenissen)

    def deelname(self, gemeente: str) -> Deelname | None:
        """Return the (latest) participation of a gemeente."""
        return next((deel for deel in reversed(self.deelnames) if deel.gemeente == gemeente), None)

    def neemt_deel(self, gemeente: str, dag: date) -> bool:
        """Tell whether a gemeente takes part on a day (wet:3)."""
        deelname = self.deelname(gemeente)
        return deelname is not None and deelname.loopt_op(dag)

    def methode_van(self, gemeente: str) -> str | None:
        """Return the method of a gemeente (regeling:4)."""
        deelname = self.deelname(gemeente)
        return deelname.methode if deelname else None

    def deelname_einde(self, gemeente: str) -> date | None:
        """Return the first day on which a gemeente takes no part any more, if that is known (wet:12.3)."""
        deelname = self.deelname(gemeente)
        return deelname.tot if deelname else None

    @property
    def einde(self) -> date | None:
        """The first day after an early end of the pilot, if the minister ended it (wet:12.1)."""
        return next((feit.per for feit in self.gebeurtenissen if isinstance(feit, PilotBeeindigd)), None)

    @property
    def wet_vervalt(self) -> date | None:
        """The day on which the Act lapses; None as long as a bill prolongs it without an end (wet:16)."""
        if not self._voorstel_op_tijd():
            return VERVALT
        wetten = (feit.per for feit in self.gebeurtenissen if isinstance(feit, StructureleWetInWerking))
        return next(wetten, None)

    @property
    def laatste_dag_wet(self) -> date | None:
        """The last day of the Act, None as long as it has no end."""
        return None if self.wet_vervalt is None else self.wet_vervalt - DAG

    def wet_geldt(self, dag: date) -> bool:
        """Tell whether the Act is in force on a day (wet:16)."""
        return dag >= IN_WERKING and (self.wet_vervalt is None or dag < self.wet_vervalt)

    def _voorstel_op_tijd(self) -> bool:
        voorstellen = (feit for feit in self.gebeurtenissen if isinstance(feit, WetsvoorstelIngediend))
        return any(feit.ingediend_op < VERVALT for feit in voorstellen)

    def open_voor_nieuw(self, gemeente: str, dag: date) -> bool:
        """Tell whether something new can begin: Act in force, pilot not ended, gemeente takes part."""
        pilot_loopt = self.einde is None or dag < self.einde
        return self.wet_geldt(dag) and pilot_loopt and self.neemt_deel(gemeente, dag)


def verwerk_pilotgebeurtenis(pilot: Pilot, gebeurtenis: PilotGebeurtenis) -> Pilot:
    """Return the pilot after an event; raises `Weigering` when the law or the state of the pilot forbids it."""
    match gebeurtenis:
        case GemeenteAangewezen():
            pilot = _wijs_aan(pilot, gebeurtenis)
        case DeelnameBeeindigd():
            pilot = _beeindig_deelname(pilot, gebeurtenis)
        case PilotBeeindigd():
            _mag_beeindigd(pilot, gebeurtenis)
        case MethodeToegestaan():
            pilot = _sta_methode_toe(pilot, gebeurtenis)
        case WetsvoorstelIngediend():
            _mag_ingediend(pilot)
        case StructureleWetInWerking():
            _mag_in_werking(pilot)
    return pilot.met(gebeurtenissen=(*pilot.gebeurtenissen, gebeurtenis))


def _wijs_aan(pilot: Pilot, feit: GemeenteAangewezen) -> Pilot:
    methode = feit.methode or _loot(pilot, feit.gemeente)
    if methode not in methoden() and (feit.gemeente, methode) not in _toegestaan(pilot):
        raise Weigering("regeling:4", "Deze methode mag pas na toestemming van de minister worden gebruikt.")
    lopend = [deel for deel in pilot.deelnames if deel.tot is None or deel.tot > feit.op]
    if any(deel.gemeente == feit.gemeente for deel in lopend):
        raise Weigering("fase", "Deze gemeente neemt al deel aan de pilot.")
    if len(lopend) >= MAXIMUM_GEMEENTEN:
        raise Weigering("besluit:1.3", "Er nemen al 32 gemeenten deel; dat is het maximum.")
    if not pilot.wet_geldt(feit.op) or (pilot.einde is not None and pilot.einde <= feit.op):
        raise Weigering("fase", "De pilot is niet open; er kan geen gemeente meer bij.")
    nieuw = Deelname(gemeente=feit.gemeente, methode=methode, van=feit.op, kring_2009=feit.kring_2009)
    return pilot.met(deelnames=(*pilot.deelnames, nieuw))


def _toegestaan(pilot: Pilot) -> set[tuple[str, str]]:
    return {(feit.gemeente, feit.methode) for feit in pilot.gebeurtenissen if isinstance(feit, MethodeToegestaan)}


def _loot(pilot: Pilot, gemeente: str) -> str:
    """Draw one of the least used methods; the same seed and gemeente always draw the same (regeling:4.4)."""
    gebruik = [sum(deel.methode == methode for deel in pilot.deelnames) for methode in methoden()]
    kandidaten = [methode for methode, keer in zip(methoden(), gebruik, strict=True) if keer == min(gebruik)]
    lot = int.from_bytes(sha256(f"{pilot.zaad}/{gemeente}".encode()).digest())
    return kandidaten[lot % len(kandidaten)]


def _beeindig_deelname(pilot: Pilot, feit: DeelnameBeeindigd) -> Pilot:
    deelname = pilot.deelname(feit.gemeente)
    if deelname is None or deelname.tot is not None:
        raise Weigering("fase", "Deze gemeente neemt niet deel, of haar deelname is al beeindigd.")
    nieuw = tuple(deel.met(tot=feit.per) if deel is deelname else deel for deel in pilot.deelnames)
    return pilot.met(deelnames=nieuw)


def _mag_beeindigd(pilot: Pilot, feit: PilotBeeindigd) -> None:
    if feit.per > LAATSTE_DAG_BEEINDIGING:
        raise Weigering("wet:12.1", "De minister kan de pilot alleen voor 31 december 2012 beeindigen.")
    if pilot.einde is not None:
        raise Weigering("fase", "De pilot is al beeindigd.")


def _sta_methode_toe(pilot: Pilot, feit: MethodeToegestaan) -> Pilot:
    """Permission replaces the method of a gemeente that takes part already: it uses one, consistently."""
    deelname = pilot.deelname(feit.gemeente)
    nieuw = (deel.met(methode=feit.methode) if deel is deelname else deel for deel in pilot.deelnames)
    return pilot.met(deelnames=tuple(nieuw))


def _mag_ingediend(pilot: Pilot) -> None:
    if any(isinstance(feit, WetsvoorstelIngediend) for feit in pilot.gebeurtenissen):
        raise Weigering("fase", "Er is al een wetsvoorstel ingediend.")


def _mag_in_werking(pilot: Pilot) -> None:
    if not any(isinstance(feit, WetsvoorstelIngediend) for feit in pilot.gebeurtenissen):
        raise Weigering("fase", "Er is geen wetsvoorstel ingediend.")
    if any(isinstance(feit, StructureleWetInWerking) for feit in pilot.gebeurtenissen):
        raise Weigering("fase", "De structurele wet is al in werking.")
