"""A node after months of work: so many reports waiting on the worklist, and half as many decided, with their locations.

A few reports are filed in the ordinary way; the many are their copies with ids, digests, ages and ranks of their own, written in
bulk. Every copy has its lines in the trail, in one unbroken chain.
"""

import random
import secrets
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, models, transaction
from django.db.models.base import ModelState

from seawall.audit.chain import Deed, hash_of
from seawall.audit.models import ChainHead, Line
from seawall.core import clock
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports.models import Bundle, Mention, Report, Score, Subject
from seawall.reports.states import BundleState, Decision, Outcome, Removal
from seawall.reports.tests.makers import a_report
from seawall.takedown.models import Location, LocationSubject
from seawall.takedown.states import LocationState

CHUNK = 2000
MONTHS_KEPT = 13
# In this order, so that what is pointed at is written before what points to it.
ORDER = (Bundle, Report, Subject, Mention, Score, Location, LocationSubject)
# One of them is looked for by its name.
HOSTS = [f"Hosting {number}" for number in range(400)] + ["Harbour"]
Pattern = tuple[Report, Bundle, Subject, list[Score]]


def fill(agency: Agency, people: Sequence[Staff], count: int) -> None:
    patterns = filed(agency)
    crowd = Crowd(agency, people)
    for start in range(len(patterns), count + count // 2, CHUNK):
        with transaction.atomic():
            for number in range(start, min(start + CHUNK, count + count // 2)):
                crowd.add(crowd.chance.choice(patterns), decided=number >= count)
            crowd.write()
    look_over()


def filed(agency: Agency) -> list[Pattern]:
    reports = [a_report(agency, danger=danger) for danger in ("no", "unsure", "now") for _ in range(4)]
    return [
        (report, report.bundle, report.subjects.all()[0], list(report.scores.all())) for report in reports
    ]


class Crowd:
    def __init__(self, agency: Agency, people: Sequence[Staff]) -> None:
        self.agency, self.people = agency, people
        self.chance = random.Random(3)
        self.rows: dict[type[models.Model], list[Any]] = defaultdict(list)
        self.deeds: list[tuple[datetime, Deed]] = []

    def add(self, pattern: Pattern, *, decided: bool) -> None:
        filed, over, named, scored = pattern
        at = clock.now() - timedelta(days=self.chance.uniform(0, 30 * MONTHS_KEPT if decided else 90))
        bundle = like(over, id=new_id("bdl"), created_at=at, latest_at=at, rank=self.chance.randrange(1000))
        told = digests("token_digest", "receipt_hash")
        report = like(filed, id=new_id("rep"), bundle=bundle, created_at=at, **told)
        subject = like(named, id=new_id("sub"), bundle=bundle, created_at=at, **digests("digest"))
        self.note(at, "reports.filed", report.id)
        if decided:
            self.decide(bundle, subject, at + timedelta(hours=self.chance.uniform(1, 100)))
        else:
            self.work_on(bundle)
        mention = Mention(report=report, subject=subject)
        scores = [like(score, pk=None, report=report) for score in scored]
        for row in (bundle, report, subject, mention, *scores):
            self.rows[type(row)].append(row)

    def work_on(self, bundle: Bundle) -> None:
        """Some are in somebody's hands, some wait for a second opinion."""
        somebody = self.chance.choice(self.people).id
        if self.chance.random() < 0.02:
            bundle.state, bundle.second_asked_by = BundleState.ASSESSED, somebody
        elif self.chance.random() < 0.002:
            bundle.state, bundle.locked_by = BundleState.OPEN, somebody
            bundle.locked_until = clock.in_future(hours=1)

    def decide(self, bundle: Bundle, subject: Subject, at: datetime) -> None:
        bundle.state, bundle.decided_at, bundle.new_words = BundleState.DECIDED, at, False
        bundle.danger_acknowledged_at, bundle.decided_by = at, self.chance.choice(self.people).id
        removed = self.chance.random() < 0.7
        bundle.outcome = Outcome.REMOVAL if removed else Outcome.NO_ACTION
        subject.decision, subject.decided_at = Decision.REMOVE if removed else Decision.LEAVE, at
        for what in ("reports.lock_taken", "reports.bundle_opened", "reports.bundle_assessed"):
            self.note(at, what, bundle.id)
        if removed:
            self.locate(bundle, subject, at)

    def locate(self, bundle: Bundle, subject: Subject, at: datetime) -> None:
        gone, noticed = self.chance.random() < 0.7, at + timedelta(hours=3)
        country = self.chance.choice(("DE", "NL", "NL", "US", "FR"))
        place = Location(
            owner=self.agency,
            url=f"https://pictures.example/album/{secrets.token_hex(6)}",
            created_at=at,
            state=LocationState.GONE if gone else LocationState.NOTICED,
            country=country,
            host=self.chance.choice(HOSTS),
            contact=f"abuse@host{self.chance.randrange(400)}.example",
            noticed_at=noticed,
            gone_at=noticed + timedelta(hours=self.chance.expovariate(1 / 120)) if gone else None,
            **digests("digest"),
        )
        subject.removal, subject.acted_at = Removal.GONE if gone else Removal.NOTICED, noticed
        subject.gone_at = place.gone_at
        link = LocationSubject(location=place, subject_id=subject.id, bundle_id=bundle.id)
        self.rows[Location].append(place)
        self.rows[LocationSubject].append(link)
        for what in ("location.opened", "location.traced", "location.noticed"):
            self.note(noticed, what, place.id)

    def note(self, at: datetime, what: str, subject_id: str) -> None:
        actor = self.chance.choice(self.people).id
        self.deeds.append((at, Deed(self.agency.id, what, "staff", actor, subject_id, "", {})))

    def write(self) -> None:
        for model in ORDER:
            model.objects.bulk_create(self.rows[model])
        self.rows.clear()
        self.chain()

    def chain(self) -> None:
        head = ChainHead.objects.select_for_update().get(pk=self.agency.id)
        lines = []
        for at, deed in self.deeds:
            head.seq += 1
            line_id = new_id("evt")
            body = deed.body(line_id=line_id, seq=head.seq, at=at, before=head.hash)
            head.hash = hash_of(body)
            columns = {name: getattr(deed, name) for name in ("agency_id", "what", "actor_id", "subject_id")}
            lines.append(Line(id=line_id, seq=head.seq, at=at, body=body.decode(), hash=head.hash, **columns))
        Line.objects.bulk_create(lines)
        head.save()
        self.deeds.clear()


def like(row: Any, **other: Any) -> Any:
    """A copy that is not in the database yet; not by the constructor, which would be most of the filling."""
    twin = type(row).__new__(type(row))
    twin.__dict__.update(row.__dict__)
    twin._state = ModelState()
    for name, value in other.items():
        setattr(twin, name, value)
    return twin


def digests(*names: str) -> dict[str, str]:
    return {name: secrets.token_hex(32) for name in names}


def look_over() -> None:
    """What a server's own upkeep would have done by then: without it the first plans are guesses."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
