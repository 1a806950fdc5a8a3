from collections.abc import Callable

import pytest

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports.actions import assess_bundle, mark_not_ours, reopen_bundle
from seawall.reports.states import BundleState, Decision, Outcome
from seawall.reports.tests.makers import TO_LEAVE, a_bundle, labels_for, subject_of

ActorOf = Callable[..., Actor]


def test_it_brings_a_bundle_back_to_a_person(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = mark_not_ours(a_bundle(hotline), actor=actor_of(mara))
    bundle = reopen_bundle(bundle.id, because="objection", actor=Actor.system(hotline.id))
    assert (bundle.state, bundle.outcome) == (BundleState.RECEIVED, "")


def test_labelled_again_it_is_decided_anew(hotline: Agency, mara: Staff, actor_of: ActorOf) -> None:
    bundle = a_bundle(hotline)
    assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))
    reopen_bundle(bundle.id, because="objection", actor=Actor.system(hotline.id))
    assess_bundle(bundle, labels_for(bundle, TO_LEAVE), actor=actor_of(mara))
    bundle.refresh_from_db()
    assert (bundle.outcome, subject_of(bundle).decision) == (Outcome.NO_ACTION, Decision.LEAVE)


def test_what_waits_already_is_left_alone(hotline: Agency) -> None:
    bundle = a_bundle(hotline, danger="now")
    assert reopen_bundle(bundle.id, because="objection", actor=Actor.system(hotline.id)).urgent


def test_strangers_are_refused(
    hotline: Agency, mara: Staff, other_hotline: Agency, actor_of: ActorOf
) -> None:
    bundle = a_bundle(hotline)
    for actor in (actor_of(mara), Actor.system(other_hotline.id), Actor.reporter(hotline.id)):
        with pytest.raises(Refused):
            reopen_bundle(bundle.id, because="objection", actor=actor)
    with pytest.raises(NotFound):
        reopen_bundle(new_id("bdl"), because="objection", actor=Actor.system(hotline.id))
