"""Fills the node of its environment with reports and asks for the worklist: `python -m tests.bench._worklist 100000`.

A few reports are filed in the ordinary way; the many are their copies with ids, digests, ages and ranks of their own, written in
bulk. Prints the seconds of each request as JSON: {"page": [...]}.
"""

import json
import os
import random
import secrets
import sys
import time
from datetime import timedelta
from typing import Any

import django

os.environ["SEAWALL_PROGRAM"] = "staff"
django.setup()

from django.db import connection, transaction  # noqa: E402

from conftest import DoorClient, _agency, _person  # noqa: E402
from seawall.config.programs import STAFF  # noqa: E402
from seawall.core import clock  # noqa: E402
from seawall.core.actors import Duty  # noqa: E402
from seawall.core.ids import new_id  # noqa: E402
from seawall.people.models import Agency  # noqa: E402
from seawall.reports.models import Bundle, Mention, Report, Score, Subject  # noqa: E402
from seawall.reports.tests.makers import a_report  # noqa: E402
from tests.bench._nodes import say  # noqa: E402

CHUNK = 2000
TIMES = 60
Pattern = tuple[Report, Bundle, Subject, list[Score]]


def seed(agency: Agency, count: int) -> None:
    reports = [a_report(agency, danger=danger) for danger in ("no", "unsure", "now") for _ in range(4)]
    patterns = [
        (report, report.bundle, report.subjects.all()[0], list(report.scores.all())) for report in reports
    ]
    chance = random.Random(3)
    for start in range(0, count - len(patterns), CHUNK):
        copies = [chance.choice(patterns) for _ in range(min(CHUNK, count - len(patterns) - start))]
        with transaction.atomic():
            copy(copies, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(patterns: list[Pattern], chance: random.Random) -> None:
    bundles, reports, subjects, mentions, scores = [], [], [], [], []
    for filed, over, named, scored in patterns:
        at = clock.now() - timedelta(minutes=chance.uniform(0, 60 * 24 * 90))
        bundle = like(over, id=new_id("bdl"), created_at=at, rank=chance.randrange(1000))
        report = like(
            filed, id=new_id("rep"), bundle=bundle, created_at=at, **digests("token_digest", "receipt_hash")
        )
        subject = like(named, id=new_id("sub"), bundle=bundle, **digests("digest"))
        bundles.append(bundle)
        reports.append(report)
        subjects.append(subject)
        mentions.append(Mention(report=report, subject=subject))
        scores += [like(score, pk=None, report=report) for score in scored]
    for model, rows in (
        (Bundle, bundles),
        (Report, reports),
        (Subject, subjects),
        (Mention, mentions),
        (Score, scores),
    ):
        model.objects.bulk_create(rows)


def like(row: Any, **other: Any) -> Any:
    fields = [field for field in row._meta.concrete_fields if not field.generated]
    values = {field.attname: getattr(row, field.attname) for field in fields}
    twin = type(row)(**values)
    for name, value in other.items():
        setattr(twin, name, value)
    twin._state.adding = True
    return twin


def digests(*names: str) -> dict[str, str]:
    return {name: secrets.token_hex(32) for name in names}


def timed(client: DoorClient, path: str) -> list[float]:
    took = []
    for number in range(TIMES + 3):
        asked = time.monotonic()
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        if number >= 3:
            took.append(time.monotonic() - asked)
    return took


def main(count: int) -> None:
    agency = _agency("Meldestelle Nord", "hotline", "DE", public_door=True)
    mara = _person("Mara", agency, Duty.ANALYST)
    say(f"seeding {count} reports")
    seed(agency, count)
    client = DoorClient(STAFF, SERVER_NAME="127.0.0.1").sign_in(mara)
    worklist = client.at("reports:worklist")
    say("asking")
    pages = {
        "worklist": worklist,
        "worklist, urgent only": f"{worklist}?only=urgent",
        "home": client.at("desk:home"),
    }
    found = {name: timed(client, path) for name, path in pages.items()}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(int(sys.argv[1]))
