"""The log of processing at this door: who typed a command that shows or changes somebody's data."""

import getpass
import os
from collections.abc import Iterable

from opentelemetry.sdk.trace import TracerProvider

from activities.register import Register
from api.instellingen import lees_api_instellingen
from api.logboek import Betrokkene, Deur, Logboek
from api.tokens import Houder


def open_logboek(register: Register) -> Logboek:
    """The log of processing of this register; raises InstellingFout."""
    sleutel = lees_api_instellingen().geheime_logsleutel()
    return Logboek(register.verwerkingen, sleutel, TracerProvider(), Deur.OPDRACHTREGEL)


def teken_op(register: Register, activiteit: str, betrokkenen: Iterable[Betrokkene]) -> None:
    """Write down that whoever typed this does this with the data of these persons, before it is done."""
    open_logboek(register).schrijf(activiteit, Houder(_gebruiker(), frozenset(), None), betrokkenen)


def teken_op_trajecten(register: Register, activiteit: str, nummers: Iterable[str]) -> None:
    """The same, of the persons of these trajectories."""
    eigenaars = register.zoeken.eigenaars(list(nummers))
    teken_op(register, activiteit, (Betrokkene(eigenaar.bsn, nummer) for nummer, eigenaar in eigenaars.items()))


def _gebruiker() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may have no list of users
        return f"gebruiker {os.getuid()}"
