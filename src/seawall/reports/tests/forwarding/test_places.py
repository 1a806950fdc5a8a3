"""Where a bundle may be forwarded, by whom, and what is kept of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, StepUpNeeded, WrongState
from seawall.people.models import Staff
from seawall.reports import actions, queries
from seawall.reports.forwarding.walking import LEASE, forward_due
from seawall.reports.models import Bundle, Forwarding, Tipline
from seawall.reports.states import Snag
from seawall.reports.tests.forwarding.makers import MD5, PAGE, terms, told
from seawall.wire.cybertip.report import read_report
from tests.peers.tipline import TiplinePeer


def test_a_bundle_is_forwarded_to_a_tipline_once(
    tipline: Tipline, bundle: Bundle, opened: Forwarding, analyst: Actor
) -> None:
    with pytest.raises(WrongState):
        actions.forward_bundle(bundle, tipline, told=told(bundle), actor=analyst)
    assert Forwarding.objects.count() == 1


def test_a_true_report_never_goes_where_tests_go(
    peer: TiplinePeer, bundle: Bundle, admin: Actor, analyst: Actor
) -> None:
    tests = actions.add_tipline(terms(peer, test=True), actor=admin)
    with pytest.raises(WrongState):
        actions.forward_bundle(bundle, tests, told=told(bundle), actor=analyst)
    assert not Forwarding.objects.exists()


def test_a_test_never_goes_where_true_reports_go(tipline: Tipline, admin: Actor) -> None:
    with pytest.raises(WrongState):
        actions.send_test(tipline, actor=admin)


def test_a_test_says_nothing_true(peer: TiplinePeer, bundle: Bundle, admin: Actor) -> None:
    tests = actions.add_tipline(terms(peer, test=True), actor=admin)
    one = actions.send_test(tests, actor=admin)
    forward_due()
    report = read_report(next(iter(peer.filed.values())))
    assert one.test and one.bundle is None and report.where == () and report.notes.startswith("TEST.")


@pytest.mark.parametrize("changed", [{"test": True}, {"place": "ncmec-test"}, {"place": "ncmec"}])
def test_a_place_that_changed_under_way_gets_nothing(
    peer: TiplinePeer, tipline: Tipline, opened: Forwarding, changed: dict[str, Any]
) -> None:
    Tipline.objects.update(**changed)
    forward_due()
    one = Forwarding.objects.get()
    assert (one.snag, one.due_at) == (Snag.MIXED, None) and peer.asked == []


def test_where_files_are_wanted_first_nothing_is_said_about_them(
    peer: TiplinePeer, bundle: Bundle, admin: Actor, analyst: Actor
) -> None:
    peer.takes_files = True
    only = actions.add_tipline(terms(peer, only_taken=True), actor=admin)
    actions.forward_bundle(bundle, only, told=told(bundle), actor=analyst)
    forward_due()
    assert peer.asked == ["submit", "finish"]
    assert MD5 in read_report(next(iter(peer.filed.values()))).notes


@pytest.mark.parametrize("place", ["ncmec", "ncmec-test"])
def test_a_named_place_brings_what_is_known_of_it(admin: Actor, peer: TiplinePeer, place: str) -> None:
    one = actions.add_tipline(terms(peer, place=place, address="", test=place == "ncmec"), actor=admin)
    assert one.test is (place == "ncmec-test") and one.only_taken and one.address.startswith("https://")


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "Example"}, "name"),
        ({"contact": "nobody"}, "contact"),
        ({"user": ""}, "user"),
        ({"user": "a:b"}, "user"),
        ({"password": "a\nb"}, "password"),
        ({"place": "elsewhere"}, "place"),
        ({"address": "ftp://tipline.example/"}, "address"),
        ({"address": "https://tipline.example/?a=b"}, "address"),
        ({"address": "https://exttest.cybertip.org/ispws"}, "address"),
        ({"address": "https://REPORT.cybertip.org./ispws"}, "address"),
    ],
)
def test_what_does_not_fit_a_tipline_is_told_at_its_field(
    peer: TiplinePeer, tipline: Tipline, admin: Actor, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as fault:
        actions.add_tipline(terms(peer, **{"name": "Another", **more}), actor=admin)
    assert set(fault.value.fields) == {field} and Tipline.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"at": clock.now() + timedelta(days=400)}, "at"),
        ({"words": " ", "subject_ids": ()}, "words"),
        ({"urgent": "x" * 3001}, "urgent"),
        ({"words": "\x01"}, "words"),
        ({"subject_ids": ("sub_x",)}, "subjects"),
    ],
)
def test_what_the_format_wants_is_said_before_anything_is_sent(
    bundle: Bundle, tipline: Tipline, analyst: Actor, more: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as fault:
        actions.forward_bundle(bundle, tipline, told=told(bundle, **more), actor=analyst)
    assert set(fault.value.fields) == {field} and not Forwarding.objects.exists()


def test_the_stranger_reaches_nothing(
    bundle: Bundle, tipline: Tipline, opened: Forwarding, stranger: Staff, actor_of: Callable[..., Actor]
) -> None:
    other = actor_of(stranger)
    with pytest.raises(Refused):
        actions.forward_bundle(bundle, tipline, told=told(bundle), actor=other)
    for deed in (actions.withdraw_forwarding, actions.retry_forwarding, actions.forward_anew):
        with pytest.raises(Refused):
            deed(opened, actor=other)
    with pytest.raises(Refused):
        actions.begin_step(opened, LEASE, actor=other)
    with pytest.raises(Refused):
        actions.begin_step(opened, LEASE, actor=Actor.system(other.agency_id))


def test_an_administrator_sees_tests_alone(opened: Forwarding, admin: Actor) -> None:
    assert not queries.forwardings_for(admin)
    with pytest.raises(Refused):
        actions.reveal_forwarding(opened, "assess", actor=admin)


def test_what_was_said_is_kept_and_shown_for_a_purpose(
    peer: TiplinePeer, opened: Forwarding, mara: Staff, actor_of: Callable[..., Actor]
) -> None:
    forward_due()
    for kept in Forwarding.objects.values_list("sealed_document", "sealed_files"):
        assert PAGE not in str(kept) and MD5 not in str(kept)
    text = actions.reveal_forwarding(opened, "police", actor=actor_of(mara))
    assert PAGE in text and MD5 in text and "<reportDoneResponse>" in text
    with pytest.raises(Invalid):
        actions.reveal_forwarding(opened, "", actor=actor_of(mara))
    with pytest.raises(StepUpNeeded):
        actions.reveal_forwarding(opened, "police", actor=actor_of(mara, fresh=False))
    assert Line.objects.filter(what="reports.forwarding_revealed").count() == 1


def test_a_tipline_with_reports_on_their_way_is_not_removed(
    peer: TiplinePeer, tipline: Tipline, opened: Forwarding, admin: Actor
) -> None:
    with pytest.raises(WrongState):
        actions.remove_tipline(tipline, actor=admin)
    forward_due()
    actions.remove_tipline(tipline, actor=admin)
    assert Tipline.objects.get().credentials == "" and not queries.tiplines_for(admin)
