from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.jobs import plan
from seawall.core.jobs import settle as settle_jobs
from seawall.core.models import Job
from seawall.material import jobs
from seawall.material.actions import answer_match, note_compared
from seawall.material.models import Item, Match
from seawall.material.queries import overlooked_items_for
from seawall.material.states import MatchAnswer
from seawall.material.tests.alike import like
from seawall.material.tests.make import a_list, an_item, pdq
from seawall.material.tests.test_near_matches import a_shared_item, pairs


def as_before_matching() -> None:
    """The items are here; nobody has ever asked what they look like, and no job will by itself."""
    Job.objects.all().delete()
    Match.objects.all().delete()
    Item.objects.update(compared_at=None)


@pytest.fixture(autouse=True)
def without_pause(monkeypatch):
    monkeypatch.setattr(jobs, "PAUSE", timedelta())


def look() -> None:
    plan(jobs.find_overlooked)
    settle_jobs()


def test_what_was_here_before_is_paired(first, second, reviewer):
    given, known = pdq(), a_list(reviewer)
    one, other = an_item(first, given), an_item(first, like(given, 8))
    lone, plain = an_item(first, pdq()), an_item(first)
    far = pdq()
    listed = a_shared_item(first, second, reviewer, far, known=known)
    near = an_item(first, like(far, 4))
    as_before_matching()

    look()

    found = {frozenset(pair[:2]): pair[2:] for pair in pairs()}
    assert found == {
        frozenset({one.id, other.id}): (8, None),
        frozenset({near.id, listed.id}): (4, known.id),
    }
    assert all(item.compared_at for item in Item.objects.filter(pk__in=[lone.id, plain.id, one.id, near.id]))


def test_it_goes_on_in_parts_until_none_is_left(first, outsider, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    given = pdq()
    for actor in (first, outsider):
        for bits in range(5):
            an_item(actor, like(given, bits))
    as_before_matching()

    look()

    assert not Item.objects.filter(compared_at__isnull=True).exists()
    assert Match.objects.count() == 2 * 10
    # Three parts for each of two agencies, and one that found nothing.
    assert Job.objects.filter(task__endswith=".find_overlooked").count() == 7


def test_between_two_parts_is_a_pause(first, monkeypatch):
    monkeypatch.setattr(jobs, "PAUSE", timedelta(hours=1))
    monkeypatch.setattr(jobs, "BATCH", 2)
    for _ in range(3):
        an_item(first, pdq())
    as_before_matching()

    look()

    assert Item.objects.filter(compared_at__isnull=True).count() == 1
    assert Job.objects.get(state="ready").run_after > clock.now() + timedelta(minutes=59)


def test_a_worker_that_was_stopped_goes_on_where_it_was(first, node, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    given = pdq()
    items = [an_item(first, like(given, bits)) for bits in range(4)]
    as_before_matching()
    some = jobs.look_at_overlooked()
    jobs.find_overlooked.func(some)
    assert list(some.item_ids) == [item.id for item in items[:2]] == list(some.near)
    assert [item.id for item in overlooked_items_for(node)] == [item.id for item in items[2:]]

    settle_jobs()

    assert Match.objects.count() == 6 and not overlooked_items_for(node).exists()


def test_it_is_cheap_where_nothing_is_left(first, django_assert_max_num_queries):
    an_item(first, pdq())
    settle_jobs()
    with django_assert_max_num_queries(3):
        assert jobs.look_at_overlooked() == jobs.Overlooked()
    jobs.find_overlooked.func(jobs.Overlooked())
    assert not Job.objects.filter(state="ready").exists()


def test_again_it_adds_nothing_and_respects_answers(first, trail):
    given = pdq()
    an_item(first, given)
    an_item(first, like(given, 8))
    settle_jobs()
    answer_match(Match.objects.get(), False, actor=first)
    before = Match.objects.get().last_at, len(trail("material.near_matched"))
    Item.objects.update(compared_at=None)
    look()
    match = Match.objects.get()
    assert (match.answer, match.last_at) == (MatchAnswer.NOT_SAME, before[0])
    assert len(trail("material.near_matched")) == before[1]


def test_a_flood_is_stopped_as_ever(first, settings):
    given = pdq()
    number = int(given.value, 16)
    item = an_item(first, given)
    for place in range(4):
        an_item(first, type(given)(given.kind, f"{number ^ (((1 << 20) - 1) << (20 * place)):064x}", 90))
    as_before_matching()
    settings.FLOOD = 3
    look()
    assert [one.id for one in Item.objects.filter(quarantined_at__isnull=False)] == [item.id]


def test_a_new_item_is_not_overlooked(first, node):
    item = an_item(first, pdq())
    assert list(overlooked_items_for(node)) == [item]
    settle_jobs()
    assert not overlooked_items_for(node).exists()


@pytest.mark.usefixtures("db")
def test_only_the_node_itself_notes_it(first, reviewer, outsider):
    item = an_item(first)
    for actor in (first, reviewer, None, Actor.system(outsider.agency_id)):
        with pytest.raises(Refused):
            note_compared([item.id], actor=actor)
    assert Item.objects.get().compared_at is None
