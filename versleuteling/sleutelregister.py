"""The port to where wrapped data keys are kept."""

from dataclasses import dataclass, field
from typing import Protocol

from versleuteling.eigenaar import Eigenaar


@dataclass(frozen=True, slots=True)
class IngepakteSleutel:
    """A data key as it is kept: encrypted with the key of its kring under this master key. None: it was destroyed."""

    eigenaar: str
    volgnummer: int
    hoofdsleutel: str
    inhoud: bytes | None = field(repr=False)


class Sleutelregister(Protocol):
    """Keeps wrapped data keys; several processes share it."""

    def nieuwste(self, eigenaar: str) -> IngepakteSleutel | None:
        """The newest data key of an owner, also when it was destroyed; None when there never was one."""

    def lees(self, eigenaar: str, volgnummer: int) -> IngepakteSleutel | None:
        """One data key."""

    def bewaar(self, eigenaar: Eigenaar, sleutel: IngepakteSleutel) -> IngepakteSleutel:
        """Keep a key unless its place is taken; returns the one that stands there, which may be another's."""

    def vernietig(self, eigenaar: str) -> None:
        """Destroy every data key of an owner, for ever; their places stay taken."""

    def onder_oudere(self, hoofdsleutel: str, aantal: int) -> list[IngepakteSleutel]:
        """Some of the keys that are not wrapped under this master key."""

    def een_per_hoofdsleutel(self) -> list[IngepakteSleutel]:
        """One of the keys under each master key that is in use."""

    def vervang(self, oud: IngepakteSleutel, nieuw: IngepakteSleutel) -> None:
        """Put the same key wrapped anew in its place, unless it is not the old one that stands there any more."""
