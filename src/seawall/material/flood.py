"""One fingerprint that suddenly matches a thousand different pictures says something about itself, not about them: a blank
frame, a logo, a mistake, an attack. It is quarantined - nothing acts on it - until a person has looked."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Count

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.events import announce
from seawall.material.events import ItemQuarantined
from seawall.material.models import Item, Match
from seawall.material.turns import touch

SPAN = timedelta(hours=1)


def matched_lately(items: Collection[Item]) -> Counter[str]:
    """How many other items each was found to be near to within the last hour."""
    lately = Match.objects.filter(asking__isnull=False, created_at__gte=clock.now() - SPAN)
    counts: Counter[str] = Counter()
    for side in ("item_id", "asking_id"):
        mine = lately.filter(**{f"{side}__in": [item.id for item in items]}).order_by()
        counts.update(dict(mine.values_list(side).annotate(count=Count("id"))))
    return counts


def may_flood(item: Item) -> bool:
    """Whoever was released by a person is not quarantined by the machine again."""
    return item.quarantined_at is None and item.released_at is None


def quarantine(items: Iterable[tuple[Item, int]], actor: Actor) -> list[Item]:
    """Those of these locked items (with how much each matched) that are over the limit; turn, trail and event included."""
    over = [(item, matches) for item, matches in items if matches > settings.FLOOD and may_flood(item)]
    for item, matches in over:
        item.quarantined_at, item.flood = clock.now(), matches
        item.save(update_fields=["quarantined_at", "flood", "changed_at"])
    touch(*(item for item, _ in over))
    for item, matches in over:
        record("material.quarantined", actor=actor, subject=item, matches=matches)
        announce(ItemQuarantined(owner_id=item.owner_id, item_id=item.id))
    return [item for item, _ in over]
