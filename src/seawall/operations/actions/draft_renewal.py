from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, ActorKind
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.models import Request
from seawall.operations.requesting.rules import rules
from seawall.operations.requesting.states import OUT, Aim, Answer, RequestState


@action
def draft_renewal(old: Request, *, actor: Actor) -> Request:
    """The same once more, by a person or by the node in time. The old one stands until the renewal is sent."""
    old = Request.objects.select_for_update().get(pk=old.pk)
    if not (policy.may_follow_up(actor, old) or policy.may_watch_ends(actor, old)):
        raise Refused
    holds = old.aim == Aim.PRESERVE and old.state in OUT and old.answer != Answer.REFUSED
    if not holds or not old.renewable or old.renewals.filter(state=RequestState.DRAFTED).exists():
        raise WrongState
    one = Request.objects.create(
        owner_id=old.owner_id,
        operation_id=old.operation_id,
        number=old.number,
        aim=old.aim,
        instrument=old.instrument,
        rule_version=rules()[old.instrument].version,
        addressee=old.addressee,
        country=old.country,
        zone=old.zone,
        reference=old.reference,
        their_reference=old.their_reference,
        renews=old,
        drafted_by_id=actor.id if actor.kind is ActorKind.STAFF else None,
    )
    one.accounts.set(old.accounts.order_by("id"))
    record("operations.renewal_drafted", actor=actor, subject=one, renews=old.id, instrument=old.instrument)
    return one
