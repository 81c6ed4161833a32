"""Legal time: the calendar that turns instants into legal days in Europe/Amsterdam, and back."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime, PositiveInt

from wet.waarden import Waarde

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_TIK = timedelta(microseconds=1)


def middernacht(dag: date) -> datetime:
    """The instant (UTC) at which a legal day begins."""
    return datetime.combine(dag, time(), AMSTERDAM).astimezone(UTC)


class Kalender(Waarde):
    """Real time shifted and accelerated: at `anker` it is `wettelijk`, and legal time runs `tempo` times as fast.

    From the legal instant `tot` on it runs no faster than real time.
    """

    anker: AwareDatetime
    wettelijk: AwareDatetime
    tempo: PositiveInt = 1
    tot: AwareDatetime | None = None

    @classmethod
    def vanaf(cls, dag: date, nu: datetime, tempo: int = 1) -> "Kalender":
        """A calendar on which the legal day `dag` begins now."""
        return cls(anker=nu, wettelijk=middernacht(dag), tempo=tempo)

    @classmethod
    def echt(cls, nu: datetime) -> "Kalender":
        """The calendar of real time."""
        return cls(anker=nu, wettelijk=nu)

    def tijd(self, nu: datetime) -> datetime:
        """The legal instant (UTC) at the real instant `nu`."""
        verstreken = nu - self.anker
        if self.tot and verstreken > (snel := self._duur(self.wettelijk, self.tot)):
            return (self.tot + (verstreken - snel)).astimezone(UTC)
        return (self.wettelijk + verstreken * self.tempo).astimezone(UTC)

    def vandaag(self, nu: datetime) -> date:
        """The legal day at the real instant `nu`."""
        return self.tijd(nu).astimezone(AMSTERDAM).date()

    def wacht_tot(self, dag: date, nu: datetime) -> timedelta:
        """Real time from `nu` until the legal day `dag` begins, rounded up; zero when it has begun."""
        van, einde = self.tijd(nu), middernacht(dag)
        if self.tot is None or einde <= self.tot:
            return self._duur(van, einde)
        begin = max(van, self.tot)
        return self._duur(van, begin) + max(timedelta(0), einde - begin)

    def _duur(self, van: datetime, tot: datetime) -> timedelta:
        """Real time in which legal time runs from one instant to another at full speed, rounded up."""
        wettelijk = (tot - van) // _TIK
        return max(timedelta(0), -(-wettelijk // self.tempo) * _TIK)
