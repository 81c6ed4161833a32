"""The evaluation of the pilot, fed from the register (wet:2, wet:13)."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from activities.register import Register
from cijfers.feiten import Traject
from cijfers.pseudoniem import KORTSTE_SLEUTEL, Pseudoniemen
from cijfers.verzameling import Verzameling, verzamel
from starter.instellingen import VOORVOEGSEL, InstellingFout
from wet.dossier import Dossier
from wet.pilot import Pilot

ONBEKEND = "onbekend"
"""The method of a gemeente that the register does not know (any more)."""


class _Sleutel(BaseSettings):
    """The key of the pseudonyms: LOONDISPENSATIE_PSEUDONIEMSLEUTEL."""

    model_config = SettingsConfigDict(env_prefix=VOORVOEGSEL, env_ignore_empty=True, frozen=True, extra="ignore")

    pseudoniemsleutel: SecretStr | None = None


def pseudoniemen(*, blijvend: bool) -> Pseudoniemen:
    """Return what makes the pseudonyms; lasting ones need the key of the settings, others one for this time only.

    Raises InstellingFout.
    """
    geheim = _Sleutel().pseudoniemsleutel if blijvend else None
    if not blijvend:
        return Pseudoniemen(secrets.token_bytes(KORTSTE_SLEUTEL))
    sleutel = b"" if geheim is None else geheim.get_secret_value().encode()
    if len(sleutel) < KORTSTE_SLEUTEL:
        uitleg = f"is nodig voor het onderzoeksbestand en moet {KORTSTE_SLEUTEL} of meer tekens hebben"
        raise InstellingFout("pseudoniemsleutel", uitleg)
    return Pseudoniemen(sleutel)


def verzamel_uit(register: Register, peildatum: date, namen: Pseudoniemen) -> Verzameling:
    """Collect the facts of every trajectory in the register up to a day."""
    return verzamel(_trajecten(register), peildatum, namen)


def _trajecten(register: Register) -> Iterator[Traject]:
    methoden = _methoden(register)
    for regel in register.dossiers():
        dossier = Dossier.model_validate_json(regel.dossier)
        yield Traject(regel.nummer, regel.gemeente, methoden.get(regel.gemeente, ONBEKEND), dossier)


def _methoden(register: Register) -> Mapping[str, str]:
    geladen = register.laad_pilot()
    if geladen is None:
        return {}
    pilot = Pilot.model_validate_json(geladen[0].toestand)
    return {deelname.gemeente: deelname.methode for deelname in pilot.deelnames}
