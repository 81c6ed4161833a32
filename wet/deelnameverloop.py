"""When each gemeente took part, and on which evening that could first be known: what the grant is decided on.

The pilot keeps its events in order of registration, each with its own day and not with that of its registration. What
an event brings about is decided on its day, or on that of an event registered before it when that is later: so what is
registered late does not come before what the events before it decided.
"""

from datetime import date
from typing import NamedTuple

from wet.bedragen import IN_WERKING
from wet.pilot import Pilot
from wet.pilotgebeurtenissen import DeelnameBeeindigd, GemeenteAangewezen, PilotBeeindigd


class Einde(NamedTuple):
    """An end that is decided on the evening `op`; `per` is the first day without participation."""

    op: date
    per: date
    van_de_pilot: bool


class Meedoen(NamedTuple):
    """A participation from `van` on, that is decided on from the evening `op` on."""

    gemeente: str
    kring: int | None
    van: date
    op: date
    einde: Einde | None = None

    def met_einde(self, einde: Einde) -> "Meedoen":
        """Return it with the end that holds: the one decided first, on one evening the earliest."""
        return self._replace(einde=einde if self.einde is None else min(self.einde, einde))

    def loopt_op(self, avond: date) -> bool:
        """Tell whether it had begun and had not ended, as far as was known on an evening."""
        return self.op <= avond and (self.einde is None or avond < self.einde.op)


def deelnameverloop(pilot: Pilot) -> list[Meedoen]:
    """Return every participation, in the order in which they came to be known."""
    aangewezen = sum(isinstance(feit, GemeenteAangewezen) for feit in pilot.gebeurtenissen)
    begin = pilot.deelnames[: len(pilot.deelnames) - aangewezen]
    verloop = [Meedoen(deel.gemeente, deel.kring_2009, deel.van, deel.van) for deel in begin]
    bekend, einde_pilot = IN_WERKING, None
    for feit in pilot.gebeurtenissen:
        bekend = max(bekend, feit.op)
        if isinstance(feit, GemeenteAangewezen):
            verloop.append(Meedoen(feit.gemeente, feit.kring_2009, feit.op, bekend, einde_pilot))
        elif isinstance(feit, DeelnameBeeindigd):
            plaats = max(nr for nr, deel in enumerate(verloop) if deel.gemeente == feit.gemeente)
            verloop[plaats] = verloop[plaats].met_einde(Einde(max(feit.per, bekend), feit.per, van_de_pilot=False))
        elif isinstance(feit, PilotBeeindigd):
            einde_pilot = Einde(max(feit.per, bekend), feit.per, van_de_pilot=True)
            verloop = [deel.met_einde(einde_pilot) for deel in verloop]
    return verloop
