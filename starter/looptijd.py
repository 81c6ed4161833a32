"""The runtime of the Temporal SDK in a process that goes on working: it measures what the SDK does."""

from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection

from temporalio.runtime import PrometheusConfig, Runtime, TelemetryConfig

from starter.omgeving import HIER, OmgevingFout, vrije_poort

_GEDULD = 5.0


@dataclass(frozen=True, slots=True)
class Looptijd:
    """A runtime, and the port of this machine where its meters are; both end when nobody holds the runtime."""

    runtime: Runtime
    poort: int

    def meters(self) -> bytes:
        """Everything that the SDK and our activities measured, as Prometheus reads it. Raises OSError."""
        with closing(HTTPConnection(HIER, self.poort, timeout=_GEDULD)) as verbinding:
            verbinding.request("GET", "/metrics")
            return verbinding.getresponse().read()


def maak_looptijd() -> Looptijd:
    """A runtime for a whole process: each has threads of its own, so a process makes one. Raises OmgevingFout.

    The SDK counts for Prometheus itself, histograms and all, but only behind a port of its own. That port is one that
    happens to be free, and the address of the process passes on what is there: so an operator has one address. The
    other way, its buffer, drops what is not fetched in time and would have us do all the adding up.
    """
    poort = vrije_poort()
    try:
        return Looptijd(Runtime(telemetry=_telemetrie(poort)), poort)
    except ValueError:  # what the SDK makes of a port that was taken at this very moment
        raise OmgevingFout("De meters van Temporal kregen geen poort; probeer het nog eens.") from None


def _telemetrie(poort: int) -> TelemetryConfig:
    return TelemetryConfig(
        # The core would log to standard output, where answers go. It can hand its lines to Python, but a runtime that
        # is cleared away while it does so waits for ever. What goes wrong stands in its meters, and in Python's log.
        logging=None,
        metrics=PrometheusConfig(
            f"{HIER}:{poort}", counters_total_suffix=True, unit_suffix=True, durations_as_seconds=True
        ),
        attach_service_name=False,
    )
