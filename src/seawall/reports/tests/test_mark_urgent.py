from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import mark_not_ours, mark_urgent
from seawall.reports.queries import worklist_for
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def test_it_puts_the_bundle_on_top(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    dangerous = a_bundle(hotline, seen="live", danger="unsure", text="tonight")
    bundle = mark_urgent(a_bundle(hotline), actor=actor_of(mara))
    assert [b.id for b in worklist_for(actor_of(mara)).bundles] == [bundle.id, dangerous.id]


def test_what_is_decided_is_not_urgent(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = mark_not_ours(a_bundle(hotline), actor=actor_of(mara))
    with pytest.raises(WrongState):
        mark_urgent(bundle, actor=actor_of(mara))


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, actor_of: ActorOf) -> None:
    with pytest.raises(Refused):
        mark_urgent(a_bundle(hotline), actor=actor_of(stranger))
