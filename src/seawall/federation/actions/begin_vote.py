from datetime import timedelta
from uuid import uuid4

from django.db.models import Case, Value, When

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.federation import policy
from seawall.federation.models import Source, SourceEntry, SourceVote, Voting
from seawall.federation.states import IN_FORCE, VoteState, VoteTrouble
from seawall.federation.voting.calling import Step
from seawall.federation.voting.judging import Unsettled, word_on
from seawall.federation.voting.naming import door_of, named
from seawall.federation.voting.wishing import begin, count_killed, let_go, put_off, wish
from seawall.material.states import VoteReason

# So many that are not needed any more are passed over in one deed.
MOST_PASSED = 100
AGAINST_FIRST = Case(When(wanted=VoteReason.OWN_OPINION, then=Value(1)), default=Value(0))


@action
def begin_vote(voting: Voting, lasting: timedelta, *, actor: Actor) -> Step | None:
    """The next vote of a source, for whoever says it now; None where nothing is due or another is at it. That it was begun is kept before
    it is said: what got no answer may stand there."""
    one = Voting.objects.select_for_update().get(pk=voting.pk)
    if not policy.may_vote(actor, one):
        raise Refused
    source, now = Source.objects.get(pk=one.source_id), clock.now()
    if not _may_be_asked(one, source) or (one.leased_until and one.leased_until > now):
        return None
    vote = _next(source, actor)
    one.lease, one.leased_until = (uuid4().hex, now + lasting) if vote else ("", None)
    one.save(update_fields=["lease", "leased_until", "changed_at"])
    if vote is None:
        return None
    in_doubt = begin(vote)
    vote.save()
    record("federation.vote_begun", actor=actor, subject=vote, source=source.id, reason=vote.wanted)
    return _step(vote, one, source, in_doubt)


def _step(vote: SourceVote, voting: Voting, source: Source, in_doubt: str) -> Step:
    where, reason = named(source, vote.entry), VoteReason(vote.wanted)
    return Step(
        vote.id,
        voting.id,
        voting.lease,
        reason,
        in_doubt,
        where.entry,
        vote.kind,
        where.member,
        voting.meanings,
        door_of(source),
    )


def _may_be_asked(voting: Voting, source: Source) -> bool:
    on = voting.on_since is not None and not source.paused_at and not source.removed_at
    return on and voting.due_at is not None and voting.due_at <= clock.now()


def _next(source: Source, actor: Actor) -> SourceVote | None:
    """Those against an entry first: they may end a harm."""
    waiting = SourceVote.objects.filter(source=source, state=VoteState.WAITING, due_at__lte=clock.now())
    ids = waiting.order_by(AGAINST_FIRST, "due_at", "id").values_list("pk", flat=True)[:MOST_PASSED]
    for vote_id in list(ids):
        vote = SourceVote.objects.select_for_update().get(pk=vote_id)
        if _still_holds(vote, actor):
            return vote
        vote.save()
    return None


def _still_holds(vote: SourceVote, actor: Actor) -> bool:
    """Looked at again before every call: the entry may be gone, and people may have found something else."""
    vote.entry = SourceEntry.objects.get(pk=vote.entry_id)
    if vote.state != VoteState.WAITING:
        return False
    if vote.entry.standing not in IN_FORCE or vote.entry.item_id is None:
        let_go(vote)
        return False
    count_killed(vote)
    try:
        wish(vote, word_on(actor, vote.entry.item_id))
    except Unsettled:
        put_off(vote, VoteTrouble.OURS)
    return bool(vote.state == VoteState.WAITING and vote.due_at and vote.due_at <= clock.now())
