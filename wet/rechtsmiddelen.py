"""The events of bezwaar, beroep, hoger beroep and the dwangsom (contract section 2; awb:4:17, 6, 7, 8)."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from wet.feit import Feit, MetBesluit, Opschorting
from wet.waarden import Dag, JaNee, Percentage

Partij = Literal["client", "werkgever", "derde"]
Uitkomst = Literal["gegrond", "ongegrond", "niet_ontvankelijk"]
Toetsuitkomst = Literal["doelgroep", "geen_beperking", "bovengrens", "ondergrens"]


class _Ontvangen(Feit):
    ontvangen: Dag | None = None

    @model_validator(mode="after")
    def _niet_in_de_toekomst(self) -> Self:
        if self.ontvangen is not None and self.ontvangen > self.op:
            raise ValueError("veld 'ontvangen' ligt na de dag van de melding")
        return self

    @property
    def ontvangen_op(self) -> date:
        """The day of receipt: `ontvangen`, by default `op`."""
        return self.ontvangen or self.op


class _Rechtsmiddel(_Ontvangen):
    gepost: Dag | None = None
    verschoonbaar: JaNee = False

    @model_validator(mode="after")
    def _eerst_posten(self) -> Self:
        if self.gepost is not None and self.gepost > self.ontvangen_op:
            raise ValueError("veld 'gepost' ligt na de dag van ontvangst")
        return self


class BezwaarIngediend(_Rechtsmiddel):
    """Someone objects to a decision (awb:7:1)."""

    soort: Literal["bezwaar_ingediend"]
    besluit: int = Field(ge=1, strict=True)
    door: Partij
    commissie: JaNee = False


Bezwaarnummer = Annotated[int, Field(ge=1, strict=True)]


class BezwaarVerdaagd(Feit):
    """The decision on an objection is postponed by six weeks (awb:7:10.3)."""

    soort: Literal["bezwaar_verdaagd"]
    bezwaar: Bezwaarnummer


class BezwaarOpgeschort(Opschorting):
    """The term for the decision on an objection is suspended (awb:7:10.2)."""

    soort: Literal["bezwaar_opgeschort"]
    bezwaar: Bezwaarnummer


class UitstelIngestemd(Feit):
    """The parties agree to a later last day (awb:7:10.4)."""

    soort: Literal["uitstel_ingestemd"]
    bezwaar: Bezwaarnummer
    tot_en_met: Dag


class _Intrekking(MetBesluit):
    bezwaar: Bezwaarnummer
    tegemoetgekomen: JaNee = False
    loonwaarde: Percentage | None = None

    @model_validator(mode="after")
    def _alleen_bij_tegemoetkoming(self) -> Self:
        if self.loonwaarde is not None and not self.tegemoetgekomen:
            raise ValueError("veld 'loonwaarde' past alleen bij een tegemoetkoming")
        return self


class BezwaarIngetrokken(_Intrekking):
    """The objection is withdrawn, perhaps because the college gave in (awb:6:21, wet:7.5)."""

    soort: Literal["bezwaar_ingetrokken"]


class _Oordeel(MetBesluit):
    bezwaar: Bezwaarnummer
    uitkomst: Uitkomst
    loonwaarde: Percentage | None = None
    toetsuitkomst: Toetsuitkomst | None = None
    toewijzen: JaNee | None = None

    @model_validator(mode="after")
    def _alleen_wie_gelijk_krijgt(self) -> Self:
        gegeven = [naam for naam in ("loonwaarde", "toetsuitkomst", "toewijzen") if getattr(self, naam) is not None]
        if gegeven and self.uitkomst != "gegrond":
            raise ValueError(f"veld '{gegeven[0]}' past alleen bij de uitkomst gegrond")
        return self


class BeslissingOpBezwaar(_Oordeel):
    """The college decides on an objection (awb:7:11)."""

    soort: Literal["beslissing_op_bezwaar"]
    kennelijk: JaNee = False


class BeroepIngesteld(_Rechtsmiddel):
    """Someone appeals to the rechtbank (awb:8:1)."""

    soort: Literal["beroep_ingesteld"]
    bezwaar: Bezwaarnummer
    door: Partij
    grond: Literal["beslissing", "niet_tijdig", "rechtstreeks"] = "beslissing"


class BeroepIngetrokken(_Intrekking):
    """The appeal, or the further appeal, is withdrawn."""

    soort: Literal["beroep_ingetrokken"]


class UitspraakGedaan(_Oordeel):
    """A court rules; `opnieuw_beslissen` is the day by which the college must decide again."""

    soort: Literal["uitspraak"]
    instantie: Literal["rechtbank", "crvb"]
    verzonden: Dag | None = None
    opnieuw_beslissen: Dag | None = None

    @property
    def verzonden_op(self) -> date:
        """The day the ruling was sent: `verzonden`, by default `op`."""
        return self.verzonden or self.op

    @model_validator(mode="after")
    def _niet_in_de_toekomst(self) -> Self:
        if self.verzonden_op > self.op:
            raise ValueError("veld 'verzonden' ligt na de dag van de melding")
        return self


class HogerBeroepIngesteld(_Rechtsmiddel):
    """Someone appeals to the Centrale Raad van Beroep."""

    soort: Literal["hoger_beroep_ingesteld"]
    bezwaar: Bezwaarnummer
    door: Literal["client", "werkgever", "college"]


class Ingebrekestelling(_Ontvangen):
    """The college is told that it is late (awb:4:17.3)."""

    soort: Literal["ingebrekestelling"]
    bij: Literal["verzoek", "herevaluatie", "voorziening", "bezwaar"]
    bezwaar: Bezwaarnummer | None = None
    onredelijk_laat: JaNee = False

    @model_validator(mode="after")
    def _nummer_hoort_bij_bezwaar(self) -> Self:
        if (self.bij == "bezwaar") != (self.bezwaar is not None):
            raise ValueError("veld 'bezwaar' hoort er te staan bij een bezwaar, en anders niet")
        return self
