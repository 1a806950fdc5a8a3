from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.closing import close_series, tell_end
from seawall.identification.models import Change, Claim, Series, Victim
from seawall.identification.moving import locked, move, moved_by, must_be_open, standing_in, write_change
from seawall.identification.states import ChangeKind, SeriesState, Things, VictimState, check_series_step
from seawall.identification.wishes.keeping import take_back


@action
def undo_change(change: Change, *, actor: Actor) -> Change:
    """Everything that the change moved goes back to where it was, if it still stands where the change put it."""
    both = locked(*filter(None, (change.series_id, change.other_id)))
    series, other = both[change.series_id], both.get(change.other_id or "")
    if not policy.may_change(actor, series):
        raise Refused
    change = Change.objects.select_for_update().get(pk=change.pk)
    _check(change, series)
    undone = write_change(ChangeKind.UNDONE, series, other=other, undoes=change, actor=actor)
    if change.kind == ChangeKind.MERGED:
        _reopen(series)
    _move_back(change, undone, both)
    take_back(change.id, series.owner_id)
    ended = _dissolve(series if change.kind == ChangeKind.OPENED else other, change)
    record("identification.undone", actor=actor, subject=series, change=change.id, kind=str(change.kind))
    if ended:
        tell_end(ended, actor=actor)
    return undone


def _check(change: Change, series: Series) -> None:
    if not ChangeKind(change.kind).can_be_undone or Change.objects.filter(undoes=change).exists():
        raise WrongState(_("This was undone already."))
    if change.kind != ChangeKind.MERGED:
        must_be_open(series)
    if change.kind == ChangeKind.VICTIM and _has_climbed(change):
        raise WrongState(_("This victim stands on a higher rung by now. Take that step back first."))


def _has_climbed(change: Change) -> bool:
    moved = Victim.objects.filter(moves__change=change)
    return moved.exclude(state=VictimState.UNIDENTIFIED).exists()


def _reopen(series: Series) -> None:
    check_series_step(series.state, SeriesState.OPEN)
    series.state, series.merged_into = SeriesState.OPEN, None
    series.save(update_fields=["state", "merged_into", "changed_at"])


def _move_back(change: Change, undone: Change, both: dict[str, Series]) -> None:
    first = change.moves.first()
    if first is None:
        return
    # One change moves everything the same way.
    origin, target = both.get(first.origin_id or ""), both.get(first.target_id or "")
    must_be_open(*filter(None, (origin, target)))
    move(undone, moved_by(change), target, origin)


def _dissolve(new: Series | None, change: Change) -> Claim | None:
    """A series that came of the change goes with it. What others have put into it since has to be moved first."""
    if new is None or change.kind not in (ChangeKind.OPENED, ChangeKind.SPLIT):
        return None
    if standing_in(new) != Things():
        raise WrongState(_("More was put into the new series since. Take that out first."))
    return close_series(new, SeriesState.DISSOLVED)
