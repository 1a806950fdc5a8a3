from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.material.queries import decision_of, one_item_for
from seawall.material.states import Labels
from seawall.people.actions import note_exposure
from seawall.people.queries import own_agency
from seawall.people.states import Severity
from seawall.reports import policy
from seawall.reports.deciding import (
    BY_OUTCOME,
    MEDIA,
    announce_decided,
    decide_bundle,
    decide_subjects,
    outcome_of,
)
from seawall.reports.labelling import label
from seawall.reports.locks import hold, must_be_acknowledged, must_be_on_worklist, the_bundle
from seawall.reports.models import Bundle, Subject
from seawall.reports.states import BundleState, Decision, Outcome

# What a person can choose. Without a choice the outcome follows from the labels and the laws of the agency's country.
CHOICES = (Outcome.POLICE, Outcome.NO_ACTION, Outcome.NOT_FOUND)


@action
def assess_bundle(bundle: Bundle, labels: Mapping[str, Labels], *, outcome: str = "", actor: Actor) -> Bundle:
    """Label each subject once and decide. `labels` is by subject id; a disputed item waits for a reviewer instead."""
    bundle = the_bundle(bundle)
    if not policy.may_assess(actor, bundle):
        raise Refused
    must_be_on_worklist(bundle)
    must_be_acknowledged(bundle)
    must_be_somebody_else(bundle, actor)
    hold(bundle, actor)
    chosen = _chosen(outcome)
    subjects = list(Subject.objects.select_for_update().filter(bundle=bundle).order_by("id"))
    if not labels:
        # Labelling counts the look itself; without labels it was words that were read.
        note_exposure(actor=actor, severity=Severity.LIGHT, what="reports.assess")
    bundle.disputed = label(subjects, labels, actor)
    if bundle.disputed and not (chosen and policy.may_overrule(actor, bundle)):
        return _leave_to_reviewer(bundle, actor)
    changed = decide_subjects(subjects, _decisions(subjects, chosen, actor))
    decide_bundle(bundle, chosen or outcome_of(subjects), actor)
    record(
        "reports.bundle_assessed",
        actor=actor,
        subject=bundle,
        outcome=bundle.outcome,
        labelled=len(labels),
        decided=[subject.id for subject in changed],
    )
    announce_decided(bundle, changed)
    return bundle


def must_be_somebody_else(bundle: Bundle, actor: Actor) -> None:
    if bundle.state == BundleState.ASSESSED and bundle.second_asked_by == actor.id:
        raise WrongState(_("You gave the first opinion. The second one is a colleague's."))


def _chosen(outcome: str) -> Outcome | None:
    if not outcome:
        return None
    if outcome not in CHOICES:
        raise Invalid({"outcome": _("Please choose one of the answers.")})
    return Outcome(outcome)


def _leave_to_reviewer(bundle: Bundle, actor: Actor) -> Bundle:
    """Two people see it differently: neither decides alone, and the reporter's page still says "received"."""
    bundle.state = BundleState.ASSESSED
    bundle.second_asked_by = actor.id
    bundle.locked_by = ""
    bundle.save()
    record("reports.bundle_disputed", actor=actor, subject=bundle)
    return bundle


def _decisions(subjects: list[Subject], chosen: Outcome | None, actor: Actor) -> dict[str, Decision]:
    country = own_agency(actor).country
    decisions: dict[str, Decision] = {}
    labelled = any(subject.kind in MEDIA and subject.item_id for subject in subjects)
    for subject in subjects:
        if subject.kind in MEDIA and subject.item_id:
            decisions[subject.id] = _by_the_law(subject, chosen, country, actor)
        elif subject.decision == Decision.OPEN:
            decisions[subject.id] = _by_choice(subject, chosen, labelled)
    return decisions


def _by_the_law(subject: Subject, chosen: Outcome | None, country: str, actor: Actor) -> Decision:
    """Facts were labelled once; what they mean is computed from the laws of the country."""
    decision = decision_of(one_item_for(actor, subject.item_id), country=country)
    if decision.remove:
        return Decision.REMOVE
    if chosen is not None:
        return BY_OUTCOME[chosen]
    if not decision.decided:
        sentence = _("The labels leave it open. Ask for a second opinion, or choose an outcome.")
        raise Invalid({"outcome": sentence})
    return Decision.LEAVE


def _by_choice(subject: Subject, chosen: Outcome | None, labelled: bool) -> Decision:
    if chosen is not None:
        return BY_OUTCOME[chosen]
    if subject.kind in MEDIA:
        raise Invalid({"labels": _("Please label each subject, or choose an outcome.")})
    if not labelled:
        raise Invalid({"outcome": _("There is nothing to label here. Please choose an outcome.")})
    # An account or a number beside a labelled address: nothing is removed for its own sake.
    return Decision.LEAVE
