from collections.abc import Callable

import pytest

from seawall.audit.models import Line
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.models import Job
from seawall.people.models import Agency, Staff
from seawall.reports.actions import acknowledge_danger, ask_second_opinion, assess_bundle, take_lock
from seawall.reports.models import Bundle
from seawall.reports.states import BundleState, Decision, Outcome
from seawall.reports.tests.makers import (
    OPEN_QUESTION,
    TO_LEAVE,
    TO_REMOVE,
    a_bundle,
    a_report,
    labels_for,
    subject_of,
)

ActorOf = Callable[..., Actor]


def test_it_decides_by_labels_and_law(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, text="Please look.")
    take_lock(bundle, actor=actor_of(mara))

    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))

    bundle.refresh_from_db()
    assert (bundle.state, bundle.outcome) == (BundleState.DECIDED, Outcome.REMOVAL)
    assert (bundle.locked_by, bundle.new_words, bundle.decided_by) == ("", False, mara.id)
    subject = subject_of(bundle)
    assert subject.decision == Decision.REMOVE and subject.item_id
    assert "reports.bundle_assessed" in Line.objects.values_list("what", flat=True)


def test_what_is_not_unlawful_is_closed(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    assess_bundle(bundle, labels_for(bundle, TO_LEAVE), actor=actor_of(mara))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.outcome) == (BundleState.CLOSED, Outcome.NO_ACTION)
    assert subject_of(bundle).decision == Decision.LEAVE


def test_an_open_question_asks_for_more(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    with pytest.raises(Invalid):
        assess_bundle(bundle, labels_for(bundle, OPEN_QUESTION), actor=actor_of(mara))
    bundle.refresh_from_db()
    assert bundle.state == BundleState.RECEIVED
    assert not subject_of(bundle).item_id


def test_a_chat_is_decided_by_its_outcome(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, text="He writes to her.", seen="contact", account="@somebody", app="a game")
    assess_bundle(bundle, {}, outcome=Outcome.POLICE, actor=actor_of(mara))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.outcome) == (BundleState.CLOSED, Outcome.POLICE)
    assert subject_of(bundle).decision == Decision.POLICE


def test_without_labels_and_outcome_nothing_is_decided(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    with pytest.raises(Invalid):
        assess_bundle(bundle, {}, actor=actor_of(mara))
    with pytest.raises(Invalid):
        assess_bundle(bundle, {}, outcome="removal", actor=actor_of(mara))
    chat = a_bundle(hotline, text="He writes to her.", place="")
    with pytest.raises(Invalid):
        assess_bundle(chat, {}, actor=actor_of(mara))


def test_danger_must_be_acknowledged_first(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, danger="now")
    with pytest.raises(WrongState):
        assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    acknowledge_danger(bundle, "police", actor=actor_of(mara))
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))


def test_reported_again_it_is_decided_without_a_look(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline, place="https://known.example/a")
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    again = a_report(hotline, place="https://known.example/a")
    assert again.bundle_id == bundle.id and again.decided_unseen


def test_a_known_fingerprint_is_decided_without_a_look(
    hotline: Agency, mara: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline, place="ab" * 32)
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    # The same bytes under another name were never reported: MD5 is unknown, SHA-256 is not.
    bundle.subjects.update(digest="moved away so that only material knows it")
    again = a_report(hotline, place="ab" * 32)
    assert again.decided_unseen
    assert (again.bundle.outcome, again.bundle.state) == (Outcome.KNOWN, BundleState.CLOSED)
    assert again.subjects.get().decision == Decision.REMOVE
    assert Job.objects.filter(task__endswith="count_spared_looks").exists()


def test_the_second_opinion_is_a_colleagues(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(mara))
    with pytest.raises(WrongState):
        assess_bundle(bundle, {}, outcome="no_action", actor=actor_of(mara))
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mika))
    bundle.refresh_from_db()
    assert bundle.outcome == Outcome.REMOVAL


def test_where_two_differ_a_reviewer_settles(
    hotline: Agency, mara: Staff, mika: Staff, rena: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle, TO_REMOVE), actor=actor_of(mara))
    assess_bundle(bundle, labels_for(bundle, TO_LEAVE), actor=actor_of(mika))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.disputed) == (BundleState.ASSESSED, True)
    assert subject_of(bundle).decision == Decision.OPEN
    # Saying nothing settles nothing.
    assess_bundle(bundle, {}, outcome="no_action", actor=actor_of(mara))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.disputed) == (BundleState.ASSESSED, True)

    assess_bundle(bundle, labels_for(bundle, TO_REMOVE), actor=actor_of(rena))
    bundle.refresh_from_db()
    assert (bundle.outcome, bundle.disputed) == (Outcome.REMOVAL, False)


def test_what_a_colleague_has_in_hand_is_not_assessed(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mika))
    with pytest.raises(WrongState):
        assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))


def test_what_is_decided_is_not_decided_again(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    with pytest.raises(WrongState):
        assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))


def test_a_stranger_and_nobody_are_refused(
    hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    nobody = Actor(actor_of(otto).kind, "stf_nobody", "", frozenset(Duty))
    for actor in (actor_of(stranger), actor_of(otto), Actor.reporter(hotline.id), nobody):
        with pytest.raises(Refused):
            assess_bundle(bundle, labels_for(bundle), actor=actor)
    assert Bundle.objects.get().state == BundleState.RECEIVED


def test_a_reviewer_names_the_outcome_of_what_stays_disputed(
    hotline: Agency, mara: Staff, mika: Staff, rena: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle, OPEN_QUESTION), actor=actor_of(mara))
    assess_bundle(bundle, labels_for(bundle, TO_LEAVE), actor=actor_of(mika))
    assess_bundle(bundle, {}, outcome=Outcome.NO_ACTION, actor=actor_of(rena))
    bundle.refresh_from_db()
    assert bundle.outcome == Outcome.NO_ACTION
