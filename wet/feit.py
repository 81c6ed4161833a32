"""What all reported facts have in common: a day of receipt, a bekendmaking, a period."""

from datetime import date
from typing import Self

from pydantic import field_validator, model_validator

from wet.waarden import Dag, Tekst, Waarde


class Feit(Waarde):
    """Whatever is reported: `op` is the legal day on which it was received."""

    op: Dag


class MetBesluit(Feit):
    """An event that can lead to a decision: the day it was sent, and the caseworker's own words."""

    bekendmaking: Dag | None = None
    motivering: Tekst | None = None

    @field_validator("motivering")
    @classmethod
    def _woorden(cls, motivering: str | None) -> str | None:
        """Let blank words count as none: every decision has a motivation (awb:3:46)."""
        return motivering if motivering and motivering.strip() else None

    @model_validator(mode="after")
    def _niet_voor_het_besluit(self) -> Self:
        if self.bekendmaking is not None and self.bekendmaking < self.op:
            raise ValueError("veld 'bekendmaking' ligt voor de dag van het besluit")
        return self

    @property
    def bekendgemaakt(self) -> date:
        """The day from which the terms run: `bekendmaking`, by default the day of the decision (awb:3:41)."""
        return self.bekendmaking or self.op


class Periode(Waarde):
    """A period; `tot_en_met` may be open."""

    van: Dag
    tot_en_met: Dag | None = None

    @model_validator(mode="after")
    def _volgorde(self) -> Self:
        if self.tot_en_met is not None and self.tot_en_met < self.van:
            raise ValueError("veld 'tot_en_met' ligt voor 'van'")
        return self


class Opschorting(Feit):
    """The days on which a term stands still."""

    van: Dag
    tot_en_met: Dag

    @model_validator(mode="after")
    def _volgorde(self) -> Self:
        if self.tot_en_met < self.van:
            raise ValueError("veld 'tot_en_met' ligt voor 'van'")
        return self
