from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.jobs import settle
from seawall.people.actions import deactivate_staff
from seawall.people.models import Agency, Staff
from seawall.reports.actions import free_bundles, hand_over_lock, open_bundle, take_lock
from seawall.reports.tests.makers import a_bundle

ActorOf = Callable[..., Actor]


def test_it_frees_what_a_person_had_who_left(
    hotline: Agency, mara: Staff, mika: Staff, ada: Staff, actor_of: ActorOf
) -> None:
    left, kept = a_bundle(hotline), a_bundle(hotline)
    take_lock(left, actor=actor_of(mara))
    take_lock(kept, actor=actor_of(mika))
    deactivate_staff(mara, actor=actor_of(ada))
    settle()
    left.refresh_from_db()
    kept.refresh_from_db()
    assert not left.is_locked
    assert kept.locked_by == mika.id


def test_a_note_that_nobody_read_waits_for_the_next(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mika))
    hand_over_lock(bundle, mara.id, note="The second line is odd.", actor=actor_of(mika))
    assert free_bundles(mara.id, actor=Actor.system(hotline.id)) == 1
    bundle.refresh_from_db()
    assert open_bundle(bundle, actor=actor_of(mika)).handover_note == "The second line is odd."


def test_nobody_else_frees_a_colleagues_bundle(
    hotline: Agency, other_hotline: Agency, mara: Staff, mika: Staff, actor_of: ActorOf
) -> None:
    bundle = take_lock(a_bundle(hotline), actor=actor_of(mara))
    with pytest.raises(Refused):
        free_bundles(mara.id, actor=actor_of(mika))
    assert free_bundles(mara.id, actor=Actor.system(other_hotline.id)) == 0
    bundle.refresh_from_db()
    assert bundle.locked_by == mara.id
