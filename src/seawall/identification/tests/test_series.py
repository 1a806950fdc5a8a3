"""Items go into series, out of them, apart and together; whatever was done can be undone, and no item is lost."""

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.identification.actions import (
    add_items,
    add_victim,
    merge_series,
    open_series,
    remove_items,
    split_series,
    undo_change,
)
from seawall.identification.codes import LETTERS
from seawall.identification.models import Change, Series
from seawall.identification.queries import history_of, loose_items_for
from seawall.identification.states import ChangeKind, SeriesState, Things, VictimState
from seawall.identification.tests.makers import a_series, a_victim, claimed, items, items_of, up


def last_change() -> Change:
    return Change.objects.latest("id")


def test_it_opens_a_series_under_a_neutral_code(at_work: Actor) -> None:
    chosen = items(at_work, 3)
    series = open_series(chosen, actor=at_work)
    assert items_of(series) == set(chosen) and series.owner_id == at_work.agency_id
    kind, *parts = series.code.split("-")
    assert kind == "S" and all(len(part) == 3 and set(part) <= set(LETTERS) for part in parts)
    line = Line.objects.latest("at")
    assert line.what == "identification.series_opened" and line.subject_id == series.id


def test_it_adds_and_removes_items_and_undoes_both(at_work: Actor) -> None:
    series, more = a_series(at_work), items(at_work)
    before = items_of(series)
    added = add_items(series, more, actor=at_work)
    assert items_of(series) == before | set(more)
    removed = remove_items(series, [*before], actor=at_work)
    assert items_of(series) == set(more)
    undo_change(removed, actor=at_work)
    undo_change(added, actor=at_work)
    assert items_of(series) == before
    assert set(loose_items_for(at_work).values_list("id", flat=True)) == set(more)
    kinds = [change.kind for change in history_of(series)]
    assert kinds == ["undone", "undone", "removed", "added", "opened"]


def test_an_item_stands_in_one_series_at_a_time(at_work: Actor) -> None:
    first, second = a_series(at_work), a_series(at_work)
    with pytest.raises(WrongState):
        add_items(second, [items_of(first).pop(), *items(at_work, 1)], actor=at_work)
    assert len(items_of(second)) == 2
    with pytest.raises(WrongState):
        remove_items(second, list(items_of(first)), actor=at_work)
    assert len(items_of(first)) == 2


def test_it_splits_items_and_victims_off_and_undoes_it(at_work: Actor) -> None:
    series = a_series(at_work, 3)
    victim = add_victim(series, actor=at_work)
    before = items_of(series)
    chosen = Things(tuple(before)[:2], (victim.id,))
    new = split_series(series, chosen, words="Two rooms, two lamps.", actor=at_work)
    victim.refresh_from_db()
    assert items_of(new) == set(chosen.items) and victim.series == new and len(items_of(series)) == 1
    undo_change(last_change(), actor=at_work)
    new.refresh_from_db()
    victim.refresh_from_db()
    assert new.state == SeriesState.DISSOLVED and items_of(series) == before and victim.series == series


def test_a_split_of_everything_or_nothing_is_none(at_work: Actor) -> None:
    series = a_series(at_work)
    for chosen in (Things(), Things(tuple(items_of(series)))):
        with pytest.raises(Invalid):
            split_series(series, chosen, actor=at_work)
    assert Series.objects.count() == 1 and len(items_of(series)) == 2


def test_a_split_cannot_be_undone_over_what_others_put_in(at_work: Actor, colleague: Actor) -> None:
    series = a_series(at_work, 3)
    new = split_series(series, Things((items_of(series).pop(),)), actor=at_work)
    split = last_change()
    added = add_items(new, items(colleague, 1), actor=colleague)
    with pytest.raises(WrongState):
        undo_change(split, actor=at_work)
    assert len(items_of(new)) == 2 and len(items_of(series)) == 2
    undo_change(added, actor=colleague)
    undo_change(split, actor=at_work)
    assert len(items_of(series)) == 3


def test_it_merges_and_undoes_it_and_a_claim_ends_with_its_series(at_work: Actor) -> None:
    one, other = a_series(at_work), a_series(at_work)
    mine, theirs = items_of(one), items_of(other)
    claim = claimed(at_work, one)
    merge_series(one, other, words="The same cup.", actor=at_work)
    one.refresh_from_db()
    claim.refresh_from_db()
    assert one.state == SeriesState.MERGED and one.merged_into == other and claim.end == "closed"
    assert items_of(other) == mine | theirs and not items_of(one)
    with pytest.raises(WrongState):
        add_items(one, items(at_work), actor=at_work)
    undo_change(last_change(), actor=at_work)
    one.refresh_from_db()
    assert one.is_open and items_of(one) == mine and items_of(other) == theirs


def test_a_series_is_not_merged_into_itself(at_work: Actor) -> None:
    series = a_series(at_work)
    with pytest.raises(Invalid):
        merge_series(series, series, actor=at_work)


def test_what_was_moved_on_since_is_not_undone(at_work: Actor) -> None:
    one, other = a_series(at_work), a_series(at_work)
    moved = items_of(one).pop()
    merge_series(one, other, actor=at_work)
    merge = last_change()
    remove_items(other, [moved], actor=at_work)
    with pytest.raises(WrongState):
        undo_change(merge, actor=at_work)
    one.refresh_from_db()
    assert one.state == SeriesState.MERGED and len(items_of(other)) == 3


def test_nothing_is_undone_twice(at_work: Actor) -> None:
    added = add_items(a_series(at_work), items(at_work), actor=at_work)
    undone = undo_change(added, actor=at_work)
    for change in (added, undone):
        with pytest.raises(WrongState):
            undo_change(change, actor=at_work)


def test_an_opening_is_undone_and_its_items_are_free(at_work: Actor) -> None:
    series = a_series(at_work)
    undo_change(last_change(), actor=at_work)
    series.refresh_from_db()
    assert series.state == SeriesState.DISSOLVED and loose_items_for(at_work).count() == 2


def test_a_victim_entered_by_mistake_is_taken_back_before_any_step(at_work: Actor) -> None:
    victim = a_victim(at_work)
    change = last_change()
    assert change.kind == ChangeKind.VICTIM
    up(victim, VictimState.COUNTRY_KNOWN, at_work)
    with pytest.raises(WrongState):
        undo_change(change, actor=at_work)
    other = a_victim(at_work)
    undo_change(last_change(), actor=at_work)
    other.refresh_from_db()
    assert other.series is None
    with pytest.raises(WrongState):
        up(other, VictimState.COUNTRY_KNOWN, at_work)


def test_foreign_items_and_foreign_series_are_refused(at_work: Actor, abroad: Actor) -> None:
    series, theirs = a_series(at_work), a_series(abroad)
    with pytest.raises(Invalid):
        open_series(items(abroad), actor=at_work)
    with pytest.raises(Invalid):
        add_items(series, items(abroad), actor=at_work)
    for deed in (
        lambda: add_items(theirs, items(at_work), actor=at_work),
        lambda: remove_items(theirs, list(items_of(theirs)), actor=at_work),
        lambda: split_series(theirs, Things(tuple(items_of(theirs))), actor=at_work),
        lambda: merge_series(series, theirs, actor=at_work),
        lambda: add_victim(theirs, actor=at_work),
        lambda: undo_change(Change.objects.get(series=theirs), actor=at_work),
    ):
        with pytest.raises(Refused):
            deed()


def test_other_duties_open_nothing(first: Actor, reviewer: Actor) -> None:
    chosen = items(first)
    for actor in (first, reviewer, Actor.system(first.agency_id)):
        with pytest.raises(Refused):
            open_series(chosen, actor=actor)
