"""The address of the register: which databases it may name, checked before anything is touched."""

from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from activities.register.fouten import RegisterFout

_UITLEG = "gebruik sqlite:///pad/naar/bestand.db of postgresql://gebruiker:wachtwoord@server/database"


def lees_adres(adres: str) -> URL:
    """The address as SQLAlchemy wants it, with the driver that this project brings along.

    Raises RegisterFout; the sentence never repeats the address, which may hold a password.
    """
    try:
        url = make_url(adres)
    except (ArgumentError, ValueError):
        raise RegisterFout(f"Het adres van het register is geen geldig adres; {_UITLEG}.") from None
    soort = url.drivername.partition("+")[0]
    if soort == "sqlite":
        return _bestand(url)
    if soort in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise RegisterFout(f"Het register kan niet in deze soort database staan; {_UITLEG}.")


def maak_bestand(url: URL) -> None:
    """Make the file of a SQLite address when it is not there, for its owner only: it will hold personal data.

    SQLite gives the files that it makes beside it the same rights. Raises RegisterFout.
    """
    bestand = Path(url.database or "")
    try:
        if not bestand.exists():
            bestand.touch(mode=0o600)
    except OSError:
        raise RegisterFout(f"Het bestand {bestand} van het register kan niet worden gemaakt.") from None


def _bestand(url: URL) -> URL:
    """A SQLite address, made absolute so that a process that moves to another folder keeps the same register."""
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise RegisterFout(f"Het adres van het register noemt geen bestand; {_UITLEG}.")
    if url.query:
        raise RegisterFout(f"Het adres van een register in een bestand kent geen vraagdeel; {_UITLEG}.")
    pad = Path(url.database).expanduser().absolute()
    if pad.is_dir():
        raise RegisterFout(f"{pad} is een map; het register moet een bestand zijn.")
    if not pad.parent.is_dir():
        raise RegisterFout(f"De map {pad.parent} voor het register bestaat niet.")
    return url.set(drivername="sqlite", database=str(pad))
