import fcntl
import gc
import json
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils.translation import gettext as _

from seawall.cli.screen.spoken import in_its_words
from seawall.cli.work import work
from seawall.config.checks import faults
from seawall.config.door import open_door
from seawall.config.env import is_given
from seawall.config.migrating import TooOld, is_migration_waiting, migrate
from seawall.config.programs import PROGRAMS
from seawall.config.supervisor import Child, alone, hold_stops

WORKER = "worker"


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
    children = [child_of(name, host, port_of(name, port, names), threads) for name in names]
    refuse_faults()
    must_be_writable(Path(settings.DATA))
    for child in children:
        must_be_free(child)
    prepare()
    tell_addresses(children)
    start_all([Child(**asdict(child)) for child in children for _ in range(workers if child.port else 1)])


def port_of(name: str, first: int | None, names: list[str]) -> int:
    if name == WORKER:
        return 0
    return PROGRAMS[name].port if first is None else first + names.index(name)


def child_of(name: str, host: str, port: int, threads: int) -> Child:
    """With the words that start it again, should it die."""
    if name == WORKER:
        return Child(name, [sys.executable, "-c", "from seawall.cli import main; main()", "work"])
    argv = [sys.executable, "-m", "seawall.config.door", name, host, str(port), str(threads)]
    return Child(name, argv, host, port)


def tell_addresses(children: list[Child]) -> None:
    """Links from one program to another follow the ports, unless the operator gave the addresses people use."""
    for child in children:
        name = f"{child.name.upper()}_URL"
        if child.port and not is_given(f"SEAWALL_{name}"):
            # Once for the children that are forked now, once for those that are started anew later.
            setattr(settings, name, child.where)
            os.environ[f"SEAWALL_{name}"] = child.where


def refuse_faults() -> None:
    found = faults()
    if found:
        raise click.ClickException("\n".join(f"{fault.msg} {fault.hint or ''}".strip() for fault in found))


def must_be_writable(data: Path) -> None:
    try:
        tempfile.TemporaryFile(dir=data).close()
    except OSError as error:
        with in_its_words():
            sentence = _("The data folder %(folder)s cannot be written: %(why)s.")
        raise click.ClickException(sentence % {"folder": data, "why": error.strerror}) from None


def must_be_free(child: Child) -> None:
    if not child.port:
        return
    family = socket.AF_INET6 if ":" in child.host else socket.AF_INET
    with socket.socket(family) as place:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            place.bind((child.host, child.port))
        except OSError as error:
            with in_its_words():
                sentence = _(
                    "The %(program)s program cannot listen at %(host)s port %(port)s: %(why)s. Stop what is there, or choose another with --port."
                )
            where = {"program": child.name, "host": child.host, "port": child.port}
            raise click.ClickException(sentence % {**where, "why": error.strerror}) from None


def prepare() -> None:
    try:
        with one_at_a_time():
            if is_migration_waiting():
                migrate()
            call_command("collectstatic", interactive=False, verbosity=0)
    except TooOld as error:
        raise click.ClickException(str(error)) from None
    # A connection must not be shared with a child.
    connections.close_all()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Three services that start together must not migrate together."""
    with (Path(settings.DATA) / ".starting").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start_all(children: list[Child]) -> None:
    """Forked while the records and deeds are loaded, they share what they only read; its own pages each loads for itself."""
    gc.collect()
    gc.freeze()
    hold_stops()
    for child in children:
        child.pid = os.fork()
        if child.pid == 0:
            be(child)
    told = json.dumps([asdict(child) for child in children])
    os.execv(sys.executable, [sys.executable, "-m", "seawall.config.supervisor", told])


def be(child: Child) -> None:
    alone(child.name)
    if child.port:
        import_module(PROGRAMS[child.name].urlconf)
        open_door(PROGRAMS[child.name], child.host, child.port, int(child.argv[-1]))
    else:
        work.main([], standalone_mode=False)
    os._exit(0)
