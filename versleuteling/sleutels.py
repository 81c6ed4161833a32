"""The data keys: made when first needed, opened when asked for, remembered for a while."""

import asyncio
import hmac
import re
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from versleuteling.eigenaar import Eigenaar, eigenaar_van
from versleuteling.fouten import SleutelOnbekend, SleutelVernietigd
from versleuteling.geheugen import Geheugen
from versleuteling.hoofdsleutels import LENGTE, Hoofdsleutels
from versleuteling.sleutelregister import IngepakteSleutel, Sleutelregister

ONTHOUDEN = 10_000
"""How many open keys a process holds; the register is asked for the others."""
GELDIG = 300.0
"""Seconds that it holds one: so long other processes may still read what was destroyed, and write with an older key."""
BLADZIJDE = 500
_VOLGNUMMER = re.compile(r"#([1-9]\d{0,5})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Datasleutel:
    """An open data key; `id` is the owner and the serial number, such as `traject/0014/2011-000123#1`."""

    id: str
    aead: AESGCM = field(repr=False)
    _pseudoniemsleutel: bytes = field(repr=False)

    @classmethod
    def van(cls, id_: str, sleutel: bytes) -> "Datasleutel":
        """The data key with these bytes."""
        afleiding = HKDF(SHA256(), LENGTE, salt=None, info=b"pseudoniemen")
        return cls(id_, AESGCM(sleutel), afleiding.derive(sleutel))

    def pseudoniem(self, tekst: str) -> str:
        """What stands for a text where it must not be readable: the same for the same text, and no way back."""
        return hmac.digest(self._pseudoniemsleutel, tekst.encode(), "sha256").hex()


class Sleutels:
    """Every data key of this installation, by way of its register. Threads and event loops may share it.

    The methods that are not async wait for the register: an event loop calls them in a thread.
    """

    def __init__(
        self,
        hoofdsleutels: Hoofdsleutels,
        register: Sleutelregister,
        *,
        onthouden: int = ONTHOUDEN,
        klok: Callable[[], float] = time.monotonic,
    ) -> None:
        """Open the keys of this register with these master keys."""
        self._hoofdsleutels = hoofdsleutels
        self._register = register
        self._bekend: Geheugen[tuple[str, int], Datasleutel] = Geheugen(onthouden, GELDIG, klok)
        self._nieuwste: Geheugen[str, Datasleutel] = Geheugen(onthouden, GELDIG, klok)

    async def om_te_schrijven(self, eigenaar: Eigenaar) -> Datasleutel:
        """The newest key of an owner, made when there is none.

        Raises SleutelVernietigd, SleutelOnbekend, and what the register raises.
        """
        if bekend := self._nieuwste[eigenaar.id]:
            return bekend
        return await asyncio.to_thread(self._zoek_nieuwste, eigenaar)

    async def om_te_lezen(self, eigenaar: Eigenaar, sleutel_id: str) -> Datasleutel:
        """The key of an owner with this id. Raises as above, and Vervalst."""
        volgnummer = _volgnummer(eigenaar, sleutel_id)
        if bekend := self._bekend[eigenaar.id, volgnummer]:
            return bekend
        return await asyncio.to_thread(self._zoek, eigenaar, volgnummer)

    def vernieuw(self, eigenaar: Eigenaar) -> Datasleutel:
        """Give an owner a new data key; what was encrypted before stays readable."""
        oud = self._register.nieuwste(eigenaar.id)
        return self._onthoud_nieuwste(eigenaar, self._maak(eigenaar, _open_of_fout(oud).volgnummer + 1 if oud else 1))

    def vernietig(self, eigenaar: Eigenaar) -> None:
        """Destroy every data key of a trajectory: what was encrypted with it is unreadable for ever.

        Other processes forget it within GELDIG seconds. Raises what the register raises.
        """
        if eigenaar.nummer is None:
            raise ValueError("only the keys of a trajectory can be destroyed")
        self._register.vernietig(eigenaar.id)
        self._nieuwste.vergeet(lambda sleutel: sleutel == eigenaar.id)
        self._bekend.vergeet(lambda sleutel: sleutel[0] == eigenaar.id)

    def controleer(self) -> None:
        """Whether the master keys open what is in the register. Raises SleutelOnbekend and Vervalst.

        Without this a wrong setting would show itself as work that fails again and again.
        """
        for ingepakt in self._register.een_per_hoofdsleutel():
            self._hoofdsleutels.pak_uit(ingepakt, eigenaar_van(ingepakt.eigenaar))

    def pak_opnieuw_in(self) -> int:
        """Wrap every data key under the newest master key, so that the older ones can go; how many were not yet."""
        aantal = 0
        while oude := self._register.onder_oudere(self._hoofdsleutels.nieuwste, BLADZIJDE):
            for oud in oude:
                eigenaar = eigenaar_van(oud.eigenaar)
                sleutel = self._hoofdsleutels.pak_uit(oud, eigenaar)
                self._register.vervang(oud, self._hoofdsleutels.pak_in(sleutel, eigenaar, oud.volgnummer))
            aantal += len(oude)
        return aantal

    def _zoek_nieuwste(self, eigenaar: Eigenaar) -> Datasleutel:
        ingepakt = self._register.nieuwste(eigenaar.id) or self._maak(eigenaar, 1)
        return self._onthoud_nieuwste(eigenaar, ingepakt)

    def _zoek(self, eigenaar: Eigenaar, volgnummer: int) -> Datasleutel:
        ingepakt = self._register.lees(eigenaar.id, volgnummer)
        if ingepakt is None:
            raise SleutelOnbekend(f"Datasleutel {volgnummer} van {eigenaar.id} staat niet in het register.")
        return self._onthoud(eigenaar, ingepakt)

    def _maak(self, eigenaar: Eigenaar, volgnummer: int) -> IngepakteSleutel:
        sleutel = secrets.token_bytes(LENGTE)
        # Another process may have been first: then its key stands, and is used here too.
        return self._register.bewaar(eigenaar, self._hoofdsleutels.pak_in(sleutel, eigenaar, volgnummer))

    def _onthoud_nieuwste(self, eigenaar: Eigenaar, ingepakt: IngepakteSleutel) -> Datasleutel:
        sleutel = self._onthoud(eigenaar, ingepakt)
        self._nieuwste[eigenaar.id] = sleutel
        return sleutel

    def _onthoud(self, eigenaar: Eigenaar, ingepakt: IngepakteSleutel) -> Datasleutel:
        inhoud = self._hoofdsleutels.pak_uit(_open_of_fout(ingepakt), eigenaar)
        sleutel = Datasleutel.van(f"{eigenaar.id}#{ingepakt.volgnummer}", inhoud)
        self._bekend[eigenaar.id, ingepakt.volgnummer] = sleutel
        return sleutel


def _open_of_fout(ingepakt: IngepakteSleutel) -> IngepakteSleutel:
    if ingepakt.inhoud is None:
        raise SleutelVernietigd(ingepakt.eigenaar)
    return ingepakt


def _volgnummer(eigenaar: Eigenaar, sleutel_id: str) -> int:
    """The serial number in a key id, which came from outside: it must be a key of this owner."""
    rest = sleutel_id.removeprefix(eigenaar.id)
    gevonden = _VOLGNUMMER.fullmatch(rest)
    if rest == sleutel_id or not gevonden:
        raise SleutelOnbekend(f"Een payload noemt een sleutel die geen datasleutel van {eigenaar.id} is.")
    return int(gevonden[1])
