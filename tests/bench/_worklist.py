"""Fills the node of its environment and signs an analyst in: `python -m tests.bench._worklist 100000`.

Prints, as JSON, the cookie of her session and what she asks for: {"cookie": "…", "pages": {"worklist": [["GET", "/…", ""], …]}}.
"""

import json
import os
import sys
from urllib.parse import urlencode

import django

os.environ["SEAWALL_PROGRAM"] = "staff"
django.setup()

from django.conf import settings

from conftest import DoorClient, _agency, _person
from seawall.config.programs import STAFF
from seawall.core.actors import Duty
from seawall.reports import queries as reports
from seawall.reports.models import Bundle, Subject
from tests.bench._crowd import HOSTS, fill
from tests.bench._nodes import say

# Any secret of the right form is her own; the one in the form must be the same.
CSRF = "a" * 32
DIFFERENT = 63
Asked = list[tuple[str, str, str]]


def pages_of(client: DoorClient) -> dict[str, Asked]:
    """Where a look leaves a line, each look is at another bundle, as at work."""
    worklist, figures = client.at("reports:worklist"), client.at("desk:figures")
    waiting = Bundle.objects.filter(state="received").order_by("-rank", "created_at")
    middle = waiting[waiting.count() // 2]
    further = reports.worklist.Place.of(middle).written()
    decided = Bundle.objects.filter(state="decided").order_by("id")[:DIFFERENT]
    subjects = Subject.objects.filter(kind="url").order_by("id")[:12]
    return {
        "a page without records": got(client.at("desk:keyboard")),
        "worklist": got(worklist),
        "worklist, urgent only": got(f"{worklist}?only=urgent"),
        "worklist, from its middle": got(f"{worklist}?{urlencode({'after': further})}"),
        "home": got(client.at("desk:home")),
        "a bundle": got(*(client.at("reports:bundle", bundle_id=b.id) for b in waiting[:DIFFERENT])),
        "timeline of a bundle": got(*(client.at("desk:timeline", bundle_id=b.id) for b in decided)),
        "search for an address": sought(client, *(subject.value.secret for subject in subjects)),
        "search for a host": sought(client, HOSTS[-1]),
        "figures, 13 weeks": got(figures),
        "figures, 12 months": got(f"{figures}?period=year"),
    }


def got(*paths: str) -> Asked:
    return [("GET", path, "") for path in paths]


def sought(client: DoorClient, *texts: str) -> Asked:
    path = client.at("desk:search")
    return [("POST", path, urlencode({"csrfmiddlewaretoken": CSRF, "text": text})) for text in texts]


def main(count: int) -> None:
    agency = _agency("Meldestelle Nord", "hotline", "DE", public_door=True)
    mara = _person("Mara", agency, Duty.ANALYST)
    say(f"{count} reports that wait, {count // 2} decided ones")
    fill(agency, [mara, _person("Mika", agency, Duty.ANALYST), _person("Rena", agency, Duty.REVIEWER)], count)
    client = DoorClient(STAFF).sign_in(mara)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={CSRF}"
    sys.stdout.write(json.dumps({"cookie": cookie, "pages": pages_of(client)}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
