"""What the tests of the front door share."""

from datetime import date

VANDAAG = date(2011, 3, 1)
"""The legal day on which they run, in real time."""

TOETS = {
    "soort": "toets_uitgevoerd",
    "vraag_1": True,
    "vraag_2a": [False, False],
    "vraag_2b": [False, True],
    "vraag_3": [True, True],
}
INSPANNING = {"soort": "inspanning", "toelichting": "Gesproken met drie werkgevers."}
