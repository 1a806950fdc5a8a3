from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.operations import policy
from seawall.operations.models import Referral
from seawall.operations.referring.states import OUT, RecipientKind
from seawall.operations.referring.stepping import locked
from seawall.operations.referring.tickets import TICKETS


@action
def renew_ticket(one: Referral, *, actor: Actor) -> str:
    """A new return ticket, shown this once; the old one opens nothing any more."""
    one = locked(one, policy.may_follow_referral, actor=actor)
    if one.state not in OUT or one.kind == RecipientKind.AGENCY:
        raise WrongState(_("Only a referral that was sent to somebody who is not at this node has a ticket."))
    ticket = TICKETS.new()
    one.ticket = TICKETS.hash_of(ticket)
    one.save(update_fields=["ticket", "changed_at"])
    record("operations.ticket_renewed", actor=actor, subject=one)
    return ticket
