"""The codec gives back what went in, only where it belongs, and tells nothing when it does not."""

import traceback
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from temporalio.api.common.v1 import Payload
from temporalio.converter import (
    ActivitySerializationContext,
    NexusSerializationContext,
    SerializationContext,
    WorkflowSerializationContext,
)

from tests.samen.versleuteling.proef import (
    ANDER_TRAJECT,
    ANDERE_GEMEENTE,
    EIGENAAR,
    TRAJECT,
    TWEEDE,
    VREEMD,
    Geheugenregister,
    codec,
    sleutels,
)
from versleuteling.codec import Codec, Plaats, _binding
from versleuteling.fouten import NietVersleuteld, SleutelOnbekend, SleutelVernietigd, VersleutelingFout, Vervalst
from versleuteling.sleutels import Sleutels
from workflows.berichten import PILOT_ID

GEHEIM = "Geheim de Vries 123456782 – kreeg 'n ⚕️ diagnose"
TEKST = Payload(metadata={"encoding": b"json/plain"}, data=f'{{"naam": "{GEHEIM}"}}'.encode())
KENMERK = "encryption-key-id"

payloads = st.builds(
    Payload,
    metadata=st.dictionaries(st.text(max_size=20), st.binary(max_size=40), max_size=3),
    data=st.binary(max_size=300),
)
plaatsen = st.builds(Plaats, st.text(max_size=20), st.text(max_size=20))


def activiteit(workflow_id: str | None, namespace: str = "default") -> ActivitySerializationContext:
    return ActivitySerializationContext(
        namespace=namespace,
        activity_id="1",
        activity_type="leg_vast",
        activity_task_queue="loondispensatie",
        workflow_id=workflow_id,
        workflow_type="Traject",
        is_local=True,
    )


async def versleuteld(van: Sleutels, workflow_id: str = TRAJECT) -> Payload:
    [payload] = await codec(van, workflow_id).encode([TEKST])
    return payload


async def weigert(lezer: Codec, payload: Payload, fout: type[VersleutelingFout]) -> str:
    """Assert that reading fails with this error, and that nothing in it, nor in its cause, tells a content."""
    with pytest.raises(fout) as gevangen:
        await lezer.decode([payload])
    getoond = "".join(traceback.format_exception(gevangen.value))
    assert not any(deel in getoond for deel in ("Geheim", "123456782", "diagnose"))
    assert str(gevangen.value).endswith(".")
    return str(gevangen.value)


@given(st.lists(payloads, max_size=3), st.text(max_size=30), st.text(max_size=30))
async def test_wat_erin_gaat_komt_eruit(inhoud: list[Payload], namespace: str, workflow_id: str) -> None:
    beide = codec(sleutels(), workflow_id, namespace)
    assert await beide.decode(await beide.encode(inhoud)) == inhoud


@given(payloads.filter(lambda payload: len(payload.data) > 8))
async def test_de_inhoud_en_haar_soort_zijn_niet_te_zien(payload: Payload) -> None:
    [uit] = await codec(sleutels()).encode([payload])
    assert payload.data not in uit.data
    assert dict(uit.metadata) == {
        "encoding": b"binary/encrypted",
        "encryption-key-id": f"{TRAJECT}#1".encode(),
        "namespace": b"default",
        "workflow-id": TRAJECT.encode(),
    }


async def test_twee_keer_hetzelfde_is_versleuteld_niet_hetzelfde() -> None:
    beide = codec(sleutels())
    een, ander = await beide.encode([TEKST, TEKST])
    assert een.data != ander.data


@given(st.data())
async def test_een_gewijzigde_byte_wordt_gezien(keuze: st.DataObject) -> None:
    van = sleutels()
    payload = await versleuteld(van)
    plek = keuze.draw(st.integers(0, len(payload.data) - 1))
    bit = 1 << keuze.draw(st.integers(0, 7))
    payload.data = payload.data[:plek] + bytes([payload.data[plek] ^ bit]) + payload.data[plek + 1 :]
    await weigert(codec(van), payload, Vervalst)


@given(st.integers(0, 120))
async def test_een_afgekapte_payload_wordt_gezien(lengte: int) -> None:
    van = sleutels()
    payload = await versleuteld(van)
    payload.data = payload.data[: min(lengte, len(payload.data) - 1)]
    await weigert(codec(van), payload, Vervalst)


@pytest.mark.parametrize("ander", [ANDER_TRAJECT, ANDERE_GEMEENTE, PILOT_ID, "hulp", ""])
async def test_een_payload_van_een_andere_workflow_wordt_niet_geloofd(ander: str) -> None:
    van = sleutels()
    payload = await versleuteld(van, ander)
    assert TRAJECT in await weigert(codec(van), payload, Vervalst)


async def test_een_payload_uit_een_andere_namespace_wordt_niet_geloofd() -> None:
    van = sleutels()
    [payload] = await codec(van, namespace="proef").encode([TEKST])
    await weigert(codec(van, namespace="default"), payload, Vervalst)


@pytest.mark.parametrize("lezer", [Codec, lambda van: codec(van, ANDER_TRAJECT)])
async def test_een_payload_die_zegt_dat_hij_verhuisd_is_wordt_niet_geloofd(lezer: Callable[[Sleutels], Codec]) -> None:
    van = sleutels()
    payload, voorbeeld = await versleuteld(van), await versleuteld(van, ANDER_TRAJECT)
    for naam in ("workflow-id", KENMERK):
        payload.metadata[naam] = voorbeeld.metadata[naam]
    await weigert(lezer(van), payload, Vervalst)


async def test_een_payload_met_een_andere_namespace_erop_wordt_niet_geloofd() -> None:
    van = sleutels()
    payload = await versleuteld(van)
    payload.metadata["namespace"] = b"proef"
    await weigert(Codec(van), payload, Vervalst)


async def test_een_andere_hoofdsleutel_opent_niets() -> None:
    register = Geheugenregister()
    payload = await versleuteld(sleutels(register))
    await weigert(codec(sleutels(register, VREEMD)), payload, Vervalst)


async def test_een_hoofdsleutel_die_ontbreekt_wordt_genoemd() -> None:
    register = Geheugenregister()
    payload = await versleuteld(sleutels(register, TWEEDE))
    assert "2027" in await weigert(codec(sleutels(register)), payload, SleutelOnbekend)


@pytest.mark.parametrize("id_", [f"{TRAJECT}#2", f"{TRAJECT}#0", f"{ANDER_TRAJECT}#1", TRAJECT, "", "Geheim#1", "#1"])
async def test_een_onbekende_sleutel_wordt_gezegd_zonder_na_te_praten(id_: str) -> None:
    van = sleutels()
    payload = await versleuteld(van)
    payload.metadata[KENMERK] = id_.encode()
    await weigert(codec(van), payload, SleutelOnbekend)


async def test_een_sleutel_die_geen_tekst_is_wordt_gezien() -> None:
    van = sleutels()
    payload = await versleuteld(van)
    payload.metadata[KENMERK] = b"\xff"
    await weigert(codec(van), payload, Vervalst)


async def test_na_vernietiging_is_niets_meer_te_lezen_of_te_schrijven() -> None:
    van = sleutels()
    payload, ander = await versleuteld(van), await versleuteld(van, ANDER_TRAJECT)
    van.vernietig(EIGENAAR)
    assert "voorgoed onleesbaar" in await weigert(codec(van), payload, SleutelVernietigd)
    with pytest.raises(SleutelVernietigd):
        await codec(van).encode([TEKST])
    assert await codec(van, ANDER_TRAJECT).decode([ander]) == [TEKST]


async def test_een_payload_in_klare_tekst_wordt_geweigerd() -> None:
    await weigert(codec(sleutels()), TEKST, NietVersleuteld)


async def test_een_activiteit_leest_wat_haar_workflow_schrijft() -> None:
    van = sleutels()
    payload = await versleuteld(van)
    assert await Codec(van).with_context(activiteit(TRAJECT)).decode([payload]) == [TEKST]


@pytest.mark.parametrize(
    "context",
    [
        WorkflowSerializationContext(namespace="default", workflow_id="hulp"),
        activiteit(None),
        activiteit(""),
        NexusSerializationContext(endpoint="punt", service="dienst", operation="werk"),
    ],
)
async def test_wat_van_geen_traject_is_krijgt_de_gedeelde_sleutel(context: SerializationContext) -> None:
    gedeeld = Codec(sleutels()).with_context(context)
    [payload] = await gedeeld.encode([TEKST])
    assert payload.metadata[KENMERK] == b"algemeen#1"
    assert await gedeeld.decode([payload]) == [TEKST]


async def test_zonder_context_is_alles_te_lezen_en_is_de_gedeelde_sleutel_om_te_schrijven() -> None:
    van = sleutels()
    assert await Codec(van).decode([await versleuteld(van)]) == [TEKST]
    [payload] = await Codec(van).encode([TEKST])
    assert payload.metadata[KENMERK] == b"algemeen#1"


async def test_elk_traject_en_de_pilot_hebben_een_eigen_sleutel() -> None:
    van = sleutels()
    namen = [(await versleuteld(van, id_)).metadata[KENMERK] for id_ in (TRAJECT, ANDER_TRAJECT, PILOT_ID)]
    assert namen == [f"{TRAJECT}#1".encode(), f"{ANDER_TRAJECT}#1".encode(), f"{PILOT_ID}#1".encode()]


@given(plaatsen, st.text(max_size=20), plaatsen, st.text(max_size=20))
def test_geen_twee_plaatsen_hebben_dezelfde_binding(een: Plaats, id1: str, ander: Plaats, id2: str) -> None:
    assert (_binding(een, id1) == _binding(ander, id2)) == ((een, id1) == (ander, id2))


def test_een_codec_voor_dezelfde_plaats_is_dezelfde() -> None:
    eerste = codec(sleutels())
    assert eerste.with_context(activiteit(TRAJECT)) is eerste
