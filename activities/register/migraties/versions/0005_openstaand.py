"""The terms of which the matter is still due, for an overview of a gemeente; filled from the dossiers there are.

Revision ID: 0005
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_GEBONDEN = ("herevaluatie", "beoordeling_voorzieningen")
_LAATSTE_DAG_WET = "2012-12-31"
_BLADZIJDE = 200
_TRAJECTEN = sa.table(
    "trajecten",
    sa.column("nummer", sa.String),
    sa.column("gemeente", sa.String),
    sa.column("dossier", sa.Text),
    sa.column("vingerafdrukken", sa.JSON),
)


def upgrade() -> None:
    """Make the table and fill it. There is no way back, nor need of one: the rows follow from the dossiers."""
    openstaand = op.create_table(
        "openstaand",
        sa.Column("nummer", sa.String(20), sa.ForeignKey("trajecten.nummer"), primary_key=True),
        sa.Column("volgnummer", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("gemeente", sa.String(4), nullable=False),
        sa.Column("soort", sa.Text, nullable=False),
        sa.Column("uiterlijk", sa.Date, nullable=False),
        sa.Column("bezwaar", sa.Integer),
    )
    op.create_index("ix_openstaand_gemeente", "openstaand", ["gemeente", "uiterlijk", "nummer", "volgnummer"])
    verbinding = op.get_bind()
    vraag = sa.select(_TRAJECTEN).where(_TRAJECTEN.c.dossier.is_not(None)).order_by("nummer").limit(_BLADZIJDE)
    na = ""
    while bladzijde := verbinding.execute(vraag.where(_TRAJECTEN.c.nummer > na)).all():
        for traject in bladzijde:
            if rijen := list(_rijen(traject)):
                verbinding.execute(openstaand.insert(), rijen)
                # Without a fingerprint the next transition would take the list for an empty one.
                verbinding.execute(
                    sa.update(_TRAJECTEN)
                    .where(_TRAJECTEN.c.nummer == traject.nummer)
                    .values(vingerafdrukken={**traject.vingerafdrukken, "openstaand": revision})
                )
        na = bladzijde[-1].nummer


def _rijen(traject: sa.Row[Any]) -> Iterator[dict[str, Any]]:
    dossier = json.loads(traject.dossier)
    verlengd = any(feit.get("soort") == "wetsvoorstel_ingediend" for feit in dossier["pilot"]["gebeurtenissen"])
    wachtend = [
        (_laatste_dag(termijn, verlengd=verlengd), termijn)
        for termijn in dossier.get("termijnen", ())
        if termijn["gehaald_op"] is None and termijn["vervallen_op"] is None
    ]
    for volgnummer, (uiterlijk, termijn) in enumerate(sorted(wachtend, key=lambda paar: paar[0]), start=1):
        yield {
            "nummer": traject.nummer,
            "volgnummer": volgnummer,
            "gemeente": traject.gemeente,
            "soort": termijn["soort"],
            "uiterlijk": date.fromisoformat(uiterlijk),
            "bezwaar": termijn["hoort_bij"],
        }


def _laatste_dag(termijn: dict[str, Any], *, verlengd: bool) -> str:
    """The last day; a re-evaluation never comes after the Act. The next transition writes what the law makes of it."""
    uiterlijk = str(termijn["uiterlijk"])
    return min(uiterlijk, _LAATSTE_DAG_WET) if termijn["soort"] in _GEBONDEN and not verlengd else uiterlijk
