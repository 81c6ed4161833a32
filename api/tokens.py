"""Checks bearer tokens: signed by the issuer, meant for us, in time, and with a role that we know."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import jwt
from pydantic import TypeAdapter

from api.rollen import VAN_EEN_GEMEENTE, Rol
from api.sleutelbron import Sleutelbron, SleutelOnbekend
from wet.waarden import Gemeentecode, Misvormd, lees

ALGORITMES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a public key only: with `none` or a shared secret anyone could make a token."""
SPELING = timedelta(seconds=30)
"""How far the clocks of the issuer and ours may differ."""
_LANGSTE_TOKEN = 8192
_LANGSTE_NAAM = 200
_CODE: TypeAdapter[str] = TypeAdapter(Gemeentecode)


class TokenOngeldig(Exception):
    """This token gives no access; the message is one Dutch sentence that repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Houder:
    """Whose token it is: `wie` is the issuer's name for him; without gemeente he belongs to none."""

    wie: str
    rollen: frozenset[Rol]
    gemeente: str | None


@dataclass(frozen=True, slots=True)
class Tokeneisen:
    """What must stand in a token, and in which fields the roles and the gemeente are."""

    uitgever: str
    doelgroep: str
    rolveld: str = "rol"
    gemeenteveld: str = "gemeente"


class Tokenkeurder:
    """Turns a token into its holder. Safe to share between threads."""

    def __init__(self, eisen: Tokeneisen, sleutels: Sleutelbron) -> None:
        """Keep what tokens must satisfy and where the keys are."""
        self._eisen = eisen
        self._sleutels = sleutels

    def keur(self, token: str) -> Houder:
        """The holder of this token. Raises TokenOngeldig, and SleutelbronFout when the keys cannot be fetched."""
        return self._houder(self._inhoud(token))

    def _inhoud(self, token: str) -> Mapping[str, Any]:
        if len(token) > _LANGSTE_TOKEN:
            raise TokenOngeldig("Het token is te lang.")
        try:
            kop = jwt.get_unverified_header(token)
            # Checked before a key is looked up: nobody makes us fetch keys for a token that can never be good.
            if kop.get("alg") not in ALGORITMES:
                raise TokenOngeldig("Het token is niet ondertekend op een manier die wij aanvaarden.")
            sleutel = self._sleutels.sleutel(kop.get("kid"))
            return jwt.decode(
                token,
                sleutel,
                algorithms=ALGORITMES,
                audience=self._eisen.doelgroep,
                issuer=self._eisen.uitgever,
                leeway=SPELING,
                options={"require": ["exp", "iss", "aud", "sub"]},
            )
        except SleutelOnbekend:
            raise TokenOngeldig("Het token is ondertekend met een sleutel die de uitgever niet kent.") from None
        except jwt.ExpiredSignatureError:
            raise TokenOngeldig("Het token is verlopen.") from None
        # A header that is no JSON object or has odd values makes the library stumble in several ways.
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError, KeyError):
            raise TokenOngeldig("Het token is niet geldig.") from None

    def _houder(self, inhoud: Mapping[str, Any]) -> Houder:
        wie = inhoud["sub"]
        rollen = _rollen(_zoek(inhoud, self._eisen.rolveld))
        gemeente = _gemeente(_zoek(inhoud, self._eisen.gemeenteveld))
        if not isinstance(wie, str) or not wie or len(wie) > _LANGSTE_NAAM or not wie.isprintable():
            raise TokenOngeldig("Het token noemt geen gebruiker.")
        if not rollen:
            raise TokenOngeldig("Het token noemt geen rol die wij kennen.")
        if gemeente is None and rollen & VAN_EEN_GEMEENTE:
            raise TokenOngeldig("Het token noemt geen gemeente; deze rol hoort bij een gemeente.")
        return Houder(wie, rollen, gemeente)


def _zoek(inhoud: Mapping[str, Any], veld: str) -> object:
    """The value of a field; a name with dots in full goes before a field within a field."""
    if veld in inhoud:
        return inhoud[veld]
    waarde: object = inhoud
    for deel in veld.split("."):
        waarde = waarde.get(deel) if isinstance(waarde, Mapping) else None
    return waarde


def _rollen(waarde: object) -> frozenset[Rol]:
    """Other roles of a provider mean nothing here and are passed over."""
    namen = waarde if isinstance(waarde, list) else [waarde]
    return frozenset(Rol(naam) for naam in namen if isinstance(naam, str) and naam in set(Rol))


def _gemeente(waarde: object) -> str | None:
    if waarde is None:
        return None
    try:
        return lees(_CODE, waarde)
    except Misvormd:
        raise TokenOngeldig("Het token noemt geen geldige gemeente.") from None
