"""How a Temporal server is reached: the embedded one in clear, another one as its settings say."""

from pathlib import Path

from temporalio.api.workflowservice.v1 import GetSearchAttributesRequest
from temporalio.client import Client
from temporalio.plugin import SimplePlugin
from temporalio.runtime import Runtime
from temporalio.service import RPCError, RPCStatusCode, TLSConfig

from starter.instellingen import Instellingen, InstellingFout
from starter.omgeving import registreer_zoekkenmerken, stille_looptijd
from workflows import zoekkenmerken

_GEWEIGERD = frozenset({RPCStatusCode.PERMISSION_DENIED, RPCStatusCode.UNIMPLEMENTED, RPCStatusCode.UNAUTHENTICATED})


class OnbereikbaarFout(Exception):
    """The server does not answer, or does not let us in or do what we must; the message is one Dutch sentence."""


async def verbind(instellingen: Instellingen, adres: str, plugin: SimplePlugin, runtime: Runtime | None) -> Client:
    """A client of the server at this address, which knows our search attributes.

    Raises OnbereikbaarFout, and InstellingFout for an address or a file of the settings that cannot be used.
    """
    eigen = bool(instellingen.temporal_adres)
    namespace = instellingen.namespace if eigen else "default"
    sleutel = instellingen.temporal_api_sleutel if eigen else None
    tls = lees_tls(instellingen) if eigen else False
    try:
        client = await Client.connect(
            adres,
            namespace=namespace,
            plugins=[plugin],
            runtime=runtime or stille_looptijd(),
            tls=tls,
            api_key=sleutel.get_secret_value() if sleutel else None,
        )
        await _zorg_voor_zoekkenmerken(client)
    except ValueError:  # what the SDK makes of a name that no server can have
        raise InstellingFout("temporal_adres", "noemt geen server") from None
    except (RPCError, RuntimeError):  # the SDK reports a connection that fails as RuntimeError
        raise OnbereikbaarFout(f"De Temporal-server op {adres} (namespace {namespace}) is niet te bereiken.") from None
    return client


def lees_tls(instellingen: Instellingen) -> TLSConfig | bool:
    """What TLS is spoken with; False for none. Raises InstellingFout."""
    certificaat, sleutel = instellingen.temporal_certificaat, instellingen.temporal_sleutel
    if (certificaat is None) != (sleutel is None):
        ontbreekt = "temporal_sleutel" if sleutel is None else "temporal_certificaat"
        raise InstellingFout(ontbreekt, "ontbreekt; certificaat en sleutel horen bij elkaar")
    delen = {naam: _lees(instellingen, naam) for naam in ("temporal_ca", "temporal_certificaat", "temporal_sleutel")}
    if not any(delen.values()):
        return instellingen.temporal_tls or instellingen.temporal_api_sleutel is not None
    return TLSConfig(
        server_root_ca_cert=delen["temporal_ca"],
        client_cert=delen["temporal_certificaat"],
        client_private_key=delen["temporal_sleutel"],
    )


def _lees(instellingen: Instellingen, naam: str) -> bytes | None:
    bestand: Path | None = getattr(instellingen, naam)
    if bestand is None:
        return None
    try:
        inhoud = bestand.read_bytes()
    except OSError:
        raise InstellingFout(naam, "noemt een bestand dat niet te lezen is") from None
    if b"-----BEGIN " not in inhoud:
        raise InstellingFout(naam, "noemt een bestand dat geen PEM is")
    return inhoud


async def _zorg_voor_zoekkenmerken(client: Client) -> None:
    """Make them known; where only an operator of the server may do so, see that he has."""
    try:
        await registreer_zoekkenmerken(client)
    except RPCError as fout:
        if fout.status not in _GEWEIGERD:
            raise
        bekend = await client.workflow_service.get_search_attributes(GetSearchAttributesRequest())
        if ontbreekt := sorted({kenmerk.name for kenmerk in zoekkenmerken.ALLE} - bekend.keys.keys()):
            namen = ", ".join(ontbreekt)
            raise OnbereikbaarFout(
                f"De Temporal-server mist zoekkenmerken die dit programma er niet mag maken: {namen}."
            ) from None
