"""The person: what a gemeente reports of a client at the start (contract section 6)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, StrictStr, TypeAdapter, model_validator
from stdnum.nl import bsn as burgerservicenummer

from wet.waarden import Dag, Gemeentecode, JaNee, Tekst, Vermogen, Waarde, lees

Leefvorm = Literal["gehuwd", "alleenstaande_ouder", "alleenstaande"]
Uitkering = Literal["wwb", "wij", "geen", "anders"]
BSN_LENGTE = 9


def _elfproef(waarde: str) -> str:
    if len(waarde) != BSN_LENGTE or not waarde.isascii() or not burgerservicenummer.is_valid(waarde):
        raise ValueError("is geen geldig burgerservicenummer")
    return waarde


Bsn = Annotated[StrictStr, AfterValidator(_elfproef)]


class Indicatieperiode(Waarde):
    """The validity of an indicatiebeschikking or herindicatiebeschikking (wsw:11), both days included."""

    van: Dag
    tot_en_met: Dag

    @model_validator(mode="after")
    def _volgorde(self) -> "Indicatieperiode":
        if self.tot_en_met < self.van:
            raise ValueError("eindigt voordat zij begint")
        return self


class Client(Waarde):
    """A person as reported at the start of the trajectory."""

    bsn: Bsn
    naam: Tekst
    geboortedatum: Dag
    gemeente: Gemeentecode
    uitkering: Uitkering
    leefvorm: Leefvorm
    vermogen: Vermogen = Decimal(0)
    wsw_indicatie: Indicatieperiode | None = None
    wsw_dienstbetrekking: JaNee = False


_CLIENT = TypeAdapter(Client)


def lees_client(gegevens: Mapping[str, object]) -> Client:
    """Read a client from plain data; raises `Misvormd` with every fault."""
    return lees(_CLIENT, gegevens)
