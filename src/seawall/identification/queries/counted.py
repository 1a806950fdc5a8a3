"""What stood in series on a day of the past, for counts: from the history, never from what stands now, and nothing of what is in it.

The caller counts on the word of the specialist who named the series to it; codes are told to nobody here.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from seawall.identification.models import Change, Move, VictimStep
from seawall.identification.states import ChangeKind, VictimState


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one victim at a moment."""

    state: VictimState
    country: str


def victims_standing(series_ids: Collection[str], moment: datetime) -> Mapping[str, Standing]:
    here = _there("victim_id", series_ids, moment)
    steps = VictimStep.objects.filter(victim__in=here, at__lte=moment).order_by("id")
    stepped = {
        victim: Standing(VictimState(state), country)
        for victim, state, country in steps.values_list("victim_id", "target", "country")
    }
    return {one: stepped.get(one, Standing(VictimState.UNIDENTIFIED, "")) for one in here}


def series_of_victims(victim_ids: Collection[str], moment: datetime) -> Mapping[str, set[str]]:
    """Of each the series in which `victims_standing` counts it, looked up from the child: where it last came to, and what that was merged into.
    It asks as much in an operation with many series as in one with few."""
    moves = Move.objects.filter(change__at__lte=moment, victim__in=list(victim_ids)).order_by(
        "change_id", "id"
    )
    last = dict(moves.values_list("victim_id", "target_id"))
    into = _what_took_in({target for target in last.values() if target}, moment)
    return {victim: into[target] for victim, target in last.items() if target}


def items_standing(series_ids: Collection[str], moment: datetime) -> list[str]:
    return _there("item_id", series_ids, moment)


def _there(what: str, series_ids: Collection[str], moment: datetime) -> list[str]:
    """By the last move of each that ever came there."""
    ids = _with_what_took_them_in(series_ids, moment)
    past = Move.objects.filter(change__at__lte=moment, **{f"{what}__isnull": False})
    came = past.filter(target__in=ids)
    moves = past.filter(**{f"{what}__in": came.values(what)}).order_by("change_id", "id")
    last = dict(moves.values_list(what, "target_id"))
    return [one for one, target in last.items() if target in ids]


def _with_what_took_them_in(series_ids: Collection[str], moment: datetime) -> set[str]:
    """A series that was merged into another by then counts there."""
    standing = _mergings(moment)
    ids, more = set(series_ids), set(series_ids)
    while more:
        into = standing.filter(series__in=more).values_list("other_id", flat=True)
        more = {one for one in into if one} - ids
        ids |= more
    return ids


def _what_took_in(series_ids: Collection[str], moment: datetime) -> Mapping[str, set[str]]:
    """Of each series itself, and all that it came into by merging."""
    standing, into = _mergings(moment), defaultdict[str, set[str]](set)
    seen, more = set(series_ids), set(series_ids)
    while more:
        for one, target in standing.filter(other__in=more).values_list("other_id", "series_id"):
            into[one or ""].add(target)
        more = set().union(*(into[one] for one in more)) - seen
        seen |= more
    return {one: _followed(one, into) for one in series_ids}


def _followed(one: str, into: Mapping[str, set[str]]) -> set[str]:
    found, more = {one}, {one}
    while more:
        more = set().union(*(into[each] for each in more)) - found
        found |= more
    return found


def _mergings(moment: datetime) -> QuerySet[Change]:
    return Change.objects.filter(kind=ChangeKind.MERGED, at__lte=moment).exclude(undone_by__at__lte=moment)
