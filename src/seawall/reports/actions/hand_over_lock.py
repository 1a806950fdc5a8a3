from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, Duty
from seawall.core.errors import Invalid, Refused
from seawall.core.keys import seal
from seawall.people.queries import colleagues_for
from seawall.reports import policy
from seawall.reports.locks import LOCK, hold, must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle

LONGEST_NOTE = 2_000


@action
def hand_over_lock(bundle: Bundle, to: str, *, note: str = "", actor: Actor) -> Bundle:
    """Put the bundle into a colleague's hands, with a note for her eyes."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    if not colleagues_for(actor, Duty.ANALYST, Duty.REVIEWER).filter(pk=to).exists():
        raise Invalid({"to": _("Please choose a colleague who works on reports.")})
    if len(note) > LONGEST_NOTE:
        raise Invalid({"note": _("This is too long. Please shorten it.")})
    # Only what one has in hand, or what nobody has, can be handed over.
    hold(bundle, actor)
    bundle.locked_by, bundle.locked_until = to, clock.now() + LOCK
    bundle.sealed_handover_note = seal("reports.handover", note) if note.strip() else ""
    bundle.save()
    record("reports.lock_handed_over", actor=actor, subject=bundle, to=to)
    return bundle
