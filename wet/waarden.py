"""Immutable values, the types of input, and the two kinds of error that the law knows."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StrictBool,
    StrictStr,
    StringConstraints,
    TypeAdapter,
    ValidationError,
)


class Waarde(BaseModel):
    """A value that never changes; a change is a new value made with `met`."""

    # What is wrong with a value may be told, never the value: it can be about a person.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    def met(self, **wijzigingen: Any) -> Self:
        """Return a copy with the given fields replaced (the values are trusted, not validated again)."""
        return self.model_copy(update=wijzigingen)


class Misvormd(ValueError):
    """Input that does not follow the contract; `fouten` holds every fault as a Dutch sentence."""

    def __init__(self, *fouten: str) -> None:
        """Keep every fault; the message joins them."""
        self.fouten = fouten
        super().__init__("; ".join(fouten))


class Weigering(Exception):
    """What the law, or the state of the case, does not allow: the article and the reason in Dutch."""

    def __init__(self, artikel: str, reden: str) -> None:
        """Keep the article (or the word `fase`) and the reason."""
        self.artikel = artikel
        self.reden = reden
        super().__init__(f"{artikel}: {reden}")


_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2199
"""No date of a case lies outside these years; the bounds keep every computed term a real date."""


def _dag(waarde: object) -> date:
    if isinstance(waarde, datetime) or not isinstance(waarde, date | str):
        raise ValueError("moet een datum zijn, zoals 2011-03-31")
    if isinstance(waarde, str):
        if not _DAG.fullmatch(waarde):
            raise ValueError("moet een datum zijn, zoals 2011-03-31")
        try:
            waarde = date.fromisoformat(waarde)
        except ValueError:
            raise ValueError("is geen bestaande datum") from None
    if not EERSTE_JAAR <= waarde.year <= LAATSTE_JAAR:
        raise ValueError(f"ligt niet in de jaren {EERSTE_JAAR} tot en met {LAATSTE_JAAR}")
    return waarde


def _getal(patroon: str, uitleg: str, minimum: str = "0", maximum: str | None = None) -> BeforeValidator:
    vorm = re.compile(patroon, re.ASCII)

    def lees(waarde: object) -> Decimal:
        if isinstance(waarde, Decimal):
            waarde = str(waarde)
        if not isinstance(waarde, str) or not vorm.fullmatch(waarde):
            raise ValueError(uitleg)
        getal = Decimal(waarde)
        if getal < Decimal(minimum) or (maximum is not None and getal > Decimal(maximum)):
            raise ValueError(uitleg)
        return getal

    return BeforeValidator(lees)


_CENTEN = r"\d{1,9}(\.\d{1,2})?"

Dag = Annotated[date, BeforeValidator(_dag)]
"""A legal day in Europe/Amsterdam, written YYYY-MM-DD."""
Bedrag = Annotated[Decimal, _getal(_CENTEN, 'moet een bedrag tussen aanhalingstekens zijn, zoals "1500.00"')]
"""Euros, at most two decimals, not negative, written as a string."""
Vermogen = Annotated[
    Decimal, _getal("-?" + _CENTEN, 'moet een bedrag tussen aanhalingstekens zijn, zoals "5000.00"', "-999999999")
]
"""Euros; debts make it negative."""
Percentage = Annotated[
    Decimal,
    _getal(_CENTEN, 'moet een percentage van 0 tot en met 100 tussen aanhalingstekens zijn, zoals "45"', "0", "100"),
]
"""0 to 100, at most two decimals, written as a string."""
Uren = Annotated[
    Decimal, _getal(_CENTEN, 'moet een aantal uren per week tussen aanhalingstekens zijn, zoals "36"', "0.01", "168")
]
"""Hours a week, more than zero."""
Lasten = Annotated[
    Decimal, _getal(r"\d{1,2}(\.\d{1,4})?", 'moet een deel van het loon tussen aanhalingstekens zijn, zoals "0.20"')
]
"""Employer's charges as a fraction of the wage."""


_GEEN_TEKST = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def _tekst(waarde: object) -> object:
    if isinstance(waarde, str) and _GEEN_TEKST.search(waarde):
        raise ValueError("bevat een teken dat geen tekst is")
    return waarde


Tekst = Annotated[StrictStr, StringConstraints(max_length=4000), BeforeValidator(_tekst)]
"""Free text in the caseworker's own words."""
JaNee = StrictBool
Gemeentecode = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{4}$")]
"""Four-digit CBS code."""
Kvk = Annotated[StrictStr, StringConstraints(pattern=r"^[0-9]{8}$")]
Maand = Annotated[StrictStr, StringConstraints(pattern=r"^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$")]

_UITLEG = {
    "missing": "ontbreekt",
    "extra_forbidden": "is onbekend",
    "bool_type": "moet true of false zijn",
    "string_type": "moet tekst zijn",
    "string_too_long": "is te lang",
    "int_type": "moet een heel getal zijn",
    "greater_than_equal": "is te klein",
    "too_short": "heeft te weinig onderdelen",
    "too_long": "heeft te veel onderdelen",
    "list_type": "moet een lijst zijn",
    "tuple_type": "moet een lijst zijn",
    "dict_type": "moet een groep velden zijn",
    "model_type": "moet een groep velden zijn",
    "model_attributes_type": "moet een groep velden zijn",
    "none_required": "moet leeg zijn",
    "string_pattern_mismatch": "heeft niet de goede vorm",
}


def _zin(fout: Mapping[str, Any]) -> str:
    # The name of an unknown field is input too: it may not break the line.
    veld = "".join(teken if teken.isprintable() else "?" for teken in ".".join(str(deel) for deel in fout["loc"]))
    soort = fout["type"]
    if soort == "literal_error":
        uitleg = f"moet een van deze zijn: {fout['ctx']['expected'].replace(' or ', ' of ')}"
    elif soort == "value_error":
        uitleg = str(fout["ctx"]["error"])
    else:
        uitleg = _UITLEG.get(soort, "klopt niet")
    return f"veld '{veld}' {uitleg}" if veld else uitleg


T = TypeVar("T")


def lees(soort: TypeAdapter[T], gegevens: object) -> T:
    """Validate input against a type; raises `Misvormd` with every fault, never with the values themselves."""
    try:
        return soort.validate_python(gegevens)
    except ValidationError as fout:
        zinnen = (_zin(deel) for deel in fout.errors(include_input=False, include_url=False))
        raise Misvormd(*dict.fromkeys(zinnen)) from None
