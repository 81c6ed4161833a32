"""The pilot as both doors show it: who takes part, what happened and how far that has come, the grant, its terms."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from activities.register import Register
from starter.pilotverwerking import verwerkingsbeeld
from starter.termijnoverzicht import pilottermijnbeeld
from wet.pilot import Pilot
from wet.pilotbesluiten import Pilotbesluit, pilotbesluiten, totaal, zonder_kring


def bekende_pilot(register: Register) -> Pilot | None:
    """The pilot as the register knows it; None when it has not begun."""
    geladen = register.laad_pilot()
    return Pilot.model_validate_json(geladen[0].toestand) if geladen else None


def toon_pilot(
    register: Register, dag: date, gemeente: str | None = None, *, van_dichtbij: bool = True
) -> dict[str, Any] | None:
    """The pilot at the end of a day, as far as this gemeente (or None: all) may see it; None when it has not begun.

    `van_dichtbij`: with the numbers of trajectories, and with counts that are so small that they may point at someone.
    """
    pilot = bekende_pilot(register)
    if pilot is None:
        return None
    return pilotbeeld(pilot, dag, verwerkingsbeeld(register, gemeente, van_dichtbij=van_dichtbij), gemeente)


def pilotbeeld(pilot: Pilot, dag: date, verwerking: Mapping[str, Any], gemeente: str | None = None) -> dict[str, Any]:
    """The pilot at the end of a day; of the money only what is of this gemeente, if one is given."""
    besluiten = [besluit for besluit in pilotbesluiten(pilot, dag) if gemeente in {None, besluit.gemeente}]
    zonder = [code for code in zonder_kring(pilot, dag) if gemeente in {None, code}]
    samen = totaal(besluiten)
    return {
        "einde": pilot.einde.isoformat() if pilot.einde else None,
        "wet_vervalt": pilot.wet_vervalt.isoformat() if pilot.wet_vervalt else None,
        "zaad": pilot.zaad,
        "deelnames": [deelname.model_dump(mode="json") for deelname in pilot.deelnames],
        "gebeurtenissen": [feit.model_dump(mode="json") for feit in pilot.gebeurtenissen],
        "verwerking": dict(verwerking),
        "besluiten": [_besluit(besluit) for besluit in besluiten],
        "tegemoetkoming": {"verleend": str(samen.verleend), "teruggevorderd": str(samen.teruggevorderd)},
        "termijnen": pilottermijnbeeld(pilot, dag),
        "opmerkingen": [_zonder_kring(zonder)] if zonder else [],
    }


def _besluit(besluit: Pilotbesluit) -> dict[str, Any]:
    return {
        "nummer": besluit.nummer,
        "gemeente": besluit.gemeente,
        "soort": besluit.soort,
        "op": besluit.op.isoformat(),
        "bedrag": str(besluit.bedrag),
        "grondslag": list(besluit.grondslag),
        "motivering": besluit.motivering,
        "bezwaar_tot_en_met": besluit.bezwaar_tot_en_met.isoformat(),
    }


def _zonder_kring(gemeenten: Sequence[str]) -> str:
    wie = f"gemeente {gemeenten[0]}" if len(gemeenten) == 1 else f"{len(gemeenten)} gemeenten ({', '.join(gemeenten)})"
    return f"Van {wie} is de kring op 30 juni 2009 niet bekend; daarvoor is geen tegemoetkoming berekend."
