import fcntl
import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connections

from seawall.config.checks import faults
from seawall.config.env import is_given
from seawall.config.programs import PROGRAMS

WORKER = "worker"


@dataclass(frozen=True)
class Start:
    """What the supervisor needs to know of one child."""

    name: str
    argv: list[str]
    env: dict[str, str]
    host: str = ""
    port: int = 0


@click.command()
@click.option(
    "--only", type=click.Choice([*PROGRAMS, WORKER]), help="Only this program; all of them by default."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Of the first program; the next ones follow. Default 8000."
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes a program."
)
@click.option(
    "--threads", type=click.IntRange(1, 64), default=4, show_default=True, help="Threads a process."
)
def serve(only: str | None, host: str, port: int | None, workers: int, threads: int) -> None:
    """Bring the database to this version's form and run the three programs and the worker."""
    names = [only] if only else [*PROGRAMS, WORKER]
    starts = [start_of(name, host, port_of(name, port, names), workers, threads) for name in names]
    refuse_faults()
    must_be_writable(Path(settings.DATA))
    for start in starts:
        must_be_free(start)
    prepare()
    # From here on nothing of Django is needed: the supervisor takes this process over and keeps its number.
    told = json.dumps([asdict(start) for start in starts])
    argv = [sys.executable, "-m", "seawall.config.supervisor", told]
    os.execve(sys.executable, argv, {**os.environ, **addresses(starts)})


def port_of(name: str, first: int | None, names: list[str]) -> int:
    if name == WORKER:
        return 0
    return PROGRAMS[name].port if first is None else first + names.index(name)


def start_of(name: str, host: str, port: int, workers: int, threads: int) -> Start:
    if name == WORKER:
        return Start(name, [sys.executable, "-c", "from seawall.cli import main; main()", "work"], {})
    argv = [sys.executable, "-m", "seawall.config.door", host, str(port), str(workers), str(threads)]
    return Start(name, argv, {"SEAWALL_PROGRAM": name}, host, port)


def addresses(starts: list[Start]) -> dict[str, str]:
    """Links from one program to another follow the ports, unless the operator gave the addresses people use."""
    found = {f"SEAWALL_{start.name.upper()}_URL": url_of(start) for start in starts if start.port}
    return {name: url for name, url in found.items() if not is_given(name)}


def url_of(start: Start) -> str:
    return f"http://[{start.host}]:{start.port}" if ":" in start.host else f"http://{start.host}:{start.port}"


def refuse_faults() -> None:
    found = faults()
    if found:
        raise click.ClickException("\n".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in found))


def must_be_writable(data: Path) -> None:
    try:
        tempfile.TemporaryFile(dir=data).close()
    except OSError as error:
        raise click.ClickException(f"The data folder {data} cannot be written: {error.strerror}.") from None


def must_be_free(start: Start) -> None:
    if not start.port:
        return
    family = socket.AF_INET6 if ":" in start.host else socket.AF_INET
    with socket.socket(family) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((start.host, start.port))
        except OSError as error:
            raise click.ClickException(
                f"The {start.name} program cannot listen at {start.host} port {start.port}: {error.strerror}. "
                "Stop what is there, or choose another with --port."
            ) from None


def prepare() -> None:
    try:
        with one_at_a_time():
            call_command("migrate", interactive=False, verbosity=0)
            call_command("collectstatic", interactive=False, verbosity=0)
    except OperationalError as error:
        raise click.ClickException(f"The database cannot be reached: {error}") from None
    connections.close_all()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Three services that start together must not migrate together."""
    with (Path(settings.DATA) / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
