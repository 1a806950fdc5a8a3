from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.deciding import announce_decided, decide_bundle, decide_subjects
from seawall.reports.locks import hold, must_be_acknowledged, must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle, Subject
from seawall.reports.states import Decision, Outcome


@action
def mark_not_ours(bundle: Bundle, *, actor: Actor) -> Bundle:
    """Nothing to do with our remit: spam, another offence, a mistake. Nobody has to label it."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    must_be_acknowledged(bundle)
    hold(bundle, actor)
    undecided = Subject.objects.select_for_update().filter(bundle=bundle, decision=Decision.OPEN)
    subjects = list(undecided.order_by("id"))
    changed = decide_subjects(subjects, {subject.id: Decision.NOT_OURS for subject in subjects})
    decide_bundle(bundle, Outcome.NOT_OURS, actor)
    record("reports.marked_not_ours", actor=actor, subject=bundle)
    announce_decided(bundle, changed)
    return bundle
