"""The tests have a PostgreSQL server, with a clean database for each test."""

from sqlalchemy import create_engine, inspect, text


def _tabellen(url: str) -> list[str]:
    engine = create_engine(url)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def test_een_database_is_echt_postgresql(postgres_database: str) -> None:
    engine = create_engine(postgres_database)
    with engine.begin() as verbinding:
        versie = verbinding.execute(text("SELECT version()")).scalar_one()
        verbinding.execute(text("CREATE TABLE proef (naam text)"))
    engine.dispose()

    assert versie.startswith("PostgreSQL")
    assert _tabellen(postgres_database) == ["proef"]


def test_een_volgende_test_begint_met_een_lege_database(postgres_database: str) -> None:
    assert _tabellen(postgres_database) == []
