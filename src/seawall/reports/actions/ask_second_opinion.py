from collections.abc import Mapping

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material.actions import ask_second_opinion as ask_about_item
from seawall.material.queries import one_item_for
from seawall.material.states import ItemState, Labels
from seawall.reports import policy
from seawall.reports.actions.assess_bundle import must_be_somebody_else
from seawall.reports.labelling import label
from seawall.reports.locks import hold, let_go, must_be_acknowledged, must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle, Subject
from seawall.reports.states import BundleState


@action
def ask_second_opinion(bundle: Bundle, labels: Mapping[str, Labels], *, actor: Actor) -> Bundle:
    """Save one's own labels and put the bundle before a colleague, who sees nothing of them before giving her own."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    must_be_acknowledged(bundle)
    must_be_somebody_else(bundle, actor)
    hold(bundle, actor)
    subjects = list(Subject.objects.select_for_update().filter(bundle=bundle).order_by("id"))
    bundle.disputed = label(subjects, labels, actor)
    for subject in subjects:
        if subject.id in labels:
            item = one_item_for(actor, subject.item_id)
            if item.state == ItemState.ASSESSED:
                ask_about_item(item, actor=actor)
    bundle.state = BundleState.ASSESSED
    bundle.second_asked_by, bundle.second_asked_at = actor.id, clock.now()
    let_go(bundle)
    bundle.save()
    record("reports.second_opinion_asked", actor=actor, subject=bundle, labelled=len(labels))
    return bundle
