"""The log of processing (AVG), after the Dutch standard Logboek Dataverwerkingen: a record per action per person."""

import hmac
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.trace import Span, TracerProvider, get_current_span

from activities.register.verwerkingen import Verwerking, Verwerkingen
from api.tokens import Houder
from api.verwerkingsactiviteiten import REGISTER

INZAGE = "inzage_geven"
SLEUTEL_VERNIEUWEN = "sleutel_vernieuwen"
SLEUTEL_VERNIETIGEN = "sleutel_vernietigen"
ONDERZOEK = "onderzoek_voeden"
ALLEEN_OPDRACHTREGEL = (INZAGE, SLEUTEL_VERNIEUWEN, SLEUTEL_VERNIETIGEN, ONDERZOEK)
"""The activities that are no action of the API."""
_LENGTE = 32


class Deur(StrEnum):
    """Through which door someone came."""

    API = "api"
    OPDRACHTREGEL = "opdrachtregel"
    CODECSERVER = "codecserver"


@dataclass(frozen=True, slots=True)
class Betrokkene:
    """Whose data, and of which trajectory."""

    bsn: str = field(repr=False)
    nummer: str | None = None


class Logboek:
    """Writes who did what with whose data. When a method returns, the records are on disk."""

    def __init__(self, verwerkingen: Verwerkingen, sleutel: bytes, sporen: TracerProvider, deur: Deur) -> None:
        """Keep where it is written, under which key, and for which door."""
        self._verwerkingen = verwerkingen
        self._sleutel = sleutel
        self._tracer = sporen.get_tracer("loondispensatie.logboek")
        self._deur = deur

    def schrijf(self, activiteit: str, houder: Houder, betrokkenen: Iterable[Betrokkene]) -> str | None:
        """Write a record for each person, before the data are shown or changed. Raises RegisterFout.

        Nothing may be looked at that does not stand here: who calls this shows nothing when it fails.
        Returns the seal of the last record, to be noted outside the database as well.
        """
        regels = [self._regel(activiteit, houder, betrokkene) for betrokkene in betrokkenen]
        return self._verwerkingen.schrijf(regels, self._sleutel) if regels else None

    def pseudoniem(self, bsn: str) -> str:
        """Who a person is in the log: without the key nobody can tell from it whose it is."""
        return hmac.digest(self._sleutel, f"betrokkene {bsn}".encode(), "sha256").hex()[:_LENGTE]

    def gezien_door(self, bsn: str) -> list[Verwerking]:
        """Everything that was done with the data of this person, through any door."""
        return self._verwerkingen.van_betrokkene(self.pseudoniem(bsn))

    def _regel(self, activiteit: str, houder: Houder, betrokkene: Betrokkene) -> Verwerking:
        pseudoniem = self.pseudoniem(betrokkene.bsn)
        verzoek = get_current_span()
        ouder = verzoek.get_span_context()
        with self._tracer.start_as_current_span(activiteit) as spoor:
            spoor.set_attributes(dict(_kenmerken(activiteit, pseudoniem, houder, verzoek)))
            wat = REGISTER.activiteiten[activiteit]
            trace_id, span_id = _ids(spoor)
            return Verwerking(
                tijdstip=datetime.now(UTC),
                trace_id=trace_id,
                span_id=span_id,
                ouder_span_id=f"{ouder.span_id:016x}" if ouder.is_valid else None,
                activiteit=REGISTER.uri(activiteit),
                doel=wat.doel,
                grondslag=wat.grondslag,
                betrokkene=pseudoniem,
                nummer=betrokkene.nummer,
                wie=houder.wie,
                rollen=",".join(sorted(houder.rollen)),
                gemeente=houder.gemeente,
                deur=self._deur,
            )


def _ids(spoor: Span) -> tuple[str, str]:
    context = spoor.get_span_context()
    return f"{context.trace_id:032x}", f"{context.span_id:016x}"


def _kenmerken(activiteit: str, pseudoniem: str, houder: Houder, verzoek: Span) -> Iterator[tuple[str, str]]:
    """The attributes of the standard. Who asked stands in the register only: spans leave the process."""
    yield "dpl.core.processing_activity_id", REGISTER.uri(activiteit)
    yield "dpl.core.data_subject_id", pseudoniem
    yield "dpl.core.data_subject_id_type", "pseudoniem"
    if houder.gemeente and _komt_van_buiten(verzoek):
        yield "dpl.core.foreign_operation.processor", f"urn:nld:gemeente:{houder.gemeente}"


def _komt_van_buiten(verzoek: Span) -> bool:
    """Whether the request goes on with a trace that began with somebody else."""
    ouder = verzoek.parent if isinstance(verzoek, ReadableSpan) else None
    return ouder is not None and ouder.is_remote
