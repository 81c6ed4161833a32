"""A small issuer of tokens for development: its key is in this source for everyone to read.

In production it refuses to work: there an OpenID Connect provider issues the tokens.
"""

import hashlib
from datetime import UTC, datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt import PyJWKSet
from jwt.algorithms import OKPAlgorithm

from api.instellingen import ApiInstellingen
from api.rollen import VAN_EEN_GEMEENTE, Rol
from api.sleutelbron import OpgehaaldeSleutels, VasteSleutels
from api.tokens import Tokeneisen, Tokenkeurder
from starter.instellingen import InstellingFout

UITGEVER = "urn:loondispensatie:ontwikkeluitgever"
SLEUTEL_ID = "ontwikkeling-niet-geheim"
GELDIG = timedelta(hours=12)

_GEHEIM = hashlib.sha256(b"loondispensatie: sleutel van de ontwikkeluitgever, niet geheim").digest()
_SLEUTEL = Ed25519PrivateKey.from_private_bytes(_GEHEIM)


def maak_keurder(instellingen: ApiInstellingen) -> Tokenkeurder:
    """What checks the tokens: those of the provider of the settings, or of the issuer here. Raises InstellingFout."""
    if not instellingen.oidc_uitgever:
        weiger_in_productie(instellingen)
        return Tokenkeurder(Tokeneisen(UITGEVER, instellingen.oidc_doelgroep), VasteSleutels(_sleutels()))
    for naam in ("oidc_uitgever", "oidc_sleutels"):
        if instellingen.is_productie and getattr(instellingen, naam).startswith("http://"):
            raise InstellingFout(naam, "moet in productie met https:// beginnen")
    eisen = Tokeneisen(
        instellingen.oidc_uitgever,
        instellingen.oidc_doelgroep,
        instellingen.oidc_rolveld,
        instellingen.oidc_gemeenteveld,
    )
    return Tokenkeurder(eisen, OpgehaaldeSleutels(instellingen.oidc_uitgever, instellingen.oidc_sleutels))


def geef_uit(
    instellingen: ApiInstellingen, rol: Rol, gemeente: str | None, wie: str = "ontwikkelaar", geldig: timedelta = GELDIG
) -> str:
    """A development token. Raises InstellingFout in production, ValueError when the role needs a gemeente."""
    weiger_in_productie(instellingen)
    if gemeente is None and rol in VAN_EEN_GEMEENTE:
        raise ValueError(f"De rol {rol} hoort bij een gemeente: geef ook --gemeente.")
    nu = datetime.now(UTC)
    inhoud = {"iss": UITGEVER, "aud": instellingen.oidc_doelgroep, "sub": wie, "rol": rol, "gemeente": gemeente}
    tijden = {"iat": nu, "exp": nu + geldig}
    gevuld = {naam: waarde for naam, waarde in inhoud.items() if waarde is not None}
    return jwt.encode(gevuld | tijden, _SLEUTEL, algorithm="EdDSA", headers={"kid": SLEUTEL_ID})


def weiger_in_productie(instellingen: ApiInstellingen) -> None:
    """Raise InstellingFout in production: everyone can make tokens with a key that everyone can read."""
    if instellingen.is_productie:
        raise InstellingFout("oidc_uitgever", "ontbreekt; de ingebouwde uitgever werkt niet in productie")


def _sleutels() -> PyJWKSet:
    publiek = OKPAlgorithm.to_jwk(_SLEUTEL.public_key(), as_dict=True)
    return PyJWKSet.from_dict({"keys": [{**publiek, "kid": SLEUTEL_ID, "use": "sig", "alg": "EdDSA"}]})
