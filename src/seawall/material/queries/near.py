from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from seawall.core.actors import Actor
from seawall.material.models import Fingerprint, Item, List, ListEntry, Match
from seawall.material.queries.items import items_for
from seawall.material.states import EntryState, FingerprintKind, MatchAnswer, Stance

# What the bits of difference mean in practice (the PDQ specification's examples of resized, recompressed, marked pictures).
ALMOST_SURELY, PROBABLY = 10, 20


@dataclass(frozen=True, slots=True)
class NearMatch:
    """A pair as one of the two sees it: what the other is, how far it is, and on whose word it counts."""

    match: Match
    other: Item
    # Of the two PDQ fingerprints, the lower one, 0 to 100: below 50 nothing is matched at all.
    quality: int | None
    # The shared entry of the other, on a list that has the pair within its radius now.
    entry: ListEntry | None
    # Where there is none: that on the list for which the pair was noted, and which was narrowed or switched off since.
    lapsed: ListEntry | None

    @property
    def record_id(self) -> str:
        return self.entry.id if self.entry else self.other.id

    @property
    def sentence(self) -> str:
        return sentence_of(self.match.distance)


def sentence_of(distance: int) -> str:
    """What a distance says, and what it does not say, in plain words."""
    if distance == 0:
        return _(
            "The two fingerprints are equal, the files are not. Most likely it is the same picture, saved anew."
        )
    if distance <= ALMOST_SURELY:
        return _("Most likely the same picture, made smaller, saved anew or slightly marked.")
    if distance <= PROBABLY:
        return _("Probably the same picture, altered; it may be another one of the same scene.")
    return _("Looks alike. It may be the same picture, altered much, or another one of the same scene.")


def near_matches_for(actor: Actor, item: Item) -> list[NearMatch]:
    """The nearest first. What a person called not the same, and what is known to be harmless, is not among them."""
    mine = Q(item=item, asking__isnull=False) | Q(asking=item)
    shown = _shown(_pairs(actor).filter(mine).exclude(answer=MatchAnswer.NOT_SAME))
    return _of(item, shown.order_by("distance", "id"))


def not_same_for(actor: Actor, item: Item) -> list[NearMatch]:
    """Kept so that a wrong answer can be taken back; shown to nobody who does not ask for it."""
    mine = Q(item=item, asking__isnull=False) | Q(asking=item)
    called = _pairs(actor).filter(mine, answer=MatchAnswer.NOT_SAME)
    return _of(item, called.order_by("-answered_at"))


def exact_matches_for(actor: Actor, item: Item) -> QuerySet[Match]:
    """Who asked for the very bytes of this item, latest first."""
    asked = Match.objects.filter(item__in=items_for(actor), item=item, asking__isnull=True)
    on_list = ListEntry.objects.filter(
        item=OuterRef("item"), list=OuterRef("list"), state=EntryState.SHARED, list__matching=True
    )
    shown = asked.annotate(on_list=Exists(on_list))
    return shown.select_related("list", "answered_by").order_by("-last_at")


def pairs_of(matches: Sequence[Match]) -> list[NearMatch]:
    """Each as the one who asked sees it."""
    return _seen_from([match.asking_id for match in matches], matches)


def open_near_matches_for(actor: Actor) -> QuerySet[Match]:
    """Pairs that nobody has answered, the oldest first."""
    return _shown(_pairs(actor).filter(answer=MatchAnswer.OPEN)).order_by("id")


def near_pairs_for(actor: Actor, item_ids: Collection[str]) -> list[tuple[str, str, int]]:
    """For many items at once: each with one that looks like it, and their distance. What a person called not the same is left out."""
    mine = Q(item_id__in=item_ids) | Q(asking_id__in=item_ids)
    shown = _shown(_pairs(actor).filter(mine).exclude(answer=MatchAnswer.NOT_SAME)).order_by("distance", "id")
    found = shown.values_list("item_id", "asking_id", "distance")
    return [(one, other, far) if one in item_ids else (other, one, far) for one, other, far in found]


def quarantined_items_for(actor: Actor) -> QuerySet[Item]:
    return items_for(actor).filter(quarantined_at__isnull=False).order_by("quarantined_at")


def overlooked_items_for(actor: Actor) -> QuerySet[Item]:
    """Those that were never asked what they look like: they were here before anybody could ask."""
    return items_for(actor).filter(compared_at__isnull=True).order_by("id")


def harmless_lists_of(item: Item) -> QuerySet[List]:
    return List.objects.filter(
        entries__item=item, entries__state=EntryState.SHARED, matching=True, stance=Stance.HARMLESS
    ).order_by("name")


def _pairs(actor: Actor) -> QuerySet[Match]:
    # Of each pair: SQLite would else make a list of all items of the agency first.
    mine = Exists(items_for(actor).filter(pk=OuterRef("item_id")))
    pairs = Match.objects.filter(mine, asking__isnull=False)
    return pairs.select_related("item", "asking", "list", "answered_by")


def _shown(pairs: QuerySet[Match]) -> QuerySet[Match]:
    """A list may have been called harmless, or a flood stopped, after the pair was found."""
    for side in ("item", "asking"):
        harmless = ListEntry.objects.filter(
            item=OuterRef(side), state=EntryState.SHARED, list__matching=True, list__stance=Stance.HARMLESS
        )
        pairs = pairs.filter(~Exists(harmless), **{f"{side}__quarantined_at__isnull": True})
    return pairs


def _of(item: Item, pairs: Iterable[Match]) -> list[NearMatch]:
    found = list(pairs)
    return _seen_from([item.id] * len(found), found)


def _seen_from(sides: Sequence[str | None], pairs: Sequence[Match]) -> list[NearMatch]:
    """Each pair from the side of one of its two items."""
    quality, entries = _qualities(pairs), _entries(pairs)
    found = []
    for side, match in zip(sides, pairs, strict=True):
        other = match.asking if side == match.item_id and match.asking else match.item
        mine = entries.get(other.id, [])
        entry = next((one for one in mine if one.list.has_within(match.distance)), None)
        noted = [one for one in mine if one.list_id == match.list_id and other == match.item]
        lapsed = noted[0] if noted and entry is None else None
        found.append(NearMatch(match, other, quality.get(match.id), entry, lapsed))
    return found


def _qualities(pairs: Sequence[Match]) -> dict[str, int]:
    """The lower quality of each pair, by the id of the match."""
    sides = {one for match in pairs for one in (match.item_id, match.asking_id)}
    pictures = Fingerprint.objects.filter(item_id__in=sides, kind=FingerprintKind.PDQ)
    held = dict(pictures.values_list("item_id", "quality"))
    both = {match.id: [held.get(match.item_id), held.get(match.asking_id or "")] for match in pairs}
    return {
        match_id: min(known) for match_id, two in both.items() if (known := [q for q in two if q is not None])
    }


def _entries(matches: Collection[Match]) -> dict[str, list[ListEntry]]:
    """The shared entries of the items of these pairs, the oldest first."""
    sides = {one for match in matches for one in (match.item_id, match.asking_id)}
    shared = ListEntry.objects.filter(item_id__in=sides, state=EntryState.SHARED)
    found: defaultdict[str, list[ListEntry]] = defaultdict(list)
    for entry in shared.select_related("list").order_by("id"):
        found[entry.item_id].append(entry)
    return found
