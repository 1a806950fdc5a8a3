from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Invalid, Refused
from seawall.reports import policy
from seawall.reports.models import Subject
from seawall.reports.states import Purpose


@action
def reveal_subject(subject: Subject, purpose: str, *, actor: Actor) -> str:
    """Show what is behind the mask, for a stated purpose, after a fresh second factor. The look is in the trail."""
    if not policy.may_reveal(actor, subject):
        raise Refused
    require_fresh(actor)
    if purpose not in Purpose.values:
        raise Invalid({"purpose": _("Please say what you need it for.")})
    record(
        "reports.subject_revealed", actor=actor, subject=subject, purpose=purpose, bundle=subject.bundle_id
    )
    return str(subject.value.secret)
