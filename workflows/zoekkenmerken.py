"""The search attributes by which an operator finds a trajectory; plain text on the server, so never personal data."""

from typing import Final

from temporalio.common import SearchAttributeKey

GEMEENTE: Final = SearchAttributeKey.for_keyword("Gemeente")
"""Code of the gemeente."""
FASE: Final = SearchAttributeKey.for_keyword("Fase")
"""Phase of the trajectory."""
VOLGENDE_TERMIJN: Final = SearchAttributeKey.for_datetime("VolgendeTermijn")
"""Start of the next legal date."""
TERMIJN_SOORT: Final = SearchAttributeKey.for_keyword("TermijnSoort")
"""What falls due on it."""
AFLOOP: Final = SearchAttributeKey.for_keyword("Afloop")
"""Why the trajectory was closed."""
BEZWAAR_UITERLIJK: Final = SearchAttributeKey.for_datetime("BezwaarUiterlijk")
"""Day by which must be decided on the objection that is open."""

ALLE: Final = (GEMEENTE, FASE, VOLGENDE_TERMIJN, TERMIJN_SOORT, AFLOOP, BEZWAAR_UITERLIJK)
