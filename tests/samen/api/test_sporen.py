"""The spans go to a collector over OTLP: from every door, with the attributes of the standard and nobody's data."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest
from google.protobuf.json_format import MessageToJson
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.resource.v1.resource_pb2 import Resource
from opentelemetry.proto.trace.v1.trace_pb2 import Span
from temporalio.client import Client

from api.app import maak_app
from api.codecserver import maak_codecserver
from api.instellingen import ApiInstellingen
from api.logboek import Betrokkene
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from api.sporen import GEDULD, open_sporen
from starter.opdrachtregel.verwerking import teken_op
from starter.systeem import Systeem
from tests.samen.api.conftest import INSTELLINGEN, aanvraag, als
from workflows.berichten import traject_id

WEBSCHERM = "http://webscherm.test"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


class Ontvanger(ThreadingHTTPServer):
    """A collector that keeps what it gets."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Verzoek)
        self.lichamen: list[tuple[str, bytes]] = []

    @property
    def instellingen(self) -> ApiInstellingen:
        return ApiInstellingen(otlp_adres=self.adres)

    @property
    def adres(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def sporen(self, naam: str) -> list[Span]:
        """The spans of this name, all from a program that says who it is."""
        verzoeken = [ExportTraceServiceRequest.FromString(lichaam) for _, lichaam in self.lichamen]
        bronnen = [bron for verzoek in verzoeken for bron in verzoek.resource_spans]
        assert {_kenmerken(bron.resource)["service.name"] for bron in bronnen} == {"loondispensatie"}
        return [spoor for bron in bronnen for deel in bron.scope_spans for spoor in deel.spans if spoor.name == naam]


class _Verzoek(BaseHTTPRequestHandler):
    server: Ontvanger

    def do_POST(self) -> None:
        self.server.lichamen.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@pytest.fixture
def ontvanger() -> Iterator[Ontvanger]:
    with Ontvanger() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _kenmerken(wat: Span | Resource) -> dict[str, str]:
    return {kenmerk.key: kenmerk.value.string_value for kenmerk in wat.attributes}


async def test_elke_blik_en_wijziging_gaat_met_de_kenmerken_van_de_standaard_naar_de_collector(
    systeem: Systeem, ontvanger: Ontvanger
) -> None:
    persoon = aanvraag(naam="Xantippe Quirijnen")
    # Who asks does not decide whether it is written down: the last figure says that this trace is not sampled.
    koppen = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-00", "tracestate": "wie=Xantippe", "baggage": "wie=Xantippe"}
    with open_sporen(ontvanger.instellingen) as sporen:
        async with als(maak_app(systeem, INSTELLINGEN, sporen), Rol.BESLISSER, "0014", "els@gemeente.test") as els:
            nummer = (await els.post("/v1/trajecten", persoon)).json()["nummer"]
            await els.get(f"/v1/trajecten/{nummer.replace('/', '-')}", headers=koppen)

    assert {pad for pad, _ in ontvanger.lichamen} == {"/v1/traces"}
    (start,), (blik,) = ontvanger.sporen("traject_starten"), ontvanger.sporen("traject_lezen")
    assert _kenmerken(start).keys() == {
        "dpl.core.processing_activity_id", "dpl.core.data_subject_id", "dpl.core.data_subject_id_type"
    }  # fmt: skip
    assert _kenmerken(start)["dpl.core.data_subject_id"] == _kenmerken(blik)["dpl.core.data_subject_id"]
    assert _kenmerken(blik)["dpl.core.foreign_operation.processor"] == "urn:nld:gemeente:0014"
    assert blik.trace_id.hex() == TRACE
    assert len(ontvanger.sporen("verzoek")) == 2
    alles = b"".join(lichaam for _, lichaam in ontvanger.lichamen)
    for geheim in (persoon["client"]["bsn"], "Xantippe", "Quirijnen", "els@"):
        assert geheim.encode() not in alles


async def test_ook_wie_via_de_codecserver_kijkt(systeem: Systeem, ontvanger: Ontvanger) -> None:
    async with als(maak_app(systeem, INSTELLINGEN), Rol.BESLISSER, "0014") as els:
        nummer = (await els.post("/v1/trajecten", aanvraag())).json()["nummer"]
    leesbaar = await Client.connect(systeem.temporal.service_client.config.target_host)
    begin = (await leesbaar.get_workflow_handle(traject_id(nummer)).fetch_history()).events[0]
    vraag = MessageToJson(begin.workflow_execution_started_event_attributes.input)
    token = geef_uit(INSTELLINGEN, Rol.BEHEERDER, None)
    koppen = {"X-Namespace": "default", "Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    with open_sporen(ontvanger.instellingen) as sporen:
        app = maak_codecserver(systeem, INSTELLINGEN, WEBSCHERM, sporen)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://codec.test") as codec:
            assert (await codec.post("/decode", content=vraag, headers=koppen)).status_code == 200

    assert "dpl.core.data_subject_id" in _kenmerken(ontvanger.sporen("geschiedenis_ontsleutelen")[0])


def test_ook_wie_een_opdracht_typt(systeem: Systeem, ontvanger: Ontvanger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOONDISPENSATIE_OTLP_ADRES", f"{ontvanger.adres}/")
    bsns = [aanvraag()["client"]["bsn"] for _ in range(3)]
    teken_op(systeem.register, "trajecten_zoeken", [Betrokkene(bsn) for bsn in bsns])

    assert len({_kenmerken(spoor)["dpl.core.data_subject_id"] for spoor in ontvanger.sporen("trajecten_zoeken")}) == 3


async def test_een_collector_die_niet_antwoordt_houdt_geen_verzoek_op_en_het_einde_maar_even(
    systeem: Systeem, capfd: pytest.CaptureFixture[str]
) -> None:
    with Ontvanger() as stil, open_sporen(stil.instellingen) as sporen:
        async with als(maak_app(systeem, INSTELLINGEN, sporen), Rol.BESLISSER, "0014") as els:
            begin = time.monotonic()
            assert (await els.get("/v1/trajecten")).status_code == 200
            duur, begin = time.monotonic() - begin, time.monotonic()
    assert duur < 1
    assert time.monotonic() - begin < GEDULD + 1
    assert capfd.readouterr().err == ""
