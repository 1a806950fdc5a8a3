"""What Jonas sees first: series on which nobody works, those in hand, claims that are about to end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound
from seawall.identification.cold_cases import cold
from seawall.identification.models import Claim, Clue, Series, SeriesItem, Victim
from seawall.identification.queries.clues import open_clue_counts
from seawall.identification.queries.series import series_for
from seawall.identification.states import (
    ENDING_SOON_DAYS,
    FOUND,
    LADDER,
    ClaimEnd,
    ClueState,
    SeriesState,
    VictimState,
)

MOST_RECENT = 50


@dataclass(frozen=True, slots=True)
class Shelf:
    """One tab of the worklist."""

    code: str
    label: Promise
    empty: Promise
    pick: Callable[[QuerySet[Series], Actor], QuerySet[Series]]


def _running(**more: object) -> Exists:
    return Exists(
        Claim.objects.filter(series=OuterRef("pk"), end=ClaimEnd.RUNNING, expires_at__gt=clock.now(), **more)
    )


def _free(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    """Nobody on it, and a child to be looked for."""
    return found.filter(~_running(), still_sought())


def still_sought() -> Q:
    """One that is found needs nobody to look."""
    victims = Victim.objects.filter(series=OuterRef("pk"))
    return ~Exists(victims) | Exists(victims.exclude(state__in=FOUND))


def _with_clues(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    """A clue counts or waits to be judged, and a child to be looked for."""
    clues = Clue.objects.filter(series=OuterRef("pk"), state=ClueState.OPEN)
    return found.filter(Exists(clues), still_sought())


def _cold(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    """Nothing was done for months, or the day of the next look has come."""
    return cold(found.filter(still_sought()))


def _mine(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    return found.filter(_running(by_id=actor.id))


def _ending(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    soon = clock.now() + timedelta(days=ENDING_SOON_DAYS)
    return found.filter(_running(expires_at__lte=soon))


def _every(found: QuerySet[Series], actor: Actor) -> QuerySet[Series]:
    return found


SHELVES = (
    Shelf("free", _("Nobody on it"), _("Somebody works on every series"), _free),
    Shelf("mine", _("Mine"), _("You have claimed no series"), _mine),
    Shelf("ending", _("Claims about to end"), _("No claim ends within a week"), _ending),
    Shelf("clues", _("Clues open"), _("No clue is open"), _with_clues),
    Shelf("cold", _("Cold cases"), _("No series waits for a fresh look"), _cold),
    Shelf("recent", _("Recent"), _("There is no series yet"), _every),
    Shelf("all", _("All"), _("There is no series yet"), _every),
)


def shelf_of(code: str) -> Shelf:
    found = next((one for one in SHELVES if one.code == code), None)
    if found is None:
        raise NotFound
    return found


def worklist_for(actor: Actor, shelf: Shelf) -> QuerySet[Series]:
    return shelf.pick(series_for(actor).filter(state=SeriesState.OPEN), actor)


def recent_series_for(actor: Actor) -> list[Series]:
    """Those in which something was done last."""
    found = series_for(actor).filter(state=SeriesState.OPEN)
    return list(found.order_by("-changed_at", "-id")[:MOST_RECENT])


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one series in a list: `victims` as pairs of state and number, from below; `clues` are those that are open."""

    items: int
    victims: tuple[tuple[VictimState, int], ...]
    claim: Claim | None
    clues: int


def row_facts(found: Sequence[Series]) -> Mapping[str, Facts]:
    """Of series that the viewer was let to, in four questions whatever their number."""
    ids = [one.id for one in found]
    items = dict(
        SeriesItem.objects.filter(series__in=ids).values_list("series").annotate(n=Count("id")).order_by()
    )
    victims: dict[str, dict[str, int]] = {}
    counted = Victim.objects.filter(series__in=ids).values_list("series", "state").annotate(n=Count("id"))
    for series_id, state, number in counted.order_by():
        victims.setdefault(series_id, {})[state] = number
    running = Claim.objects.filter(Q(series__in=ids), end=ClaimEnd.RUNNING, expires_at__gt=clock.now())
    claims = {claim.series_id: claim for claim in running.select_related("by")}
    clues = open_clue_counts(found)
    return {
        id_: Facts(items.get(id_, 0), _ladder(victims.get(id_, {})), claims.get(id_), clues.get(id_, 0))
        for id_ in ids
    }


def _ladder(counts: Mapping[str, int]) -> tuple[tuple[VictimState, int], ...]:
    return tuple((state, counts[state]) for state in LADDER if state in counts)
