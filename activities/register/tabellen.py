"""The tables of the register, in the words of the law.

One row of `trajecten` holds a trajectory's dossier, the facts from which everything follows. The lists beside it are
projections of that dossier (contract section 6), written anew where they changed, so that SQL can look through all
trajectories at once. A change here needs a migration; a test compares the two.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.schema import SchemaItem

from activities.register.kolommen import Exact, Tijdstip

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


clienten = Table(
    "clienten",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("gemeente", String(4), nullable=False),
    Column("bsn", String(9), nullable=False),
    Column("naam", Text, nullable=False),
    Column("geboortedatum", Date, nullable=False),
    Column("uitkering", Text, nullable=False),
    Column("leefvorm", Text, nullable=False),
    Column("vermogen", Exact, nullable=False),
    Column("wsw_van", Date),
    Column("wsw_tot_en_met", Date),
    Column("wsw_dienstbetrekking", Boolean, nullable=False),
    UniqueConstraint("gemeente", "bsn"),
)

nummerreeksen = Table(
    "nummerreeksen",
    metadata,
    Column("gemeente", String(4), primary_key=True),
    Column("jaar", Integer, primary_key=True, autoincrement=False),
    Column("laatste", Integer, nullable=False),
)

trajecten = Table(
    "trajecten",
    metadata,
    Column("nummer", String(20), primary_key=True),
    Column("client", Integer, ForeignKey(clienten.c.id), nullable=False),
    Column("gemeente", String(4), nullable=False),
    Column("aanmelding_op", Date, nullable=False),
    # A trajectory runs from the moment its workflow begins until nothing can follow in it any more.
    Column("loopt", Boolean, nullable=False),
    Column("versie", Integer, nullable=False),
    # Which version of the pilot the dossier knows.
    Column("pilotversie", Integer),
    Column("dag", Date),
    Column("fase", Text),
    Column("route", Text),
    Column("afgesloten_op", Date),
    Column("reden", Text),
    Column("bevoegde_gemeente", String(4)),
    Column("wsw_indicatie", Boolean),
    Column("volgende_termijn", Date),
    Column("termijn_soort", Text),
    Column("dossier", Text),
    Column("vingerafdrukken", JSON, nullable=False),
    UniqueConstraint("client", "aanmelding_op"),
    Index(None, "gemeente", "nummer"),
    Index(None, "loopt", "nummer"),
    Index("ix_trajecten_loopt_pilotversie", "loopt", "pilotversie"),
    # Lists of a gemeente, by phase and by the term that comes first.
    Index("ix_trajecten_gemeente_fase", "gemeente", "fase", "nummer"),
    Index("ix_trajecten_gemeente_termijn", "gemeente", "volgende_termijn"),
)


def _lijst(naam: str, *kolommen: SchemaItem) -> Table:
    """A list that follows from the dossier: its columns are the keys of an item (contract section 6)."""
    return Table(
        naam,
        metadata,
        Column("nummer", String(20), ForeignKey(trajecten.c.nummer), primary_key=True),
        # The number of the decision or bezwaar itself where it has one, else the place in the list.
        Column("volgnummer", Integer, primary_key=True, autoincrement=False),
        *kolommen,
    )


LIJSTEN = (
    # Not in the result: the phases one after the other, in the order in which they came to be known.
    _lijst(
        "fasen",
        Column("van", Date, nullable=False),
        Column("fase", Text, nullable=False),
        Index(None, "van"),
    ),
    # Not in the result: the terms of which the matter is still due, also those that passed without it.
    _lijst(
        "openstaand",
        Column("gemeente", String(4), nullable=False),
        Column("soort", Text, nullable=False),
        Column("uiterlijk", Date, nullable=False),
        Column("bezwaar", Integer),
        Index("ix_openstaand_gemeente", "gemeente", "uiterlijk", "nummer", "volgnummer"),
    ),
    _lijst(
        "tijdlijn",
        Column("op", Date, nullable=False),
        Column("soort", Text, nullable=False),
        Column("grondslag", JSON, nullable=False),
        Column("toelichting", Text, nullable=False),
    ),
    _lijst(
        "besluiten",
        Column("soort", Text, nullable=False),
        Column("op", Date, nullable=False),
        Column("bekendgemaakt", Date, nullable=False),
        Column("geadresseerde", Text, nullable=False),
        Column("bezwaar_tot_en_met", Date, nullable=False),
        Column("onherroepelijk_op", Date),
        Column("grondslag", JSON, nullable=False),
        Column("motivering", Text, nullable=False),
        Column("gegevens", JSON, nullable=False),
    ),
    _lijst(
        "proefplaatsingen",
        Column("van", Date, nullable=False),
        Column("tot_en_met", Date, nullable=False),
        Column("kvk", String(8), nullable=False),
        Index(None, "van"),
    ),
    _lijst(
        "dienstbetrekkingen",
        Column("van", Date, nullable=False),
        Column("tot_en_met", Date),
        Column("kvk", String(8), nullable=False),
        Column("waarschuwingen", JSON, nullable=False),
        Index(None, "van"),
    ),
    _lijst(
        "loonwaarden",
        Column("van", Date, nullable=False),
        Column("tot_en_met", Date),
        Column("percentage", Exact, nullable=False),
        Column("besluit", Integer, nullable=False),
    ),
    _lijst(
        "uitkering",
        Column("maand", String(7), nullable=False),
        Column("A", Exact, nullable=False),
        Column("B", Exact),
        Column("C", Exact),
        Column("dagen", Integer, nullable=False),
        Column("bedrag", Exact),
        Column("status", Text, nullable=False),
    ),
    _lijst(
        "bezwaren",
        Column("besluit", Integer, nullable=False),
        Column("door", Text, nullable=False),
        Column("ontvankelijk", Text, nullable=False),
        Column("beslissen_uiterlijk", Date, nullable=False),
        Column("stand", Text, nullable=False),
        Index(None, "stand", "beslissen_uiterlijk"),
    ),
    _lijst(
        "compensaties",
        Column("van", Date, nullable=False),
        Column("tot_en_met", Date, nullable=False),
        Column("bedrag", Exact, nullable=False),
    ),
    _lijst(
        "dwangsommen",
        Column("bij", Text, nullable=False),
        Column("bezwaar", Integer),
        Column("eerste_dag", Date, nullable=False),
        Column("laatste_dag", Date, nullable=False),
        Column("bedrag", Exact, nullable=False),
    ),
    _lijst(
        "ziekteperioden",
        Column("van", Date, nullable=False),
        Column("tot_en_met", Date),
        Column("noriskpolis", Boolean, nullable=False),
    ),
    _lijst(
        "termijnen",
        Column("soort", Text, nullable=False),
        Column("uiterlijk", Date, nullable=False),
        Column("stand", Text, nullable=False),
        Index(None, "stand", "uiterlijk"),
    ),
    _lijst(
        "meldingen",
        Column("op", Date, nullable=False),
        Column("aan", Text, nullable=False),
        Column("soort", Text, nullable=False),
    ),
    _lijst(
        "weigeringen",
        Column("op", Date, nullable=False),
        Column("soort", Text, nullable=False),
        Column("artikel", Text, nullable=False),
        Column("reden", Text, nullable=False),
    ),
)
BUITEN_RESULTAAT = frozenset({"fasen", "openstaand"})
"""The lists that no result has."""

taken = Table(
    "taken",
    metadata,
    Column("nummer", String(20), ForeignKey(trajecten.c.nummer), primary_key=True),
    Column("sleutel", Text, primary_key=True),
    Column("soort", Text, nullable=False),
    Column("omschrijving", Text, nullable=False),
    Column("gemaakt_op", Tijdstip, nullable=False),
    Column("gesloten_op", Tijdstip),
)

antwoorden = Table(
    "antwoorden",
    metadata,
    # A trajectory's number, or "pilot".
    Column("onderwerp", String(20), primary_key=True),
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    # As JSON: a sender chooses his own ids, and PostgreSQL takes neither every sign in a text nor long keys.
    Column("beantwoord", Text, nullable=False),
)

verzendingen = Table(
    "verzendingen",
    metadata,
    Column("nummer", String(20), ForeignKey(trajecten.c.nummer), primary_key=True),
    Column("melding", Integer, primary_key=True, autoincrement=False),
    Column("verzonden_op", Tijdstip, nullable=False),
)

pilot = Table(
    "pilot",
    metadata,
    # There is one pilot, and its row is there from the first migration on: it is what a trajectory that begins
    # and a change of the pilot both lock.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("versie", Integer, nullable=False),
    Column("dag", Date),
    Column("toestand", Text),
    CheckConstraint("id = 1", name="enige"),
)

pilotgebeurtenissen = Table(
    "pilotgebeurtenissen",
    metadata,
    Column("volgnummer", Integer, primary_key=True, autoincrement=False),
    Column("op", Date, nullable=False),
    Column("soort", Text, nullable=False),
    Column("gegevens", JSON, nullable=False),
)

instellingen = Table(
    "instellingen",
    metadata,
    Column("naam", Text, primary_key=True),
    Column("waarde", Text, nullable=False),
)

# Below are the systems outside as long as they are embedded: they share the database, not its transactions.
ontvangen_meldingen = Table(
    "ontvangen_meldingen",
    metadata,
    Column("sleutel", Text, primary_key=True),
    Column("systeem", Text, nullable=False),
    Column("nummer", String(20), nullable=False),
    Column("op", Date, nullable=False),
    Column("aan", Text, nullable=False),
    Column("soort", Text, nullable=False),
    Column("ontvangen_op", Tijdstip, nullable=False),
)

storingen = Table(
    "storingen",
    metadata,
    Column("systeem", Text, primary_key=True),
    Column("sinds", Tijdstip, nullable=False),
)
