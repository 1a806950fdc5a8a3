from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.events import announce
from seawall.identification import policy
from seawall.identification.closing import close_series, tell_end
from seawall.identification.events import SeriesMerged
from seawall.identification.models import Series
from seawall.identification.moving import locked, move, must_be_open, standing_in, write_change
from seawall.identification.states import ChangeKind, SeriesState


@action
def merge_series(series: Series, into: Series, *, words: str = "", actor: Actor) -> Series:
    """The two are one: everything of `series` goes into the other, and its page says where it went. A claim on it ends."""
    if series.pk == into.pk:
        raise Invalid({"code": _("Name another series than this one.")})
    both = locked(series.id, into.id)
    series, into = both[series.id], both[into.id]
    if not policy.may_change(actor, series) or not policy.may_change(actor, into):
        raise Refused
    must_be_open(series, into)
    things = standing_in(series)
    change = write_change(ChangeKind.MERGED, series, other=into, words=words, actor=actor)
    move(change, things, series, into)
    ended = close_series(series, SeriesState.MERGED, into)
    record(
        "identification.merged",
        actor=actor,
        subject=series,
        into=into.id,
        items=len(things.items),
        victims=len(things.victims),
        clues=len(things.clues),
    )
    if ended:
        tell_end(ended, actor=actor)
    announce(SeriesMerged(into.owner_id, change.id))
    return into
