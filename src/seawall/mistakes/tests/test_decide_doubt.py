"""A second assessor decides, and a mistake is put right everywhere it went."""

from collections.abc import Callable
from typing import Any

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.jobs import settle
from seawall.federation.actions import end_agreement
from seawall.material.actions import (
    assess,
    match_exact,
    open_list,
    propose_entry,
    set_matching,
    share_entry,
    vote_entry,
)
from seawall.material.models import Item, List, ListEntry
from seawall.material.states import EntryState, HandlingCode, ItemState, Stance, VoteReason
from seawall.material.tests.make import labels, sha256
from seawall.mistakes.actions import decide_doubt, note_told
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.states import CorrectionKind, CorrectionState, DoubtKind, Finding, Judgement
from seawall.mistakes.tests.conftest import Voted
from seawall.takedown import actions as takedown
from seawall.takedown.models import Answer, Location, Notice
from seawall.takedown.states import AnswerKind, LocationState, ObjectionOutcome, ObjectionReason
from seawall.takedown.tests.makers import objected

RIGHT = Judgement(Finding.RIGHT, "It is what we said.")
WRONG = Judgement(Finding.ITEM, "A harmless square.", VoteReason.WRONG_FINGERPRINT)
LINK = Judgement(Finding.LINK, "The address shows a bridge.")


def states(doubt: Doubt) -> dict[str, str]:
    return {one.kind: one.state for one in Correction.objects.filter(doubt=doubt)}


def test_it_puts_a_mistake_right_everywhere(
    shared: Any, voted: Voted, seen_at: Any, opened: Any, signed: Any, pulls: Any, assessor: Actor
) -> None:
    entry = shared()
    secret, _agreement = opened(), signed()
    pulls(secret)
    notice = seen_at(entry, "https://bilder.example/a/1")
    doubt = decide_doubt(voted(entry), WRONG, actor=assessor)
    settle()
    entry.refresh_from_db()
    item = Item.objects.get(pk=entry.item_id)
    assert entry.state == EntryState.WITHDRAWN and entry.withdrawn_because == "mistake"
    assert item.state == ItemState.WAITING and item.mistaken_at
    assert Location.objects.get().state == LocationState.WITHDRAWN
    assert states(doubt) == {
        CorrectionKind.LOCATION: CorrectionState.DONE,
        CorrectionKind.NOTICE: CorrectionState.TO_TELL,
        CorrectionKind.REPORTS: CorrectionState.DONE,
        CorrectionKind.VERDICT: CorrectionState.DONE,
        CorrectionKind.ENTRY: CorrectionState.DONE,
        CorrectionKind.RECEIVER: CorrectionState.WAITS,
    }
    assert pulls(secret) == {entry.id}
    assert states(doubt)[CorrectionKind.RECEIVER] == CorrectionState.PULLED
    note_told(Correction.objects.get(kind=CorrectionKind.NOTICE, about=notice.id), actor=assessor)
    assert states(doubt)[CorrectionKind.NOTICE] == CorrectionState.TOLD


def test_whoever_was_right_changes_nothing(shared: Any, voted: Voted, assessor: Actor) -> None:
    entry = shared()
    doubt = decide_doubt(voted(entry), RIGHT, actor=assessor)
    entry.refresh_from_db()
    assert entry.state == EntryState.SHARED and not doubt.corrections.exists()
    assert doubt.decided_by_id == assessor.id and doubt.words == RIGHT.words


@pytest.mark.parametrize("judgement", [RIGHT, WRONG])
def test_whoever_had_a_part_does_not_decide(
    shared: Any, voted: Voted, reviewer: Actor, first: Actor, second: Actor, judgement: Judgement
) -> None:
    """Shared it; gave an opinion and proposed it; gave an opinion and voted against it."""
    entry = shared()
    doubt = voted(entry)
    for person in (reviewer, first, second):
        with pytest.raises(Refused):
            decide_doubt(doubt, judgement, actor=person)
    entry.refresh_from_db()
    assert entry.state == EntryState.SHARED


def test_a_reviewer_who_raised_the_doubt_does_not_decide_it(
    shared: Any, assessor: Actor, second: Actor
) -> None:
    from_her = shared()
    vote_entry(from_her, VoteReason.ADULT, actor=assessor)
    settle()
    with pytest.raises(Refused):
        decide_doubt(Doubt.objects.get(), WRONG, actor=assessor)


def test_it_is_decided_once(shared: Any, voted: Voted, assessor: Actor) -> None:
    doubt = voted(shared())
    decide_doubt(doubt, RIGHT, actor=assessor)
    with pytest.raises(WrongState):
        decide_doubt(doubt, WRONG, actor=assessor)


def test_a_stranger_and_the_node_itself_decide_nothing(
    shared: Any, voted: Voted, stranger: Any, actor_of: Callable[..., Actor]
) -> None:
    doubt = voted(shared())
    for actor in (actor_of(stranger), Actor.system(doubt.owner_id)):
        with pytest.raises(Refused):
            decide_doubt(doubt, WRONG, actor=actor)


@pytest.mark.parametrize(
    ("judgement", "field"),
    [
        (Judgement(Finding.RIGHT, "  "), "words"),
        (Judgement(Finding.RIGHT, "x" * 2001), "words"),
        (Judgement(Finding.OPEN, "Why."), "finding"),
        (LINK, "finding"),
        (Judgement(Finding.ITEM, "Why."), "because"),
        (Judgement(Finding.ITEM, "Why.", VoteReason.OWN_OPINION), "because"),
        (Judgement(Finding.HARMLESS, "Why.", VoteReason.ADULT), "harmless_list"),
        (Judgement(Finding.HARMLESS, "Why.", VoteReason.ADULT, "lst_nowhere"), "harmless_list"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(
    shared: Any, voted: Voted, assessor: Actor, judgement: Judgement, field: str
) -> None:
    doubt = voted(shared())
    with pytest.raises(Invalid) as told:
        decide_doubt(doubt, judgement, actor=assessor)
    assert set(told.value.fields) == {field} and Doubt.objects.get().is_open


def test_an_objection_that_is_right_withdraws_the_address_and_leaves_the_list_alone(
    shared: Any, first: Actor, assessor: Actor
) -> None:
    entry = shared()
    answer = objected(first)
    settle()
    doubt = decide_doubt(Doubt.objects.get(kind=DoubtKind.OBJECTION), LINK, actor=assessor)
    answer.refresh_from_db()
    entry.refresh_from_db()
    assert answer.outcome == ObjectionOutcome.UPHELD and entry.state == EntryState.SHARED
    assert states(doubt)[CorrectionKind.LOCATION] == CorrectionState.DONE


def test_an_objection_that_is_wrong_is_rejected(first: Actor, assessor: Actor) -> None:
    answer = objected(first)
    settle()
    decide_doubt(Doubt.objects.get(), RIGHT, actor=assessor)
    answer.refresh_from_db()
    assert answer.outcome == ObjectionOutcome.REJECTED


def test_an_upheld_objection_reaches_the_list(shared: Any, seen_at: Any, assessor: Actor) -> None:
    """Upheld in takedown it stays here until somebody has said whether the item is wrong as well."""
    entry = shared()
    notice = seen_at(entry, "https://bilder.example/a/1")
    answer = _object(notice)
    settle()
    takedown.decide_objection(answer, ObjectionOutcome.UPHELD, actor=assessor)
    settle()
    doubt = Doubt.objects.get()
    assert doubt.is_open
    with pytest.raises(Invalid):
        decide_doubt(doubt, RIGHT, actor=assessor)
    decide_doubt(doubt, WRONG, actor=assessor)
    entry.refresh_from_db()
    assert entry.state == EntryState.WITHDRAWN and entry.withdrawn_because == "objection"


def _object(notice: Notice) -> Answer:
    reply = takedown.Reply(AnswerKind.OBJECTION, reason=ObjectionReason.NOT_ILLEGAL)
    provider = Actor.provider(notice.owner_id, notice.id)
    return takedown.answer_notice(notice, notice.lines.get().location, reply=reply, actor=provider)


def test_an_objection_that_takedown_rejects_is_decided_here_as_well(first: Actor, assessor: Actor) -> None:
    answer = objected(first)
    settle()
    takedown.decide_objection(answer, ObjectionOutcome.REJECTED, actor=assessor)
    settle()
    doubt = Doubt.objects.get()
    assert doubt.finding == Finding.RIGHT and doubt.decided_by_id == assessor.id


def test_what_is_harmless_is_entered_as_such_by_two_opinions_and_a_reviewer(
    shared: Any, voted: Voted, first: Actor, second: Actor, reviewer: Actor, assessor: Actor, known: List
) -> None:
    entry = shared()
    harmless = open_list("Harmless", handling=HandlingCode.AMBER, actor=reviewer)
    harmless = set_matching(harmless, matching=True, radius=8, stance=Stance.HARMLESS, actor=reviewer)
    judgement = Judgement(Finding.HARMLESS, "A cup.", VoteReason.COMMON_PICTURE, harmless.id)
    doubt = decide_doubt(voted(entry), judgement, actor=assessor)
    assert states(doubt)[CorrectionKind.HARMLESS] == CorrectionState.TO_LIST
    item = Item.objects.get(pk=entry.item_id)
    for person in (reviewer, assessor):
        assess(item, labels(real_child="no", age="adult", depiction="none"), actor=person)
    share_entry(propose_entry(item, harmless, actor=first), actor=reviewer)
    settle()
    assert states(doubt)[CorrectionKind.HARMLESS] == CorrectionState.DONE


def test_a_receiver_whose_agreement_is_over_has_to_be_told(
    shared: Any, voted: Voted, opened: Any, signed: Any, pulls: Any, reviewer: Actor, assessor: Actor
) -> None:
    entry = shared()
    secret, agreement = opened(), signed()
    pulls(secret)
    end_agreement(agreement, actor=reviewer)
    doubt = decide_doubt(voted(entry), WRONG, actor=assessor)
    assert states(doubt)[CorrectionKind.RECEIVER] == CorrectionState.TO_TELL
    correction = Correction.objects.get(kind=CorrectionKind.RECEIVER)
    note_told(correction, actor=assessor)
    with pytest.raises(WrongState):
        note_told(correction, actor=assessor)


def test_what_was_wrong_matches_no_more(shared: Any, voted: Voted, first: Actor, assessor: Actor) -> None:
    print_ = sha256()
    entry: ListEntry = shared(print_)
    assert match_exact([print_], actor=first)[0].list_id == entry.list_id
    decide_doubt(voted(entry), WRONG, actor=assessor)
    assert all(one.list_id is None for one in match_exact([sha256(), print_], actor=first))
