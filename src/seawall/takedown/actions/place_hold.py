from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_hold
from seawall.takedown.models import Hold
from seawall.takedown.states import HoldReason, HoldState, check_hold_step

# Every day online harms the child again: the longest a hold can run, from the day it was asked for.
LONGEST_HOLD = timedelta(days=30)


@action
def place_hold(hold: Hold, *, reason: HoldReason, expires_at: datetime, actor: Actor) -> Hold:
    """The police want to look first: the hold gets an owner and an end."""
    hold = locked_hold(hold)
    if not policy.may_place_hold(actor, hold):
        raise Refused
    check_hold_step(hold.state, HoldState.PLACED)
    check_end(hold, expires_at)
    hold.state, hold.reason = HoldState.PLACED, reason
    hold.placed_by_id, hold.placed_at, hold.expires_at = actor.id, clock.now(), expires_at
    hold.save()
    record("hold.placed", actor=actor, subject=hold, location=hold.location_id, reason=reason.value)
    return hold


def check_end(hold: Hold, expires_at: datetime) -> None:
    if not clock.now() < expires_at <= hold.created_at + LONGEST_HOLD:
        raise Invalid({"expires_at": _("Choose an end in the future, at most 30 days after the question.")})
