"""A person wants to know now: a new trace, a new check. The look itself is a job, outside any transaction."""

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location
from seawall.takedown.events import CheckAsked, TraceAsked
from seawall.takedown.models import Location
from seawall.takedown.states import WATCHED, LocationState


@action
def ask_trace(location: Location, *, actor: Actor) -> None:
    location = locked_location(location)
    if not policy.may_trace(actor, location):
        raise Refused
    if location.state == LocationState.WITHDRAWN:
        raise WrongState
    record("location.trace_asked", actor=actor, subject=location)
    announce(TraceAsked(location.owner_id, location.id))


@action
def ask_check(location: Location, *, actor: Actor) -> None:
    location = locked_location(location)
    if not policy.may_check(actor, location):
        raise Refused
    if location.state not in WATCHED:
        raise WrongState
    record("location.check_asked", actor=actor, subject=location)
    announce(CheckAsked(location.owner_id, location.id))
