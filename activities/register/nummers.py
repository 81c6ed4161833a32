"""Trajectory numbers: per gemeente and year without gaps, and the same person on the same day keeps his number."""

from datetime import date

from sqlalchemy import Connection, select, update

from activities.register.lijsten import Rij
from activities.register.schrijven import voeg_in
from activities.register.tabellen import clienten, nummerreeksen, trajecten
from wet.client import Client


def nummer_voor(verbinding: Connection, client: Client, aanmelding_op: date) -> str:
    """The number for this person's trajectory, such as `0014/2011-000123`: a new one, or the one given out before.

    What the gemeente reports of the person at a new application replaces what it reported before;
    a repetition changes nothing.
    """
    persoon = persoon_voor(verbinding, client)
    gegeven = select(trajecten.c.nummer).where(
        trajecten.c.client == persoon, trajecten.c.aanmelding_op == aanmelding_op
    )
    if nummer := verbinding.scalar(gegeven):
        return str(nummer)
    verbinding.execute(update(clienten).where(clienten.c.id == persoon).values(_gegevens(client)))
    nummer = f"{client.gemeente}/{aanmelding_op.year}-{_volgende(verbinding, client.gemeente, aanmelding_op.year):06d}"
    nieuw = {"nummer": nummer, "client": persoon, "gemeente": client.gemeente, "aanmelding_op": aanmelding_op}
    verbinding.execute(trajecten.insert(), nieuw | {"loopt": False, "versie": 0, "vingerafdrukken": {}})
    return nummer


def bekend_nummer(verbinding: Connection, client: Client, aanmelding_op: date) -> str | None:
    """The number that was given out before to this person's trajectory; None when there is none."""
    vraag = (
        select(trajecten.c.nummer)
        .join(clienten, clienten.c.id == trajecten.c.client)
        .where(
            clienten.c.gemeente == client.gemeente,
            clienten.c.bsn == client.bsn,
            trajecten.c.aanmelding_op == aanmelding_op,
        )
    )
    return verbinding.scalar(vraag)


def persoon_voor(verbinding: Connection, client: Client) -> int:
    """The person's row, made if need be, and locked: two applications of one person are handled one by one."""
    opdracht = voeg_in(verbinding, clienten).values(_gegevens(client))
    zelfde = {"bsn": opdracht.excluded.bsn}
    # Not RETURNING: the SQLite of systems still in use does not know it.
    verbinding.execute(opdracht.on_conflict_do_update(index_elements=["gemeente", "bsn"], set_=zelfde))
    eigen = (clienten.c.gemeente == client.gemeente, clienten.c.bsn == client.bsn)
    return int(verbinding.scalars(select(clienten.c.id).where(*eigen)).one())


def _volgende(verbinding: Connection, gemeente: str, jaar: int) -> int:
    """The next in the row of this gemeente and year.

    The row stays locked until this transaction ends, and goes back when it fails: no number twice, none skipped.
    """
    opdracht = voeg_in(verbinding, nummerreeksen).values(gemeente=gemeente, jaar=jaar, laatste=1)
    verder = {"laatste": nummerreeksen.c.laatste + 1}
    verbinding.execute(opdracht.on_conflict_do_update(index_elements=["gemeente", "jaar"], set_=verder))
    eigen = (nummerreeksen.c.gemeente == gemeente, nummerreeksen.c.jaar == jaar)
    return int(verbinding.scalars(select(nummerreeksen.c.laatste).where(*eigen)).one())


def _gegevens(client: Client) -> Rij:
    indicatie = client.wsw_indicatie
    gegevens = client.model_dump(exclude={"wsw_indicatie"})
    return gegevens | {
        "wsw_van": indicatie.van if indicatie else None,
        "wsw_tot_en_met": indicatie.tot_en_met if indicatie else None,
    }
