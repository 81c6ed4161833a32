"""`sleutels-inpakken`, `sleutel-vernieuwen` and `sleutel-vernietigen`: the keys of what stands in Temporal."""

import asyncio
from typing import Annotated

import typer

from activities.register import Register
from api.logboek import SLEUTEL_VERNIETIGEN, SLEUTEL_VERNIEUWEN
from starter.diensten import TrajectNietGevonden, antwoord
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import scherm
from starter.opdrachtregel.verwerking import teken_op_trajecten
from starter.systeem import open_register, open_sleutels, open_systeem
from versleuteling.eigenaar import Eigenaar, eigenaar_van
from versleuteling.vernietigen import vernietig
from wet.waarden import Misvormd
from workflows.berichten import traject_id

Nummer = Annotated[str, typer.Argument(metavar="NUMMER", help="Trajectnummer, zoals 0014/2011-000123.")]


def sleutels_inpakken() -> None:
    """Pak alle datasleutels in met de nieuwste hoofdsleutel; daarna kunnen oudere hoofdsleutels weg."""
    instellingen = lees_instellingen()
    with open_register(instellingen) as register:
        aantal = open_sleutels(instellingen, register).pak_opnieuw_in()
    scherm.uit().print(f"Opnieuw ingepakt: {aantal}.")


def sleutel_vernieuwen(nummer: Nummer) -> None:
    """Geef een traject een nieuwe datasleutel; wat er al staat blijft leesbaar."""
    instellingen = lees_instellingen()
    with open_register(instellingen) as register:
        sleutels, eigenaar = open_sleutels(instellingen, register), _eigenaar(register, nummer)
        teken_op_trajecten(register, SLEUTEL_VERNIEUWEN, [nummer])
        nieuw = sleutels.vernieuw(eigenaar)
    scherm.uit().print(f"Nieuwe datasleutel: {nieuw.id}.")


def sleutel_vernietigen(
    nummer: Nummer,
    voorgoed: Annotated[bool, typer.Option("--voorgoed", help="Doe het echt; dit is niet terug te draaien.")] = False,
) -> None:
    """Maak de geschiedenis van een afgelopen traject in Temporal voorgoed onleesbaar."""
    if not voorgoed:
        raise Misvormd("dit is niet terug te draaien; geef --voorgoed mee om het echt te doen")
    asyncio.run(_vernietig(nummer))
    scherm.uit().print(f"De datasleutels van traject {nummer} zijn vernietigd.")


async def _vernietig(nummer: str) -> None:
    async with open_systeem(lees_instellingen()) as systeem:
        await asyncio.to_thread(_eigenaar, systeem.register, nummer)
        await asyncio.to_thread(teken_op_trajecten, systeem.register, SLEUTEL_VERNIETIGEN, [nummer])
        await antwoord(vernietig(systeem.temporal, systeem.sleutels, nummer))


def _eigenaar(register: Register, nummer: str) -> Eigenaar:
    if not register.zoeken.eigenaars([nummer]):
        raise TrajectNietGevonden(nummer)
    return eigenaar_van(traject_id(nummer))
