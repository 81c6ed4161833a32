"""Fields as a person types them, `naam=waarde` with a dot for a field within a field, to the data of the contract."""

from collections.abc import Iterable
from typing import Any

from starter.invoer import lees_json
from wet.waarden import Misvormd

GETALLEN = frozenset({"besluit", "bezwaar", "kring_2009"})
"""The fields that are whole numbers; amounts, percentages and hours are text (contract)."""
WOORDEN = {"true": True, "false": False, "null": None}
"""What is written as in JSON."""


def lees_velden(teksten: Iterable[str]) -> dict[str, Any]:
    """The data of fields like `werkgever.kvk=12345678`; raises Misvormd."""
    paren = []
    for tekst in teksten:
        naam, teken, waarde = tekst.partition("=")
        if not teken or not naam:
            raise Misvormd(f"'{tekst}' is geen veld: geef velden als naam=waarde")
        paren.append((naam, _waarde(naam, waarde)))
    return nest(paren)


def nest(paren: Iterable[tuple[str, object]]) -> dict[str, Any]:
    """The data of these names and values, with each dotted name as a field within a field; raises Misvormd."""
    gegevens: dict[str, Any] = {}
    for naam, waarde in paren:
        *groepen, veld = naam.split(".")
        plek: Any = gegevens
        for groep in groepen:
            plek = plek.setdefault(groep, {})
            if not isinstance(plek, dict):
                raise Misvormd(f"veld '{naam}' past niet bij een ander veld")
        if veld in plek:
            raise Misvormd(f"veld '{naam}' staat er twee keer")
        plek[veld] = waarde
    return gegevens


def _waarde(naam: str, tekst: str) -> object:
    if tekst in WOORDEN:
        return WOORDEN[tekst]
    if naam in GETALLEN and tekst.isdecimal() and tekst.isascii():
        return int(tekst)
    if tekst[:1] not in ("[", "{"):
        return tekst
    try:
        return lees_json(tekst)
    except Misvormd:
        raise Misvormd(f"veld '{naam}' begint als een lijst of groep, maar is geen geldige JSON") from None
