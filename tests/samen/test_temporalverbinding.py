"""A Temporal server of one's own organisation: it speaks TLS, wants to know who connects, and may forbid things."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from starter import temporalverbinding
from starter.instellingen import Instellingen, InstellingFout, lees_instellingen
from starter.omgeving import tijdreis_server
from starter.temporalverbinding import OnbereikbaarFout, lees_tls, verbind
from worker import PLUGIN
from workflows import zoekkenmerken

HIER = "127.0.0.1"


class Uitgever:
    """Issues certificates into a folder."""

    def __init__(self, folder: Path, naam: str) -> None:
        self._folder = folder
        self._sleutel = ec.generate_private_key(ec.SECP256R1())
        self._naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, naam)])
        self.ca = folder / f"{naam}.pem"
        eigen = self._maak(self._naam, self._sleutel).add_extension(x509.BasicConstraints(True, None), critical=True)
        self._schrijf(self.ca, eigen.sign(self._sleutel, hashes.SHA256()))

    def geef_uit(self, naam: str) -> tuple[Path, Path]:
        """The files of a certificate for this machine, and of its key."""
        sleutel = ec.generate_private_key(ec.SECP256R1())
        maker = self._maak(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, naam)]), sleutel)
        maker = maker.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HIER))]), critical=False)
        certificaat, geheim = self._folder / f"{naam}.crt", self._folder / f"{naam}.key"
        self._schrijf(certificaat, maker.sign(self._sleutel, hashes.SHA256()))
        vorm = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        geheim.write_bytes(sleutel.private_bytes(*vorm))
        return certificaat, geheim

    def _maak(self, wie: x509.Name, sleutel: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        nu = datetime.now(UTC)
        maker = x509.CertificateBuilder().subject_name(wie).issuer_name(self._naam).public_key(sleutel.public_key())
        maker = maker.not_valid_before(nu - timedelta(hours=1)).not_valid_after(nu + timedelta(hours=1))
        return maker.serial_number(x509.random_serial_number())

    @staticmethod
    def _schrijf(bestand: Path, certificaat: x509.Certificate) -> None:
        bestand.write_bytes(certificaat.public_bytes(serialization.Encoding.PEM))


@pytest.fixture
def uitgever(tmp_path: Path) -> Uitgever:
    return Uitgever(tmp_path, "uitgever")


@pytest.fixture
async def adres(uitgever: Uitgever) -> AsyncIterator[str]:
    """A server behind TLS that lets in only who has a certificate of this issuer."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=uitgever.ca)
    tls.load_cert_chain(*uitgever.geef_uit("server"))
    tls.verify_mode = ssl.CERT_REQUIRED
    tls.set_alpn_protocols(["h2"])
    async with tijdreis_server() as omgeving:
        achter, _, poort = omgeving.client.service_client.config.target_host.partition(":")

        async def verbonden(lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
            server_lezer, server_schrijver = await asyncio.open_connection(achter, int(poort))
            await asyncio.gather(_geef_door(lezer, server_schrijver), _geef_door(server_lezer, schrijver))

        async with await asyncio.start_server(verbonden, HIER, 0, ssl=tls) as deur:
            yield f"{HIER}:{deur.sockets[0].getsockname()[1]}"


async def _geef_door(lezer: asyncio.StreamReader, schrijver: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError, ssl.SSLError):
        while deel := await lezer.read(65536):
            schrijver.write(deel)
            await schrijver.drain()
    schrijver.close()


async def _verbind(adres: str, **gekozen: Any) -> Client:
    return await verbind(Instellingen(temporal_adres=adres, **gekozen), adres, PLUGIN, None)


async def test_met_certificaat_en_sleutel_gaat_de_deur_open(adres: str, uitgever: Uitgever) -> None:
    certificaat, sleutel = uitgever.geef_uit("worker")

    client = await _verbind(adres, temporal_ca=uitgever.ca, temporal_certificaat=certificaat, temporal_sleutel=sleutel)

    assert await client.service_client.check_health()


async def test_wie_zich_niet_bekendmaakt_of_de_server_niet_vertrouwt_krijgt_een_zin(
    adres: str, uitgever: Uitgever, tmp_path: Path
) -> None:
    certificaat, sleutel = uitgever.geef_uit("worker")
    eigen = {"temporal_certificaat": certificaat, "temporal_sleutel": sleutel}
    vreemd = Uitgever(tmp_path, "vreemde").ca

    for gekozen in ({}, {"temporal_ca": uitgever.ca}, eigen | {"temporal_ca": vreemd}, {"temporal_tls": "ja"}):
        with pytest.raises(OnbereikbaarFout, match=rf"^De Temporal-server op {adres} .* is niet te bereiken\.$"):
            await _verbind(adres, **gekozen)


async def test_een_naam_die_geen_server_kan_hebben_is_een_foute_instelling() -> None:
    with pytest.raises(InstellingFout, match=r"^Instelling LOONDISPENSATIE_TEMPORAL_ADRES noemt geen server\.$"):
        await _verbind("<naam>:7233")


def test_een_api_sleutel_gaat_nooit_zonder_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOONDISPENSATIE_TEMPORAL_API_SLEUTEL", "geheim")
    instellingen = lees_instellingen()

    assert lees_tls(instellingen) is True
    assert "geheim" not in repr(instellingen)
    assert lees_tls(Instellingen(temporal_tls="ja")) is True  # type: ignore[arg-type]
    assert lees_tls(Instellingen()) is True
    monkeypatch.delenv("LOONDISPENSATIE_TEMPORAL_API_SLEUTEL")
    assert lees_tls(Instellingen()) is False


@pytest.mark.parametrize(("gekozen", "naam"), [
    ({"temporal_certificaat": "server.crt"}, "TEMPORAL_SLEUTEL ontbreekt"),
    ({"temporal_sleutel": "server.key"}, "TEMPORAL_CERTIFICAAT ontbreekt"),
    ({"temporal_ca": "weg.pem"}, "TEMPORAL_CA noemt een bestand dat niet te lezen is"),
    ({"temporal_ca": "leeg.pem"}, "TEMPORAL_CA noemt een bestand dat geen PEM is"),
])  # fmt: skip
def test_een_bestand_dat_ontbreekt_of_niet_deugt_wordt_genoemd(
    uitgever: Uitgever, tmp_path: Path, gekozen: dict[str, str], naam: str
) -> None:
    uitgever.geef_uit("server")
    (tmp_path / "leeg.pem").touch()

    with pytest.raises(InstellingFout, match=naam):
        lees_tls(Instellingen(**{sleutel: tmp_path / bestand for sleutel, bestand in gekozen.items()}))  # type: ignore[arg-type]


def test_tls_is_ja_of_nee(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOONDISPENSATIE_TEMPORAL_TLS", "soms")
    with pytest.raises(InstellingFout, match=r"^Instelling LOONDISPENSATIE_TEMPORAL_TLS moet ja of nee zijn\.$"):
        lees_instellingen()


@pytest.mark.parametrize("ontbreekt", [[], [zoekkenmerken.GEMEENTE.name]])
async def test_waar_alleen_een_beheerder_zoekkenmerken_maakt_moeten_zij_er_zijn(
    monkeypatch: pytest.MonkeyPatch, ontbreekt: list[str]
) -> None:
    async def geweigerd(_: Client) -> None:
        raise RPCError("no", RPCStatusCode.PERMISSION_DENIED, b"")

    async def bekend(_: object) -> SimpleNamespace:
        return SimpleNamespace(
            keys={kenmerk.name: 0 for kenmerk in zoekkenmerken.ALLE if kenmerk.name not in ontbreekt}
        )

    monkeypatch.setattr(temporalverbinding, "registreer_zoekkenmerken", geweigerd)
    client = cast(Client, SimpleNamespace(workflow_service=SimpleNamespace(get_search_attributes=bekend)))

    if not ontbreekt:
        await temporalverbinding._zorg_voor_zoekkenmerken(client)
        return
    with pytest.raises(OnbereikbaarFout, match=f"mist zoekkenmerken .*: {ontbreekt[0]}"):
        await temporalverbinding._zorg_voor_zoekkenmerken(client)
