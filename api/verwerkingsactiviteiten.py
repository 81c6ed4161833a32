"""The register of processing activities: for which purpose and on which ground personal data are processed."""

from importlib.resources import files
from typing import Annotated

from pydantic import StringConstraints, TypeAdapter

from wet.waarden import Dag, Waarde

_Regel = Annotated[str, StringConstraints(min_length=1)]


class Activiteit(Waarde):
    """One activity: its purpose, and the article it rests on."""

    doel: _Regel
    grondslag: _Regel


class Activiteitenregister(Waarde):
    """All of them; a change gets a new version, so that what was logged before keeps its meaning."""

    versie: _Regel
    vastgesteld_op: Dag
    verantwoordelijke: _Regel
    avg_grondslag: _Regel
    betrokkenen: _Regel
    gegevens: tuple[_Regel, ...]
    bewaartermijn: _Regel
    activiteiten: dict[str, Activiteit]

    def uri(self, naam: str) -> str:
        """How the log names an activity."""
        return f"urn:nld:loondispensatie:verwerkingsactiviteiten:{self.versie}:{naam.replace('_', '-')}"


_TEKST = files("api").joinpath("gegevens/verwerkingsactiviteiten.json").read_text(encoding="utf-8")
REGISTER: Activiteitenregister = TypeAdapter(Activiteitenregister).validate_json(_TEKST)
"""The register as it holds now."""
