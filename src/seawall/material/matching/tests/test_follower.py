"""What one deed changes, every catalogue has: read anew or followed, the two are equal after every action."""

import pytest
from django.conf import settings as house

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.budget import Limits
from seawall.core.errors import NotReady
from seawall.material import actions
from seawall.material.actions import (
    answer_match,
    assess,
    match_exact,
    open_list,
    propose_entry,
    recompute_verdicts,
    register_item,
    revise,
    settle,
    share_entry,
    vote_entry,
    withdraw_entry,
    withdraw_opinion,
)
from seawall.material.matching import follower as followers
from seawall.material.matching import loading
from seawall.material.matching.asked import asked
from seawall.material.matching.catalogue import Catalogue
from seawall.material.matching.follower import Follower, loaded
from seawall.material.matching.look import look
from seawall.material.matching.packed import Vocabulary
from seawall.material.models import Item, List, Match, Turn
from seawall.material.near import NearItems, near_items
from seawall.material.states import Arrival, HandlingCode, Purpose, Stance, VoteReason, WithdrawalReason
from seawall.material.tests.alike import like
from seawall.material.tests.make import (
    a_confirmed_item,
    a_disputed_item,
    a_list,
    an_item,
    labels,
    md5,
    pdq,
    sha256,
)
from seawall.people.queries import HeldKey
from seawall.people.states import Scope


def told(catalogue: Catalogue) -> tuple[dict, dict, dict]:
    items = {facts.number: facts for facts in catalogue}
    return items, dict(catalogue.lists), dict(catalogue.canaries.ids)


class Followed:
    """A follower that has seen nothing but steps since the beginning, beside a catalogue read anew."""

    def __init__(self) -> None:
        self.follower = Follower(house.INDEX)
        self.follower.step()
        self.before = told(self.follower.standing().catalogue)

    def check(self, *, changed: bool = True) -> Catalogue:
        self.follower.step()
        catalogue = self.follower.standing().catalogue
        assert told(catalogue) == told(loaded(loading.latest()[0]))
        assert (told(catalogue) != self.before) == changed
        self.before = told(catalogue)
        return catalogue


@pytest.fixture
def followed(db) -> Followed:
    return Followed()


def test_every_action_is_followed(followed, first, second, reviewer, node):
    """In one long story, because each deed needs those before it. `WALKED` says which deeds it has."""
    given = [sha256(), pdq()]
    item = register_item(given, actor=first)
    followed.check()
    register_item([given[0], md5()], actor=first)
    followed.check(changed=False)
    known = open_list("Known", handling=HandlingCode.AMBER, actor=reviewer)
    followed.check()
    opinion = assess(item, labels(), actor=first)
    followed.check()
    actions.ask_second_opinion(item, actor=first)
    followed.check(changed=False)
    assess(item, labels(), actor=second)
    followed.check(changed=False)
    entry = propose_entry(item, known, actor=first)
    followed.check(changed=False)
    share_entry(entry, actor=reviewer)
    assert followed.check().facts(item.number).entries[0].entry_id == entry.id
    vote_entry(entry, VoteReason.ADULT, actor=second)
    assert followed.check().facts(item.number).entries[0].disputed
    vote_entry(entry, VoteReason.OWN_OPINION, actor=second)
    assert not followed.check().facts(item.number).entries[0].disputed
    [match] = match_exact(given, actor=first)
    followed.check(changed=False)
    answer_match(match, False, actor=first)
    assert followed.check().facts(item.number).not_same
    answer_match(match, True, actor=first)
    assert not followed.check().facts(item.number).not_same
    own = revise(opinion, labels(depiction="a"), actor=first)
    assert followed.check().facts(item.number).disputed
    settle(item, labels(), actor=reviewer)
    followed.check()
    withdraw_opinion(own, actor=first)
    followed.check(changed=False)
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)
    assert followed.check().facts(item.number).entries == ()
    Item.objects.get(pk=item.pk).verdicts.update(version="0")
    recompute_verdicts([item.pk], actor=node)
    followed.check(changed=False)
    actions.avoid_view(item, actor=node)
    followed.check(changed=False)
    actions.hold_file(item, agency=item.owner, evidence_number="A1", actor=first)
    followed.check(changed=False)
    actions.hold_files([item.id], "A2", actor=first)
    followed.check(changed=False)
    actions.reveal_fingerprint(item.fingerprints.first(), Purpose.COMPARE, actor=first)
    followed.check(changed=False)
    actions.ask_recompute(actor=node)
    followed.check(changed=False)


def test_what_is_recalled_is_followed(followed, first, second, reviewer):
    given = pdq()
    item = a_confirmed_item(first, second, given)
    entry = propose_entry(item, a_list(reviewer), actor=first)
    share_entry(entry, actor=reviewer)
    revise(item.opinions.get(author_id=first.id), labels(depiction="a"), actor=first)
    told_of = followed.check().facts(item.number)
    assert told_of.disputed and [one.entry_id for one in told_of.entries] == [entry.id]
    actions.recall_items([item.id], WithdrawalReason.MISTAKE, actor=reviewer)
    told_of = followed.check().facts(item.number)
    assert told_of.entries == () and not told_of.disputed


def test_every_action_of_matching_is_followed(followed, first, second, reviewer, node, settings):
    given, known = pdq(), a_list(reviewer)
    listed = a_confirmed_item(first, second, given)
    entry = propose_entry(listed, known, actor=first)
    share_entry(entry, actor=reviewer)
    followed.check()
    actions.set_matching(known, matching=True, radius=9, stance=Stance.KNOWN, actor=reviewer)
    assert followed.check().lists[known.id].radius == 9
    actions.set_matching(known, matching=True, radius=9, stance=Stance.KNOWN, actor=reviewer)
    followed.check(changed=False)
    item = an_item(first, like(given, 5))
    followed.check()
    actions.note_near_matches(item, near_items(item), actor=node)
    followed.check(changed=False)
    actions.match_past(entry, near_items(listed), actor=node)
    followed.check(changed=False)
    answer_match(Match.objects.get(), False, actor=first)
    catalogue = followed.check()
    assert catalogue.facts(item.number).not_same and catalogue.facts(listed.number).not_same
    actions.note_compared([item.id, listed.id], actor=node)
    followed.check(changed=False)
    actions.count_hits({item.id: 1}, actor=node)
    followed.check(changed=False)
    actions.take_arrivals([Arrival((sha256(),))], actor=first)
    followed.check()
    settings.FLOOD = 0
    actions.note_near_matches(item, NearItems(flood=1), actor=node)
    assert followed.check().facts(item.number).quarantined
    actions.release_item(item, actor=reviewer)
    assert not followed.check().facts(item.number).quarantined


def test_every_action_of_canaries_is_followed(followed, first, second, reviewer, node):
    known = a_list(reviewer)
    entry = propose_entry(a_confirmed_item(first, second, pdq(), md5()), known, actor=first)
    share_entry(entry, actor=reviewer)
    followed.check()
    actions.scatter_canaries(known, "Example Hosting", actor=node)
    assert len(followed.check().canaries.ids) == 2
    [canary] = actions.add_canaries(known, ["Example Hosting"], actor=node)
    catalogue = followed.check()
    assert len(catalogue.canaries.ids) == 4 and len(catalogue) == 1
    actions.notice_canary(canary, "system", actor=node)
    followed.check(changed=False)
    actions.remodel_canaries(entry, actor=node)
    followed.check(changed=False)
    key = a_key_to(known)
    actions.take_vote(known, canary.entry_id, reason=VoteReason.ADULT, key=key, actor=key.actor)
    followed.check(changed=False)
    actions.take_vote(known, entry.id, reason=VoteReason.ADULT, key=key, actor=key.actor)
    assert followed.check().facts(entry.item.number).entries[0].disputed
    actions.take_vote(known, entry.id, reason=VoteReason.OWN_OPINION, key=key, actor=key.actor)
    assert not followed.check().facts(entry.item.number).entries[0].disputed


def a_key_to(known: List) -> HeldKey:
    later, actor = clock.in_future(days=1), Actor.key_holder(known.owner_id, "key_x")
    lists, scopes = frozenset({known.id}), frozenset({Scope.LISTS})
    return HeldKey("key_x", known.owner_id, "Example Hosting", scopes, lists, Limits(1, 1), later, actor)


# They write nothing that matching knows.
ELSEWHERE = {"Asked", "count_asked", "remake_index", "reveal_lists", "reveal_items", "withdraw_statements"}
WALKED = {
    *(
        "answer_match ask_recompute ask_second_opinion assess avoid_view hold_file match_exact open_list".split()
    ),
    *("propose_entry recompute_verdicts register_item reveal_fingerprint revise settle share_entry".split()),
    *("vote_entry withdraw_entry withdraw_opinion set_matching note_near_matches match_past".split()),
    *("release_item", "count_hits", "note_compared", "take_arrivals", "hold_files"),
    *("scatter_canaries", "add_canaries", "notice_canary", "remodel_canaries"),
    "take_vote",
    "recall_items",
}


def test_no_action_is_left_out_of_the_walk():
    assert set(actions.__all__) - ELSEWHERE == WALKED


def test_a_catalogue_of_many_is_the_same_read_in_parts(first, second, reviewer, monkeypatch):
    known = a_list(reviewer)
    for _ in range(3):
        item = a_confirmed_item(first, second, sha256(), pdq())
        share_entry(propose_entry(item, known, actor=first), actor=reviewer)
    a_disputed_item(first, second)
    whole = told(loaded(1))
    monkeypatch.setattr(loading, "CHUNK", 2)
    monkeypatch.setattr(loading.ranges, "__defaults__", (2,))
    parts = loading.ranges("number", 0)
    assert sum(1 for _ in parts) >= 2 and told(loaded(1)) == whole


def test_several_items_of_one_turn_are_never_parted(first):
    items = [an_item(first) for _ in range(5)]
    Item.objects.update(turn=items[-1].turn)
    found = [len(loading.packed_in(these, Vocabulary())) for these in loading.ranges("turn", 0, 2)]
    assert found == [5, 0]


def test_it_asks_one_small_question_when_nothing_has_changed(first, django_assert_num_queries):
    an_item(first)
    follower = Follower(house.INDEX)
    follower.step()
    with django_assert_num_queries(1):
        follower.step()


def test_a_match_asks_the_database_nothing(first, second, reviewer, django_assert_num_queries):
    given, known = sha256(), a_list(reviewer)
    entry = propose_entry(a_confirmed_item(first, second, given), known, actor=first)
    share_entry(entry, actor=reviewer)
    standing = followers.standing_now()
    with django_assert_num_queries(0):
        [hit] = look(standing, asked([(0, given)]), [known.id]).hits
    assert hit.entry_id == entry.id and {c.scheme for c in hit.categories} >= {"uk-sentencing"}


def test_what_is_withdrawn_is_obeyed_though_nobody_keeps_the_index(first, second, reviewer):
    given, known = sha256(), a_list(reviewer)
    entry = propose_entry(a_confirmed_item(first, second, given), known, actor=first)
    share_entry(entry, actor=reviewer)
    followers.standing_now()
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=reviewer)

    follower = Follower(house.INDEX)
    follower.step()

    assert look(follower.standing(), asked([(0, given)]), [known.id]).hits == ()


def test_another_database_under_the_same_name_is_read_from_the_beginning(first):
    an_item(first)
    follower = Follower(house.INDEX)
    follower.step()
    Turn.objects.update(identity="another", number=99)
    Item.objects.update(turn=50, number=7)
    follower.step()
    assert [facts.number for facts in follower.standing().catalogue] == [7]


def test_before_the_first_step_nothing_is_answered(db):
    follower = Follower(house.INDEX)
    with pytest.raises(NotReady):
        follower.standing()
    assert not follower.staleness().ready


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def moved(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(followers, "time", clock)
    return clock


def test_after_a_long_silence_of_the_database_nothing_is_answered(first, moved):
    """What was withdrawn meanwhile would still be found."""
    an_item(first)
    followers.standing_now()
    follower = followers.here()
    Follower.step(follower)
    assert Follower.staleness(follower).ready
    moved.now += 6
    assert not Follower.staleness(follower).ready
    with pytest.raises(NotReady):
        Follower.standing(follower)


def test_it_is_stale_when_the_index_stays_behind_and_not_while_it_comes_up(first, moved):
    follower = Follower(house.INDEX)
    followers.bring_up(follower.folders, 1)
    for _ in range(4):
        an_item(first)
        follower.step()
        assert follower.staleness().ready
        moved.now += 3
        followers.bring_up(follower.folders, loading.latest()[0])
    an_item(first)
    for _ in range(3):
        follower.step()
        moved.now += 2
    follower.step()
    assert follower.staleness().behind_s == 6 and not follower.staleness().ready
    followers.bring_up(follower.folders, loading.latest()[0])
    follower.step()
    assert follower.staleness().behind_s == 0 and follower.staleness().ready


def test_a_missing_index_is_stale(first, moved):
    an_item(first)
    follower = Follower(house.INDEX)
    follower.step()
    moved.now += 6
    follower.step()
    assert follower.folders.mark() is None and not follower.staleness().ready
