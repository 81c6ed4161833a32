"""Decrypts what one reader may see of a list of payloads; of the rest he learns why not."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from temporalio.api.common.v1 import Payload

from versleuteling.codec import Codec, is_versleuteld, plaats_van
from versleuteling.codecserver.toegang import Lezer
from versleuteling.fouten import VersleutelingFout


class _MagNiet(VersleutelingFout):
    """The reader may not see this."""


@dataclass(frozen=True, slots=True)
class Ontcijferd:
    """The payloads in the same order, and for every workflow that was asked for whether anything of it was read."""

    payloads: list[Payload]
    workflows: dict[str, bool]


async def ontcijfer(codec: Codec, payloads: Sequence[Payload], namespace: str, lezer: Lezer) -> Ontcijferd:
    """Decrypt each payload on its own: one that cannot be read becomes a sentence and does not hold up the others.

    What is not encrypted stays as it is: the web UI also sends what Temporal itself wrote.
    """
    uit, workflows = [], dict[str, bool]()
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
            workflows.setdefault(workflow_id, False)
        else:
            workflows[workflow_id] = True
        uit.append(leesbaar)
    return Ontcijferd(uit, workflows)


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
