"""How items and victims move between series, kept so that each change can be undone. Called inside the deeds, under their locks."""

from collections.abc import Collection, Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, WrongState
from seawall.core.ids import new_ids
from seawall.identification.codes import SERIES, new_code
from seawall.identification.models import Change, ClosedTrail, Clue, Move, Series, SeriesItem, Victim
from seawall.identification.states import LONGEST_WORDS, ChangeKind, Things
from seawall.material.queries import items_for

AT_ONCE = 500
# Of a move, in the order in which `Things` names them.
COLUMNS = ("item_id", "victim_id", "clue_id", "trail_id")
ELSEWHERE = _(
    "Something of this stands in another series by now. Look at both pages, and undo the later change first."
)


def locked(*series_ids: str) -> dict[str, Series]:
    """Always in the order of their ids, so that two deeds never wait for each other."""
    found = Series.objects.select_for_update().filter(pk__in=series_ids).order_by("id")
    return {one.id: one for one in found}


def must_be_open(*series: Series) -> None:
    if not all(one.is_open for one in series):
        raise WrongState(_("This series is closed. What stood in it is in the series that its page names."))


def own_items(actor: Actor, item_ids: Collection[str]) -> tuple[str, ...]:
    """In one order for everybody, so that two who add the same at once do not wait for each other."""
    wanted = sorted(set(item_ids))
    known = set(items_for(actor).filter(pk__in=wanted).values_list("pk", flat=True))
    if not wanted or len(known) < len(wanted):
        raise Invalid(
            {"items": _("Choose at least one item, and only items that your agency has registered.")}
        )
    return tuple(wanted)


def checked_words(words: str) -> str:
    if len(words.strip()) > LONGEST_WORDS:
        raise Invalid({"words": _("Please say it in at most 500 letters.")})
    return words.strip()


def new_series(actor: Actor) -> Series:
    code = new_code(SERIES, lambda code: Series.objects.filter(code=code).exists())
    return Series.objects.create(owner_id=actor.agency_id, code=code, opened_by_id=actor.id)


def write_change(
    kind: ChangeKind,
    series: Series,
    *,
    other: Series | None = None,
    words: str = "",
    undoes: Change | None = None,
    actor: Actor,
) -> Change:
    return Change.objects.create(
        kind=kind, series=series, other=other, words=checked_words(words), undoes=undoes, by_id=actor.id
    )


def move(change: Change, things: Things, origin: Series | None, target: Series | None) -> None:
    """WrongState, and nothing moved, where one of them does not stand in `origin`."""
    _move_items(things.items, origin, target)
    _move_records(Victim, things.victims, origin, target)
    _move_records(Clue, things.clues, origin, target)
    _move_records(ClosedTrail, things.trails, origin, target)
    moved = [(column, one) for column, ids in _columns(things) for one in ids]
    Move.objects.bulk_create(
        [
            Move(id=id_, change=change, origin=origin, target=target, **{what: one})
            for id_, (what, one) in zip(new_ids("mov", len(moved)), moved, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    for series in filter(None, (origin, target)):
        series.save(update_fields=["changed_at"])


def _move_items(item_ids: tuple[str, ...], origin: Series | None, target: Series | None) -> None:
    if origin is None:
        _put_in(item_ids, target)
        return
    standing = SeriesItem.objects.filter(series=origin, item_id__in=item_ids)
    done = standing.update(series=target) if target else standing.delete()[0]
    if done != len(item_ids):
        raise WrongState(ELSEWHERE)


def _put_in(item_ids: tuple[str, ...], target: Series | None) -> None:
    new = [SeriesItem(series=target, item_id=one) for one in item_ids]
    try:
        with transaction.atomic():
            SeriesItem.objects.bulk_create(new, batch_size=AT_ONCE)
    except IntegrityError:
        raise WrongState(_("One of these items stands in a series already.")) from None


def _move_records(
    kind: type[Victim] | type[Clue] | type[ClosedTrail],
    ids: tuple[str, ...],
    origin: Series | None,
    target: Series | None,
) -> None:
    here = kind.objects.filter(pk__in=ids, series=origin)
    if ids and here.update(series=target, changed_at=clock.now()) != len(ids):
        raise WrongState(ELSEWHERE)


def _columns(things: Things) -> Iterable[tuple[str, tuple[str, ...]]]:
    return zip(COLUMNS, (things.items, things.victims, things.clues, things.trails), strict=True)


def moved_by(change: Change) -> Things:
    moves = change.moves.order_by("id")
    return Things(
        *(tuple(moves.exclude(**{one: None}).values_list(one, flat=True)) for one in COLUMNS),
    )


def standing_in(series: Series) -> Things:
    """All of it, each kind in one order for everybody."""
    return Things(
        tuple(series.entries.order_by("item_id").values_list("item_id", flat=True)),
        tuple(series.victims.order_by("id").values_list("id", flat=True)),
        tuple(series.clues.order_by("id").values_list("id", flat=True)),
        tuple(series.closed_trails.order_by("id").values_list("id", flat=True)),
    )


def shows_nobody(series: Series) -> bool:
    """Clues alone make no series."""
    return not series.entries.exists() and not series.victims.exists()
