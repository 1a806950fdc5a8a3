"""Whether a child is told of what is found is the child's wish, asked before anything else."""

from datetime import date, timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.identification.actions import (
    add_items,
    add_victim,
    merge_series,
    note_occasion,
    set_wish,
    step_victim,
    tell_victim,
    undo_change,
)
from seawall.identification.models import Telling, Victim
from seawall.identification.queries import tellings_due_for, tellings_held_for, tellings_waiting_for, wish_of
from seawall.identification.states import Ground, Step, VictimState
from seawall.identification.tests.makers import a_body, a_series, a_victim, in_days, items, protected, up
from seawall.identification.tests.test_pages import page, post
from seawall.identification.wishes.deciding import decide, next_digest
from seawall.identification.wishes.quiet import read_quiet, written
from seawall.identification.wishes.words import Answer, GivenBy, Occasion, TellingState, Why, WishTerms
from seawall.material.actions import answer_match
from seawall.material.models import Match
from seawall.material.states import FingerprintKind
from seawall.people.models import Staff

TODAY = date(2026, 11, 23)


def wish(answer: Answer = Answer.IN, **more: Any) -> WishTerms:
    return WishTerms(answer, GivenBy.CHILD, clock.now().date(), **more)


def identified(actor: Actor) -> Victim:
    """And what followed from its series being opened is over."""
    victim = a_victim(actor)
    settle(clock.now())
    return up(victim, VictimState.IDENTIFIED, actor)


def find_more(victim: Victim, actor: Actor) -> object:
    """One more item of the child's series, and what follows by itself."""
    assert victim.series
    change = add_items(victim.series, items(actor, 1), actor=actor)
    settle(clock.now())
    return change


def the_last(victim: Victim) -> Telling:
    return Telling.objects.filter(victim=victim).latest("id")


def later(days: int) -> Any:
    return clock.at(clock.now() + timedelta(days=days))


def test_it_is_told_to_whoever_wants_to_know(at_work: Actor) -> None:
    victim = protected(identified(at_work), at_work)
    set_wish(victim, wish(), actor=at_work)
    find_more(victim, at_work)
    find_more(victim, at_work)
    [one] = tellings_due_for(at_work)
    assert one.victim == victim and len(one.tellings) == 2 and one.through == a_body(at_work)
    assert tell_victim(victim, actor=at_work) == 2
    assert not tellings_due_for(at_work)
    told = the_last(victim)
    assert told.state == TellingState.TOLD and told.told_by_id == at_work.id
    with pytest.raises(WrongState):
        tell_victim(victim, actor=at_work)


@pytest.mark.parametrize(("known", "why"), [(True, Why.OUT), (False, Why.UNKNOWN)])
def test_who_does_not_want_to_know_is_never_told(at_work: Actor, known: bool, why: Why) -> None:
    victim = identified(at_work)
    if known:
        set_wish(victim, wish(Answer.OUT), actor=at_work)
    find_more(victim, at_work)
    assert the_last(victim).why == why and not tellings_due_for(at_work)
    with pytest.raises(WrongState):
        tell_victim(victim, actor=at_work)
    # Another wish later tells nothing of what was held back.
    set_wish(victim, wish(), actor=at_work)
    assert not tellings_due_for(at_work) and [one.why for one in tellings_held_for(at_work)] == [why]


def test_a_proxy_is_told_in_the_child_s_place(at_work: Actor, abroad: Actor) -> None:
    victim, office = protected(identified(at_work), at_work), a_body(at_work, "Counsel for children")
    with pytest.raises(Invalid):
        set_wish(victim, wish(proxy_id=a_body(abroad).id), actor=at_work)
    set_wish(victim, wish(proxy_id=office.id), actor=at_work)
    find_more(victim, at_work)
    assert [one.through for one in tellings_due_for(at_work)] == [office]
    tell_victim(victim, actor=at_work)
    assert the_last(victim).told_to == office


def test_a_change_of_mind_holds_for_what_is_not_told_yet(at_work: Actor) -> None:
    victim = identified(at_work)
    set_wish(victim, wish(), actor=at_work)
    find_more(victim, at_work)
    set_wish(victim, wish(pause_until=in_days(40)), actor=at_work)
    assert not tellings_due_for(at_work)
    assert [(one.why, one.due_on) for one in tellings_waiting_for(at_work)] == [(Why.PAUSE, in_days(40))]
    with later(40):
        assert tellings_due_for(at_work)
        set_wish(victim, wish(Answer.OUT), actor=at_work)
        assert not tellings_due_for(at_work) and the_last(victim).why == Why.OUT


def test_nothing_is_told_on_quiet_dates_however_long_it_is_due(at_work: Actor) -> None:
    victim = identified(at_work)
    quiet = read_quiet(f"{in_days(1):%d.%m.} - {in_days(3):%d.%m.}")
    set_wish(victim, wish(quiet=quiet), actor=at_work)
    find_more(victim, at_work)
    assert tellings_due_for(at_work)
    with later(2):
        assert not tellings_due_for(at_work)
        with pytest.raises(WrongState):
            tell_victim(victim, actor=at_work)
    with later(4):
        assert tell_victim(victim, actor=at_work) == 1


def test_what_was_undone_is_not_told(at_work: Actor) -> None:
    victim = identified(at_work)
    set_wish(victim, wish(), actor=at_work)
    undo_change(find_more(victim, at_work), actor=at_work)  # type: ignore[arg-type]
    assert not tellings_due_for(at_work) and the_last(victim).why == Why.UNDONE


def test_the_wish_was_somebody_else_s_where_the_child_was_another(at_work: Actor) -> None:
    victim = identified(at_work)
    set_wish(victim, wish(), actor=at_work)
    find_more(victim, at_work)
    step_victim(victim, Step(VictimState.UNIDENTIFIED, Ground.ERROR, words="Another child."), actor=at_work)
    assert wish_of(victim) is None and not tellings_due_for(at_work)
    with pytest.raises(WrongState):
        set_wish(victim, wish(), actor=at_work)
    up(victim, VictimState.IDENTIFIED, at_work)
    find_more(victim, at_work)
    assert the_last(victim).why == Why.UNKNOWN


def test_merging_and_seeing_again_ask_the_wish_too(at_work: Actor) -> None:
    victim = identified(at_work)
    assert victim.series
    set_wish(victim, wish(digest_months=3), actor=at_work)
    merge_series(a_series(at_work), victim.series, actor=at_work)
    settle(clock.now())
    assert the_last(victim).why == Why.DIGEST
    inside, [outside] = victim.series.entries.order_by("id")[0].item, items(at_work, 1)
    match = Match.objects.create(
        owner_id=at_work.agency_id, item=inside, asking_id=outside, query="q", kind=FingerprintKind.PDQ
    )
    answer_match(match, True, actor=at_work)
    settle(clock.now())
    seen = the_last(victim)
    assert (seen.occasion, seen.why) == (Occasion.SEEN, Why.DIGEST)
    answer_match(match, False, actor=at_work)
    settle(clock.now())
    seen.refresh_from_db()
    assert seen.why == Why.UNDONE


def test_only_children_that_are_identified_are_told(at_work: Actor) -> None:
    victim = a_victim(at_work)
    assert victim.series
    add_victim(victim.series, actor=at_work)
    find_more(victim, at_work)
    assert not Telling.objects.exists()


def test_strangers_set_no_wish_and_tell_nobody(at_work: Actor, abroad: Actor, reviewer: Actor) -> None:
    victim = identified(at_work)
    assert victim.series
    for actor in (abroad, reviewer, Actor.system(at_work.agency_id)):
        with pytest.raises(Refused):
            set_wish(victim, wish(), actor=actor)
        with pytest.raises(Refused):
            tell_victim(victim, actor=actor)
    for actor in (at_work, Actor.system(abroad.agency_id)):
        with pytest.raises(Refused):
            note_occasion(victim.series, Occasion.ITEM, source="chg", actor=actor)
    assert not tellings_due_for(abroad)


@pytest.mark.parametrize(
    ("terms", "due"),
    [
        (wish(), (TODAY, Why.NOW)),
        (wish(Answer.OUT), (None, Why.OUT)),
        (None, (None, Why.UNKNOWN)),
        (wish(digest_months=1), (date(2026, 12, 1), Why.DIGEST)),
        (wish(digest_months=3), (date(2027, 1, 1), Why.DIGEST)),
        (wish(digest_months=3, pause_until=date(2027, 1, 2)), (date(2027, 4, 1), Why.DIGEST)),
        (wish(pause_until=date(2026, 11, 1)), (TODAY, Why.NOW)),
        (wish(digest_months=1, quiet=read_quiet("24.11. - 06.01.")), (date(2027, 1, 7), Why.QUIET)),
        (wish(quiet=read_quiet("23.11.\n24.11.")), (date(2026, 11, 25), Why.QUIET)),
    ],
)
def test_a_wish_names_the_day(terms: WishTerms | None, due: tuple[date | None, Why]) -> None:
    assert decide(terms, TODAY) == due


def test_digests_are_counted_from_january() -> None:
    assert next_digest(date(2026, 7, 1), 6) == date(2026, 7, 1)
    assert next_digest(date(2026, 7, 2), 6) == date(2027, 1, 1)


@pytest.mark.parametrize("text", ["32.1.", "30.02.", "24.12", "24.12.-6.1.", "1.2. – 3.2.\n\n29.2."])
def test_quiet_dates_are_read_or_refused_with_the_line(text: str) -> None:
    try:
        assert read_quiet(written(read_quiet(text))) == read_quiet(text)
    except Invalid as wrong:
        assert text[:6] in str(wrong.fields["quiet"])


def test_a_whole_year_is_not_quiet() -> None:
    with pytest.raises(Invalid):
        read_quiet("01.01. - 31.10.")


def test_the_pages_say_whom_to_tell_and_what_was_held_back(
    staff_client: Any, jonas: Staff, at_work: Actor
) -> None:
    client, victim = staff_client(jonas), identified(at_work)
    assert "No wish is known" in page(client, "victim", victim_id=victim.id)
    sent = {"wish-answer": "in", "wish-given_by": "child", "wish-given_on": str(in_days(0))}
    sent |= {"wish-digest_months": "0", "wish-quiet": "nonsense"}
    assert post(client, "set_wish", sent, victim_id=victim.id).status_code == 422
    shown = post(client, "set_wish", {**sent, "wish-quiet": "1.1.-2.1."}, victim_id=victim.id)
    assert "01.01. - 02.01." in shown.content.decode()
    find_more(victim, at_work)
    assert victim.code in client.get(client.at("desk:home")).content.decode()
    assert "I have told it" in page(client, "tellings")
    assert "1 thing was told" in post(client, "tell_victim", victim_id=victim.id).content.decode()
    set_wish(victim, wish(Answer.OUT), actor=at_work)
    find_more(victim, at_work)
    shown = page(client, "tellings")
    assert "the wish is not to be told" in shown and "I have told it" not in shown
