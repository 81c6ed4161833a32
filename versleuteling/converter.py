"""The one converter of client, worker, replayer and codec server."""

import dataclasses

from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.converter import DataConverter, DefaultFailureConverterWithEncodedAttributes

from versleuteling.codec import Codec
from versleuteling.sleutels import Sleutels


def maak_converter(sleutels: Sleutels) -> DataConverter:
    """Pydantic values as JSON, encrypted; the messages and stack traces of failures are encrypted as well."""
    return dataclasses.replace(
        pydantic_data_converter,
        payload_codec=Codec(sleutels),
        failure_converter_class=DefaultFailureConverterWithEncodedAttributes,
    )
