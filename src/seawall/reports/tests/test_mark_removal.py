from collections.abc import Callable

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import new_id
from seawall.people.models import Agency, Staff
from seawall.reports import jobs
from seawall.reports.actions import assess_bundle, mark_removal
from seawall.reports.models import Bundle
from seawall.reports.queries import Stage, receipt_of
from seawall.reports.states import BundleState, Removal
from seawall.reports.tests.makers import a_bundle, labels_for, subject_of

ActorOf = Callable[..., Actor]


@pytest.fixture
def decided(hotline: Agency, mara: Staff, actor_of: ActorOf) -> Bundle:
    bundle = a_bundle(hotline)
    return assess_bundle(bundle, labels_for(bundle), actor=actor_of(mara))


def stage(bundle: Bundle) -> Stage:
    return receipt_of(Actor.reporter(bundle.owner_id), bundle.reports.get().id).stage


def tell(job: str, bundle: Bundle) -> None:
    """As takedown's event reaches us, with facts we do not need."""
    ids = [subject_of(bundle).id]
    getattr(jobs, job).func(owner_id=bundle.owner_id, subject_ids=ids, location_id=new_id("loc"))
    bundle.refresh_from_db()


def test_the_reporter_sees_how_far_it_is(decided: Bundle) -> None:
    assert stage(decided) == Stage.ASSESSED
    tell("removal_opened", decided)
    tell("removal_held", decided)
    # Nobody outside learns of a hold by police.
    assert (subject_of(decided).removal, stage(decided)) == (Removal.HELD, Stage.ASSESSED)
    tell("removal_released", decided)
    tell("removal_noticed", decided)
    assert stage(decided) == Stage.ACTED
    tell("removal_done", decided)
    assert (stage(decided), decided.state) == (Stage.GONE, BundleState.CLOSED)
    tell("removal_back", decided)
    assert (stage(decided), decided.state) == (Stage.ACTED, BundleState.DECIDED)


def test_another_report_does_not_set_running_work_back(decided: Bundle) -> None:
    tell("removal_noticed", decided)
    tell("removal_opened", decided)
    assert subject_of(decided).removal == Removal.NOTICED


def test_an_objection_brings_the_bundle_back_to_a_person(decided: Bundle) -> None:
    tell("look_again", decided)
    assert decided.state == BundleState.RECEIVED
    tell("look_again", decided)


def test_an_unknown_subject_is_passed_over(hotline: Agency) -> None:
    assert mark_removal([new_id("sub")], Removal.GONE, actor=Actor.system(hotline.id)) == []


def test_people_and_other_agencies_are_refused(
    decided: Bundle, mara: Staff, other_hotline: Agency, actor_of: ActorOf
) -> None:
    for actor in (actor_of(mara), Actor.system(other_hotline.id)):
        with pytest.raises(Refused):
            mark_removal([subject_of(decided).id], Removal.GONE, actor=actor)


def test_no_stage_comes_before_the_day_it_was_reported(decided: Bundle) -> None:
    """What was known and gone already is told as of the day this reporter told us."""
    tell("removal_done", decided)
    decided.reports.update(created_at=clock.in_future(days=5))
    days = receipt_of(Actor.reporter(decided.owner_id), decided.reports.get().id).days
    assert set(days) == {Stage.RECEIVED, Stage.ASSESSED, Stage.ACTED, Stage.GONE}
    assert set(days.values()) == {clock.in_future(days=5).date()}
