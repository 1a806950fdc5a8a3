"""Our own node as the receiver of a list: `python -m tests.bench._connector ADDRESS LIST WAY`, the key on standard input, in the environment of a
node with one agency; WAY is feed or hash-sharing. Everything is taken over from the beginning, by the code that the worker runs.

Prints how many entries came, the seconds and the seconds of processor.
"""

import sys
import time

import django

django.setup()

from seawall.core.actors import Duty
from seawall.federation.actions import add_source
from seawall.federation.models import SourceEntry, SourceRun
from seawall.federation.reading import read_due
from seawall.federation.sources.hash_sharing import STILL_MOVING
from seawall.federation.states import SourceKind, SourceTerms
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of


def main(address: str, list_id: str, way: str, secret: str) -> None:
    agency = Agency.objects.get()
    ada = Staff.objects.create(email=f"{way}@south.example", name="Ada", agency=agency)
    DutyGrant.objects.create(staff=ada, duty=Duty.ADMINISTRATOR, granted_by="system")
    if way == "feed":
        kind, place, given = SourceKind.NODE, f"{address}/api/v1/lists/{list_id}", {"key": secret}
    else:
        kind, place = SourceKind.HASH_SHARING, f"{address}/hashsharing"
        given = {"user": list_id, "password": secret}
        # What changed just now is left for the next reading.
        time.sleep(STILL_MOVING.total_seconds())
    source = add_source(kind, SourceTerms(way, place, 60, credentials=given), actor=actor_of(ada, fresh=True))
    begun, busy = time.monotonic(), time.process_time()
    read_due()
    seconds, busy = time.monotonic() - begun, time.process_time() - busy
    run = SourceRun.objects.filter(source=source).latest("id")
    source.refresh_from_db()
    assert not source.trouble, source.trouble
    entries = SourceEntry.objects.filter(source=source).count()
    assert run.refused == 0, run.refused
    print(entries, seconds, busy)


if __name__ == "__main__":
    main(*sys.argv[1:], sys.stdin.read().strip())
