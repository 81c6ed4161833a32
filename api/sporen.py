"""Where the spans of requests and of the log of processing come from, and how they go to a collector."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from threading import Thread

from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.sdk.trace.sampling import ALWAYS_ON

from api.instellingen import ApiInstellingen

NAAM = "loondispensatie"
GEDULD = 2.0
"""Seconds that the collector may take: for a batch, and for all that is left when the process stops."""
MEESTE = 10_000
"""Spans that wait for the collector; what comes on top of them is dropped, since the register has them as well."""

# An exporter that fails says so in the log of a process that has one; on a screen it would stand among the answers.
logging.getLogger("opentelemetry").addHandler(logging.NullHandler())


def maak_bron() -> TracerProvider:
    """A source of spans that go nowhere; who asks us something cannot keep them from being made (W3C `sampled`)."""
    herkomst = Resource.create({"service.name": NAAM, "service.version": version(NAAM)})
    return TracerProvider(sampler=ALWAYS_ON, resource=herkomst, shutdown_on_exit=False)


@contextmanager
def open_sporen(instellingen: ApiInstellingen) -> Iterator[TracerProvider]:
    """A source of spans that go to the collector of the settings, if these name one, in batches and in a thread.

    At the end what is left is sent, as far as the collector takes it within `GEDULD`.
    """
    bron = maak_bron()
    if not instellingen.otlp_adres:
        yield bron
        return
    bron.add_span_processor(_verzending(instellingen.otlp_adres))
    try:
        yield bron
    finally:
        # The SDK has no limit of its own for this; a daemon does not keep the process alive.
        slot = Thread(target=bron.shutdown, daemon=True)
        slot.start()
        slot.join(GEDULD)


def _verzending(adres: str) -> BatchSpanProcessor:
    # Loads an HTTP client that no command needs without a collector.
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415

    uitgang = OTLPSpanExporter(endpoint=f"{adres.rstrip('/')}/v1/traces", timeout=GEDULD)
    return BatchSpanProcessor(uitgang, max_queue_size=MEESTE)
