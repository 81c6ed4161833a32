"""The log of processing at this door: who typed a command that shows or changes somebody's data."""

import getpass
import os
from collections.abc import Iterable

from opentelemetry.trace import TracerProvider

from activities.register import Register
from api.instellingen import ApiInstellingen, lees_api_instellingen
from api.logboek import Betrokkene, Deur, Logboek
from api.sporen import maak_bron, open_sporen
from api.tokens import Houder


def open_logboek(register: Register) -> Logboek:
    """The log of processing of this register, to read in; raises InstellingFout."""
    return _logboek(register, lees_api_instellingen(), maak_bron())


def teken_op(register: Register, activiteit: str, betrokkenen: Iterable[Betrokkene]) -> None:
    """Write down that whoever typed this does this with the data of these persons, before it is done."""
    instellingen = lees_api_instellingen()
    with open_sporen(instellingen) as sporen:
        logboek = _logboek(register, instellingen, sporen)
        logboek.schrijf(activiteit, Houder(_gebruiker(), frozenset(), None), betrokkenen)


def teken_op_trajecten(register: Register, activiteit: str, nummers: Iterable[str]) -> None:
    """The same, of the persons of these trajectories."""
    eigenaars = register.zoeken.eigenaars(list(nummers))
    teken_op(register, activiteit, (Betrokkene(eigenaar.bsn, nummer) for nummer, eigenaar in eigenaars.items()))


def _logboek(register: Register, instellingen: ApiInstellingen, sporen: TracerProvider) -> Logboek:
    return Logboek(register.verwerkingen, instellingen.geheime_logsleutel(), sporen, Deur.OPDRACHTREGEL)


def _gebruiker() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no list of users
        return f"gebruiker {os.getuid()}"
