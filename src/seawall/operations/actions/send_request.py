from datetime import datetime

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.errors import WrongState
from seawall.operations.models import Request
from seawall.operations.requesting.ends import end_by, end_of_day, end_of_renewal
from seawall.operations.requesting.states import STEPS, RequestState
from seawall.operations.requesting.stepping import check_moment, locked_for_step


@action
def send_request(one: Request, at: datetime, *, actor: Actor) -> Request:
    """Note that it has left, by whatever way, and from when its term counts. A renewal takes the place of the old one."""
    old = Request.objects.select_for_update().filter(pk=one.renews_id).first()
    one = locked_for_step(one, RequestState.SENT, actor=actor)
    check_moment(at, old.sent_at if old else None)
    if old is not None:
        _must_be_in_time(old, at)
    one.state, one.sent_at = RequestState.SENT, at
    one.rule_version, one.ends_at = one.rule.version, _end(one, old, at)
    one.save()
    if old is not None:
        old.state = RequestState.RENEWED
        old.save(update_fields=["state", "changed_at"])
    end = stamp(one.ends_at) if one.ends_at else ""
    record(
        "operations.request_sent", actor=actor, subject=one, sent=stamp(at), ends=end, renews=one.renews_id
    )
    return one


def _must_be_in_time(old: Request, at: datetime) -> None:
    """What has ended is not renewed, but asked for anew; a renewal that left in time may be noted late."""
    fits = RequestState.RENEWED in STEPS[RequestState(old.state)]
    if not fits or old.ends_at is None or at >= old.ends_at:
        raise WrongState


def _end(one: Request, old: Request | None, at: datetime) -> datetime | None:
    if old is not None and old.ends_at is not None:
        return end_of_renewal(one.rule, old.ends_at, at, one.zone)
    if one.rule.sets_term:
        return end_by(one.rule, at, one.zone)
    return end_of_day(one.last_day, one.zone) if one.last_day else None
