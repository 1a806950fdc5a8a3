from django.utils.translation import gettext_lazy as _

from seawall.approvals.judging import locked
from seawall.approvals.models import Approval
from seawall.approvals.states import Intent
from seawall.approvals.stepping import use
from seawall.approvals.telling import announce_end
from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.people.queries import signed_in_person

LEFT = _("Who proposed or approved this has left since. Propose it anew, so that two people stand for it.")


@action
def spend(approval: Approval, intent: Intent, *, actor: Actor) -> Approval:
    """The deed is done now, by the action that calls this within its own transaction: after its locks, before its line in the trail.

    Raises unless another person approved this very content, its time is not over, and it was never spent: the row's lock lets
    one of two through. Who does the deed is the domain's policy; mostly it is who proposed it.
    """
    approval = locked(approval)
    use(approval, intent, actor)
    if not all(map(signed_in_person, (approval.proposed_by_id, str(approval.decided_by_id)))):
        raise WrongState(LEFT)
    approval.save(update_fields=["state", "spent_at", "changed_at"])
    record("approvals.spent", actor=actor, subject=approval, deed=approval.deed, about=approval.about)
    announce_end(approval)
    return approval
