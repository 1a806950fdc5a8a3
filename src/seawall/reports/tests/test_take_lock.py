from collections.abc import Callable
from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.people.models import Agency, Staff
from seawall.reports.actions import mark_not_ours, open_bundle, release_lock, take_lock
from seawall.reports.models import Bundle
from seawall.reports.states import BundleState
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def test_it_takes_the_bundle_in_hand(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mara))
    assert (bundle.locked_by, bundle.state) == (mara.id, BundleState.OPEN)
    assert clock.now() + timedelta(minutes=19) < bundle.locked_until < clock.now() + timedelta(minutes=21)


def test_only_one_has_it(hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mara))
    take_lock(bundle, actor=actor_of(mara))
    with pytest.raises(WrongState):
        take_lock(bundle, actor=actor_of(mika))


def test_it_runs_out_by_itself(hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mara))
    Bundle.objects.update(locked_until=clock.now() - timedelta(seconds=1))
    assert take_lock(bundle, actor=actor_of(mika)).locked_by == mika.id


def test_reading_renews_it(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mara))
    Bundle.objects.update(locked_until=clock.now() + timedelta(minutes=1))
    bundle.refresh_from_db()
    open_bundle(bundle, actor=actor_of(mara))
    bundle.refresh_from_db()
    assert bundle.locked_until > clock.now() + timedelta(minutes=19)


def test_what_is_decided_is_not_taken(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    mark_not_ours(bundle, actor=actor_of(mara))
    with pytest.raises(WrongState):
        take_lock(bundle, actor=actor_of(mara))


def test_the_holder_releases_it(hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    take_lock(bundle, actor=actor_of(mara))
    with pytest.raises(WrongState):
        release_lock(bundle, actor=actor_of(mika))
    assert release_lock(bundle, actor=actor_of(mara)).locked_by == ""


def test_a_stranger_is_refused(hotline: Agency, stranger: Staff, otto: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    for person in (stranger, otto):
        for deed in (take_lock, release_lock):
            with pytest.raises(Refused):
                deed(bundle, actor=actor_of(person))
