"""A database of its own for each node that a test starts. The first of a run is brought to today's form by `seawall migrate`, which
takes half a minute of a processor; the others are copies of it. Where SEAWALL_TEST_MIGRATED names a folder, all runs that name the same
one share a first one, and the tests' own database is a copy of it as well."""

import atexit
import fcntl
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
# What holds the name of the migrated database on PostgreSQL.
NAMED = "postgresql"
SHARED = Path(os.environ["SEAWALL_TEST_MIGRATED"]) if os.environ.get("SEAWALL_TEST_MIGRATED") else None
END_OURS = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user"
)


@contextmanager
def own_database(server_url: str, data: Path) -> Iterator[str]:
    """The address of a new database beside the one named; with no server named, nothing, and SQLite in the data folder."""
    if not server_url:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copy(migrated_file(), data)
        yield ""
        return
    name = _new_name()
    _do(server_url, "CREATE DATABASE {} TEMPLATE {}", name, migrated_database(server_url))
    try:
        yield _address(server_url, name)
    finally:
        _drop(server_url, name)


@cache
def migrated_file() -> Path:
    """On SQLite."""
    if SHARED:
        with _alone(SHARED):
            if not (SHARED / SQLITE).exists():
                with tempfile.TemporaryDirectory(dir=SHARED) as folder:
                    _migrate(Path(folder), "")
                    (Path(folder) / SQLITE).rename(SHARED / SQLITE)
        return SHARED / SQLITE
    folder = tempfile.mkdtemp(prefix="seawall-migrated-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    _migrate(Path(folder), "")
    return Path(folder) / SQLITE


@cache
def migrated_database(server_url: str) -> str:
    """The name of one on this server. Who named the folder that is shared takes it away."""
    if SHARED:
        with _alone(SHARED):
            if not (SHARED / NAMED).exists():
                (SHARED / NAMED).write_text(_newly_migrated(server_url))
        return (SHARED / NAMED).read_text()
    name = _newly_migrated(server_url)
    atexit.register(_drop, server_url, name)
    return name


def _newly_migrated(server_url: str) -> str:
    name = _new_name()
    _do(server_url, "CREATE DATABASE {}", name)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _migrate(Path(folder), _address(server_url, name))
    except BaseException:
        _drop(server_url, name)
        raise
    return name


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Whoever comes meanwhile waits, and finds it done."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(data: Path, url: str) -> None:
    command = [sys.executable, "-c", "from seawall.cli import main; main()", "migrate"]
    done = subprocess.run(
        command, env=env_of_a_node(data, url), capture_output=True, text=True, timeout=900, check=False
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
