"""A bundle is handed in at somebody else's tipline, once, whatever breaks on the way."""

from datetime import timedelta

import pytest

from seawall.audit.models import Line
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.reports import actions, queries
from seawall.reports.forwarding.calling import Answered, Step
from seawall.reports.forwarding.walking import by_guard, forward, forward_due
from seawall.reports.models import Bundle, Exchange, Forwarding, Tipline
from seawall.reports.states import Call, ForwardingState, Snag
from seawall.reports.tests.forwarding.makers import MD5, PAGE, now, terms, told
from seawall.wire.cybertip.constants import IncidentType
from seawall.wire.cybertip.report import WebPage, read_file_details, read_report
from tests.peers import tipline as peers
from tests.peers.tipline import TiplinePeer


class Killed(BaseException):
    """The process is no more."""


def test_it_is_filed_once_from_submit_to_finish(peer: TiplinePeer, opened: Forwarding) -> None:
    assert opened.state == ForwardingState.DRAFTED and peer.asked == []
    assert forward_due() == 1
    one = Forwarding.objects.get()
    assert peer.asked == ["submit", "fileinfo", "finish"]
    assert (one.state, one.snag, one.due_at) == (ForwardingState.FINISHED, "", None)
    assert list(peer.filed) == [one.number] and one.finished_at
    report = read_report(peer.filed[one.number])
    assert report.incident.type is IncidentType.MATERIAL and report.incident.urgent == "now"
    assert report.where == (WebPage((PAGE,)),)
    names = [(each.screen_name, each.service) for each in report.reported if each.screen_name]
    assert names == [("@user-seven", "Example Chat")]
    assert [e.person.phones[0].number for e in report.reported if e.person] == ["+4915112345678"]
    assert report.notes.startswith("As told.") and f"MD5: {MD5}" in report.notes
    assert report.reporter.person.emails[0].address == "desk@hotline.example"
    details = read_file_details(next(iter(peer.files[one.number].values())))
    assert [(each.type, each.value) for each in details.hashes] == [("MD5", MD5)]
    assert details.report_id == one.number
    kept = list(Exchange.objects.order_by("id").values_list("call", "code", "number", "request_id"))
    assert kept == [(call, 0, one.number, "invented-7") for call in ("submit", "fileinfo", "finish")]
    done = Line.objects.filter(what__startswith="reports.forwarding_step").values_list("what", flat=True)
    assert len(done) == 6


def test_run_again_it_does_nothing(peer: TiplinePeer, opened: Forwarding) -> None:
    forward_due()
    forward(Forwarding.objects.get())
    assert forward_due() == 0 and peer.asked == ["submit", "fileinfo", "finish"]


def test_while_one_makes_a_call_another_makes_none(peer: TiplinePeer, opened: Forwarding) -> None:
    def meanwhile(step: Step) -> Answered:
        assert forward_due() == 0
        forward(Forwarding.objects.get())
        return by_guard(step)

    forward(opened, meanwhile)
    assert peer.asked == ["submit", "fileinfo", "finish"] and len(peer.filed) == 1


@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("after_the_deed", [False, True])
def test_killed_at_any_step_it_is_filed_once(
    peer: TiplinePeer, opened: Forwarding, at: int, after_the_deed: bool
) -> None:
    calls = []

    def killed(step: Step) -> Answered:
        calls.append(step)
        if len(calls) == at and not after_the_deed:
            raise Killed
        answered = by_guard(step)
        if len(calls) == at:
            raise Killed
        return answered

    with pytest.raises(Killed):
        forward(opened, killed)
    # Nobody takes it before the lease has ended: the killed one might still be at it.
    assert forward_due() == 0
    forward(now(opened))
    one = Forwarding.objects.get()
    assert one.state == ForwardingState.FINISHED and list(peer.filed) == [one.number]
    # A draft whose number nobody knows is left to vanish; nothing else is left.
    assert len(peer.drafts) == (1 if at == 1 and after_the_deed else 0)
    assert Exchange.objects.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize("fault", [peers.status(500), peers.status(503), peers.lost, peers.coded(1100)])
def test_what_passes_is_tried_again_later(
    peer: TiplinePeer, opened: Forwarding, at: int, fault: peers.Fault
) -> None:
    peer.faults = [*[None] * at, fault]
    forward_due()
    one = Forwarding.objects.get()
    assert one.snag in (Snag.THEIRS, Snag.NO_ANSWER) and one.misses == 1 and one.is_under_way
    assert one.due_at and one.due_at > clock.now() + timedelta(seconds=20)
    assert forward_due() == 0
    forward(now(one))
    one.refresh_from_db()
    assert (one.state, one.snag) == (ForwardingState.FINISHED, "") and list(peer.filed) == [one.number]


def test_it_waits_ever_longer_and_then_raises_a_hand(peer: TiplinePeer, opened: Forwarding) -> None:
    waits = []
    peer.faults = [peers.status(500)] * 14
    for _ in range(14):
        forward(now(opened))
        one = Forwarding.objects.get()
        waits.append(one.due_at and round((one.due_at - clock.now()).total_seconds(), -1))
    assert waits[:4] == [30, 60, 120, 240] and waits[12] == 3600 and waits[13] is None
    assert one.snag == Snag.TRIED and one.needs_a_person


def test_a_process_that_is_killed_again_and_again_raises_a_hand(opened: Forwarding) -> None:
    def killed(step: Step) -> Answered:
        raise Killed

    for _ in range(14):
        with pytest.raises(Killed):
            forward(now(opened), killed)
    forward(now(opened), killed)
    assert Forwarding.objects.get().snag == Snag.TRIED


@pytest.mark.parametrize(
    ("fault", "snag"),
    [
        (peers.coded(4100), Snag.NOT_TAKEN),
        (peers.coded(4000), Snag.NOT_TAKEN),
        (peers.coded(5002), Snag.NO_SUCH_FILE),
        (peers.coded(5101), Snag.TAKEN_BACK_THERE),
        (peers.coded(5102), Snag.NOT_UNDERSTOOD),
        (peers.coded(9999), Snag.NOT_UNDERSTOOD),
        (peers.status(200, b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), Snag.NOT_UNDERSTOOD),
        (peers.status(200, b""), Snag.NOT_UNDERSTOOD),
        (peers.status(200, b"x" * (2 << 20)), Snag.NOT_UNDERSTOOD),
        (peers.status(400, b"no"), Snag.NOT_UNDERSTOOD),
    ],
)
def test_what_does_not_pass_raises_a_hand_and_is_not_tried_again(
    peer: TiplinePeer, opened: Forwarding, analyst: Actor, fault: peers.Fault, snag: Snag
) -> None:
    peer.faults = [None, fault]
    forward_due()
    one = Forwarding.objects.get()
    assert (one.snag, one.due_at, one.is_under_way) == (snag, None, True) and not peer.filed
    assert forward_due() == 0 and list(queries.stopped_forwardings_for(analyst)) == [one]
    actions.retry_forwarding(one, actor=analyst)
    forward_due()
    assert len(peer.filed) == 1 and not queries.stopped_forwardings_for(analyst)


@pytest.mark.parametrize(
    ("fault", "snag"),
    [
        (peers.status(401), Snag.REFUSED),
        (peers.status(403), Snag.REFUSED),
        (peers.coded(2000), Snag.REFUSED),
        (peers.coded(3100), Snag.REFUSED),
        (peers.status(404), Snag.NOT_THERE),
        (peers.status(302, Location="https://other.example/"), Snag.ADDRESS),
    ],
)
def test_who_is_not_let_in_asks_no_more_until_somebody_has_looked(
    peer: TiplinePeer, tipline: Tipline, opened: Forwarding, admin: Actor, fault: peers.Fault, snag: Snag
) -> None:
    peer.faults = [fault]
    forward_due()
    tipline.refresh_from_db()
    assert tipline.snag == snag and list(queries.troubled_tiplines_for(admin)) == [tipline]
    assert forward_due() == 0 and peer.asked == ["submit"]
    forward(now(opened))
    assert peer.asked == ["submit"]
    actions.resume_tipline(tipline, actor=admin)
    forward_due()
    assert len(peer.filed) == 1


def test_with_new_credentials_it_goes_on(
    peer: TiplinePeer, tipline: Tipline, opened: Forwarding, admin: Actor
) -> None:
    peer.password = "blue-cup-8"
    forward_due()
    tipline.refresh_from_db()
    assert tipline.snag == Snag.REFUSED
    actions.change_tipline(tipline, terms(peer, password="blue-cup-8"), actor=admin)
    forward_due()
    assert len(peer.filed) == 1 and "cup" not in Tipline.objects.get().credentials


def test_what_the_tipline_forgot_unfiled_is_sent_anew(peer: TiplinePeer, opened: Forwarding) -> None:
    peer.faults = [None, None, peers.status(500)]
    forward_due()
    first = Forwarding.objects.get().number
    # `finish` was begun once and answered that it failed; this time it is asked before anything of the kind.
    Forwarding.objects.update(finishes=0)
    peer.forget_drafts()
    forward(now(opened))
    one = Forwarding.objects.get()
    assert one.state == ForwardingState.FINISHED and one.number != first and list(peer.filed) == [one.number]


def test_what_is_forgotten_again_and_again_raises_a_hand(peer: TiplinePeer, opened: Forwarding) -> None:
    peer.faults = [None, peers.coded(5001)] * 4
    forward_due()
    assert Forwarding.objects.get().snag == Snag.TOO_OFTEN_GONE and peer.asked.count("submit") == 4


def test_what_may_have_been_filed_is_never_sent_anew_by_itself(
    peer: TiplinePeer, unsure: Forwarding, analyst: Actor
) -> None:
    assert (unsure.snag, unsure.due_at) == (Snag.UNSURE, None) and len(peer.filed) == 1
    for deed in (actions.retry_forwarding, actions.withdraw_forwarding):
        with pytest.raises(WrongState):
            deed(unsure, actor=analyst)
    actions.note_filed(unsure, actor=analyst)
    assert Forwarding.objects.get().state == ForwardingState.FINISHED
    assert forward_due() == 0 and len(peer.filed) == 1


def test_a_person_who_has_asked_may_send_it_anew(
    peer: TiplinePeer, unsure: Forwarding, analyst: Actor
) -> None:
    peer.filed.clear()
    actions.forward_anew(unsure, actor=analyst)
    forward_due()
    one = Forwarding.objects.get()
    assert one.state == ForwardingState.FINISHED and list(peer.filed) == [one.number]
    with pytest.raises(WrongState):
        actions.forward_anew(one, actor=analyst)


def test_an_answer_about_another_report_is_not_believed(peer: TiplinePeer, opened: Forwarding) -> None:
    peer.faults = [None, None, peers.status(200, peers.write_done_response(peers.DoneResponse(0, 7)))]
    forward_due()
    assert Forwarding.objects.get().snag == Snag.NOT_UNDERSTOOD


def test_withdrawn_in_time_nothing_is_sent(
    peer: TiplinePeer, tipline: Tipline, bundle: Bundle, analyst: Actor
) -> None:
    one = actions.forward_bundle(bundle, tipline, told=told(bundle, urgent=""), actor=analyst)
    assert one.due_at and one.due_at > clock.now() + timedelta(seconds=60) and forward_due() == 0
    actions.withdraw_forwarding(one, actor=analyst)
    assert Forwarding.objects.get().state == ForwardingState.WITHDRAWN and forward_due() == 0
    assert peer.asked == []
    # And it can be forwarded again.
    actions.forward_bundle(bundle, tipline, told=told(bundle), actor=analyst)
    forward_due()
    assert len(peer.filed) == 1


def test_withdrawn_while_it_is_under_way_it_is_taken_back_there(
    peer: TiplinePeer, opened: Forwarding, analyst: Actor
) -> None:
    peer.faults = [None, peers.status(500)]
    forward_due()
    actions.withdraw_forwarding(now(opened), actor=analyst)
    forward_due()
    one = Forwarding.objects.get()
    assert one.state == ForwardingState.WITHDRAWN and peer.retracted == {one.number} and not peer.filed


def test_withdrawn_while_it_is_being_submitted_it_is_never_finished(
    peer: TiplinePeer, opened: Forwarding, analyst: Actor
) -> None:
    def withdrawn_meanwhile(step: Step) -> Answered:
        answered = by_guard(step)
        actions.withdraw_forwarding(Forwarding.objects.get(), actor=analyst)
        return answered

    forward(opened, withdrawn_meanwhile)
    one = Forwarding.objects.get()
    assert (one.state, one.number) == (ForwardingState.WITHDRAWN, None)
    assert peer.asked == ["submit"] and not peer.filed and forward_due() == 0


def test_withdrawn_too_late_it_is_told_as_filed(
    peer: TiplinePeer, opened: Forwarding, analyst: Actor
) -> None:
    peer.faults = [None, None, peers.lost]
    forward_due()
    actions.withdraw_forwarding(now(opened), actor=analyst)
    forward_due()
    one = Forwarding.objects.get()
    assert one.state == ForwardingState.FINISHED and list(peer.filed) == [one.number]
    assert Exchange.objects.order_by("id").last().call == Call.RETRACT  # type: ignore[union-attr]
    with pytest.raises(WrongState):
        actions.withdraw_forwarding(one, actor=analyst)


def test_withdrawn_after_the_tipline_forgot_it_it_is_not_sent_again(
    peer: TiplinePeer, opened: Forwarding, analyst: Actor
) -> None:
    peer.faults = [None, peers.status(500)]
    forward_due()
    actions.withdraw_forwarding(now(opened), actor=analyst)
    peer.forget_drafts()
    forward_due()
    assert Forwarding.objects.get().state == ForwardingState.WITHDRAWN and peer.asked.count("submit") == 1
