"""The public keys of the issuer of tokens: a fixed set, or fetched from the issuer and kept for a while."""

import json
import threading
import time
import urllib.request
from collections.abc import Callable
from typing import Any, Protocol
from urllib.error import URLError

from jwt import PyJWK, PyJWKSet, PyJWTError

BEWAARTIJD = 300.0
"""Seconds after which the keys are fetched again: a key that the issuer withdrew is not trusted longer."""
TUSSENTIJD = 10.0
"""Seconds between two fetches at least: unknown key ids must not make us storm the issuer."""
_GEDULD = 5
_GROOTST = 1_000_000


class SleutelbronFout(Exception):
    """The keys of the issuer cannot be fetched; the message is one Dutch sentence."""


class SleutelOnbekend(Exception):
    """The issuer has no such key."""


class Sleutelbron(Protocol):
    """Where the keys are."""

    def sleutel(self, kid: object) -> PyJWK:
        """The public key with this id. Raises SleutelOnbekend and SleutelbronFout."""


class VasteSleutels:
    """Keys that never change."""

    def __init__(self, sleutels: PyJWKSet) -> None:
        """Keep them."""
        self._sleutels = sleutels

    def sleutel(self, kid: object) -> PyJWK:
        """The key with this id."""
        return _kies(self._sleutels, kid)


class OpgehaaldeSleutels:
    """The keys at the address of the issuer; a new key id makes them be fetched again."""

    def __init__(self, uitgever: str, adres: str = "", haal: Callable[[str], dict[str, Any]] | None = None) -> None:
        """Fetch from `adres`, or from the address that the issuer's discovery document names."""
        self._uitgever = uitgever
        self._adres = adres
        self._haal = haal or _haal_json
        self._slot = threading.Lock()
        self._sleutels: PyJWKSet | None = None
        self._sinds = -BEWAARTIJD

    def sleutel(self, kid: object) -> PyJWK:
        """The key with this id."""
        with self._slot:
            if self._sleutels is None or self._ouderdom() > BEWAARTIJD:
                self._vernieuw()
            try:
                return _kies(self._sleutels, kid)
            except SleutelOnbekend:
                if self._ouderdom() < TUSSENTIJD:
                    raise
                self._vernieuw()
                return _kies(self._sleutels, kid)

    def _ouderdom(self) -> float:
        return time.monotonic() - self._sinds

    def _vernieuw(self) -> None:
        try:
            document = self._haal(self._adres or self._bekendgemaakt())
            sleutels = PyJWKSet.from_dict(document)
        except (URLError, OSError, ValueError, KeyError, TypeError, AttributeError, PyJWTError):
            raise SleutelbronFout("De sleutels van de uitgever van tokens zijn nu niet op te halen.") from None
        self._sleutels, self._sinds = sleutels, time.monotonic()

    def _bekendgemaakt(self) -> str:
        document = self._haal(self._uitgever.rstrip("/") + "/.well-known/openid-configuration")
        if document["issuer"] != self._uitgever:
            raise ValueError("another issuer")
        return str(document["jwks_uri"])


def _kies(sleutels: PyJWKSet | None, kid: object) -> PyJWK:
    """A token without a key id is good when the issuer has one key only."""
    aanwezig = sleutels.keys if sleutels else []
    if kid is None and len(aanwezig) == 1:
        return aanwezig[0]
    for sleutel in aanwezig:
        if kid is not None and sleutel.key_id == kid and sleutel.public_key_use in (None, "sig"):
            return sleutel
    raise SleutelOnbekend


def _haal_json(adres: str) -> dict[str, Any]:
    if not adres.startswith(("https://", "http://")):
        raise ValueError("not an address")
    with urllib.request.urlopen(adres, timeout=_GEDULD) as antwoord:  # noqa: S310 - the scheme was checked
        inhoud = antwoord.read(_GROOTST + 1)
    if len(inhoud) > _GROOTST:
        raise ValueError("too large")
    document: dict[str, Any] = json.loads(inhoud)
    return document
