from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.identification import policy
from seawall.identification.models import ClosedTrail
from seawall.identification.moving import locked, move, must_be_open, write_change
from seawall.identification.states import ChangeKind, Things


@action
def reopen_trail(trail: ClosedTrail, *, words: str = "", actor: Actor) -> ClosedTrail:
    """The child may be in this country after all; that it was closed stays in the history."""
    series = locked(trail.series_id or "")
    trail = ClosedTrail.objects.select_for_update().get(pk=trail.pk)
    if not policy.may_change(actor, trail):
        raise Refused
    if trail.series_id not in series:
        raise WrongState(_("This trail was opened again already."))
    here = series[trail.series_id]
    must_be_open(here)
    change = write_change(ChangeKind.REOPENED, here, words=words, actor=actor)
    move(change, Things(trails=(trail.id,)), here, None)
    record("identification.trail_reopened", actor=actor, subject=here, trail=trail.id, country=trail.country)
    trail.refresh_from_db()
    return trail
