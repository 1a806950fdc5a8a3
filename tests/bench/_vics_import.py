"""Imports one VICS file: `python -m tests.bench._vics_import FILE`, in the environment of a node with one agency. The last line that it
prints: seconds, seconds of processor time, the peak of memory in megabytes."""

import resource
import sys
import time
from pathlib import Path

import django

django.setup()

from seawall.cli.importing.records import Wish, import_records
from seawall.cli.importing.vics import open_vics_file
from seawall.core.actors import Actor, Duty
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of


def mara() -> Actor:
    agency = Agency.objects.get()
    person, made = Staff.objects.get_or_create(
        email="mara@nord.example", defaults={"name": "Mara", "agency": agency}
    )
    if made:
        DutyGrant.objects.create(staff=person, duty=Duty.ANALYST, granted_by="system")
    return actor_of(person, fresh=True)


def main(path: Path) -> None:
    wish = Wish(mara(), "Example unit")
    begun, busy = time.perf_counter(), time.process_time()
    assert import_records(path, wish, open_vics_file)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(time.perf_counter() - begun, time.process_time() - busy, peak)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
