from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.clock import stamp
from seawall.core.errors import Invalid
from seawall.operations.models import Request
from seawall.operations.requesting.ends import end_by
from seawall.operations.requesting.states import LONGEST_REFERENCE, CountsFrom, Receipt, RequestState
from seawall.operations.requesting.stepping import check_moment, locked_for_step


@action
def acknowledge_request(one: Request, receipt: Receipt, *, actor: Actor) -> Request:
    """The addressee has it. From here counts what counts from receipt."""
    one = locked_for_step(one, RequestState.ACKNOWLEDGED, actor=actor)
    check_moment(receipt.at, one.sent_at)
    reference = " ".join(receipt.reference.split())
    if len(reference) > LONGEST_REFERENCE:
        raise Invalid({"reference": _("A reference has at most 60 letters.")})
    one.state, one.received_at = RequestState.ACKNOWLEDGED, receipt.at
    one.their_reference = reference or one.their_reference
    if one.rule.counts_from is CountsFrom.RECEIVED:
        one.rule_version, one.ends_at = one.rule.version, end_by(one.rule, receipt.at, one.zone)
    one.save()
    record("operations.request_acknowledged", actor=actor, subject=one, received=stamp(receipt.at))
    return one
