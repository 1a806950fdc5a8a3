from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import mark_not_ours
from seawall.reports.states import BundleState, Decision, Outcome
from seawall.reports.tests.makers import a_bundle, subject_of

ActorOf = Callable[..., Actor]


def test_it_closes_the_bundle_without_labels(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = mark_not_ours(a_bundle(hotline), actor=actor_of(mara))
    assert (bundle.state, bundle.outcome) == (BundleState.CLOSED, Outcome.NOT_OURS)
    assert subject_of(bundle).decision == Decision.NOT_OURS


def test_once_is_enough(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = mark_not_ours(a_bundle(hotline), actor=actor_of(mara))
    with pytest.raises(WrongState):
        mark_not_ours(bundle, actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        mark_not_ours(a_bundle(hotline), actor=actor_of(stranger))
