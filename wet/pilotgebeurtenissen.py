"""The events of the pilot itself, by the minister or a gemeente (contract section 2, last part)."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from wet.feit import Feit
from wet.waarden import Dag, Gemeentecode, Misvormd, Tekst, lees

Methode = Annotated[Tekst, StringConstraints(pattern=r"\S")]
"""The name of a method; an empty one would leave a gemeente without any."""


class GemeenteAangewezen(Feit):
    """The minister designates a gemeente (wet:3); `kring_2009` is the size of its kring on 30 June 2009."""

    soort: Literal["gemeente_aangewezen"]
    gemeente: Gemeentecode
    methode: Methode | None = None
    kring_2009: Annotated[int, Field(ge=0, strict=True)] | None = None


class DeelnameBeeindigd(Feit):
    """A gemeente takes no part any more from `per` (wet:12.3)."""

    soort: Literal["deelname_beeindigd"]
    gemeente: Gemeentecode
    per: Dag


class PilotBeeindigd(Feit):
    """The minister ends the pilot on `per` (wet:12.1)."""

    soort: Literal["pilot_beeindigd"]
    per: Dag
    grond: Tekst


class MethodeToegestaan(Feit):
    """The minister permits a gemeente another method (regeling:4.3)."""

    soort: Literal["methode_toegestaan"]
    gemeente: Gemeentecode
    methode: Methode


class WetsvoorstelIngediend(Feit):
    """A bill for a permanent arrangement is filed on `per` (wet:16.2)."""

    soort: Literal["wetsvoorstel_ingediend"]
    per: Dag | None = None

    @property
    def ingediend_op(self) -> date:
        """The day of filing: `per`, by default `op`."""
        return self.per or self.op


class StructureleWetInWerking(Feit):
    """That bill, now an Act, enters into force on `per` (wet:16.2)."""

    soort: Literal["structurele_wet_in_werking"]
    per: Dag


PilotGebeurtenis = Annotated[
    GemeenteAangewezen
    | DeelnameBeeindigd
    | PilotBeeindigd
    | MethodeToegestaan
    | WetsvoorstelIngediend
    | StructureleWetInWerking,
    Field(discriminator="soort"),
]
"""Any event of the pilot, recognised by its `soort`."""

GRONDSLAG_PILOT: Mapping[str, tuple[str, ...]] = {
    "gemeente_aangewezen": ("wet:3",),
    "deelname_beeindigd": ("wet:12.3",),
    "pilot_beeindigd": ("wet:12.1",),
    "methode_toegestaan": ("regeling:4",),
    "wetsvoorstel_ingediend": ("wet:16.2",),
    "structurele_wet_in_werking": ("wet:16.2",),
}
"""The article that each event rests on."""

_SOORTEN: Mapping[str, TypeAdapter[PilotGebeurtenis]] = {
    "gemeente_aangewezen": TypeAdapter(GemeenteAangewezen),
    "deelname_beeindigd": TypeAdapter(DeelnameBeeindigd),
    "pilot_beeindigd": TypeAdapter(PilotBeeindigd),
    "methode_toegestaan": TypeAdapter(MethodeToegestaan),
    "wetsvoorstel_ingediend": TypeAdapter(WetsvoorstelIngediend),
    "structurele_wet_in_werking": TypeAdapter(StructureleWetInWerking),
}


def lees_pilotgebeurtenis(gegevens: Mapping[str, object]) -> PilotGebeurtenis:
    """Read a pilot event from plain data (`soort`, `op` and its fields); raises `Misvormd` with every fault."""
    if not isinstance(gegevens, Mapping):
        raise Misvormd("een gebeurtenis is een groep velden")
    soort = gegevens.get("soort")
    if soort is None:
        raise Misvormd("veld 'soort' ontbreekt")
    if not isinstance(soort, str) or soort not in _SOORTEN:
        raise Misvormd("veld 'soort' noemt geen bekende gebeurtenis van de pilot")
    return lees(_SOORTEN[soort], dict(gegevens))
