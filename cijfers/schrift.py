"""How numbers, amounts and days are written in Dutch."""

from datetime import date
from decimal import Decimal

WEGGELATEN = "x"
"""What stands for a number that is left out, as in the tables of the national statistics."""
_NEDERLANDS = str.maketrans(",.-", ".,\N{MINUS SIGN}")
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_AFGEKORT = {"maart": "mrt"}


def getal(waarde: Decimal | int | None, decimalen: int = 0) -> str:
    """Write a number with points between thousands and a comma, or the sign for one that is left out."""
    if waarde is None:
        return WEGGELATEN
    return f"{Decimal(waarde):,.{decimalen}f}".translate(_NEDERLANDS)


def euro(waarde: Decimal | None, decimalen: int = 0) -> str:
    """Write an amount in euros, whole or to the cent."""
    return WEGGELATEN if waarde is None else f"€\N{NO-BREAK SPACE}{getal(waarde, decimalen)}"


def procent(deel: Decimal | None, geheel: Decimal | None) -> str:
    """Write which part one number is of another, in whole percents."""
    if deel is None or not geheel:
        return WEGGELATEN
    return f"{getal(deel * 100 / geheel)}%"


def dag(datum: date) -> str:
    """Write a day as in a sentence: 1 november 2011."""
    return f"{datum.day} {_MAANDEN[datum.month - 1]} {datum.year}"


def maand(naam: str, kort: bool = False) -> str:
    """Write a month (YYYY-MM) as november 2011, or nov 2011."""
    jaar, nummer = naam.split("-")
    woord = _MAANDEN[int(nummer) - 1]
    return f"{_AFGEKORT.get(woord, woord[:3]) if kort else woord} {jaar}"
