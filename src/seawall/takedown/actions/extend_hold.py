from datetime import datetime

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_hold
from seawall.takedown.actions.place_hold import check_end
from seawall.takedown.models import Hold
from seawall.takedown.states import HoldState


@action
def extend_hold(hold: Hold, *, expires_at: datetime, actor: Actor) -> Hold:
    hold = locked_hold(hold)
    if not policy.may_extend_hold(actor, hold):
        raise Refused
    if hold.state != HoldState.PLACED:
        raise WrongState
    check_end(hold, expires_at)
    hold.expires_at = expires_at
    hold.save(update_fields=["expires_at", "changed_at"])
    record("hold.extended", actor=actor, subject=hold, location=hold.location_id)
    return hold
