from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.material.queries import items_waiting_second_opinion_for
from seawall.people.models import Agency, Staff
from seawall.reports.actions import ask_second_opinion
from seawall.reports.queries import next_bundle_for, worklist_for
from seawall.reports.states import BundleState
from seawall.reports.tests.makers import a_bundle, labels_for

ActorOf = Callable[..., Actor]


def test_it_saves_ones_labels_and_asks_a_colleague(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(mara))
    bundle.refresh_from_db()
    assert (bundle.state, bundle.second_asked_by, bundle.locked_by) == (BundleState.ASSESSED, mara.id, "")
    assert items_waiting_second_opinion_for(actor_of(mika)).count() == 1
    assert [b.id for b in worklist_for(actor_of(mika), only="second").bundles] == [bundle.id]
    assert worklist_for(actor_of(mara), only="second").bundles == []
    assert next_bundle_for(actor_of(mara)) is None


def test_the_asker_does_not_answer(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(mara))
    with pytest.raises(WrongState):
        ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    with pytest.raises(Refused):
        ask_second_opinion(bundle, labels_for(bundle), actor=actor_of(stranger))
