"""Imports one VICS file, or writes one of all items: `python -m tests.bench._vics_import import|export FILE`, in the environment of a
node with one agency. The last line that it prints: seconds, seconds of processor time of all its processes, the peak of their memory in
megabytes, and how many of those seconds the first process has spent, on whose work an import waits."""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import django

django.setup()

from seawall.cli.exporting.vics import VicsExport
from seawall.cli.importing.records import Format, Wish, import_records
from seawall.cli.importing.vics import open_vics_file
from seawall.core.actors import Actor, Duty
from seawall.material.actions import reveal_items
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of


def mara() -> Actor:
    agency = Agency.objects.get()
    person, made = Staff.objects.get_or_create(
        email="mara@nord.example", defaults={"name": "Mara", "agency": agency}
    )
    if made:
        for duty in (Duty.ANALYST, Duty.REVIEWER):
            DutyGrant.objects.create(staff=person, duty=duty, granted_by="system")
    return actor_of(person, fresh=True)


def take(path: Path, actor: Actor) -> None:
    assert import_records(path, Wish(actor, "Example unit"), Format("VICS", open_vics_file))


def write(path: Path, actor: Actor) -> None:
    with path.open("wb") as file:
        assert VicsExport("US", "2.0").write(reveal_items(actor=actor), file)


def main(deed: str, path: Path) -> None:
    actor = mara()
    watching = [sys.executable, "-m", "tests.bench._watcher", str(os.getpid())]
    watcher = subprocess.Popen(watching, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    begun, busy = time.perf_counter(), time.process_time()
    {"import": take, "export": write}[deed](path, actor)
    seconds, busy = time.perf_counter() - begun, time.process_time() - busy
    # Of those that have ended; the watcher goes on.
    beside = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = watcher.communicate()[0]
    print(seconds, busy + beside.ru_utime + beside.ru_stime, peak.strip(), busy)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
