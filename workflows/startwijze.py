"""How a workflow of ours is started: under which id, on which queue, and what is seen of it at once."""

from typing import Any

from temporalio.common import Priority, SearchAttributePair, TypedSearchAttributes

from workflows.berichten import PILOT_ID, TAAKRIJ, traject_id
from workflows.weergave import gemeente_van
from workflows.zoekkenmerken import GEMEENTE


def traject(nummer: str) -> dict[str, Any]:
    """The options with which the client starts the workflow of a trajectory."""
    gemeente = gemeente_van(nummer)
    return {
        "id": traject_id(nummer),
        "task_queue": TAAKRIJ,
        "static_summary": f"Traject {nummer}",
        "static_details": f"Traject {nummer} van gemeente {gemeente}. De stand staat onder *Current Details*.",
        "search_attributes": TypedSearchAttributes([SearchAttributePair(GEMEENTE, gemeente)]),
        # A large gemeente does not keep the others waiting.
        "priority": Priority(fairness_key=gemeente),
    }


def pilot() -> dict[str, Any]:
    """The options with which the client starts the workflow of the pilot."""
    return {
        "id": PILOT_ID,
        "task_queue": TAAKRIJ,
        "static_summary": "Pilot loondispensatie",
        "static_details": "Welke gemeenten meedoen en tot wanneer. De stand staat onder *Current Details*.",
    }
