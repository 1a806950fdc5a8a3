"""Background doors. Whatever asks the world outside looks first, with no transaction open, and then keeps what it saw."""

from datetime import timedelta

from django.conf import settings

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.core.jobs import outside, task
from seawall.core.web_addresses import parse_address
from seawall.reports.actions import HandedOver, hand_over_address
from seawall.takedown import actions, queries
from seawall.takedown.grounds import grounds_of
from seawall.takedown.models import Location, Notice
from seawall.takedown.outside.found import Found
from seawall.takedown.outside.head import Look
from seawall.takedown.outside.mail import Handover, Receipt, hand_over
from seawall.takedown.states import (
    HOLDING,
    WATCHED,
    AnswerKind,
    Delivery,
    LocationState,
    NoticeState,
)

# A worker that was killed leaves its job for another; by then this has passed for sure.
CLAIM = timedelta(minutes=10)
STUCK_AFTER = timedelta(hours=6)
LOOKS = "seawall.takedown.looks"


@task
@outside(f"{LOOKS}.trace")
def trace_location(
    found: Found, *, owner_id: str, location_id: str, subject_ids: list[str] | None = None
) -> None:
    location = queries.location_of(location_id)
    if location.state != LocationState.WITHDRAWN:
        actions.keep_trace(location, found, actor=Actor.system(owner_id))


def _address(owner_id: str, subject_id: str, remove: bool, **_: object) -> HandedOver | None:
    """Asked in a transaction of its own, so that opening the location locks nothing after this line in the trail."""
    if not remove:
        return None
    try:
        return hand_over_address(subject_id, actor=Actor.system(owner_id))
    except WrongState:
        # Decided otherwise in the meantime; that decision is announced as well.
        return None


@task
@outside(_address)
def open_decided(
    handed: HandedOver | None, *, owner_id: str, subject_id: str, bundle_id: str, remove: bool
) -> None:
    """A report's address was decided as to be removed: its removal begins, on the grounds that hold now."""
    if handed is None:
        return
    actor = Actor.system(owner_id)
    actions.open_location(
        parse_address(handed.address.secret),
        actor=actor,
        subject_id=subject_id,
        bundle_id=bundle_id,
        grounds=grounds_of(handed.item_id, actor=actor).kept(),
    )


@task
@outside(f"{LOOKS}.look")
def check_location(look: Look, *, owner_id: str, location_id: str) -> None:
    location = queries.location_of(location_id)
    if location.state in WATCHED:
        actions.keep_check(location, look, actor=Actor.system(owner_id))


@task
def check_after_answer(*, owner_id: str, notice_id: str, location_id: str, answer_id: str, kind: str) -> None:
    """The provider says it acted: look now, not in an hour. Says it is not theirs: find out whose."""
    if kind in (AnswerKind.REMOVED, AnswerKind.ALREADY_GONE):
        check_location.enqueue(owner_id=owner_id, location_id=location_id)
    if kind == AnswerKind.NOT_OURS:
        trace_location.enqueue(owner_id=owner_id, location_id=location_id)


@task
def check_due() -> None:
    """Each due location is put off a little while its check is under way, so that it is not asked for twice."""
    # What a person has just asked for does not wait behind hundreds of these.
    routine = check_location.using(priority=-1)
    for location in queries.checks_due():
        claimed = Location.objects.filter(pk=location.pk, next_check_at=location.next_check_at)
        if claimed.update(next_check_at=clock.now() + CLAIM):
            routine.enqueue(owner_id=location.owner_id, location_id=location.id)


@task
def expire_due() -> None:
    for hold in queries.holds_due():
        expire_hold.enqueue(owner_id=hold.owner_id, hold_id=hold.id)


@task
def expire_hold(*, owner_id: str, hold_id: str) -> None:
    hold = queries.hold_of(hold_id)
    if hold.state in HOLDING and hold.expires_at <= clock.now():
        actions.expire_hold(hold, actor=Actor.system(owner_id))


@task
@outside(f"{LOOKS}.trace_lines")
def trace_and_seal(founds: dict[str, Found], *, owner_id: str, notice_id: str) -> None:
    notice = queries.notice_of(notice_id)
    if notice.state == NoticeState.SENDING and notice.letter is None:
        actions.seal_notice(notice, founds, actor=Actor.system(owner_id))


def _hand_over(notice_id: str, **_: object) -> Receipt:
    notice = queries.notice_of(notice_id)
    if notice.state != NoticeState.SENDING or notice.letter is None:
        return Receipt(Handover.KEPT)
    return _mail(bytes(notice.letter), notice)


def _mail(raw: bytes, notice: Notice) -> Receipt:
    return hand_over(raw, sender=settings.MAIL_FROM, receiver=notice.contact, server=settings.SMTP_URL)


@task
@outside(_hand_over)
def post_notice(receipt: Receipt, *, owner_id: str, notice_id: str) -> None:
    """Taken again after a crash, it hands over the same bytes under the same Message-ID."""
    notice = queries.notice_of(notice_id)
    if notice.state != NoticeState.SENDING:
        return
    if receipt.handover == Handover.REFUSED:
        actions.keep_failure(notice, f"smtp_{receipt.code}", actor=Actor.system(owner_id))
    else:
        actions.keep_delivery(notice, Delivery(receipt.handover.value), actor=Actor.system(owner_id))


@task
def remind_due() -> None:
    for notice in queries.reminders_due():
        remind_notice.enqueue(owner_id=notice.owner_id, notice_id=notice.id)
    for notice in queries.notices_stuck(STUCK_AFTER):
        fail_stuck.enqueue(owner_id=notice.owner_id, notice_id=notice.id)


@task
def remind_notice(*, owner_id: str, notice_id: str) -> None:
    notice = queries.notice_of(notice_id)
    if notice.next_reminder_at is not None and notice.next_reminder_at <= clock.now():
        actions.remind(notice, actor=Actor.system(owner_id))


@task
def fail_stuck(*, owner_id: str, notice_id: str) -> None:
    """The mail server was away for hours: a person must know instead of believing it is under way."""
    notice = queries.notice_of(notice_id)
    if notice.state == NoticeState.SENDING and notice.changed_at <= clock.now() - STUCK_AFTER:
        actions.keep_failure(notice, "no_mail_server", actor=Actor.system(owner_id))


def _hand_over_reminder(notice_id: str, step: int, **_: object) -> Receipt:
    notice = queries.notice_of(notice_id)
    escalation = notice.escalations.get(step=step)
    if escalation.sent_at is not None or escalation.letter is None:
        return Receipt(Handover.KEPT)
    return _mail(bytes(escalation.letter), notice)


@task
@outside(_hand_over_reminder)
def post_reminder(receipt: Receipt, *, owner_id: str, notice_id: str, step: int) -> None:
    notice = queries.notice_of(notice_id)
    if notice.escalations.filter(step=step, sent_at=None).exists() and receipt.handover != Handover.REFUSED:
        delivery = Delivery(receipt.handover.value)
        actions.keep_reminder(notice, step, delivery=delivery, actor=Actor.system(owner_id))
