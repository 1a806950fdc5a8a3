"""Where a child counts, asked from its series or from the child: one answer, whatever was merged, split and undone."""

from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.identification.actions import add_victim, merge_series, split_series, undo_change
from seawall.identification.models import Change, Series, SeriesItem, Victim
from seawall.identification.queries import series_of_victims, victims_standing
from seawall.identification.states import Things
from seawall.identification.tests.makers import a_series


def agree() -> None:
    moment = clock.now()
    found = series_of_victims(Victim.objects.values_list("pk", flat=True), moment)
    for series in Series.objects.all():
        there = {victim for victim, ids in found.items() if series.id in ids}
        assert there == set(victims_standing([series.id], moment))


@pytest.mark.parametrize("seed", range(3))
def test_a_child_counts_in_what_its_series_was_merged_into(seed: int, at_work: Actor) -> None:
    random = Random(seed)
    children = [add_victim(a_series(at_work), actor=at_work).id for _one in range(5)]
    for _deed in range(4):
        standing = list(Series.objects.filter(merged_into=None).order_by("id"))
        one, into = random.sample(standing, 2)
        merge_series(one, into, actor=at_work)
        agree()
        if random.randrange(2):
            undo_change(Change.objects.latest("id"), actor=at_work)
            agree()
    assert len(series_of_victims(children, clock.now())) == 5


def test_a_child_that_was_split_off_counts_where_it_went(at_work: Actor) -> None:
    series = a_series(at_work)
    stays, goes = (add_victim(series, actor=at_work) for _one in range(2))
    item = SeriesItem.objects.filter(series=series).latest("id").item_id
    new = split_series(series, Things(items=(item,), victims=(goes.id,)), actor=at_work)
    agree()
    assert series_of_victims([stays.id, goes.id], clock.now()) == {stays.id: {series.id}, goes.id: {new.id}}


def test_one_child_is_looked_up_without_the_others(at_work: Actor) -> None:
    one, other, third = (a_series(at_work) for _one in range(3))
    child, stranger = add_victim(one, actor=at_work), add_victim(third, actor=at_work)
    merge_series(one, other, actor=at_work)
    with CaptureQueriesContext(connection) as asked:
        assert series_of_victims([child.id], clock.now()) == {child.id: {one.id, other.id}}
    told = " ".join(query["sql"] for query in asked)
    assert child.id in told and stranger.id not in told and third.id not in told
