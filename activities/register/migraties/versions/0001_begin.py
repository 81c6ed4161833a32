"""The register as it begins.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None

# Written out, not taken from the code of today: a migration must go on doing what it did.
_EXACT = sa.Text().with_variant(sa.Numeric(), "postgresql")
_TIJDSTIP = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make every table. There is no way back: what a register holds is the administration of decisions."""
    _personen_en_nummers()
    _trajecten()
    _wat_er_gebeurde()
    _besluiten_en_rechtsmiddelen()
    _werk_en_geld()
    _taken_en_antwoorden()
    _pilot_en_instellingen()
    _ingebouwde_systemen()
    # The one pilot, of which nothing is known yet.
    op.execute("INSERT INTO pilot (id, versie) VALUES (1, -1)")


def _personen_en_nummers() -> None:
    op.create_table(
        "clienten",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("bsn", sa.String(9), nullable=False),
        sa.Column("naam", sa.Text, nullable=False),
        sa.Column("geboortedatum", sa.Date, nullable=False),
        sa.Column("uitkering", sa.Text, nullable=False),
        sa.Column("leefvorm", sa.Text, nullable=False),
        sa.Column("vermogen", _EXACT, nullable=False),
        sa.Column("wsw_van", sa.Date),
        sa.Column("wsw_tot_en_met", sa.Date),
        sa.Column("wsw_dienstbetrekking", sa.Boolean, nullable=False),
        sa.UniqueConstraint("gemeente", "bsn"),
    )
    op.create_table(
        "nummerreeksen",
        sa.Column("gemeente", sa.String(4), primary_key=True),
        sa.Column("jaar", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("laatste", sa.Integer, nullable=False),
    )


def _trajecten() -> None:
    op.create_table(
        "trajecten",
        sa.Column("nummer", sa.String(20), primary_key=True),
        sa.Column("client", sa.Integer, sa.ForeignKey("clienten.id"), nullable=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("aanmelding_op", sa.Date, nullable=False),
        sa.Column("loopt", sa.Boolean, nullable=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("dag", sa.Date),
        sa.Column("fase", sa.Text),
        sa.Column("route", sa.Text),
        sa.Column("afgesloten_op", sa.Date),
        sa.Column("reden", sa.Text),
        sa.Column("bevoegde_gemeente", sa.String(4)),
        sa.Column("wsw_indicatie", sa.Boolean),
        sa.Column("volgende_termijn", sa.Date),
        sa.Column("termijn_soort", sa.Text),
        sa.Column("dossier", sa.Text),
        sa.Column("vingerafdrukken", sa.JSON, nullable=False),
        sa.UniqueConstraint("client", "aanmelding_op"),
    )
    op.create_index(None, "trajecten", ["gemeente", "nummer"])
    op.create_index(None, "trajecten", ["loopt", "nummer"])


def _wat_er_gebeurde() -> None:
    _lijst(
        "fasen",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("fase", sa.Text, nullable=False),
    )
    op.create_index(None, "fasen", ["van"])
    _lijst(
        "tijdlijn",
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("grondslag", sa.JSON, nullable=False),
        sa.Column("toelichting", sa.Text, nullable=False),
    )
    _lijst(
        "meldingen",
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("aan", sa.Text, nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
    )
    _lijst(
        "weigeringen",
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("artikel", sa.Text, nullable=False),
        sa.Column("reden", sa.Text, nullable=False),
    )
    _lijst(
        "termijnen",
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("uiterlijk", sa.Date, nullable=False),
        sa.Column("stand", sa.Text, nullable=False),
    )
    op.create_index(None, "termijnen", ["stand", "uiterlijk"])


def _besluiten_en_rechtsmiddelen() -> None:
    _lijst(
        "besluiten",
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("bekendgemaakt", sa.Date, nullable=False),
        sa.Column("geadresseerde", sa.Text, nullable=False),
        sa.Column("bezwaar_tot_en_met", sa.Date, nullable=False),
        sa.Column("onherroepelijk_op", sa.Date),
        sa.Column("grondslag", sa.JSON, nullable=False),
        sa.Column("motivering", sa.Text, nullable=False),
        sa.Column("gegevens", sa.JSON, nullable=False),
    )
    _lijst(
        "bezwaren",
        sa.Column("besluit", sa.Integer, nullable=False),
        sa.Column("door", sa.Text, nullable=False),
        sa.Column("ontvankelijk", sa.Text, nullable=False),
        sa.Column("beslissen_uiterlijk", sa.Date, nullable=False),
        sa.Column("stand", sa.Text, nullable=False),
    )
    op.create_index(None, "bezwaren", ["stand", "beslissen_uiterlijk"])
    _lijst(
        "compensaties",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date, nullable=False),
        sa.Column("bedrag", _EXACT, nullable=False),
    )
    _lijst(
        "dwangsommen",
        sa.Column("bij", sa.Text, nullable=False),
        sa.Column("bezwaar", sa.Integer),
        sa.Column("eerste_dag", sa.Date, nullable=False),
        sa.Column("laatste_dag", sa.Date, nullable=False),
        sa.Column("bedrag", _EXACT, nullable=False),
    )


def _werk_en_geld() -> None:
    _lijst(
        "proefplaatsingen",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date, nullable=False),
        sa.Column("kvk", sa.String(8), nullable=False),
    )
    op.create_index(None, "proefplaatsingen", ["van"])
    _lijst(
        "dienstbetrekkingen",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date),
        sa.Column("kvk", sa.String(8), nullable=False),
        sa.Column("waarschuwingen", sa.JSON, nullable=False),
    )
    op.create_index(None, "dienstbetrekkingen", ["van"])
    _lijst(
        "loonwaarden",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date),
        sa.Column("percentage", _EXACT, nullable=False),
        sa.Column("besluit", sa.Integer, nullable=False),
    )
    _lijst(
        "uitkering",
        sa.Column("maand", sa.String(7), nullable=False),
        sa.Column("A", _EXACT, nullable=False),
        sa.Column("B", _EXACT),
        sa.Column("C", _EXACT),
        sa.Column("dagen", sa.Integer, nullable=False),
        sa.Column("bedrag", _EXACT),
        sa.Column("status", sa.Text, nullable=False),
    )
    _lijst(
        "ziekteperioden",
        sa.Column("van", sa.Date, nullable=False),
        sa.Column("tot_en_met", sa.Date),
        sa.Column("noriskpolis", sa.Boolean, nullable=False),
    )


def _taken_en_antwoorden() -> None:
    op.create_table(
        "taken",
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer"), primary_key=True),
        sa.Column("sleutel", sa.Text, primary_key=True),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("omschrijving", sa.Text, nullable=False),
        sa.Column("gemaakt_op", _TIJDSTIP, nullable=False),
        sa.Column("gesloten_op", _TIJDSTIP),
    )
    op.create_table(
        "antwoorden",
        sa.Column("onderwerp", sa.String(20), primary_key=True),
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("beantwoord", sa.Text, nullable=False),
    )
    op.create_table(
        "verzendingen",
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer"), primary_key=True),
        sa.Column("melding", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("verzonden_op", _TIJDSTIP, nullable=False),
    )


def _pilot_en_instellingen() -> None:
    op.create_table(
        "pilot",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("versie", sa.Integer, nullable=False),
        sa.Column("dag", sa.Date),
        sa.Column("toestand", sa.Text),
        sa.CheckConstraint("id = 1", name="enige"),
    )
    op.create_table(
        "pilotgebeurtenissen",
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("gegevens", sa.JSON, nullable=False),
    )
    op.create_table(
        "instellingen",
        sa.Column("naam", sa.Text, primary_key=True),
        sa.Column("waarde", sa.Text, nullable=False),
    )


def _ingebouwde_systemen() -> None:
    op.create_table(
        "ontvangen_meldingen",
        sa.Column("sleutel", sa.Text, primary_key=True),
        sa.Column("systeem", sa.Text, nullable=False),
        sa.Column("nummer", sa.String(20), nullable=False),
        sa.Column("op", sa.Date, nullable=False),
        sa.Column("aan", sa.Text, nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("ontvangen_op", _TIJDSTIP, nullable=False),
    )
    op.create_table(
        "storingen",
        sa.Column("systeem", sa.Text, primary_key=True),
        sa.Column("sinds", _TIJDSTIP, nullable=False),
    )


def _lijst(naam: str, *kolommen: SchemaItem) -> None:
    op.create_table(
        naam,
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer"), primary_key=True),
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        *kolommen,
    )
