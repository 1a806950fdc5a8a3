"""Handing a person's labels to material, subject by subject. Reports knows where something was told of; material knows
what it is."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from seawall.core.actors import Actor
from seawall.core.errors import WrongState
from seawall.material.actions import assess, register_item, revise, settle
from seawall.material.queries import items_for, one_item_for, opinions_for
from seawall.material.states import GivenFingerprint, ItemState, Labels
from seawall.reports.models import Subject
from seawall.reports.reading import FINGERPRINT_KINDS
from seawall.reports.states import SubjectKind


def label(subjects: list[Subject], labels: Mapping[str, Labels], actor: Actor) -> bool:
    """Give the actor's opinion on each labelled subject's item; says whether any subject's item is disputed now."""
    labelled = [subject for subject in subjects if subject.id in labels]
    _lock_items(labelled, actor)
    for subject in labelled:
        if not subject.item_id:
            subject.item_id = register_item(_fingerprints(subject), actor=actor).id
            subject.save(update_fields=["item_id", "changed_at"])
        _give_opinion(subject.item_id, labels[subject.id], actor)
    items = items_for(actor).filter(pk__in=[subject.item_id for subject in subjects if subject.item_id])
    return items.filter(state=ItemState.DISPUTED).exists()


def _lock_items(subjects: list[Subject], actor: Actor) -> None:
    """All items before the first line of the trail: nothing is locked after it, or two people wait for each other."""
    ids = [subject.item_id for subject in subjects if subject.item_id]
    if ids:
        list(items_for(actor).select_for_update().filter(pk__in=ids).order_by("id"))


def _fingerprints(subject: Subject) -> list[GivenFingerprint]:
    if subject.kind != SubjectKind.FINGERPRINT:
        return []
    # To the matcher, not to a page: material keeps it masked again.
    value = subject.value.secret
    return [GivenFingerprint.read(FINGERPRINT_KINDS[len(value)], value)]


def _give_opinion(item_id: str, labels: Labels, actor: Actor) -> None:
    item = one_item_for(actor, item_id)
    own = opinions_for(actor, item).filter(author_id=actor.id, withdrawn_at__isnull=True).first()
    if own is not None:
        if own.labels != labels:
            revise(own, labels, actor=actor)
    elif item.state == ItemState.DISPUTED:
        settle(item, labels, actor=actor)
    elif item.state == ItemState.CONFIRMED:
        raise WrongState(
            _("Two people agree on this already. They can revise their opinions; a third one does not count.")
        )
    else:
        assess(item, labels, actor=actor)
