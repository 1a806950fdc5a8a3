from dataclasses import dataclass

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.core.masked import MaskedUrl
from seawall.reports import policy
from seawall.reports.models import Subject
from seawall.reports.states import Decision, SubjectKind


@dataclass(frozen=True, slots=True)
class HandedOver:
    """`item_id` leads to the opinions by which removal was decided."""

    address: MaskedUrl
    item_id: str


@action
def hand_over_address(subject_id: str, *, actor: Actor) -> HandedOver:
    """Give the web address of a subject that is to be removed to takedown; only the node itself does so."""
    subject = Subject.objects.filter(pk=subject_id).first()
    if subject is None:
        raise NotFound
    if not policy.may_hand_over_address(actor, subject):
        raise Refused
    if subject.kind != SubjectKind.URL or subject.decision != Decision.REMOVE:
        raise WrongState
    record(
        "reports.address_handed_over", actor=actor, subject=subject, to="takedown", bundle=subject.bundle_id
    )
    return HandedOver(MaskedUrl(subject.value.secret), subject.item_id)
