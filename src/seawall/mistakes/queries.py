"""Reads of doubts and corrections, for a viewer."""

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id, short
from seawall.mistakes import policy
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.states import REACHED, CorrectionKind, DoubtKind, Finding
from seawall.takedown.states import ObjectionOutcome

WITH = ("answer", "location", "entry__list", "match", "raised_by", "decided_by")


def doubts_for(actor: Actor) -> QuerySet[Doubt]:
    if not policy.may_see(actor):
        raise Refused
    return Doubt.objects.filter(owner_id=actor.agency_id).select_related(*WITH)


def open_doubts_for(actor: Actor) -> QuerySet[Doubt]:
    """The longest open first."""
    return doubts_for(actor).filter(finding=Finding.OPEN).order_by("id")


def doubts_beside_objections_for(actor: Actor) -> QuerySet[Doubt]:
    """Those open that takedown does not show as an open objection already."""
    shown = Q(kind=DoubtKind.OBJECTION, answer__outcome=ObjectionOutcome.OPEN)
    return open_doubts_for(actor).exclude(shown)


def decided_doubts_for(actor: Actor) -> QuerySet[Doubt]:
    """The newest first, with how many corrections are still on their way."""
    unreached = Count("corrections", filter=~Q(corrections__state__in=REACHED))
    decided = doubts_for(actor).exclude(finding=Finding.OPEN)
    return decided.annotate(made=Count("corrections"), left=unreached).order_by("-id")


def one_doubt_for(actor: Actor, doubt_id: str) -> Doubt:
    doubt = doubts_for(actor).filter(pk=checked_id(doubt_id, "dbt")).first()
    if doubt is None:
        raise NotFound
    return doubt


def corrections_of(doubt: Doubt) -> Sequence[Correction]:
    """Of a doubt that the viewer was let to."""
    return list(doubt.corrections.select_related("list", "told_by").order_by("id"))


def one_correction_for(actor: Actor, correction_id: str) -> Correction:
    if not policy.may_see(actor):
        raise Refused
    mine = Correction.objects.filter(owner_id=actor.agency_id, pk=checked_id(correction_id, "cor"))
    correction = mine.first()
    if correction is None:
        raise NotFound
    return correction


def corrected_locations_for(actor: Actor) -> list[str]:
    if not policy.may_see(actor):
        raise Refused
    mine = Correction.objects.filter(owner_id=actor.agency_id, kind=CorrectionKind.LOCATION)
    return sorted(set(mine.values_list("about", flat=True)))


def about(doubt: Doubt) -> str:
    """In a line, for the worklist."""
    if doubt.location is not None:
        return str(doubt.location.url)
    if doubt.entry is not None:
        return f"{short(doubt.entry.item_id)} · {doubt.entry.list.name}"
    return short((doubt.match and (doubt.match.asking_id or doubt.match.item_id)) or doubt.id)
