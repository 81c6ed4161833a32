"""The data keys with which the payloads in Temporal are encrypted.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TIJDSTIP = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table. There is no way back: without the keys what they encrypted is unreadable."""
    op.create_table(
        "datasleutels",
        sa.Column("eigenaar", sa.Text, primary_key=True),
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer")),
        sa.Column("hoofdsleutel", sa.Text, nullable=False),
        sa.Column("inhoud", sa.LargeBinary),
        sa.Column("gemaakt_op", _TIJDSTIP, nullable=False),
        sa.Column("vernietigd_op", _TIJDSTIP),
    )
