"""How often the pilot looks in the register whether everyone has its change, and when it does more than look."""

from datetime import timedelta

from workflows.berichten import Afstemming, PilotWerk

WEK_NA = 3
"""After so many looks in which nobody came further, those that lag behind are told once more."""
_KORTST = timedelta(seconds=1)
_LANGST = timedelta(minutes=10)
_PER_SECONDE = 500
"""Looking at so many trajectories that lag behind is worth a second's wait."""


def neem_over(werk: PilotWerk, afstemming: Afstemming) -> PilotWerk:
    """The work after a look in the register."""
    vorige = werk.afstemming
    verder = vorige is None or vorige.versie != afstemming.versie or afstemming.achter < vorige.achter
    return werk.met(afstemming=afstemming, stil=0 if verder else werk.stil + 1)


def moet_wekken(werk: PilotWerk) -> bool:
    """Whether those that lag behind must be told once more."""
    return werk.af_te_stemmen and werk.stil >= WEK_NA


def pauze(werk: PilotWerk) -> timedelta:
    """Until the next look: longer when many lag behind, and longer and longer when nobody comes further."""
    achter = werk.afstemming.achter if werk.afstemming else 0
    stil: timedelta = _KORTST * 2 ** min(werk.stil, 10)
    return min(max(stil, _KORTST * achter / _PER_SECONDE), _LANGST)
