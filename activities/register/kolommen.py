"""Column types that keep what the law computes exact in both databases."""

from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import DateTime, Dialect, Numeric, Text
from sqlalchemy.types import TypeDecorator


class Exact(TypeDecorator[Decimal]):
    """An amount of money, a percentage or a factor: a Decimal that comes back with the digits it went in with.

    PostgreSQL has an exact type of its own. SQLite has none (its NUMERIC is a binary floating-point number),
    so there it is the decimal text; add such columns up outside SQL.
    """

    impl = Text().with_variant(Numeric(), "postgresql")
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Decimal | str | None:
        """The value as this database keeps it."""
        if value is None or dialect.name == "postgresql":
            return value
        return format(value, "f")

    def process_result_value(self, value: Decimal | str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        """The value as it was given."""
        return None if value is None else Decimal(value)


class Tijdstip(TypeDecorator[datetime]):
    """An instant in UTC. SQLite keeps no offset, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """The instant, aware and in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def nu() -> datetime:
    """The instant at which the register writes something down; no rule of law looks at it."""
    return datetime.now(UTC)
