"""Looks for texts in whatever a program left behind, in every form in which they can still be read."""

import base64
import binascii
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

KORTST = 9
"""Shorter texts have no form in base64 that says anything."""


def vormen(tekst: str) -> set[bytes]:
    """The text plain, escaped, as hexadecimal digits, and as base64 wherever in a longer text it begins."""
    assert len(tekst.encode()) >= KORTST
    utf8 = tekst.encode()
    gewoon = {
        utf8,
        tekst.encode("utf-16-le"),
        tekst.encode("utf-16-be"),
        tekst.upper().encode(),
        tekst.lower().encode(),
    }
    ontsnapt = {json.dumps(tekst, ensure_ascii=ascii_)[1:-1].encode() for ascii_ in (True, False)}
    ontsnapt |= {repr(tekst)[1:-1].encode(), quote(tekst).encode()}
    ontsnapt |= {json.dumps(json.dumps(tekst)[1:-1])[1:-1].encode(), repr(utf8)[2:-1].encode()}
    return gewoon | ontsnapt | {binascii.hexlify(utf8), binascii.hexlify(utf8).upper()} | set(_base64(utf8))


def _base64(tekst: bytes) -> Iterator[bytes]:
    for codeer in (base64.b64encode, base64.urlsafe_b64encode):
        for verschuiving in range(3):
            # Three bytes make four characters: those that neighbours have a part in are left out.
            rand = bytes(verschuiving)
            midden = tekst[: len(tekst) - (verschuiving + len(tekst)) % 3]
            yield codeer(rand + midden)[4 if verschuiving else 0 :]


def gevonden(teksten: Iterable[str], inhoud: bytes) -> set[str]:
    """Which of the texts stand in it, in any form."""
    return {tekst for tekst in teksten if any(vorm in inhoud for vorm in vormen(tekst))}


def bestanden(folder: Path) -> bytes:
    """Everything in a folder: the files as they are, and of databases each value by itself.

    A long value may be divided over places in the file that are far apart.
    """
    delen = []
    for bestand in sorted(folder.rglob("*")):
        if bestand.is_file():
            delen.append(bestand.read_bytes())
            if delen[-1].startswith(b"SQLite format 3"):
                delen += _waarden(bestand)
    return b"\n".join(delen)


def _waarden(bestand: Path) -> Iterator[bytes]:
    database = sqlite3.connect(bestand)
    database.text_factory = bytes
    for (tabel,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for rij in database.execute(f'SELECT * FROM "{tabel.decode()}"'):  # noqa: S608 - our own names
            yield from (waarde if isinstance(waarde, bytes) else str(waarde).encode() for waarde in rij)
    database.close()
