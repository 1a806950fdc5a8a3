from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports import queries
from seawall.reports.actions import mark_not_ours, take_lock
from seawall.reports.models import Bundle
from seawall.reports.queries import worklist as worklist_module
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def ids(page: Any) -> list[str]:
    return [bundle.id for bundle in page.bundles]


def test_danger_comes_first_then_what_is_new_then_age(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    old = a_bundle(hotline)
    young = a_bundle(hotline)
    known = a_bundle(hotline)
    Bundle.objects.filter(pk=known.pk).update(rank=1)
    dangerous = a_bundle(hotline, seen="live", danger="unsure")
    urgent = a_bundle(hotline, danger="now")
    assert ids(queries.worklist_for(actor_of(mara))) == [
        urgent.id,
        dangerous.id,
        old.id,
        young.id,
        known.id,
    ]


def test_pages_follow_each_other_both_ways(
    hotline: Agency, mara: Staff, actor_of: ActorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worklist_module, "PAGE", 2)
    for danger in ("no", "unsure", "no", "now", "no"):
        a_bundle(hotline, danger=danger)
    actor = actor_of(mara)
    first = queries.worklist_for(actor)
    second = queries.worklist_for(actor, after=first.later)
    third = queries.worklist_for(actor, after=second.later)
    assert [len(page.bundles) for page in (first, second, third)] == [2, 2, 1]
    assert len({*ids(first), *ids(second), *ids(third)}) == 5
    assert not first.earlier and not third.later
    assert ids(queries.worklist_for(actor, before=third.earlier)) == ids(second)
    back = queries.worklist_for(actor, before=second.earlier)
    assert ids(back) == ids(first) and not back.earlier


def test_a_forged_page_is_the_first(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    assert ids(queries.worklist_for(actor_of(mara), after="forged", only="nonsense")) == [bundle.id]


def test_filters(hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    urgent, mine, words = a_bundle(hotline, danger="now"), a_bundle(hotline), a_bundle(hotline, text="New!")
    take_lock(mine, actor=actor_of(mara))
    for only, expected in (("urgent", [urgent.id]), ("mine", [mine.id]), ("words", [words.id])):
        assert ids(queries.worklist_for(actor_of(mara), only=only)) == expected
    assert queries.waiting_counts_for(actor_of(mara)) == {
        "all": 3,
        "urgent": 1,
        "mine": 1,
        "second": 0,
        "words": 1,
    }
    assert queries.worklist_for(actor_of(mika), only="mine").bundles == []


def test_the_next_one_is_free_and_not_the_same_again(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    first, second, third = (a_bundle(hotline) for _ in range(3))
    take_lock(first, actor=actor_of(mika))
    assert queries.next_bundle_for(actor_of(mara)) == second
    assert queries.next_bundle_for(actor_of(mara), skip=second.id) == third
    assert queries.next_bundle_for(actor_of(mika)) == first


def test_what_is_decided_waits_no_longer(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    mark_not_ours(a_bundle(hotline), actor=actor_of(mara))
    assert queries.worklist_for(actor_of(mara)).bundles == []


def test_a_page_is_few_queries(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    for _ in range(5):
        a_bundle(hotline)
    actor = actor_of(mara)
    with CaptureQueriesContext(connection) as asked:
        for bundle in queries.worklist_for(actor).bundles:
            assert list(bundle.subjects.all())
    assert len(asked) == 2


def test_another_agency_sees_nothing_of_it(
    hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    assert queries.worklist_for(actor_of(stranger)).bundles == []
    for id_ in (bundle.id, new_id("bdl"), "bdl_nonsense", bundle.reports.get().id):
        with pytest.raises(NotFound):
            queries.one_bundle_for(actor_of(stranger), id_)
    with pytest.raises(Refused):
        queries.worklist_for(actor_of(otto))


def test_what_needs_me(hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    danger, mine = a_bundle(hotline, danger="now"), a_bundle(hotline)
    take_lock(mine, actor=actor_of(mara))
    Bundle.objects.filter(pk=mine.pk).update(locked_until=clock.now() + timedelta(minutes=1))
    needs = [(need.why, need.bundle.id) for need in queries.bundles_needing_me(actor_of(mara))]
    assert needs == [("danger", danger.id), ("mine", mine.id)]
    assert [need.why for need in queries.bundles_needing_me(actor_of(mika))] == ["danger"]
