from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import hand_over_lock, open_bundle, take_lock
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def test_it_puts_the_bundle_into_a_colleagues_hands(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mara))
    hand_over_lock(bundle, mika.id, note="The second line is odd.", actor=actor_of(mara))
    bundle.refresh_from_db()
    assert bundle.locked_by == mika.id
    assert "odd" not in bundle.sealed_handover_note
    assert open_bundle(bundle, actor=actor_of(mika)).handover_note == "The second line is odd."


def test_only_to_a_colleague_who_works_on_reports(
    hotline: Agency, mara: Staff, otto: Staff, stranger: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    for person in (otto, stranger):
        with pytest.raises(Invalid):
            hand_over_lock(bundle, person.id, actor=actor_of(mara))


def test_what_another_has_in_hand_is_not_handed_over(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mika))
    with pytest.raises(WrongState):
        hand_over_lock(bundle, mara.id, actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, mara: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        hand_over_lock(a_bundle(hotline), mara.id, actor=actor_of(stranger))
