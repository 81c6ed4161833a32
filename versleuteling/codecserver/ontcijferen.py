"""Decrypts what one reader may see of a list of payloads; of the rest he learns why not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from temporalio.api.common.v1 import Payload

from versleuteling.codec import Codec, is_versleuteld, plaats_van
from versleuteling.codecserver.toegang import Lezer
from versleuteling.codecserver.verwerkingslog import Inzage
from versleuteling.fouten import VersleutelingFout


class _MagNiet(VersleutelingFout):
    """The reader may not see this."""


@dataclass(frozen=True, slots=True)
class Ontcijferd:
    """The payloads in the same order, and of which workflows they are."""

    payloads: list[Payload]
    inzagen: list[Inzage]


async def ontcijfer(codec: Codec, payloads: Sequence[Payload], namespace: str, lezer: Lezer) -> Ontcijferd:
    """Decrypt each payload on its own: one that cannot be read becomes a sentence and does not hold up the others.

    What is not encrypted stays as it is: the web UI also sends what Temporal itself wrote.
    """
    uit, gelezen = [], dict[str, bool]()
    for payload in payloads:
        if not is_versleuteld(payload):
            uit.append(payload)
            continue
        workflow_id = ""
        try:
            workflow_id = plaats_van(payload).workflow_id
            leesbaar = await _ontcijfer(codec, payload, namespace, lezer)
        except VersleutelingFout as fout:
            leesbaar = _zin(str(fout))
            gelezen.setdefault(workflow_id, False)
        else:
            gelezen[workflow_id] = True
        uit.append(leesbaar)
    return Ontcijferd(uit, [Inzage(*paar) for paar in gelezen.items()])


async def _ontcijfer(codec: Codec, payload: Payload, namespace: str, lezer: Lezer) -> Payload:
    plaats = plaats_van(payload)
    if plaats.namespace not in (namespace, ""):
        raise _MagNiet("Deze gegevens horen bij een andere namespace.")
    if not lezer.mag_lezen(plaats.eigenaar):
        raise _MagNiet("U heeft geen toegang tot gegevens van deze gemeente.")
    [leesbaar] = await codec.decode([payload])
    return leesbaar


def _zin(zin: str) -> Payload:
    inhoud = json.dumps(f"[niet leesbaar] {zin}", ensure_ascii=False).encode()
    return Payload(metadata={"encoding": b"json/plain"}, data=inhoud)
