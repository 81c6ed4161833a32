"""Whether a change of the pilot has reached every trajectory: which version each has, and the counts.

Revision ID: 0004
"""

import json

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_TIJDSTIP = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the column and the table. There is no way back: dropping them would lose what was reconciled."""
    op.add_column("trajecten", sa.Column("pilotversie", sa.Integer))
    _vul_pilotversie()
    op.create_index("ix_trajecten_loopt_pilotversie", "trajecten", ["loopt", "pilotversie"])
    op.create_table(
        "pilotafstemmingen",
        sa.Column("versie", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("begonnen_op", _TIJDSTIP, nullable=False),
        sa.Column("afgestemd_op", _TIJDSTIP, nullable=False),
        sa.Column("gereed_op", _TIJDSTIP),
        sa.Column("bijgewerkt", sa.Integer, nullable=False),
        sa.Column("lopend", sa.Integer, nullable=False),
        sa.Column("achter", sa.Integer, nullable=False),
    )


def _vul_pilotversie() -> None:
    """Every dossier holds the pilot that it knows."""
    trajecten = sa.table("trajecten", sa.column("nummer"), sa.column("dossier"), sa.column("pilotversie"))
    verbinding = op.get_bind()
    rijen = verbinding.execute(sa.select(trajecten.c.nummer, trajecten.c.dossier)).all()
    for nummer, dossier in rijen:
        if dossier is not None:
            versie = len(json.loads(dossier)["pilot"]["gebeurtenissen"])
            eigen = sa.update(trajecten).where(trajecten.c.nummer == nummer)
            verbinding.execute(eigen.values(pilotversie=versie))
