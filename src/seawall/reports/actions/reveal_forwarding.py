import json

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.core.keys import unseal
from seawall.reports import policy
from seawall.reports.actions.forward_bundle import PURPOSE
from seawall.reports.models import Forwarding
from seawall.reports.states import Purpose


@action
def reveal_forwarding(forwarding: Forwarding, purpose: str, *, actor: Actor) -> str:
    """What was sent and what was answered, as XML: for a stated purpose, after a fresh second factor. The look is in the trail."""
    if not policy.may_handle(actor, forwarding):
        raise Refused
    require_fresh(actor)
    if purpose not in Purpose.values:
        raise Invalid({"purpose": _("Please say what you need it for.")})
    record("reports.forwarding_revealed", actor=actor, subject=forwarding, purpose=purpose)
    sent = [unseal(PURPOSE, forwarding.sealed_document)]
    sent += json.loads(unseal(PURPOSE, forwarding.sealed_files)) if forwarding.sealed_files else []
    answers = forwarding.exchanges.exclude(sealed_answer="").order_by("id")
    return "\n\n".join([*sent, *(unseal(PURPOSE, each.sealed_answer) for each in answers)])
