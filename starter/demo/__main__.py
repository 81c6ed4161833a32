"""`scripts/demo`: the demonstration from the command line."""

import argparse
import asyncio
import sys

from activities.register import RegisterFout
from starter.demo import FOLDER
from starter.demo.verloop import TEMPO, demo
from starter.instellingen import InstellingFout
from starter.omgeving import OmgevingFout
from starter.opdrachtregel import scherm
from starter.systeem import SysteemFout


def hoofd() -> int:
    """Run the demonstration and return its exit code."""
    lezer = argparse.ArgumentParser(
        prog="scripts/demo", description="De pilot van juni 2010 tot en met januari 2013, versneld."
    )
    lezer.add_argument("--blijf", action="store_true", help="laat alles draaien tot Ctrl-C")
    keuze = lezer.parse_args()
    try:
        return 0 if asyncio.run(demo(FOLDER, TEMPO, blijf=keuze.blijf)) else 1
    except (InstellingFout, OmgevingFout, RegisterFout, SysteemFout) as fout:
        scherm.zeg_fout(fout)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(hoofd())
