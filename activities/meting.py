"""What is counted of the systems outside: every attempt, and whether it went well."""

from collections.abc import Iterator
from contextlib import contextmanager

from temporalio import activity

POGINGEN = "loondispensatie_buitensysteem_pogingen"
"""The counter, with the labels `systeem` and `uitkomst`; it goes where the SDK's own meters go."""


@contextmanager
def geteld(systeem: str) -> Iterator[None]:
    """Count what happens in this context as one attempt to reach a system outside, inside an activity."""
    uitkomst = "mislukt"
    try:
        yield
        uitkomst = "gelukt"
    finally:
        teller = activity.metric_meter().create_counter(POGINGEN, "Pogingen om een systeem buiten ons te bereiken")
        teller.add(1, {"systeem": systeem, "uitkomst": uitkomst})
