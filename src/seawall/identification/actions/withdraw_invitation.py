from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.models import Invitation


@action
def withdraw_invitation(invitation: Invitation, *, actor: Actor) -> Invitation:
    """The link opens nothing any more: it went to the wrong person, or is not needed."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not policy.may_change(actor, invitation):
        raise Refused
    if not invitation.is_open:
        raise WrongState(_("This link was answered, withdrawn, or is over."))
    invitation.withdrawn_at = clock.now()
    invitation.save(update_fields=["withdrawn_at", "changed_at"])
    record("identification.invitation_withdrawn", actor=actor, subject=invitation)
    return invitation
