"""The one converter of client, worker, replayer and codec server."""

from typing import Any

from pydantic import ValidationError
from temporalio.api.common.v1 import Payload
from temporalio.contrib.pydantic import PydanticJSONPlainPayloadConverter
from temporalio.converter import (
    CompositePayloadConverter,
    DataConverter,
    DefaultFailureConverterWithEncodedAttributes,
    DefaultPayloadConverter,
    JSONPlainPayloadConverter,
)

from versleuteling.codec import Codec
from versleuteling.sleutels import Sleutels


class PayloadOngeldig(ValueError):
    """A payload is not of the type that was asked for. What it holds is left out: this text goes into logs."""

    def __init__(self, fout: ValidationError) -> None:
        soorten = {deel["type"] for deel in fout.errors(include_url=False, include_context=False, include_input=False)}
        super().__init__(f"Een payload is geen {fout.title}: {', '.join(sorted(soorten))}.")


class _Json(PydanticJSONPlainPayloadConverter):
    def from_payload(self, payload: Payload, type_hint: type | None = None) -> Any:  # noqa: ANN401 - as the SDK has it
        """The value. Pydantic would quote it where it is wrong, and the names of fields that it does not know."""
        try:
            return super().from_payload(payload, type_hint)
        except ValidationError as fout:
            raise PayloadOngeldig(fout) from None


class _Omzetter(CompositePayloadConverter):
    """Pydantic values as JSON, and the other kinds of payload as the SDK has them."""

    def __init__(self) -> None:
        soorten = DefaultPayloadConverter.default_encoding_payload_converters
        super().__init__(*(_Json() if isinstance(soort, JSONPlainPayloadConverter) else soort for soort in soorten))


def maak_converter(sleutels: Sleutels) -> DataConverter:
    """Pydantic values as JSON, encrypted; the messages and stack traces of failures are encrypted as well."""
    return DataConverter(
        payload_converter_class=_Omzetter,
        payload_codec=Codec(sleutels),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
