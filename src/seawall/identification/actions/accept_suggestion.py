from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused, WrongState
from seawall.identification import policy
from seawall.identification.actions.add_items import add_items
from seawall.identification.actions.merge_series import merge_series
from seawall.identification.models import Series
from seawall.identification.suggesting import NOT_ANY_MORE, is_series, suggestions_of


@action
def accept_suggestion(series: Series, other_id: str, *, actor: Actor) -> Series:
    """The item is put in, or the other series merged into this one. Both are changes that can be undone, and then it is suggested again."""
    if not policy.may_change(actor, series):
        raise Refused
    if other_id not in {one.other_id for one in suggestions_of(series)}:
        raise WrongState(NOT_ANY_MORE)
    if not is_series(other_id):
        add_items(series, [other_id], actor=actor)
        return series
    other = Series.objects.filter(owner_id=series.owner_id, pk=other_id).first()
    if other is None:
        raise NotFound
    return merge_series(other, series, actor=actor)
