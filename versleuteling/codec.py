"""The codec: AES-256-GCM over whole payloads, each bound to the namespace and the workflow it was written for.

The SDK tells for which workflow a payload is (`with_context`). Of these calls it does not, and their payloads are
encrypted with the shared key and bound to no workflow: completing an activity by its task token, and Nexus operations.
This system makes neither. A payload that is bound to no workflow is not accepted where one is known.

What is visible: that it is encrypted, the namespace, the workflow id, the id of the key, and the length.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from cryptography.exceptions import InvalidTag
from google.protobuf.message import DecodeError
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    PayloadCodec,
    SerializationContext,
    WithSerializationContext,
    WorkflowSerializationContext,
)

from versleuteling.eigenaar import Eigenaar, eigenaar_van
from versleuteling.fouten import NietVersleuteld, Vervalst
from versleuteling.hoofdsleutels import NONCE
from versleuteling.sleutels import Datasleutel, Sleutels

ENCODING = b"binary/encrypted"
"""The `encoding` that the tools of Temporal know for what only a codec can read."""
_SLEUTEL = "encryption-key-id"
_NAMESPACE = "namespace"
_WORKFLOW = "workflow-id"
_VORM = b"loondispensatie payload 1"


@dataclass(frozen=True, slots=True)
class Plaats:
    """Where a payload belongs; empty is unknown."""

    namespace: str = ""
    workflow_id: str = ""

    @property
    def eigenaar(self) -> Eigenaar:
        """Whose key it is encrypted with."""
        return eigenaar_van(self.workflow_id)


NERGENS = Plaats()


class Codec(PayloadCodec, WithSerializationContext):
    """Encrypts and decrypts payloads. It runs in the process of client, worker and replayer, outside the sandbox."""

    def __init__(self, sleutels: Sleutels, plaats: Plaats = NERGENS) -> None:
        """Use these keys, for payloads of this place."""
        self._sleutels = sleutels
        self._plaats = plaats

    def with_context(self, context: SerializationContext) -> Self:
        """The same for the payloads of one workflow, its activities included."""
        plaats = _plaats(context)
        return self if plaats == self._plaats else type(self)(self._sleutels, plaats)

    async def encode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Encrypt each payload with its metadata, with the newest key of the owner."""
        sleutel = await self._sleutels.om_te_schrijven(self._plaats.eigenaar)
        return [_versleutel(payload, self._plaats, sleutel) for payload in payloads]

    async def decode(self, payloads: Sequence[Payload]) -> list[Payload]:
        """Decrypt each payload. Raises VersleutelingFout, also for one in clear: nothing else is believed."""
        return [await self._ontcijfer(payload) for payload in payloads]

    async def _ontcijfer(self, payload: Payload) -> Payload:
        if not is_versleuteld(payload):
            raise NietVersleuteld
        plaats = plaats_van(payload)
        if self._plaats not in (NERGENS, plaats):
            raise _verplaatst(self._plaats)
        sleutel_id = _metadata(payload, _SLEUTEL)
        sleutel = await self._sleutels.om_te_lezen(plaats.eigenaar, sleutel_id)
        return _ontcijfer(payload, plaats, sleutel)


def is_versleuteld(payload: Payload) -> bool:
    """Whether this codec, or one like it, encrypted the payload."""
    return payload.metadata.get("encoding") == ENCODING


def plaats_van(payload: Payload) -> Plaats:
    """Where an encrypted payload says that it belongs; decrypting shows whether that is true."""
    return Plaats(_metadata(payload, _NAMESPACE), _metadata(payload, _WORKFLOW))


def _plaats(context: SerializationContext) -> Plaats:
    if isinstance(context, WorkflowSerializationContext | ActivitySerializationContext):
        return Plaats(context.namespace, context.workflow_id or "")
    return NERGENS


def _versleutel(payload: Payload, plaats: Plaats, sleutel: Datasleutel) -> Payload:
    nonce = secrets.token_bytes(NONCE)
    inhoud = sleutel.aead.encrypt(nonce, payload.SerializeToString(), _binding(plaats, sleutel.id))
    metadata = {
        "encoding": ENCODING,
        _SLEUTEL: sleutel.id.encode(),
        _NAMESPACE: plaats.namespace.encode(),
        _WORKFLOW: plaats.workflow_id.encode(),
    }
    return Payload(metadata=metadata, data=nonce + inhoud)


def _ontcijfer(payload: Payload, plaats: Plaats, sleutel: Datasleutel) -> Payload:
    nonce, inhoud = payload.data[:NONCE], payload.data[NONCE:]
    try:
        return Payload.FromString(sleutel.aead.decrypt(nonce, inhoud, _binding(plaats, sleutel.id)))
    except (InvalidTag, ValueError, DecodeError):
        raise Vervalst(f"Een payload is gewijzigd of hoort niet bij sleutel {sleutel.id}.") from None


def _binding(plaats: Plaats, sleutel_id: str) -> bytes:
    """What is authenticated beside the content: no two places give the same bytes, as every part has its length."""
    delen = [_VORM, *(deel.encode() for deel in (plaats.namespace, plaats.workflow_id, sleutel_id))]
    return b"".join(len(deel).to_bytes(4) + deel for deel in delen)


def _metadata(payload: Payload, naam: str) -> str:
    try:
        return payload.metadata.get(naam, b"").decode()
    except UnicodeDecodeError:
        raise Vervalst("De gegevens bij een versleutelde payload zijn gewijzigd.") from None


def _verplaatst(plaats: Plaats) -> Vervalst:
    waar = f"{plaats.workflow_id} (namespace {plaats.namespace})"
    return Vervalst(f"Bij {waar} staat een payload van een andere workflow of namespace.")
