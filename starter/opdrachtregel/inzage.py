"""`inzage`: everything that is held of one person, and who saw it (AVG article 15); `logboek`: is the log whole."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from activities.register import Register
from api.instellingen import lees_api_instellingen
from api.logboek import INZAGE, Betrokkene
from starter.diensten import TrajectNietGevonden
from starter.instellingen import lees_instellingen
from starter.opdrachtregel import scherm
from starter.opdrachtregel.verwerking import open_logboek, teken_op
from starter.systeem import open_register


def inzage(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help="Een trajectnummer van deze persoon.")],
) -> None:
    """Geef als JSON alles wat er van de persoon van dit traject vastligt, en wie zijn gegevens zag of wijzigde."""
    with open_register(lees_instellingen()) as register:
        eigenaar = register.zoeken.eigenaars([nummer]).get(nummer)
        if eigenaar is None:
            raise TrajectNietGevonden(nummer)
        teken_op(register, INZAGE, [Betrokkene(eigenaar.bsn, nummer)])
        alles = _alles(register, eigenaar.gemeente, eigenaar.bsn)
    json.dump(alles, sys.stdout, ensure_ascii=False, indent=2, default=_als_tekst)
    sys.stdout.write("\n")


def logboek() -> None:
    """Controleer of het logboek van verwerkingen heel is: of niemand er een regel in wijzigde of uit haalde."""
    with open_register(lees_instellingen()) as register:
        controle = register.verwerkingen.controleer(lees_api_instellingen().geheime_logsleutel())
    if controle.breuk is not None:
        scherm.zeg_fout(f"Het logboek is niet heel: regel {controle.breuk} is niet wat er is geschreven.")
        raise typer.Exit(1)
    scherm.uit().print(f"Het logboek is heel: {controle.aantal} regels, laatste zegel {controle.zegel}.")


def _alles(register: Register, gemeente: str, bsn: str) -> dict[str, Any]:
    nummers = register.zoeken.trajecten_van(gemeente, bsn)
    return {
        "persoon": register.zoeken.persoon(gemeente, bsn),
        "trajecten": [_traject(register, nummer) for nummer in nummers],
        "verwerkingen": [asdict(regel) for regel in open_logboek(register).gezien_door(bsn)],
    }


def _traject(register: Register, nummer: str) -> dict[str, Any]:
    """The dossier holds every event as it was reported, the result what followed from it."""
    record = register.toon(nummer)
    if record is None:
        return {"nummer": nummer}
    taken = [asdict(taak) for taak in record.taken]
    return {
        "nummer": nummer,
        "dossier": json.loads(record.dossier),
        "resultaat": record.resultaat,
        "verzonden_meldingen": record.verzonden,
        "taken": taken,
    }


def _als_tekst(waarde: object) -> str:
    if isinstance(waarde, datetime):
        return waarde.astimezone(UTC).isoformat()
    if isinstance(waarde, date | Decimal):
        return str(waarde)
    raise TypeError(type(waarde).__name__)
