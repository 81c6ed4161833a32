"""The answers once given to events, so that the same event gets the same answer years later."""

from sqlalchemy import Connection, func, select

from activities.register.tabellen import antwoorden


def bewaar(verbinding: Connection, onderwerp: str, beantwoord: str) -> None:
    """Keep an answer (JSON, with the id of its event) under a trajectory's number or the pilot, once.

    The caller holds the lock of that subject.
    """
    eigen = antwoorden.c.onderwerp == onderwerp
    if verbinding.scalar(select(antwoorden.c.volgnummer).where(eigen, antwoorden.c.beantwoord == beantwoord)):
        return
    laatste = verbinding.scalar(select(func.max(antwoorden.c.volgnummer)).where(eigen)) or 0
    nieuw = {"onderwerp": onderwerp, "volgnummer": laatste + 1, "beantwoord": beantwoord}
    verbinding.execute(antwoorden.insert(), nieuw)


def bewaar_onder(verbinding: Connection, onderwerp: str, volgnummer: int, beantwoord: str) -> None:
    """Keep an answer under the number of the transition that it belongs to."""
    nieuw = {"onderwerp": onderwerp, "volgnummer": volgnummer, "beantwoord": beantwoord}
    verbinding.execute(antwoorden.insert(), nieuw)


def wis(verbinding: Connection, onderwerp: str, volgnummer: int) -> None:
    """Forget the answer of a transition that did not happen after all."""
    verbinding.execute(
        antwoorden.delete().where(antwoorden.c.onderwerp == onderwerp, antwoorden.c.volgnummer == volgnummer)
    )


def gegeven(verbinding: Connection, onderwerp: str) -> list[str]:
    """Every answer given under this subject, oldest first."""
    vraag = select(antwoorden.c.beantwoord).where(antwoorden.c.onderwerp == onderwerp)
    return list(verbinding.scalars(vraag.order_by(antwoorden.c.volgnummer)))
