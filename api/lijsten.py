"""Lists of trajectories: what can be asked, and a page as it is answered."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StrictStr, StringConstraints, TypeAdapter

from activities.register.zoeken import Gevonden, Zoekvraag
from api.nummers import uit_pad
from wet.client import Bsn
from wet.dossier import Fase, Reden
from wet.waarden import Dag, Tekst, Waarde, lees

PER_BLADZIJDE = 50
MEESTE = 200


def _aantal(waarde: object) -> object:
    """A number in a query is text."""
    if isinstance(waarde, str) and waarde.isascii() and waarde.isdecimal() and len(waarde) < len("10000"):
        waarde = int(waarde)
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not 1 <= waarde <= MEESTE:
        raise ValueError(f"moet een getal van 1 tot en met {MEESTE} zijn")
    return waarde


def _nummer(waarde: str) -> str:
    if not (nummer := uit_pad(waarde)):
        raise ValueError("moet een trajectnummer zijn, zoals 0014-2011-000123")
    return nummer


Aantal = Annotated[int, BeforeValidator(_aantal)]
"""How many on a page."""


class Filters(Waarde):
    """What both ways of asking know."""

    fase: Fase | None = None
    reden: Reden | None = None
    termijn_tot_en_met: Dag | None = None
    aangemeld_van: Dag | None = None
    aangemeld_tot_en_met: Dag | None = None
    na: Annotated[StrictStr, AfterValidator(_nummer)] | None = None
    aantal: Aantal = PER_BLADZIJDE


class Lijstvraag(Filters):
    """The query of the list: keys in camelCase."""

    termijn_tot_en_met: Dag | None = Field(default=None, alias="termijnTotEnMet")
    aangemeld_van: Dag | None = Field(default=None, alias="aangemeldVan")
    aangemeld_tot_en_met: Dag | None = Field(default=None, alias="aangemeldTotEnMet")


class Zoekopdracht(Filters):
    """The body of a search: with what must not stand in an address."""

    bsn: Bsn | None = None
    naam: Annotated[Tekst, StringConstraints(min_length=2, max_length=200)] | None = None
    geboortedatum: Dag | None = None


_LIJSTVRAAG, _ZOEKOPDRACHT = TypeAdapter(Lijstvraag), TypeAdapter(Zoekopdracht)


def lees_lijstvraag(gegevens: Mapping[str, str]) -> Filters:
    """Read the query of the list; raises Misvormd with every fault."""
    return lees(_LIJSTVRAAG, dict(gegevens))


def lees_zoekopdracht(gegevens: Mapping[str, Any]) -> Filters:
    """Read the body of a search; raises Misvormd with every fault."""
    return lees(_ZOEKOPDRACHT, dict(gegevens))


def zoekvraag(filters: Filters, gemeente: str) -> Zoekvraag:
    """The question to the register: one more than the page, to know whether there is another."""
    return Zoekvraag(gemeente=gemeente, **filters.model_dump() | {"aantal": filters.aantal + 1})


def bladzijde(gevonden: Sequence[Gevonden], aantal: int) -> dict[str, Any]:
    """A page; `volgende` is the `na` of the next, if there is one."""
    volgende = gevonden[aantal - 1].nummer.replace("/", "-") if len(gevonden) > aantal else None
    return {"trajecten": [_regel(regel) for regel in gevonden[:aantal]], "volgende": volgende}


def _regel(regel: Gevonden) -> dict[str, Any]:
    termijn = regel.volgende_termijn
    return {
        "nummer": regel.nummer,
        "aangemeld_op": regel.aanmelding_op.isoformat(),
        "bijgewerkt_tot": regel.dag.isoformat(),
        "fase": regel.fase,
        "route": regel.route,
        "afgesloten": {"op": regel.afgesloten_op.isoformat(), "reden": regel.reden} if regel.afgesloten_op else None,
        "volgende_termijn": {"soort": regel.termijn_soort, "uiterlijk": termijn.isoformat()} if termijn else None,
    }
