from collections.abc import Callable

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people.models import Agency, Staff
from seawall.reports import queries
from seawall.reports.actions import assess_bundle
from seawall.reports.tests.makers import a_bundle, a_report, labels_for

ActorOf = Callable[..., Actor]


@pytest.mark.parametrize(
    ("told", "looked_for"),
    [
        ({"place": "https://pictures.example/a"}, "hxxps://pictures[.]example/a"),
        ({"place": "ab" * 20}, "AB" * 20),
        ({"place": "@some.body"}, "@Some.Body"),
        ({"phone": "+49 30 23125 000"}, "+493023125000"),
    ],
)
def test_it_finds_a_pasted_thing_by_its_digest(
    hotline: Agency, mara: Staff, actor_of: ActorOf, told: dict[str, str], looked_for: str
) -> None:
    bundle = a_bundle(hotline, **told)
    hits = queries.search(actor_of(mara), f"  {looked_for} ")
    assert [(hit.bundle.id, hit.subject is not None) for hit in hits] == [(bundle.id, True)]


def test_it_finds_ids(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    report = a_report(hotline)
    for id_ in (report.id, report.bundle_id, report.subjects.get().id):
        assert [hit.bundle.id for hit in queries.search(actor_of(mara), id_)] == [report.bundle_id]
    assert queries.search(actor_of(mara), mara.id) == []


def test_it_lists_nothing_by_its_beginning(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    a_bundle(hotline, place="https://pictures.example/a")
    for text in ("", "pictures", "https://pictures.example/", "%", "bdl_"):
        assert queries.search(actor_of(mara), text) == []


def test_a_stranger_finds_nothing(hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, place="https://pictures.example/a")
    for text in ("https://pictures.example/a", bundle.id):
        assert queries.search(actor_of(stranger), text) == []
        with pytest.raises(Refused):
            queries.search(actor_of(otto), text)


def test_the_funnel_counts_reports(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    since = clock.now()
    bundle = a_bundle(hotline, place="https://known.example/")
    a_report(hotline)
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    a_report(hotline, place="https://known.example/")
    bundle.subjects.update(removal="gone")
    funnel = queries.funnel_for(actor_of(mara), since)
    assert funnel == queries.Funnel(received=3, assessed=2, removal_wanted=2, noticed=2, gone=2, spared=1)
    assert queries.outcomes_for(actor_of(mara), since)["removal"] == 1
    assert sum(count for _, count in queries.received_by_day_for(actor_of(mara), since)) == 3
    assert bundle.id in queries.timeline_ids(actor_of(mara), bundle)
