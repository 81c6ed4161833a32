"""Alembic's entry: runs the migrations in the transaction that `bijwerken` opened, and never commits itself."""

from alembic import context

from activities.register.bijwerken import VERSIETABEL
from activities.register.tabellen import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSIETABEL,
)
context.run_migrations()
