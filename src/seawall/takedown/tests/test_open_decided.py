"""Story 1 in the middle: an analyst's decision on a report opens the location, and what takedown does comes back."""

from seawall.core.jobs import settle
from seawall.reports.actions import assess_bundle
from seawall.reports.states import Removal
from seawall.reports.tests import makers as reports
from seawall.takedown import actions, queries
from seawall.takedown.models import Location
from seawall.takedown.states import LocationState


def test_a_decided_report_becomes_a_notice_and_is_gone(world, hotline, analyst):
    address = world.carry("/a")
    bundle = reports.a_bundle(hotline, place=address.url)
    assess_bundle(bundle, reports.labels_for(bundle), actor=analyst)
    settle()
    subject = reports.subject_of(bundle)
    location = queries.location_of_subject_for(analyst, subject.id)
    assert location is not None and location.state == LocationState.OPEN
    assert subject.removal == Removal.OPEN
    actions.send_notice(actions.draft_notice(location, actor=analyst), actor=analyst)
    settle()
    subject.refresh_from_db()
    assert subject.removal == Removal.NOTICED and len(world.mail.letters) == 1
    world.web.remove("/a")
    actions.ask_check(location, actor=analyst)
    settle()
    subject.refresh_from_db()
    assert subject.removal == Removal.GONE


def test_what_is_to_be_left_opens_nothing(world, hotline, analyst):
    bundle = reports.a_bundle(hotline, place=world.carry("/a").url)
    assess_bundle(bundle, reports.labels_for(bundle, reports.TO_LEAVE), actor=analyst)
    settle()
    assert not Location.objects.exists()
    assert world.web.connections == 0
