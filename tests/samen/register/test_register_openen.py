"""A register opens at once, is made once, and says in one Dutch sentence why it cannot."""

import secrets
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, make_url, text

from activities.register import Register, RegisterFout
from activities.register.bijwerken import MIGRATIES, NIEUWSTE, VERSIETABEL
from activities.register.lezen import Filter
from activities.register.tabellen import metadata
from tests.samen.register.voorbeelden import begonnen


def _zin(adres: str) -> str:
    with pytest.raises(RegisterFout) as fout:
        Register(adres)
    zin = str(fout.value)
    assert zin.endswith(".")
    assert "\n" not in zin
    assert fout.value.__cause__ is None
    return zin


def _uitgevoerd(adres: str, opdracht: str) -> None:
    server = create_engine(adres, isolation_level="AUTOCOMMIT")
    with server.connect() as verbinding:
        verbinding.execute(text(opdracht))
    server.dispose()


def test_the_migrations_make_the_tables_of_the_code(register: Register) -> None:
    with register._verbinding.lees() as verbinding:
        instelling = {"version_table": VERSIETABEL, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(verbinding, opts=instelling), metadata) == []


def test_the_code_works_with_the_newest_migration() -> None:
    instelling = Config()
    instelling.set_main_option("script_location", str(MIGRATIES))
    assert ScriptDirectory.from_config(instelling).get_current_head() == NIEUWSTE


def test_a_register_from_before_learns_which_pilot_each_trajectory_knows(adres: str) -> None:
    instelling = Config()
    instelling.set_main_option("script_location", str(MIGRATIES))
    motor = create_engine(make_url(adres).set(drivername="postgresql+psycopg" if "postgres" in adres else "sqlite"))
    with motor.begin() as verbinding:
        instelling.attributes["connection"] = verbinding
        command.upgrade(instelling, "0003")
        verbinding.execute(
            text(
                "INSERT INTO clienten VALUES (1, '0014', '1', 'x', '1975-03-02', 'wwb', 'gehuwd', 0, null, null, false)"
            )
        )
        traject = (
            "INSERT INTO trajecten (nummer, client, gemeente, aanmelding_op, loopt, versie, dossier, vingerafdrukken)"
        )
        for nummer, dag, dossier in (
            ("a", "2011-01-01", '{"pilot": {"gebeurtenissen": [{}, {}]}}'),
            ("b", "2011-01-02", None),
        ):
            waarden = {"nummer": nummer, "dag": dag, "dossier": dossier}
            verbinding.execute(text(f"{traject} VALUES (:nummer, 1, '0014', :dag, true, 1, :dossier, '{{}}')"), waarden)
    motor.dispose()

    with Register(adres) as register, register._verbinding.lees() as verbinding:
        rijen = verbinding.execute(text("SELECT nummer, pilotversie FROM trajecten")).all()

    assert sorted(rijen) == [("a", 2), ("b", None)]


def test_what_was_stored_is_there_when_the_register_opens_again(adres: str) -> None:
    with Register(adres) as register:
        nummer = begonnen(register)
    with Register(adres) as register:
        assert begonnen(register) == nummer


def test_processes_that_start_together_make_the_register_once(adres: str) -> None:
    programma = (
        "import sys; from datetime import date; from activities.register import Register;"
        "from tests.samen.register.voorbeelden import client;"
        "sys.stdin.read(1); print(Register(sys.argv[1]).nummer_voor(client(), date(2011, 1, 10)))"
    )
    opdracht = [sys.executable, "-c", programma, adres]
    lopers = [
        subprocess.Popen(opdracht, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    for loper in lopers:
        assert loper.stdin is not None
        loper.stdin.write("!")
        loper.stdin.flush()
    gezegd = [loper.communicate(timeout=60) for loper in lopers]
    assert [uit.strip() for uit, _ in gezegd] == ["0014/2011-000001"] * 4, gezegd


@pytest.mark.parametrize(
    "adres",
    ["", "onzin", "mysql://x/y", "sqlite://", "sqlite:///:memory:", "sqlite:///file:x?uri=true", "http://a:geheim@b/c"],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(
    adres: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    zin = _zin(adres)
    assert "gebruik sqlite:///" in zin
    assert "geheim" not in zin
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "bestaat niet" in _zin(f"sqlite:///{tmp_path}/nergens/register.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    assert "is een map" in _zin(f"sqlite:///{tmp_path}")


def test_a_place_where_nothing_may_be_written_is_refused() -> None:
    assert "kan niet worden gemaakt" in _zin("sqlite:////proc/register.db")


def test_a_register_in_a_file_is_for_its_owner_only(tmp_path: Path) -> None:
    with Register(f"sqlite:///{tmp_path}/register.db") as register:
        begonnen(register)
        rechten = {bestand.stat().st_mode & 0o777 for bestand in tmp_path.iterdir()}
    assert rechten == {0o600}


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    bestand = tmp_path / "brief.txt"
    bestand.write_text("Geachte heer, " * 100)
    assert _zin(f"sqlite:///{bestand}") == "Het bestand van het register is geen database."
    assert bestand.read_text() == "Geachte heer, " * 100
    assert list(tmp_path.iterdir()) == [bestand]


def test_a_database_of_something_else_is_refused_and_left_alone(adres: str) -> None:
    normaal = adres.replace("postgresql://", "postgresql+psycopg://")
    _uitgevoerd(normaal, "CREATE TABLE trajecten (iets integer)")
    assert _zin(adres) == "In deze database staat al iets anders dan een register; kies een andere."
    _uitgevoerd(normaal, "INSERT INTO trajecten (iets) VALUES (1)")
    if adres.startswith("sqlite"):
        with sqlite3.connect(make_url(adres).database or "") as verbinding:
            assert verbinding.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_register_of_a_newer_program_is_refused_and_left_alone(adres: str) -> None:
    Register(adres).sluit()
    _uitgevoerd(adres, "UPDATE register_versie SET version_num = '9999'")
    assert _zin(adres) == "Dit register is gemaakt door een nieuwere versie van dit programma."


def test_a_path_with_strange_signs_is_a_path(tmp_path: Path) -> None:
    map_ = tmp_path / "100% – pilot"
    map_.mkdir()
    with Register(f"sqlite:///{map_}/re gister.db") as register:
        assert begonnen(register) == "0014/2011-000001"


def test_a_register_in_a_file_is_read_while_it_is_written(tmp_path: Path) -> None:
    with Register(f"sqlite:///{tmp_path}/register.db") as register:
        nummer = begonnen(register)
        with register._verbinding.schrijf():
            assert [regel.nummer for regel in register.lijst(Filter())] == [nummer]


def test_a_server_that_is_not_there_is_refused() -> None:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
        assert "niet bereikbaar" in _zin(f"postgresql://pilot:geheim@127.0.0.1:{poort}/register")


def test_a_name_that_no_server_has_is_refused() -> None:
    assert "niet te vinden" in _zin("postgresql://pilot:geheim@bestaat-niet.invalid/register")


def test_a_wrong_password_is_refused_without_repeating_it(postgres_database: str) -> None:
    adres = make_url(postgres_database).set(password="verkeerd")  # noqa: S106
    zin = _zin(adres.render_as_string(hide_password=False))
    assert zin == "De server van het register weigert deze gebruiker of dit wachtwoord."


def test_a_missing_password_is_asked_for(postgres_database: str) -> None:
    url = make_url(postgres_database)
    adres = f"postgresql://{url.username}@{url.host}:{url.port}/{url.database}"
    assert "vraagt een wachtwoord" in _zin(adres)


def test_a_database_that_the_server_does_not_have_is_refused(postgres_database: str) -> None:
    adres = make_url(postgres_database).set(database="bestaat_niet").render_as_string(hide_password=False)
    assert _zin(adres) == "De database van het register bestaat niet op deze server."


def test_a_user_who_may_make_no_tables_is_refused(postgres_database: str) -> None:
    gast = f"gast_{secrets.token_hex(4)}"
    _uitgevoerd(postgres_database, f"CREATE ROLE {gast} LOGIN PASSWORD 'gast'")
    try:
        _uitgevoerd(postgres_database, "REVOKE ALL ON SCHEMA public FROM PUBLIC")
        _uitgevoerd(postgres_database, "GRANT USAGE ON SCHEMA public TO PUBLIC")
        adres = make_url(postgres_database).set(username=gast, password="gast")  # noqa: S106
        zin = _zin(adres.render_as_string(hide_password=False))
        assert zin == "De gebruiker van het register mag in deze database geen tabellen maken."
    finally:
        _uitgevoerd(postgres_database, f"DROP OWNED BY {gast}")
        _uitgevoerd(postgres_database, f"DROP ROLE {gast}")


def test_an_unfinished_migration_leaves_nothing_behind(adres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as halverwege:
        halverwege.setattr("alembic.operations.Operations.execute", _mislukt)
        with pytest.raises(RuntimeError):
            Register(adres)
    with Register(adres) as register:
        assert begonnen(register) == "0014/2011-000001"


def _mislukt(*_: object) -> None:
    raise RuntimeError("halverwege gestopt")
