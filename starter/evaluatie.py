"""The evaluation of the pilot, fed from the register (wet:2, wet:13)."""

import secrets
from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import SecretStr

from activities.register import Register
from cijfers.feiten import Traject
from cijfers.pseudoniem import KORTSTE_SLEUTEL, Pseudoniemen
from cijfers.verzameling import Verzameling, verzamel
from starter.instellingen import InstellingFout
from wet.dossier import Dossier
from wet.pilot import Pilot

ONBEKEND = "onbekend"
"""The method of a gemeente that the register does not know (any more)."""


def eenmalige_pseudoniemen() -> Pseudoniemen:
    """Return pseudonyms for this time only: the next time a person gets another."""
    return Pseudoniemen(secrets.token_bytes(KORTSTE_SLEUTEL))


def blijvende_pseudoniemen(sleutel: SecretStr | None) -> Pseudoniemen:
    """Return the pseudonyms that the key of the settings gives, the same every time. Raises InstellingFout."""
    geheim = b"" if sleutel is None else sleutel.get_secret_value().encode()
    if len(geheim) < KORTSTE_SLEUTEL:
        uitleg = f"is nodig voor het onderzoeksbestand en moet {KORTSTE_SLEUTEL} of meer tekens hebben"
        raise InstellingFout("pseudoniemsleutel", uitleg)
    return Pseudoniemen(geheim)


def verzamel_uit(register: Register, peildatum: date, namen: Pseudoniemen) -> Verzameling:
    """Collect the facts of every trajectory in the register up to a day."""
    return verzamel(_trajecten(register), peildatum, namen)


def personen_in(verzameling: Verzameling, register: Register, namen: Pseudoniemen) -> set[str]:
    """Return the BSN of each person in what was collected from this register under these pseudonyms."""
    voorkomend = set(verzameling.feiten["persoon"])
    bsns = {traject.dossier.client.bsn for traject in _trajecten(register)}
    return {bsn for bsn in bsns if namen.persoon(bsn) in voorkomend}


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
