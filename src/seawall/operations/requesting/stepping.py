"""What every step of a request asks first."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.days import FAR_BACK
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Request
from seawall.operations.requesting.states import STEPS, RequestState


def locked_for_step(one: Request, to: RequestState, *, actor: Actor) -> Request:
    """Of the actor's own agency, and in a state from which this step leads."""
    one = Request.objects.select_for_update().get(pk=one.pk)
    if not policy.may_follow_up(actor, one):
        raise Refused
    if to not in STEPS[RequestState(one.state)]:
        raise WrongState
    return one


def check_moment(at: datetime, since: datetime | None = None) -> None:
    """What is noted has happened, and not before what it follows."""
    if at > clock.now():
        raise Invalid({"at": _("This lies in the future. Give the time in UTC.")})
    if at < clock.FIRST_DAY:
        raise Invalid({"at": FAR_BACK})
    if since is not None and at < since:
        raise Invalid({"at": _("This lies before the request was sent. Give the time in UTC.")})
