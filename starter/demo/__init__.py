"""The demonstration: 96 trajectories of 32 gemeenten, from June 2010 to January 2013 in accelerated legal time.

Everything is real: the Temporal server, the worker, the register and the front door, through which each trajectory is
started and each event reported on its day. At the end every trajectory in the register is compared with what the law
alone makes of the same events on the days on which the front door says that they were handled.
"""

from datetime import date
from pathlib import Path

from starter.instellingen import PILOTGEMEENTEN

FOLDER = Path("var/demo")
GESCHIEDENISSEN = PILOTGEMEENTEN.parent / "demo.jsonl"
BEGIN, EINDE, PEILDATUM = date(2010, 6, 1), date(2013, 1, 31), date(2011, 11, 1)
