from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.locks import must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle
from seawall.reports.triage import place


@action
def mark_urgent(bundle: Bundle, *, actor: Actor) -> Bundle:
    """To the top of the list. Anybody who works on reports may, also while a colleague has it in hand."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    bundle.urgent = True
    place(bundle)
    bundle.save()
    record("reports.marked_urgent", actor=actor, subject=bundle)
    return bundle
