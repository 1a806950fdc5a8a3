"""Invents the operation against the ring in the node of its environment: `python -m tests.bench._ring ACCOUNTS FACTOR`.

Prints, as JSON, for each who asks the cookie of the session and what they ask for, and how long the invention took.
"""

import json
import os
import sys
import time
from typing import Any

import django

os.environ["SEAWALL_PROGRAM"] = "staff"
django.setup()

from django.conf import settings
from django.db import connection

from conftest import DoorClient
from seawall.config.programs import STAFF
from seawall.core import clock
from seawall.demo import roster
from seawall.demo.ring.size import Size
from seawall.demo.twin.past import SPAN, Ring, bring_in, live
from seawall.demo.twin.scoring import scores
from seawall.people.queries import staff_by_email
from tests.bench._nodes import say
from tests.bench._ring_pages import CSRF, PAGES


def of(size: int, factor: int) -> Size:
    return Size.of(size // factor).times(factor)


def lived(size: Size) -> dict[str, Any]:
    end = clock.now()
    ring = Ring(size, seed=21, until=end - SPAN)
    begun = time.process_time()
    operation_id = bring_in(ring, end - SPAN, lambda number: say(f"{number:,} more accounts"))
    brought = time.process_time() - begun
    say("living the weeks")
    done = live(ring, operation_id, end - SPAN, end, lambda moment: None)
    told = scores(ring.truth, done.releases[-1], done.ids, done.team).as_kept()
    return {"brought": brought, "lived": time.process_time() - begun - brought, "scores": told}


def session_of(key: str) -> tuple[DoorClient, str]:
    one = roster.person(key)
    assert one is not None
    client = DoorClient(STAFF).sign_in(staff_by_email(one.email))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return client, f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"


def main(accounts: int, factor: int) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    told = lived(of(accounts, factor))
    people = {}
    for key, pages in PAGES.items():
        client, cookie = session_of(key)
        asked = {name: urls for name, urls in pages(client).items() if urls}
        people[key] = {"cookie": cookie, "pages": asked}
    sys.stdout.write(json.dumps({**told, "people": people}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
