from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.keep_check import first_check_after_notice
from seawall.takedown.actions.locks import locked_locations, locked_notice, subject_ids_of
from seawall.takedown.actions.remind import PAUSES
from seawall.takedown.events import NoticeSent
from seawall.takedown.models import Notice
from seawall.takedown.states import Delivery, LocationState, NoticeState, check_notice_step


@action
def keep_delivery(notice: Notice, delivery: Delivery, *, actor: Actor) -> Notice:
    """The letter was handed over, or lies in the outbox because no mail server is set."""
    lines = notice.lines.filter(dropped_at=None).values_list("location_id", flat=True)
    locations = locked_locations(list(lines))
    notice = locked_notice(notice)
    if not policy.may_deliver(actor, notice):
        raise Refused
    check_notice_step(notice.state, NoticeState.SENT)
    now = clock.now()
    notice.state, notice.delivery, notice.sent_at = NoticeState.SENT, delivery, now
    notice.next_reminder_at = now + PAUSES[0]
    notice.save()
    for location in locations:
        if location.state == LocationState.OPEN:
            location.state, location.noticed_at = LocationState.NOTICED, now
            location.forget_question()
            first_check_after_notice(location)
            location.save()
    record("notice.sent", actor=actor, subject=notice, lines=len(locations), delivery=delivery.value)
    ids = [location.id for location in locations]
    announce(NoticeSent(notice.owner_id, notice.id, ids, subject_ids_of(*locations)))
    return notice


@action
def keep_failure(notice: Notice, reason: str, *, actor: Actor) -> Notice:
    """The mail server said no for good. The letter stays as it is; a person looks at the contact."""
    notice = locked_notice(notice)
    if not policy.may_deliver(actor, notice):
        raise Refused
    check_notice_step(notice.state, NoticeState.FAILED)
    notice.state, notice.failure = NoticeState.FAILED, reason
    notice.save(update_fields=["state", "failure", "changed_at"])
    record("notice.failed", actor=actor, subject=notice, reason=reason)
    return notice
