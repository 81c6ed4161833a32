"""The figures as files: tidy tables in CSV and Parquet, each beside the data dictionary, and as JSON."""

import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import polars as pl

from cijfers.publicatie import Publicatie
from cijfers.tabel import GROEP, MAAND, Plaats
from cijfers.verdeling import Kwartielen
from cijfers.verzameling import Verzameling
from cijfers.woordenboek import CIJFERS, Cijfer

Vorm = Literal["csv", "parquet"]
Frames = Mapping[str, pl.DataFrame]

_PLAATS: dict[str, pl.DataType] = {
    "peildatum": pl.Date(),
    "cijfer": pl.String(),
    "niveau": pl.String(),
    "gebied": pl.String(),
    "groep": pl.String(),
    "maand": pl.String(),
}
_WEG: dict[str, pl.DataType] = {"weggelaten": pl.Boolean()}
_EURO = pl.Decimal(18, 2)
_TIENDE = pl.Decimal(9, 1)
SCHEMAS: Mapping[str, Mapping[str, pl.DataType]] = {
    "aantallen": {**_PLAATS, "aantal": pl.Int64(), **_WEG},
    "bedragen": {**_PLAATS, "bedrag": _EURO, **_WEG},
    "verdelingen": {**_PLAATS, "kwartiel_1": _TIENDE, "mediaan": _TIENDE, "kwartiel_3": _TIENDE, **_WEG},
}
_KOLOMMEN = {
    "peildatum": "De dag waarop de cijfers zien: alles met een datum tot en met die dag, met wat nu bekend is.",
    "cijfer": "Welk cijfer; zie de regels met soort 'cijfer' in dit woordenboek.",
    "niveau": "alle: alle gemeenten samen; methode: de gemeenten met een methode voor de loonwaarde; gemeente: een.",
    "gebied": "De methode, of de CBS-code van de gemeente; leeg bij alle.",
    "groep": "De groep binnen het cijfer; leeg voor alle groepen samen.",
    "maand": "De kalendermaand (JJJJ-MM); leeg voor de hele periode tot en met de peildatum.",
    "aantal": "Het aantal, in de eenheid van het cijfer.",
    "bedrag": "Het bedrag in euro's.",
    "kwartiel_1": "Een kwart van de waarden is hooguit zo hoog.",
    "mediaan": "De helft van de waarden is hooguit zo hoog.",
    "kwartiel_3": "Drie kwart van de waarden is hooguit zo hoog.",
    "weggelaten": "true: niet gepubliceerd, omdat het over minder dan 10 personen gaat of zo'n getal zou verraden.",
}
_ONDERZOEK = {
    "persoon": "Pseudoniem van de persoon (HMAC-SHA256 van het BSN met de sleutel uit de instellingen).",
    "traject": "Pseudoniem van het traject, op dezelfde manier gemaakt.",
    "gemeente": "CBS-code van de gemeente die beslist.",
    "cijfer": "Voor welk cijfer dit feit telt.",
    "groep": "In welke groep van dat cijfer.",
    "maand": "De kalendermaand van het feit (JJJJ-MM).",
    "waarde": "Waarvoor het telt: 1, of dagen, euro's, procenten of procentpunten.",
    "methode": "De methode waarmee de gemeente de loonwaarde meet.",
}


def frames(publicatie: Publicatie) -> Frames:
    """Return the tables of a publication, with the data dictionary."""
    rijen: dict[str, list[tuple[object, ...]]] = {naam: [] for naam in SCHEMAS}
    for hier in publicatie.plaatsen:
        kop = (publicatie.peildatum, *_kop(hier))
        waarde = publicatie.waarde(hier.cijfer, hier.kolom, hier.rij)
        if CIJFERS[hier.cijfer].eenheid == "euro":
            rijen["bedragen"].append((*kop, waarde, waarde is None))
        else:
            rijen["aantallen"].append((*kop, None if waarde is None else int(waarde), waarde is None))
        if hier in publicatie.verdelingen:
            rijen["verdelingen"].append((*kop, *_kwartielen(publicatie.verdelingen[hier]), waarde is None))
    tabellen = {naam: pl.DataFrame(rijen[naam], SCHEMAS[naam], orient="row") for naam in SCHEMAS}
    return {**tabellen, "woordenboek": woordenboek()}


def _kop(hier: Plaats) -> tuple[str, str, str, str, str]:
    niveau, _, gebied = hier.rij.partition(":")
    groep = hier.kolom.removeprefix(GROEP) if hier.kolom.startswith(GROEP) else ""
    maand = hier.kolom.removeprefix(MAAND) if hier.kolom.startswith(MAAND) else ""
    return hier.cijfer, niveau, gebied, groep, maand


def _kwartielen(verdeling: Kwartielen | None) -> tuple[Decimal | None, ...]:
    return verdeling or (None, None, None)


def onderzoeksframes(verzameling: Verzameling) -> Frames:
    """Return the facts of every person under a pseudonym, with their dictionary: not for publication."""
    kolommen = _beschrijving((naam, "feiten", uitleg) for naam, uitleg in _ONDERZOEK.items())
    cijfers = (_regel(cijfer, "feiten") for cijfer in CIJFERS.values())
    # In order of pseudonym: the order of the register would lead back to it.
    feiten = verzameling.feiten.sort("traject", "maand", "cijfer", "groep")
    return {"feiten": feiten, "woordenboek": _woordenboek([*kolommen, *cijfers])}


def woordenboek() -> pl.DataFrame:
    """Return the data dictionary: one row for each column and one for each figure."""
    kolommen = _beschrijving(
        (naam, " ".join(tabel for tabel, schema in SCHEMAS.items() if naam in schema), uitleg)
        for naam, uitleg in _KOLOMMEN.items()
    )
    return _woordenboek([*kolommen, *(_regel(cijfer, _bestanden(cijfer)) for cijfer in CIJFERS.values())])


def _beschrijving(kolommen: Iterable[tuple[str, str, str]]) -> Iterator[dict[str, str]]:
    for naam, bestand, uitleg in kolommen:
        yield {"soort": "kolom", "naam": naam, "bestand": bestand, "definitie": uitleg}


def _bestanden(cijfer: Cijfer) -> str:
    telling = "bedragen" if cijfer.eenheid == "euro" else "aantallen"
    return f"{telling} verdelingen" if cijfer.soort == "verdeling" else telling


def _regel(cijfer: Cijfer, bestand: str) -> dict[str, str]:
    return {
        "soort": "cijfer",
        "naam": cijfer.code,
        "bestand": bestand,
        "titel": cijfer.titel,
        "eenheid": cijfer.eenheid,
        "definitie": cijfer.definitie,
        "grondslag": cijfer.grondslag,
        "groepen": "; ".join(f"{code} = {naam}" for code, naam in cijfer.groepen.items()),
        "beperking": cijfer.beperking,
    }


def _woordenboek(regels: Iterable[Mapping[str, str]]) -> pl.DataFrame:
    velden = ("soort", "naam", "bestand", "titel", "eenheid", "definitie", "grondslag", "groepen", "beperking")
    return pl.DataFrame([{veld: regel.get(veld, "") for veld in velden} for regel in regels])


def schrijf(tabellen: Frames, folder: Path, vorm: Vorm) -> None:
    """Write each table as a file of this form in a folder, which is made if need be. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for naam, tabel in tabellen.items():
        with (folder / f"{naam}.{vorm}").open("wb") as bestand:
            if vorm == "csv":
                tabel.write_csv(bestand)
            else:
                tabel.write_parquet(bestand)


def als_json(publicatie: Publicatie) -> str:
    """Return the tables of a publication as one JSON document; amounts and quartiles are decimal strings."""
    inhoud: dict[str, Any] = {naam: tabel.to_dicts() for naam, tabel in frames(publicatie).items()}
    return json.dumps({"peildatum": publicatie.peildatum, **inhoud}, default=str, ensure_ascii=False)
