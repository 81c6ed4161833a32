"""Reads a file of clients and their events, line by line: a line that is malformed does not stop the rest."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Any, TextIO

from pydantic import TypeAdapter

from starter.invoer import keur_volgorde, lees_geschiedenis, lees_json, op_plaats, waarom_onleesbaar
from starter.velden import WOORDEN, nest
from wet.client import Client, lees_client
from wet.waarden import Misvormd, Tekst, Waarde, lees
from workflows.berichten import Ingekomen

CLIENTKOLOMMEN = (
    "bsn", "naam", "geboortedatum", "gemeente", "uitkering", "leefvorm", "vermogen",
    "wsw_indicatie.van", "wsw_indicatie.tot_en_met", "wsw_dienstbetrekking",
)  # fmt: skip
"""The columns of a CSV file that describe the client, as in the contract."""
AANMELDKOLOMMEN = ("op", "initiatief")
"""Those that describe the aanmelding."""
VERPLICHT = ("bsn", "naam", "geboortedatum", "gemeente", "uitkering", "leefvorm", *AANMELDKOLOMMEN)


class BestandFout(Exception):
    """The file as a whole cannot be read; the message says why in one Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Regel:
    """A line: a client with the events of one trajectory, of which the first is the aanmelding."""

    nummer: int
    client: Client
    gebeurtenissen: tuple[Ingekomen, ...]

    @property
    def aangemeld_op(self) -> date:
        """The day of the aanmelding."""
        return self.gebeurtenissen[0].gebeurtenis.op

    @property
    def laatste_op(self) -> date:
        """The day of the last event."""
        return self.gebeurtenissen[-1].gebeurtenis.op


@dataclass(frozen=True, slots=True)
class Foutregel:
    """A line that cannot be handled, with every fault in Dutch; never with the values themselves."""

    nummer: int
    fouten: tuple[str, ...]


def lees_bestand(bestand: Path) -> Iterator[Regel | Foutregel]:
    """Every line of a JSONL or CSV file, by its extension; blank lines are passed over. Raises BestandFout."""
    soorten = {".jsonl": _jsonl, ".csv": _csv}
    if bestand.suffix not in soorten:
        raise BestandFout(f"{bestand}: een bestand met aanmeldingen eindigt op .jsonl of .csv")
    try:
        # What is no UTF-8 becomes signs that no field accepts, so that only its own line is malformed.
        with bestand.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as tekst:
            for nummer, inhoud in soorten[bestand.suffix](tekst):
                yield _regel(nummer, inhoud)
    except OSError as fout:
        raise BestandFout(f"{bestand}: het bestand {waarom_onleesbaar(fout)}") from None
    except BestandFout as fout:
        raise BestandFout(f"{bestand}: {fout}") from None


_Inhoud = Callable[[], object]
"""Gives the data of a line, or raises Misvormd."""


def _jsonl(tekst: TextIO) -> Iterator[tuple[int, _Inhoud]]:
    for nummer, regel in enumerate(tekst, start=1):
        if regel.strip():
            yield nummer, partial(_uit_json, regel)


def _uit_json(regel: str) -> object:
    try:
        return lees_json(regel)
    except Misvormd as fout:
        # The number of the line in its own text means nothing here.
        raise Misvormd(*(zin.removeprefix("regel 1: ") for zin in fout.fouten)) from None


def _csv(tekst: TextIO) -> Iterator[tuple[int, _Inhoud]]:
    """Spreadsheets that speak Dutch separate with semicolons."""
    kop = tekst.readline()
    rijen = csv.reader(chain([kop], tekst), delimiter=";" if ";" in kop else ",", strict=True)
    try:
        kolommen = _kolommen(next(rijen, []))
    except csv.Error:
        raise BestandFout("de kop is geen geldige CSV") from None
    while True:
        nummer = rijen.line_num + 1
        try:
            rij = next(rijen)
        except StopIteration:
            return
        except csv.Error:
            yield nummer, _geen_csv
        else:
            if any(rij):
                yield nummer, partial(_uit_cellen, kolommen, rij)


def _kolommen(kop: Sequence[str]) -> list[str]:
    kolommen = [kolom.strip() for kolom in kop]
    if onbekend := [kolom for kolom in kolommen if kolom not in (*CLIENTKOLOMMEN, *AANMELDKOLOMMEN)]:
        raise BestandFout(f"kolom '{onbekend[0]}' is onbekend")
    if dubbel := [kolom for kolom, aantal in Counter(kolommen).items() if aantal > 1]:
        raise BestandFout(f"kolom '{dubbel[0]}' staat er twee keer")
    if ontbreekt := [kolom for kolom in VERPLICHT if kolom not in kolommen]:
        raise BestandFout(f"kolom '{ontbreekt[0]}' ontbreekt")
    return kolommen


def _geen_csv() -> object:
    raise Misvormd("geen geldige CSV")


def _uit_cellen(kolommen: Sequence[str], rij: Sequence[str]) -> object:
    """The client and the aanmelding of a row; an empty cell is a field that is left out."""
    if len(rij) > len(kolommen):
        raise Misvormd("de regel heeft meer kolommen dan de kop")
    gevuld = [(kolom, _cel(kolom, cel.strip())) for kolom, cel in zip(kolommen, rij, strict=False) if cel.strip()]
    client = nest((kolom, cel) for kolom, cel in gevuld if kolom in CLIENTKOLOMMEN)
    aanmelding = nest((kolom, cel) for kolom, cel in gevuld if kolom in AANMELDKOLOMMEN)
    return {"client": client, "gebeurtenissen": [{"soort": "aanmelding", **aanmelding}]}


def _cel(kolom: str, tekst: str) -> object:
    """All cells are text but one; nobody's name is a word of JSON."""
    return WOORDEN.get(tekst, tekst) if kolom == "wsw_dienstbetrekking" else tekst


class _Rij(Waarde):
    client: dict[str, Any]
    gebeurtenissen: tuple[dict[str, Any], ...]
    naam: Tekst = ""


_RIJ = TypeAdapter(_Rij)


def _regel(nummer: int, inhoud: _Inhoud) -> Regel | Foutregel:
    try:
        rij = lees(_RIJ, inhoud())
        client = op_plaats("client", lees_client, rij.client)
        gebeurtenissen = lees_geschiedenis("gebeurtenissen", rij.gebeurtenissen)
        keur_volgorde("gebeurtenissen", gebeurtenissen, date.max)
    except Misvormd as fout:
        return Foutregel(nummer, fout.fouten)
    paren = zip(_ids(rij.gebeurtenissen), gebeurtenissen, strict=True)
    return Regel(nummer, client, tuple(Ingekomen(id=id_, gebeurtenis=feit) for id_, feit in paren))


def _ids(gebeurtenissen: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """An id for each event that follows from what stands there, so that the same file again brings the same events.

    Of two that are the same in every field the second has a number.
    """
    gezien: Counter[str] = Counter()
    for feit in gebeurtenissen:
        afdruk = blake2b(json.dumps(feit, sort_keys=True).encode(), digest_size=10).hexdigest()
        gezien[afdruk] += 1
        yield f"bestand-{afdruk}-{gezien[afdruk]}"
