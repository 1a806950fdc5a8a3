"""Reads about agreements and sources, for a viewer at the desk, for a key at the door, and for the node itself."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.federation import policy
from seawall.federation.models import (
    Agreement,
    Feedback,
    Moment,
    Sighting,
    Source,
    SourceEntry,
    SourceFile,
    SourceRun,
    SourceVote,
    Voting,
)
from seawall.federation.states import IN_FORCE, AgreementState, FileState, Standing, VoteState, VoteTrouble
from seawall.material.states import ItemState
from seawall.people.queries import HeldKey


def agreements_for(actor: Actor) -> QuerySet[Agreement]:
    """All of the own agency: those nobody has ended first, then by receiver."""
    if not policy.may_read_some(actor):
        raise Refused
    mine = Agreement.objects.filter(owner_id=actor.agency_id).select_related("list", "signed_by", "ended_by")
    return mine.order_by(F("ended_at").desc(nulls_first=True), "holder", "-id")


def one_agreement_for(actor: Actor, agreement_id: str) -> Agreement:
    agreement = agreements_for(actor).filter(pk=checked_id(agreement_id, "agr")).first()
    if agreement is None:
        raise NotFound
    return agreement


def receivers_for(actor: Actor, list_id: str) -> list[str]:
    """For the node itself: to whom the list goes or will go."""
    if not policy.may_list_receivers(actor):
        raise Refused
    standing = Agreement.objects.filter(owner_id=actor.agency_id, list_id=list_id, ended_at__isnull=True)
    later = standing.filter(ends_on__gte=clock.now().date())
    return list(later.order_by("holder").values_list("holder", flat=True))


class Holds(NamedTuple):
    """A receiver that was given changes of a list, and whether it can come for more."""

    receiver: str
    can_pull: bool


def holders_of_list_for(actor: Actor, list_id: str) -> list[Holds]:
    """Whose copies of the list there are: all that ever pulled it, whether or not their agreement still runs."""
    found: dict[str, tuple[bool, bool]] = {}
    for agreement in agreements_for(actor).filter(list_id=checked_id(list_id, "lst")):
        had, can = found.get(agreement.holder, (False, False))
        runs = agreement.state in (AgreementState.RUNNING, AgreementState.COMING)
        found[agreement.holder] = had or agreement.given > 0, can or runs
    return [Holds(receiver, can) for receiver, (had, can) in sorted(found.items()) if had]


def sightings_for(actor: Actor) -> QuerySet[Sighting]:
    """Of copies of the own agency's lists: those nobody has looked at first, the oldest on top."""
    if not policy.may_see_sightings(actor):
        raise Refused
    mine = Sighting.objects.filter(owner_id=actor.agency_id).select_related("list", "looked_by")
    return mine.order_by(F("looked_at").asc(nulls_first=True), "created_at")


def open_sightings_for(actor: Actor) -> QuerySet[Sighting]:
    return sightings_for(actor).filter(looked_at__isnull=True)


def one_sighting_for(actor: Actor, sighting_id: str) -> Sighting:
    sighting = sightings_for(actor).filter(pk=checked_id(sighting_id, "sig")).first()
    if sighting is None:
        raise NotFound
    return sighting


def running_agreements_of(key: HeldKey) -> list[Agreement]:
    """Whose lists the key can pull now."""
    today = clock.now().date()
    mine = Agreement.objects.filter(owner_id=key.owner_id, holder=key.holder, ended_at__isnull=True)
    running = mine.filter(begins_on__lte=today, ends_on__gte=today).select_related("list")
    return [one for one in running.order_by("list__name") if policy.may_pull(key, one)]


def running_agreement_of(key: HeldKey, list_id: str) -> Agreement:
    """A list that is not there, a foreign one and one without an agreement give the same answer: there is nothing."""
    found = [one for one in running_agreements_of(key) if one.list_id == checked_id(list_id, "lst")]
    if not found:
        raise NotFound
    return found[0]


def turn_before(key: HeldKey, agreement: Agreement, moment: datetime) -> int:
    """The last turn of which a moment before this one was noted; 0 if there is none."""
    _must_pull(key, agreement)
    before = Moment.objects.filter(agreement=agreement, at__lt=moment).order_by("at", "turn")
    return before.values_list("turn", flat=True).last() or 0


def moments_of(key: HeldKey, agreement: Agreement, first: int, last: int) -> list[tuple[int, datetime]]:
    """Turns and their moments, in order, so that each turn from `first` to `last` has one that is not lower."""
    _must_pull(key, agreement)
    later = Moment.objects.filter(agreement=agreement).order_by("turn")
    end = later.filter(turn__gte=last).values_list("turn", flat=True).first() or last
    return list(later.filter(turn__gte=first, turn__lte=end).values_list("turn", "at"))


def feedback_on(key: HeldKey, agreement: Agreement, entry_ids: Collection[str]) -> list[Feedback]:
    """What the list's receivers say of these entries, oldest first."""
    _must_pull(key, agreement)
    found = Feedback.objects.filter(list_id=agreement.list_id, entry_id__in=entry_ids)
    return list(found.order_by("changed_at", "pk"))


def voters_on(key: HeldKey, agreement: Agreement) -> list[str]:
    """The receivers that have said something about an entry of the list."""
    _must_pull(key, agreement)
    found = Feedback.objects.filter(list_id=agreement.list_id).order_by("receiver")
    return list(found.values_list("receiver", flat=True).distinct())


def _must_pull(key: HeldKey, agreement: Agreement) -> None:
    if not policy.may_pull(key, agreement):
        raise NotFound


def due_sources() -> QuerySet[Source]:
    """For the node itself: what is to be read now and is read by nobody, whoever owns it; the longest due first."""
    now = clock.now()
    due = Source.objects.filter(due_at__lte=now, paused_at__isnull=True, removed_at__isnull=True)
    return due.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now)).order_by("due_at")


def sources_for(actor: Actor) -> QuerySet[Source]:
    """All of the own agency that nobody has removed, by name."""
    if not policy.may_read_sources(actor):
        raise Refused
    return Source.objects.filter(owner_id=actor.agency_id, removed_at__isnull=True).order_by("name")


def troubled_sources_for(actor: Actor) -> QuerySet[Source]:
    """Whose last run did not go well, the longest in trouble first."""
    return sources_for(actor).filter(paused_at__isnull=True).exclude(trouble="").order_by("trouble_since")


def one_source_for(actor: Actor, source_id: str) -> Source:
    if not policy.may_read_sources(actor):
        raise Refused
    mine = Source.objects.filter(owner_id=actor.agency_id, pk=checked_id(source_id, "src"))
    source = mine.select_related("added_by").first()
    if source is None:
        raise NotFound
    return source


def runs_of(source: Source, most: int = 20) -> list[SourceRun]:
    """Of a source that the viewer was let to; the newest first."""
    return list(SourceRun.objects.filter(source=source).order_by("-id")[:most])


def refused_files_of(source: Source, most: int = 50) -> list[SourceFile]:
    """And those of which some records were not taken; the newest first."""
    found = SourceFile.objects.filter(source=source).exclude(why="")
    return list(found.order_by("-changed_at")[:most])


def counts_of(source: Source) -> dict[str, int]:
    """How many of its records stand, are disputed, were taken back, were not taken; of a folder, how many files."""
    found = dict(source.entries.values_list("standing").annotate(Count("id")))
    taken = source.files.filter(state=FileState.TAKEN).count()
    return {**{standing.value: found.get(standing.value, 0) for standing in Standing}, "files": taken}


def due_votings() -> QuerySet[Voting]:
    """For the node itself: sources at which a vote is to be said now and nobody says one; the longest due first."""
    now = clock.now()
    on = Voting.objects.filter(on_since__isnull=False, due_at__lte=now)
    asked = on.filter(source__paused_at__isnull=True, source__removed_at__isnull=True)
    free = asked.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now))
    waiting = SourceVote.objects.filter(source=OuterRef("source"), state=VoteState.WAITING, due_at__lte=now)
    return free.filter(Exists(waiting)).order_by("due_at")


def on_votings() -> QuerySet[Voting]:
    """For the node itself: sources to which our votes go, whoever owns them."""
    return Voting.objects.filter(on_since__isnull=False, source__removed_at__isnull=True).order_by("id")


def items_without_votes(source_id: str, after: str, most: int) -> list[str]:
    """Items in order, behind one of them, about which people here have found something and the source has heard nothing."""
    decided = Q(item__state=ItemState.CONFIRMED) | Q(item__mistaken_at__isnull=False)
    unheard = Q(votes__isnull=True) | Q(votes__state=VoteState.OVER, votes__wanted__gt="", votes__kind__gt="")
    entries = SourceEntry.objects.filter(
        decided, unheard, source_id=source_id, standing__in=IN_FORCE, item_id__gt=after
    )
    return list(entries.order_by("item_id").values_list("item_id", flat=True).distinct()[:most])


def voting_of(source: Source) -> Voting | None:
    """Of a source that the viewer was let to."""
    return Voting.objects.filter(source=source).select_related("on_by").first()


def vote_counts_of(source: Source) -> dict[str, int]:
    found = dict(source.votes.values_list("state").annotate(Count("id")))
    return {state.value: found.get(state.value, 0) for state in VoteState}


def votes_of(source: Source, most: int = 30) -> list[SourceVote]:
    """Those that need a person first, then those that wait, then the others; of each the newest first."""
    urgency = Case(
        When(state=VoteState.STOPPED, then=Value(0)),
        When(state=VoteState.WAITING, then=Value(1)),
        default=Value(2),
    )
    shown = SourceVote.objects.filter(source=source).exclude(state=VoteState.OVER)
    return list(shown.select_related("entry").order_by(urgency, "-changed_at")[:most])


def one_vote_for(actor: Actor, vote_id: str) -> SourceVote:
    if not policy.may_read_sources(actor):
        raise Refused
    mine = SourceVote.objects.filter(owner_id=actor.agency_id, pk=checked_id(vote_id, "svt"))
    vote = mine.select_related("source").first()
    if vote is None:
        raise NotFound
    return vote


class StoppedVoting(NamedTuple):
    """A source to which our word does not get without a person; `why` where that is so for all of it, else how many votes."""

    source: Source
    votes: int
    since: datetime
    why: VoteTrouble


def stopped_votings_for(actor: Actor) -> list[StoppedVoting]:
    """Of the own agency, the longest stopped first."""
    if not policy.may_read_sources(actor):
        raise Refused
    on = Voting.objects.filter(on_since__isnull=False, source__removed_at__isnull=True)
    stopped = Count("source__votes", filter=Q(source__votes__state=VoteState.STOPPED))
    mine = on.filter(owner_id=actor.agency_id).select_related("source").annotate(number=stopped)
    needing = mine.filter(Q(number__gt=0) | Q(due_at__isnull=True)).order_by("changed_at")
    return [
        StoppedVoting(
            one.source, one.number, one.changed_at, VoteTrouble(one.trouble if one.is_stopped else "")
        )
        for one in needing
    ]
