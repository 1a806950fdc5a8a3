from datetime import timedelta

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.lease_queue import take_next
from seawall.takedown import actions, jobs
from seawall.takedown.actions.keep_check import PAUSES_WHILE_UP
from seawall.takedown.models import Location
from seawall.takedown.outside.head import Look, Reason
from seawall.takedown.outside.head import Standing as Seen
from seawall.takedown.states import Delivery, LocationState, Question, Standing
from seawall.takedown.tests import makers

UP = Look(Seen.UP, Reason.ANSWERED, 200)
GONE = Look(Seen.GONE, Reason.STATUS_GONE, 404)
UNKNOWN = Look(Seen.UNKNOWN, Reason.TIMED_OUT)


@pytest.fixture
def system(hotline):
    return Actor.system(hotline.id)


@pytest.fixture
def noticed(analyst):
    return makers.sent(analyst).lines.get().location


def after(location, look, actor):
    actions.keep_check(location, look, actor=actor)
    location.refresh_from_db()
    return location


def test_it_sees_a_page_go_and_come_back(world, analyst):
    location = actions.open_location(world.carry("/a"), actor=analyst, subject_id="sub_one")
    settle()
    for page_is_up, state, standing in ((True, "open", "up"), (False, "gone", "gone"), (True, "open", "up")):
        world.carry("/a") if page_is_up else world.web.remove("/a")
        Location.objects.update(next_check_at=clock.now())
        jobs.check_due.enqueue()
        settle()
        location.refresh_from_db()
        assert (location.state, location.checks.first().standing) == (state, standing)
    assert (location.question, location.times_back, location.gone_at) == (Question.BACK, 1, None)
    assert set(world.web.requests) == {"HEAD /a"}


def test_no_more_than_a_standing_is_kept(world, analyst):
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    actions.ask_check(location, actor=analyst)
    settle()
    check = location.checks.get()
    assert (check.standing, check.reason, check.status) == ("up", "answered", 200)
    kept = {field.name for field in check._meta.get_fields()}
    assert not kept & {"body", "content", "headers", "title"}


def test_the_pauses_grow(noticed, system):
    pauses = []
    for _ in range(len(PAUSES_WHILE_UP) + 1):
        after(noticed, UP, system)
        pauses.append(noticed.next_check_at - noticed.last_check_at)
    rounded = [timedelta(minutes=round(pause.total_seconds() / 60)) for pause in pauses]
    assert rounded == [*PAUSES_WHILE_UP[1:], PAUSES_WHILE_UP[-1], PAUSES_WHILE_UP[-1]]


def test_a_notice_makes_it_look_often_again(analyst):
    location = makers.traced(analyst)
    Location.objects.update(checks_made=6, next_check_at=clock.in_future(days=7))
    notice = actions.draft_notice(location, actor=analyst)
    actions.send_notice(notice, actor=analyst)
    system = Actor.system(analyst.agency_id)
    actions.seal_notice(notice, {location.id: makers.found()}, actor=system)
    actions.keep_delivery(notice, Delivery.KEPT, actor=system)
    location.refresh_from_db()
    assert location.checks_made == 0 and location.next_check_at < clock.in_future(minutes=16)


def test_gone_is_watched_for_a_year(noticed, system):
    after(noticed, GONE, system)
    assert noticed.state == LocationState.GONE
    assert timedelta(hours=23) < noticed.next_check_at - clock.now() < timedelta(hours=25)
    Location.objects.update(gone_at=clock.now() - timedelta(days=366))
    noticed.refresh_from_db()
    assert after(noticed, GONE, system).next_check_at is None


def test_what_is_unknown_changes_nothing(noticed, system):
    assert after(noticed, UNKNOWN, system).state == LocationState.NOTICED
    assert noticed.checks.get().standing == Standing.UNKNOWN


def test_moved_asks_and_keeps_the_new_address_masked(world, analyst):
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    world.carry("/b", host="anders.example")
    world.web.carry(
        "bilder.example/a", status=301, headers={"Location": f"http://anders.example:{world.web.port}/b"}
    )
    actions.ask_check(location, actor=analyst)
    settle()
    location.refresh_from_db()
    check = location.checks.get()
    assert (check.standing, location.question) == (Standing.MOVED, Question.MOVED)
    assert "anders.example" not in str(check.moved_to) and check.moved_to.secret.endswith("/b")


@pytest.mark.parametrize("way", ["dns", "off"])
def test_head_can_be_switched_off(way, world, analyst, settings):
    settings.CHECKS = way
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    actions.ask_check(location, actor=analyst)
    settle()
    assert location.checks.get().standing == Standing.UNKNOWN
    assert world.web.connections == 0


def test_by_name_alone_a_name_that_is_no_more_is_gone(world, analyst, settings):
    settings.CHECKS = "dns"
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    world.dns.names.clear()
    actions.ask_check(location, actor=analyst)
    settle()
    location.refresh_from_db()
    assert location.state == LocationState.GONE


def test_two_turns_at_once_ask_once(world, analyst):
    actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    Location.objects.update(next_check_at=clock.now())
    jobs.check_due.enqueue()
    jobs.check_due.enqueue()
    settle()
    assert world.web.requests == {"HEAD /a": 1}


def test_routine_waits_behind_what_a_person_has_just_opened(world, analyst):
    old = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    Location.objects.update(next_check_at=clock.now())
    jobs.check_due.func()
    new = actions.open_location(world.carry("/b"), actor=analyst)
    turns = []
    while (job := take_next()) is not None:
        turns.append(job.arguments.get("location_id"))
    assert turns.index(new.id) < turns.index(old.id)


def test_an_inside_address_is_never_connected_to(world, analyst, settings):
    settings.ALLOW_NETWORKS = []
    location = actions.open_location(world.carry("/a"), actor=analyst)
    settle()
    actions.ask_check(location, actor=analyst)
    settle()
    assert location.checks.get().reason == "guard"
    assert world.web.connections == 0


def test_the_stranger_and_nobody_may_not(noticed, foreigner):
    for actor in (foreigner, None, Actor.system(foreigner.agency_id)):
        for deed in (actions.close_gone, actions.reopen_back, actions.ask_check, actions.ask_trace):
            with pytest.raises(Refused):
                deed(noticed, actor=actor)
        with pytest.raises(Refused):
            actions.keep_check(noticed, UP, actor=actor)


def test_what_nobody_watches_is_not_checked(location, analyst, system):
    actions.withdraw_location(location, actor=analyst)
    with pytest.raises(WrongState):
        actions.keep_check(location, UP, actor=system)
    with pytest.raises(WrongState):
        actions.ask_check(location, actor=analyst)
    with pytest.raises(WrongState):
        actions.reopen_back(location, actor=system)
