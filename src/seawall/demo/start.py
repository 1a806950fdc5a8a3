"""Starts the demo: a data folder of its own, the little internet, the invented past, the programs, the walk."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import click
from django.conf import settings
from django.db import connection

from seawall.config.migrating import migrate
from seawall.demo.internet.carried import Carried
from seawall.demo.internet.certificate import CERTIFICATE
from seawall.demo.internet.mailbox import Mailbox
from seawall.demo.internet.names import NameServer
from seawall.demo.internet.web import Web
from seawall.demo.internet.world import LOOPBACK
from seawall.demo.past.letters import letters
from seawall.demo.past.lookalikes import FOLDER
from seawall.demo.places import Places
from seawall.demo.refusals import Cause, NotStarted, refuse_programs_elsewhere, refuse_taken_ports
from seawall.demo.state import State
from seawall.demo.story import Story
from seawall.demo.walk import told

# What an operator may have set for a real node must not reach into the demo, nor the demo into a real database.
FORGOTTEN = (
    "DATABASE_URL",
    "SEAWALL_SMTP_URL",
    "SEAWALL_HTTPS",
    "SEAWALL_HOSTS",
    "SEAWALL_PROXIES",
    "SEAWALL_GEOIP",
    "SEAWALL_SOURCES",
)
SECONDS_TO_START = 60


def start(places: Places, story: Story, *, fresh: bool) -> None:
    if not settings.DEMO:
        _start_again_as_demo(places, story, fresh=fresh)
    refuse_taken_ports(places)
    # Ended from elsewhere or with its terminal, it still takes its programs along: they would keep the ports.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    carried = Carried(settings.DATA / "pages.json")
    state = State(settings.DATA, places.port, story.asked)
    mailbox = Mailbox(places.mail_port, letters(places), settings.DATA)
    with NameServer(places.names_port), Web(places, carried, story), mailbox:
        if not state.is_invented:
            migrate()
            _write_without_waiting_for_the_disk()
            story.invent(places, carried)
            state.mark_invented()
        # The folder of the demo's source, empty until somebody drops a file.
        (Path(settings.SOURCES) / FOLDER).mkdir(parents=True, exist_ok=True)
        # To invent takes a minute, in which others may have come.
        refuse_programs_elsewhere(places)
        with _programs(places.port) as programs:
            _wait_until_ready(places, programs)
            click.echo(told(places, story.people, story.steps(places, "en"), story.found()))
            programs.wait()


def _start_again_as_demo(places: Places, story: Story, *, fresh: bool) -> None:
    """The same command once more, in the demo's own surroundings: settings are read once, at the start of a process."""
    refuse_taken_ports(places)
    folder = settings.DATA / story.folder
    State(folder, places.port, story.asked).prepare(fresh=fresh)
    for name in FORGOTTEN:
        os.environ.pop(name, None)
    os.environ.update(
        SEAWALL_DEMO="1",
        SEAWALL_DATA=str(folder),
        SEAWALL_PUBLIC_URL=places.public,
        SEAWALL_STAFF_URL=places.staff,
        SEAWALL_NODE_URL=places.node,
        SEAWALL_DNS=f"{LOOPBACK}:{places.names_port}",
        SEAWALL_RDAP=f"{places.guide}/rdap/",
        SEAWALL_ALLOW_NETWORKS="127.0.0.0/8",
        SSL_CERT_FILE=str(folder / CERTIFICATE),
        SEAWALL_MAIL_FROM="hinweise@meldestelle-nord.example",
    )
    os.execv(sys.executable, [sys.executable, *sys.argv])


def _write_without_waiting_for_the_disk() -> None:
    """An invented past may be lost in a power cut: the next start begins it anew."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")


@contextmanager
def _programs(port: int) -> Iterator[subprocess.Popen[bytes]]:
    programs = subprocess.Popen([sys.executable, sys.argv[0], "serve", "--port", str(port)])
    try:
        yield programs
    except KeyboardInterrupt:
        click.echo("\nThe demonstration has ended. The next start goes on from here.")
    finally:
        programs.terminate()
        programs.wait()


def _wait_until_ready(places: Places, programs: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + SECONDS_TO_START
    for program in (places.public, places.staff, places.node):
        while not _is_ready(program):
            if programs.poll() is not None or time.monotonic() > until:
                raise NotStarted(Cause.NOT_READY)
            time.sleep(0.1)
    if programs.poll() is not None:
        raise NotStarted(Cause.NOT_READY)


def _is_ready(program: str) -> bool:
    try:
        with urllib.request.urlopen(f"{program}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
