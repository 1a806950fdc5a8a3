import json
from datetime import timedelta
from uuid import uuid4

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.keys import unseal
from seawall.reports import policy
from seawall.reports.actions.forward_bundle import PURPOSE
from seawall.reports.forwarding.calling import Step
from seawall.reports.forwarding.credentials import opened
from seawall.reports.forwarding.judging import count_killed, stop
from seawall.reports.forwarding.places import places
from seawall.reports.forwarding.writing import numbered
from seawall.reports.models import Exchange, Forwarding, Tipline
from seawall.reports.states import Call, Snag


@action
def begin_step(forwarding: Forwarding, lasting: timedelta, *, actor: Actor) -> Step | None:
    """The next call, for whoever makes it now; None where nothing is due or another is at it. That it was begun is kept before it is made:
    a call that got no answer may have done its deed."""
    one = Forwarding.objects.select_for_update().get(pk=forwarding.pk)
    if not policy.may_step(actor, one):
        raise Refused
    tipline, now = Tipline.objects.get(pk=one.tipline_id), clock.now()
    if one.due_at is None or one.due_at > now or tipline.snag or tipline.removed_at:
        return None
    if one.lease and one.leased_until and one.leased_until > now:
        return None
    if one.lease:
        count_killed(one)
    if not is_for_the_right_place(one, tipline):
        stop(one, Snag.MIXED)
    if one.due_at is None:
        one.lease, one.leased_until = "", None
        one.save()
        return None
    call = one.next_call
    one.finishes += call == Call.FINISH
    one.lease, one.leased_until = uuid4().hex, now + lasting
    one.save()
    exchange = Exchange.objects.create(forwarding=one, call=call, number=one.number)
    given = opened(tipline.credentials)
    user, password = given.get("user", ""), given.get("password", "")
    record("reports.forwarding_step_begun", actor=actor, subject=one, call=call.value, tipline=tipline.id)
    return Step(one.id, exchange.id, one.lease, call, tipline.address, user, password, _body(one, call))


def is_for_the_right_place(one: Forwarding, tipline: Tipline) -> bool:
    """Looked at again before every call: tests go to tests and true reports to true ones, whatever was changed in between."""
    if one.test is not tipline.test or one.test is not (one.bundle_id is None):
        return False
    if not tipline.place:
        return True
    place = places().get(tipline.place)
    return place is not None and (place.test, place.address) == (tipline.test, tipline.address)


def _body(one: Forwarding, call: Call) -> bytes:
    if call == Call.SUBMIT:
        return unseal(PURPOSE, one.sealed_document).encode()
    assert one.number is not None
    if call == Call.FILEINFO:
        files: list[str] = json.loads(unseal(PURPOSE, one.sealed_files))
        return numbered(files[one.files_told].encode(), one.number)
    return f"id={one.number}".encode()
