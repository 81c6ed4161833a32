"""`token`: a token of the development issuer."""

import sys
from typing import Annotated

import typer

from api.instellingen import lees_api_instellingen
from api.ontwikkeluitgever import geef_uit
from api.rollen import Rol
from starter.opdrachtregel.lezen import lees_gemeente
from wet.waarden import Misvormd


def token(
    rol: Annotated[Rol, typer.Option(help="De rol die het token geeft.")],
    gemeente: Annotated[
        str | None, typer.Option(metavar="CODE", help="De gemeente waar het token bij hoort (vier cijfers).")
    ] = None,
    wie: Annotated[str, typer.Option(metavar="NAAM", help="Op wiens naam het token staat.")] = "ontwikkelaar",
) -> None:
    """Geef een token van de ingebouwde uitgever, om de API mee te proberen. In productie werkt dit niet."""
    try:
        tekst = geef_uit(lees_api_instellingen(), rol, lees_gemeente(gemeente), wie)
    except ValueError as fout:
        raise Misvormd(str(fout)) from None
    sys.stdout.write(tekst + "\n")
