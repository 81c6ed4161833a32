"""The command line `loondispensatie`. A fault is one line in Dutch: exit 2 for what was typed, 1 for what is down."""

from collections.abc import Sequence

import typer
from typer.exceptions import TyperException

from activities.register import RegisterFout
from starter.aanmeldbestand import BestandFout
from starter.diensten import TrajectNietGevonden
from starter.instellingen import InstellingFout
from starter.omgeving import OmgevingFout
from starter.opdrachtregel import (
    aanmelden,
    cijfers,
    draaien,
    inzage,
    lezen,
    melden,
    pilot,
    rekenhulp,
    scherm,
    sleutels,
    spelen,
    termijnen,
    token,
)
from starter.opdrachtregel.nederlands import Groep, Opdracht, in_het_nederlands
from starter.speel import SpeelFout
from starter.systeem import SysteemFout
from versleuteling.fouten import VersleutelingFout
from wet.waarden import Misvormd

GEBRUIK = 2
STORING = 1
ONDERBROKEN = 130

app = typer.Typer(
    cls=Groep,
    name="loondispensatie",
    help="Uitvoering van de Tijdelijke wet pilot loondispensatie.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _functie in (
    draaien.serve, draaien.worker, token.token, aanmelden.aanmelden, melden.meld, pilot.pilot,
    lezen.toon, lezen.lijst, lezen.peildatum, lezen.taken, termijnen.termijnen, cijfers.cijfers, rekenhulp.rekenhulp,
    inzage.inzage, inzage.logboek, sleutels.sleutels_inpakken, sleutels.sleutel_vernieuwen,
    sleutels.sleutel_vernietigen, spelen.speel, lezen.instellingen,
):  # fmt: skip
    app.command(cls=pilot.Opdracht if _functie is pilot.pilot else Opdracht)(_functie)


def hoofd(argumenten: Sequence[str] | None = None) -> int:
    """Carry out one command and return its exit code."""
    try:
        return app(args=argumenten, prog_name="loondispensatie", standalone_mode=False) or 0
    except TyperException as fout:
        scherm.zeg_fout(in_het_nederlands(fout.format_message()))
        return fout.exit_code
    except (BestandFout, InstellingFout, Misvormd, TrajectNietGevonden) as fout:
        scherm.zeg_fout(fout)
        return GEBRUIK
    except (OmgevingFout, RegisterFout, SpeelFout, SysteemFout, VersleutelingFout) as fout:
        scherm.zeg_fout(fout)
        return STORING
    except KeyboardInterrupt:
        return ONDERBROKEN
