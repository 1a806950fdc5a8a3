"""What the mistake desk asks: who stands for what we say of an item, and how often a source was right."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import checked_id
from seawall.material import policy
from seawall.material.models import List, ListEntry, Match, Opinion, Statement, Verdict, Vote
from seawall.material.queries.found import the
from seawall.material.queries.items import items_for
from seawall.material.queries.lists import lists_for
from seawall.material.schemes import schemes
from seawall.material.states import EntryState, ItemState, MatchAnswer, Stance


class Judged(NamedTuple):
    """Of whom, on how much of what they said people here have come to a finding, and how much of that was wrong."""

    whose: str
    judged: int
    wrong: int


def people_behind(item_ids: Collection[str]) -> set[str]:
    """Staff by id who put their name to what is said of these items: opinions, proposed and shared entries, votes."""
    opinions = Opinion.objects.filter(item_id__in=item_ids).values_list("author_id", flat=True)
    entries = ListEntry.objects.filter(item_id__in=item_ids).values_list("proposed_by_id", "shared_by_id")
    votes = Vote.objects.filter(entry__item_id__in=item_ids).values_list("voter_id", flat=True)
    return {one for one in (*opinions, *(one for pair in entries for one in pair), *votes) if one}


def standing_entries_for(actor: Actor, item_ids: Collection[str]) -> QuerySet[ListEntry]:
    """All of them, tombstones too, newest first."""
    if not policy.may_read_some(actor):
        raise Refused
    mine = ListEntry.objects.filter(owner_id=actor.agency_id, item_id__in=item_ids)
    return mine.select_related("list").order_by("-id")


def votes_on(actor: Actor, entry: ListEntry) -> list[Vote]:
    """Those against it first. Whose they are: one of our own people, or a holder of access keys."""
    if not policy.may_read(actor, entry):
        raise Refused
    return list(entry.votes.select_related("voter").order_by("up", "id"))


def speakers_on(actor: Actor, item_ids: Collection[str]) -> list[tuple[str, str]]:
    """Item and source of every statement that has not been taken back."""
    if not policy.may_read_some(actor):
        raise Refused
    mine = Statement.objects.filter(owner_id=actor.agency_id, item_id__in=item_ids, withdrawn_at__isnull=True)
    return sorted(set(mine.values_list("item_id", "source")))


def one_refuted_match_for(actor: Actor, match_id: str) -> Match | None:
    """None where somebody has meanwhile said that it is the same."""
    if not policy.may_read_some(actor):
        raise Refused
    mine = Match.objects.filter(owner_id=actor.agency_id, pk=checked_id(match_id, "mtc"))
    match = the(mine.select_related("item", "asking", "list", "answered_by").first())
    return match if match.answer == MatchAnswer.NOT_SAME else None


def harmless_lists_for(actor: Actor) -> QuerySet[List]:
    return lists_for(actor).filter(stance=Stance.HARMLESS)


def judged_sources_for(actor: Actor) -> list[Judged]:
    """By source: its statements on items of which people here have come to a finding. See mistakes/rates.py for what that is."""
    return _judged(_with_finding(actor), "source")


def judged_items_for(actor: Actor) -> Judged:
    """Our own word: entries that were shared, and those of them whose item was found to be wrong."""
    if not policy.may_read_some(actor):
        raise Refused
    shared = ListEntry.objects.filter(owner_id=actor.agency_id, shared_at__isnull=False)
    mistaken = Q(item__mistaken_at__isnull=False) & _WRONG
    counts = shared.annotate(inside=_inside()).aggregate(
        judged=Count("item", distinct=True), wrong=Count("item", distinct=True, filter=mistaken)
    )
    return Judged("", counts["judged"], counts["wrong"])


def judged_matches_for(actor: Actor) -> list[Judged]:
    """By list: near matches that a person has answered."""
    if not policy.may_read_some(actor):
        raise Refused
    answered = Match.objects.filter(owner_id=actor.agency_id, asking__isnull=False).exclude(
        answer=MatchAnswer.OPEN
    )
    rows = answered.values("list__name").annotate(
        judged=Count("id"), wrong=Count("id", filter=Q(answer=MatchAnswer.NOT_SAME))
    )
    return [
        Judged(row["list__name"] or "", row["judged"], row["wrong"]) for row in rows.order_by("list__name")
    ]


_CONFIRMED = Q(item__state=ItemState.CONFIRMED)
_WRONG = ~_CONFIRMED | Q(inside=False)


def _with_finding(actor: Actor) -> QuerySet[Statement]:
    if not policy.may_read_some(actor):
        raise Refused
    mine = Statement.objects.filter(owner_id=actor.agency_id)
    return mine.filter(_CONFIRMED | Q(item__mistaken_at__isnull=False))


def _judged(found: QuerySet[Statement], by: str) -> list[Judged]:
    counted = found.annotate(inside=_inside()).order_by().values(by)
    rows = counted.annotate(judged=Count("id"), wrong=Count("id", filter=_WRONG)).order_by(by)
    return [Judged(row[by], row["judged"], row["wrong"]) for row in rows]


def _inside() -> Exists:
    standing = Verdict.objects.filter(item=OuterRef("item"), superseded_at__isnull=True)
    return Exists(standing.filter(_of_a_class()))


def _of_a_class() -> Q:
    """A verdict that puts the item into a class for which removal is asked, under any scheme."""
    pairs: Iterable[Q] = (
        Q(scheme=scheme.id, category__in=[code for code, one in scheme.categories.items() if one.remove])
        for scheme in schemes()
    )
    found = Q(pk__in=[])
    for pair in pairs:
        found |= pair
    return found


def items_acted_on_for(actor: Actor, item_ids: Collection[str]) -> list[str]:
    """Those of them that are on a list, or proposed for one."""
    standing = standing_entries_for(actor, item_ids).exclude(state=EntryState.WITHDRAWN)
    return sorted(
        set(items_for(actor).filter(pk__in=standing.values("item_id")).values_list("pk", flat=True))
    )
