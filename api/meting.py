"""What can be measured of a process and of the work behind it, for Prometheus; no label names a person."""

from collections.abc import Iterator

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from activities.register import Register, RegisterFout
from starter.systeem import Systeem


class Meting:
    """The meters of a process: what stands in the register, and all that the SDK and the activities count."""

    def __init__(self, systeem: Systeem) -> None:
        """Meters of its own, so that two apps in one process do not share them."""
        self._meters = CollectorRegistry()
        self._meters.register(_Werk(systeem.register))
        self._looptijd = systeem.looptijd

    def tekst(self) -> bytes:
        """Everything measured, as Prometheus reads it."""
        van_de_sdk = self._looptijd.meters() if self._looptijd else b""
        return generate_latest(self._meters) + van_de_sdk


class Deurmeting(Meting):
    """The same, and what the front door counts."""

    def __init__(self, systeem: Systeem) -> None:
        """Begin at nothing."""
        super().__init__(systeem)
        self.verzoeken = Counter(
            "loondispensatie_verzoeken", "Verzoeken aan de API", ["methode", "pad", "status"], registry=self._meters
        )
        self.duur = Histogram(
            "loondispensatie_verzoek_seconden", "Duur van een verzoek", ["methode", "pad"], registry=self._meters
        )
        self.geweigerde_tokens = Counter(
            "loondispensatie_geweigerde_tokens", "Verzoeken zonder geldig token", registry=self._meters
        )


class _Werk(Collector):
    """What stands in the register now: tasks that wait for a person, and terms that have passed."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def describe(self) -> Iterator[Metric]:
        """Nothing is counted when the meters are made."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Count. Without its register a process still shows its other meters: then they are needed most."""
        try:
            stand = self._register.zoeken.werkvoorraad()
        except RegisterFout:
            return
        yield _meter("open_taken", "Taken die op een medewerker wachten", stand.open_taken)
        yield _meter("verstreken_termijnen", "Termijnen die zijn verstreken", stand.verstreken_termijnen)


def _meter(naam: str, uitleg: str, aantallen: dict[str, int]) -> Metric:
    meter = GaugeMetricFamily(f"loondispensatie_{naam}", uitleg, labels=["soort"])
    for soort, aantal in aantallen.items():
        meter.add_metric([soort], aantal)
    return meter
