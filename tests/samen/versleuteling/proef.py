"""What the tests of encryption share: keys, a register in memory, and a clock that is set by hand."""

import base64
import secrets
from dataclasses import replace

from temporalio.converter import WorkflowSerializationContext

from versleuteling.codec import Codec
from versleuteling.eigenaar import Eigenaar, eigenaar_van
from versleuteling.hoofdsleutels import LENGTE, Hoofdsleutels
from versleuteling.sleutelregister import IngepakteSleutel
from versleuteling.sleutels import Sleutels
from workflows.berichten import traject_id

TRAJECT = traject_id("0014/2011-000123")
ANDER_TRAJECT = traject_id("0014/2011-000124")
ANDERE_GEMEENTE = traject_id("0363/2011-000123")
EIGENAAR = eigenaar_van(TRAJECT)
EERSTE = Hoofdsleutels({"2026": bytes(range(32))})
TWEEDE = Hoofdsleutels({"2026": bytes(range(32)), "2027": bytes(range(32, 64))})
VREEMD = Hoofdsleutels({"2026": bytes(range(64, 96))})


def maak_hoofdsleutel(id_: str) -> str:
    """A new random master key as the setting wants it."""
    return f"{id_}:{base64.b64encode(secrets.token_bytes(LENGTE)).decode()}"


class Geheugenregister:
    """A Sleutelregister that counts how often it is asked; it takes any trajectory for known."""

    def __init__(self) -> None:
        self.rijen: dict[tuple[str, int], IngepakteSleutel] = {}
        self.vragen = 0

    def nieuwste(self, eigenaar: str) -> IngepakteSleutel | None:
        self.vragen += 1
        eigen = sorted(volgnummer for naam, volgnummer in self.rijen if naam == eigenaar)
        return self.rijen[eigenaar, eigen[-1]] if eigen else None

    def lees(self, eigenaar: str, volgnummer: int) -> IngepakteSleutel | None:
        self.vragen += 1
        return self.rijen.get((eigenaar, volgnummer))

    def bewaar(self, eigenaar: Eigenaar, sleutel: IngepakteSleutel) -> IngepakteSleutel:
        return self.rijen.setdefault((eigenaar.id, sleutel.volgnummer), sleutel)

    def vernietig(self, eigenaar: str) -> None:
        for plaats, sleutel in self.rijen.items():
            if plaats[0] == eigenaar:
                self.rijen[plaats] = replace(sleutel, inhoud=None)

    def onder_oudere(self, hoofdsleutel: str, aantal: int) -> list[IngepakteSleutel]:
        oude = [rij for rij in self.rijen.values() if rij.hoofdsleutel != hoofdsleutel and rij.inhoud is not None]
        return oude[:aantal]

    def een_per_hoofdsleutel(self) -> list[IngepakteSleutel]:
        bruikbaar = [rij for rij in self.rijen.values() if rij.inhoud is not None]
        return list({rij.hoofdsleutel: rij for rij in bruikbaar}.values())

    def vervang(self, oud: IngepakteSleutel, nieuw: IngepakteSleutel) -> None:
        if self.rijen[oud.eigenaar, oud.volgnummer] == oud:
            self.rijen[oud.eigenaar, oud.volgnummer] = nieuw


class Klok:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.nu = 0.0

    def __call__(self) -> float:
        return self.nu


def sleutels(register: Geheugenregister | None = None, hoofdsleutels: Hoofdsleutels = EERSTE) -> Sleutels:
    """Keys in memory."""
    return Sleutels(hoofdsleutels, register or Geheugenregister())


def codec(van: Sleutels, workflow_id: str = TRAJECT, namespace: str = "default") -> Codec:
    """The codec as the SDK uses it for this workflow."""
    return Codec(van).with_context(WorkflowSerializationContext(namespace=namespace, workflow_id=workflow_id))
