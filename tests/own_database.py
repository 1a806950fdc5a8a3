"""A database of its own for each node that a test starts. The first of a run is brought to today's form by `seawall migrate`, which
takes ten seconds of a processor; the others are copies of it."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
from psycopg import sql

SQLITE = "seawall.sqlite3"
END_OURS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
)


@contextmanager
def own_database(server_url: str, data: Path) -> Iterator[str]:
    """The address of a new database beside the one named; with no server named, nothing, and SQLite in the data folder."""
    if not server_url:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(_migrated_folder() / SQLITE, data)
        yield ""
        return
    name = _new_name()
    _do(server_url, "CREATE DATABASE {} TEMPLATE {}", name, _migrated_database(server_url))
    try:
        yield _address(server_url, name)
    finally:
        _drop(server_url, name)


@contextmanager
def empty_database(server_url: str) -> Iterator[str]:
    """The address of a new database without a table; with no server named, nothing, and SQLite in whichever data folder."""
    if not server_url:
        yield ""
        return
    name = _new_name()
    _do(server_url, "CREATE DATABASE {}", name)
    try:
        yield _address(server_url, name)
    finally:
        _drop(server_url, name)


@cache
def _migrated_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="seawall-migrated-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(folder, "")
    return folder


@cache
def _migrated_database(server_url: str) -> str:
    name = _new_name()
    _do(server_url, "CREATE DATABASE {}", name)
    atexit.register(_drop, server_url, name)
    with tempfile.TemporaryDirectory() as folder:
        _migrate(Path(folder), _address(server_url, name))
    return name


def _migrate(data: Path, url: str) -> None:
    command = [sys.executable, "-c", "from seawall.cli import main; main()", "migrate"]
    done = subprocess.run(
        command, env=env_of_a_node(data, url), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def env_of_a_node(data: Path, url: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SEAWALL_", "DJANGO_"))}
    return {**kept, "SEAWALL_DATA": str(data), "DATABASE_URL": url}


def _new_name() -> str:
    return f"seawall_own_{os.getpid()}_{uuid4().hex[:12]}"


def _address(server_url: str, name: str) -> str:
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def _drop(server_url: str, name: str) -> None:
    # Not WITH (FORCE): it is refused while the server itself cleans up there; a plain one sends that away.
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(END_OURS, [name])
    _do(server_url, "DROP DATABASE IF EXISTS {}", name)


def _do(server_url: str, statement: str, *names: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
