from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.identification import policy
from seawall.identification.models import Series
from seawall.identification.moving import (
    locked,
    move,
    must_be_open,
    new_series,
    own_items,
    shows_nobody,
    write_change,
)
from seawall.identification.states import ChangeKind, Things


@action
def split_series(series: Series, things: Things, *, words: str = "", actor: Actor) -> Series:
    """Some items, and maybe victims and clues, turn out to belong to others: they go into a new series, which is returned."""
    series = locked(series.id)[series.id]
    if not policy.may_change(actor, series):
        raise Refused
    must_be_open(series)
    victims, clues = (tuple(sorted(set(some))) for some in (things.victims, things.clues))
    chosen = Things(own_items(actor, things.items), victims, clues)
    new = new_series(actor)
    change = write_change(ChangeKind.SPLIT, series, other=new, words=words, actor=actor)
    move(change, chosen, series, new)
    if shows_nobody(series):
        raise Invalid({"items": _("Leave at least one item or victim in the series. All of it is no split.")})
    record(
        "identification.split",
        actor=actor,
        subject=series,
        into=new.id,
        items=len(chosen.items),
        victims=len(chosen.victims),
        clues=len(chosen.clues),
    )
    return new
