"""What the front door needs: requests with their answers, the log of processing, and indexes for its lists.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TIJDSTIP = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables. There is no way back: the log must be kept."""
    op.create_table(
        "verzoeken",
        sa.Column("gemeente", sa.String(4), primary_key=True),
        sa.Column("sleutel", sa.String(64), primary_key=True),
        sa.Column("afdruk", sa.String(64), nullable=False),
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer"), nullable=False),
        sa.Column("antwoord", sa.Text),
        sa.Column("gemaakt_op", _TIJDSTIP, nullable=False),
    )
    _verwerkingen()
    _onwrikbaar("verwerkingen")
    op.create_index("ix_trajecten_gemeente_fase", "trajecten", ["gemeente", "fase", "nummer"])
    op.create_index("ix_trajecten_gemeente_termijn", "trajecten", ["gemeente", "volgende_termijn"])


def _verwerkingen() -> None:
    op.create_table(
        "verwerkingen",
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("tijdstip", _TIJDSTIP, nullable=False),
        sa.Column("trace_id", sa.String(32), nullable=False),
        sa.Column("span_id", sa.String(16), nullable=False),
        sa.Column("ouder_span_id", sa.String(16)),
        sa.Column("activiteit", sa.Text, nullable=False),
        sa.Column("doel", sa.Text, nullable=False),
        sa.Column("grondslag", sa.Text, nullable=False),
        sa.Column("betrokkene", sa.String(64), nullable=False),
        sa.Column("nummer", sa.String(20)),
        sa.Column("wie", sa.Text, nullable=False),
        sa.Column("rollen", sa.Text, nullable=False),
        sa.Column("gemeente", sa.String(4)),
        sa.Column("deur", sa.Text, nullable=False),
        sa.Column("zegel", sa.String(64), nullable=False),
    )
    op.create_index("ix_verwerkingen_betrokkene_volgnummer", "verwerkingen", ["betrokkene", "volgnummer"])


def _onwrikbaar(tabel: str) -> None:
    """Let the database refuse to change or remove rows."""
    weigering = f"In {tabel} wordt niets gewijzigd of verwijderd."
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {tabel}_onwrikbaar() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN RAISE EXCEPTION '{weigering}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {tabel}_onwrikbaar BEFORE UPDATE OR DELETE OR TRUNCATE ON {tabel} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {tabel}_onwrikbaar()"
        )
        return
    for daad in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {tabel}_geen_{daad.lower()} BEFORE {daad} ON {tabel} "
            f"BEGIN SELECT RAISE(ABORT, '{weigering}'); END"
        )
