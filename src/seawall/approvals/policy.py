"""Who may do what with a deed that needs two people. The default is no.

the proposer      sees it, withdraws it, does the deed once it is approved
a second person   of the same agency, whom the deed's own domain lets: sees it, approves or refuses it
the node itself   notes that its time is over
anybody else      nothing, whatever their duties
"""

from typing import Any

from seawall.approvals.deeds import deed_named
from seawall.core.actors import Actor, ActorKind
from seawall.core.policy import is_system, owns, predicate


@predicate
def is_staff(actor: Any, record: Any = None) -> bool:
    return isinstance(actor, Actor) and actor.kind is ActorKind.STAFF and bool(actor.agency_id)


@predicate
def is_proposer(actor: Any, approval: Any = None) -> bool:
    """The person, whatever duty they use at the moment."""
    return isinstance(actor, Actor) and approval is not None and approval.proposed_by_id == actor.id


@predicate
def deed_lets(actor: Any, approval: Any = None) -> bool:
    deed = deed_named(approval.deed) if approval is not None else None
    return deed is not None and deed.may_approve(actor, approval.about)


may_propose = is_staff
may_decide = is_staff & owns & ~is_proposer & deed_lets
may_see = is_staff & owns & (is_proposer | deed_lets)
may_withdraw = is_staff & owns & is_proposer
may_spend = is_staff & owns
may_expire = is_system & owns
