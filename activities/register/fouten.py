"""What can go wrong with the register, said in one plain Dutch sentence without personal data."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError


class RegisterFout(Exception):
    """The register cannot be opened, read or written now. The message is one Dutch sentence for the operator."""


class TrajectOnbekend(RegisterFout):
    """The register gave out no such trajectory number; asking again does not help."""

    def __init__(self, nummer: str) -> None:
        super().__init__(f"Traject {nummer} staat niet in het register.")


class PilotOnbekend(RegisterFout):
    """No pilot stands in the register yet; it appears as soon as the pilot has been started."""

    def __init__(self) -> None:
        super().__init__("De pilot is nog niet gestart: het register weet niet welke gemeenten meedoen.")


# What SQLite and the PostgreSQL client say, and what that means for who runs the register.
# The first that fits counts; both libraries speak English here, a server may speak another language.
_BETEKENIS = (
    ("file is not a database", "Het bestand van het register is geen database."),
    ("unable to open database file", "Het bestand van het register kan niet worden geopend of gemaakt."),
    ("readonly database", "Het bestand van het register mag niet worden gewijzigd."),
    ("database is locked", "Het register is te lang bezet door een ander proces."),
    ("disk is full", "De schijf van het register is vol."),
    ("password authentication failed", "De server van het register weigert deze gebruiker of dit wachtwoord."),
    ("no password supplied", "De server van het register vraagt een wachtwoord; zet het in het adres."),
    ("failed to resolve host", "De server van het register is onder deze naam niet te vinden."),
    ("could not translate host name", "De server van het register is onder deze naam niet te vinden."),
    ("connection refused", "De server van het register is niet bereikbaar: op dit adres luistert niets."),
    ("timeout expired", "De server van het register antwoordt niet op tijd."),
    ("permission denied for schema", "De gebruiker van het register mag in deze database geen tabellen maken."),
)


def vertaal(fout: SQLAlchemyError) -> RegisterFout:
    """The sentence for this error.

    The text of a database error may quote a row (PostgreSQL names the values of a key that is taken), so of an
    error that is not recognised only its kind and its SQLSTATE are passed on.
    """
    oorzaak = fout.orig if isinstance(fout, DBAPIError) else None
    tekst = str(oorzaak).lower()
    for kenmerk, zin in _BETEKENIS:
        if kenmerk in tekst:
            return RegisterFout(zin)
    if 'database "' in tekst and "does not exist" in tekst:
        return RegisterFout("De database van het register bestaat niet op deze server.")
    return RegisterFout(f"Het register kan nu niet worden gelezen of geschreven ({_soort(fout, oorzaak)}).")


@contextmanager
def vertaald() -> Iterator[None]:
    """Turns every error of the database below it into a RegisterFout, and leaves the original text out of it."""
    try:
        yield
    except SQLAlchemyError as fout:
        raise vertaal(fout) from None


def _soort(fout: SQLAlchemyError, oorzaak: BaseException | None) -> str:
    if isinstance(oorzaak, sqlite3.Error):
        code = getattr(oorzaak, "sqlite_errorname", None)
    else:
        code = getattr(oorzaak, "sqlstate", None)
    return " ".join(deel for deel in (type(oorzaak or fout).__name__, code) if deel)
