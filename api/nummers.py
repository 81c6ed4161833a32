"""Trajectory numbers in an address: 0014/2011-000123 is written 0014-2011-000123 there, as a slash divides paths."""

import re

_IN_PAD = re.compile(r"([0-9]{4})[-/]([0-9]{4}-[0-9]{6,12})", re.ASCII)
_MET_SCHUINE_STREEP = re.compile(r"^(.*/trajecten/)([0-9]{4})/([0-9]{4}-[0-9]{6,12})(?=/|$)", re.ASCII)


def naar_pad(nummer: str) -> str:
    """A number as it stands in an address."""
    return nummer.replace("/", "-")


def uit_pad(tekst: str) -> str | None:
    """The number that a part of an address means; None when it is none."""
    delen = _IN_PAD.fullmatch(tekst)
    return f"{delen[1]}/{delen[2]}" if delen else None


def maak_eenduidig(pad: str) -> str:
    """The same address with the number in one part: whoever encoded the slash (%2F) means that too."""
    return _MET_SCHUINE_STREEP.sub(r"\1\2-\3", pad)
