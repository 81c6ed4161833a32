"""The master keys of the settings, and the data keys that are wrapped with what is derived from them.

Master key (settings) -> key of a gemeente (derived, kept nowhere) -> data key of a trajectory (random, kept wrapped).
"""

import base64
import binascii
import hashlib
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from versleuteling.eigenaar import Eigenaar
from versleuteling.fouten import SleutelinstellingFout, SleutelOnbekend, Vervalst
from versleuteling.sleutelregister import IngepakteSleutel

LENGTE = 32
"""Bytes of every key: AES-256."""
NONCE = 12
"""Bytes of the random number that makes each encryption differ."""
ONTWIKKELSLEUTEL = "ontwikkeling-niet-geheim"
"""Id of the master key that stands in this source for everyone to read."""

_ONTWIKKELING = hashlib.sha256(b"loondispensatie: ontwikkelsleutel, niet geheim").digest()
_SLEUTEL = re.compile(r"([a-z0-9][a-z0-9-]{0,31}):([^\s,]+)", re.ASCII)
_ZOUT = b"loondispensatie"


@dataclass(frozen=True, slots=True)
class Hoofdsleutels:
    """The master keys by id, oldest first; the last wraps new data keys, the others only open old ones."""

    sleutels: Mapping[str, bytes] = field(repr=False)

    @property
    def nieuwste(self) -> str:
        """Id of the newest."""
        return list(self.sleutels)[-1]

    def pak_in(self, sleutel: bytes, eigenaar: Eigenaar, volgnummer: int) -> IngepakteSleutel:
        """Wrap a data key under the newest master key; bound to its owner and place, it fits nowhere else."""
        nonce = secrets.token_bytes(NONCE)
        binding = _binding(eigenaar, volgnummer)
        inhoud = nonce + self._gemeentesleutel(self.nieuwste, eigenaar.kring).encrypt(nonce, sleutel, binding)
        return IngepakteSleutel(eigenaar.id, volgnummer, self.nieuwste, inhoud)

    def pak_uit(self, ingepakt: IngepakteSleutel, eigenaar: Eigenaar) -> bytes:
        """The data key. Raises SleutelOnbekend and Vervalst; a destroyed one must not be asked for."""
        inhoud = ingepakt.inhoud or b""
        binding = _binding(eigenaar, ingepakt.volgnummer)
        sleutel = self._gemeentesleutel(ingepakt.hoofdsleutel, eigenaar.kring)
        try:
            return sleutel.decrypt(inhoud[:NONCE], inhoud[NONCE:], binding)
        except (InvalidTag, ValueError):
            raise Vervalst(
                f"De datasleutel van {eigenaar.id} past niet bij hoofdsleutel {ingepakt.hoofdsleutel}."
            ) from None

    def _gemeentesleutel(self, hoofdsleutel: str, kring: str) -> AESGCM:
        if hoofdsleutel not in self.sleutels:
            raise SleutelOnbekend(f"Hoofdsleutel {hoofdsleutel} staat niet in de instelling met sleutels.")
        afleiding = HKDF(SHA256(), LENGTE, salt=_ZOUT, info=f"sleutel van {kring}".encode())
        return AESGCM(afleiding.derive(self.sleutels[hoofdsleutel]))


def lees_hoofdsleutels(waarde: str, *, productie: bool) -> Hoofdsleutels:
    """The master keys of a setting: `id:base64` divided by commas or lines, or the path of a file with them.

    Without a value it is the development key, which production refuses. Raises SleutelinstellingFout.
    """
    sleutels = dict(_lees(_tekst(waarde.strip()))) if waarde.strip() else {ONTWIKKELSLEUTEL: _ONTWIKKELING}
    if productie and _ONTWIKKELING in sleutels.values():
        raise SleutelinstellingFout("moet in productie eigen sleutels bevatten, niet de ontwikkelsleutel")
    return Hoofdsleutels(sleutels)


def _tekst(waarde: str) -> str:
    if _SLEUTEL.match(waarde):
        return waarde
    try:
        return Path(waarde).expanduser().read_text(encoding="ascii")
    except (OSError, ValueError):
        raise SleutelinstellingFout("bevat geen sleutels (id:base64) en ook geen bestand dat te lezen is") from None


def _lees(tekst: str) -> Iterator[tuple[str, bytes]]:
    gezien: set[str | bytes] = set()
    for deel in re.split(r"[\s,]+", tekst.strip()):
        id_, sleutel = _lees_een(deel)
        if {id_, sleutel} & gezien:
            raise SleutelinstellingFout(f"noemt sleutel {id_} dubbel")
        gezien |= {id_, sleutel}
        yield id_, sleutel


def _lees_een(deel: str) -> tuple[str, bytes]:
    if not (delen := _SLEUTEL.fullmatch(deel)):
        raise SleutelinstellingFout("bevat een sleutel die niet de vorm id:base64 heeft")
    try:
        sleutel = base64.b64decode(delen[2], validate=True)
    except binascii.Error:
        sleutel = b""
    if len(sleutel) != LENGTE:
        raise SleutelinstellingFout(f"bevat een sleutel die geen {LENGTE} bytes in base64 is: {delen[1]}")
    return delen[1], sleutel


def _binding(eigenaar: Eigenaar, volgnummer: int) -> bytes:
    return f"datasleutel {eigenaar.id} {volgnummer}".encode()
