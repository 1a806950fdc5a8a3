"""What the standing opinions of an item say together: its state, and the verdict of each scheme.

The item has to be locked by the action that calls. See docs/decisions/0010-two-opinions.md for why it counts as it does.
"""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext_noop

from seawall.core import clock
from seawall.core.events import Event
from seawall.material.events import ItemConfirmed, ItemDisputed, ItemUnconfirmed, VerdictsChanged
from seawall.material.models import Item, Opinion, Verdict
from seawall.material.schemes import NO_VERDICT, Outcome, Scheme, evaluate, schemes
from seawall.material.schemes.evaluate import in_every_language
from seawall.material.states import ItemState, Labels
from seawall.material.turns import touch

OPINIONS_DIFFER = gettext_noop("The opinions differ, and no category has more than half of them.")
Finding = tuple[str, ...]


def finding_of(labels: Labels) -> Finding:
    """What the labels mean under every scheme: two opinions agree when their findings are equal."""
    return tuple(evaluate(scheme, labels).category for scheme in schemes())


def state_of(opinions: Sequence[Opinion]) -> ItemState:
    """Confirmed: more than half of the standing opinions come to one finding, two of them independently."""
    if len(opinions) < 2:
        return ItemState.ASSESSED if opinions else ItemState.WAITING
    findings = Counter(finding_of(opinion.labels) for opinion in opinions)
    finding, votes = findings.most_common(1)[0]
    independent = [o for o in opinions if o.independent and finding_of(o.labels) == finding]
    if 2 * votes > len(opinions) and len(independent) >= 2:
        return ItemState.CONFIRMED
    return ItemState.DISPUTED


def outcome_of(scheme: Scheme, opinions: Sequence[Opinion]) -> Outcome:
    """The category that more than half of the standing opinions give; a dispute about one scheme leaves the others."""
    outcomes = [evaluate(scheme, opinion.labels) for opinion in opinions]
    category, votes = Counter(outcome.category for outcome in outcomes).most_common(1)[0]
    if 2 * votes > len(opinions):
        return next(outcome for outcome in outcomes if outcome.category == category)
    return Outcome(NO_VERDICT, in_every_language(OPINIONS_DIFFER))


def settle(item: Item) -> list[Event]:
    """Bring state and verdicts in line with the standing opinions; what to announce comes back."""
    opinions = standing(item)
    before, after = ItemState(item.state), state_of(opinions)
    changed = write_verdicts(item, opinions)
    item.state = after
    item.settled_at = clock.now() if opinions else None
    if after in (ItemState.CONFIRMED, ItemState.DISPUTED):
        item.second_opinion_asked_at = None
    item.save(update_fields=["state", "settled_at", "second_opinion_asked_at", "changed_at"])
    touch(item)
    return _news(item, before, after, changed)


def standing(item: Item) -> list[Opinion]:
    return list(item.opinions.filter(withdrawn_at__isnull=True).order_by("id"))


def write_verdicts(item: Item, opinions: Sequence[Opinion]) -> bool:
    """Supersede what no longer holds and keep what does; says whether a category that was held before is another now."""
    old = {verdict.scheme: verdict for verdict in item.verdicts.filter(superseded_at__isnull=True)}
    new = {scheme.id: (scheme, outcome_of(scheme, opinions)) for scheme in schemes()} if opinions else {}
    kept = {
        name for name, (scheme, outcome) in new.items() if name in old and _same(old[name], scheme, outcome)
    }
    gone = [verdict.pk for name, verdict in old.items() if name not in kept]
    item.verdicts.filter(pk__in=gone).update(superseded_at=clock.now())
    Verdict.objects.bulk_create(
        _verdict(item, scheme, outcome) for name, (scheme, outcome) in new.items() if name not in kept
    )
    return any(name not in new or new[name][1].category != verdict.category for name, verdict in old.items())


def _same(verdict: Verdict, scheme: Scheme, outcome: Outcome) -> bool:
    held = (verdict.version, verdict.category, verdict.reason)
    return held == (scheme.version, outcome.category, dict(outcome.reason.by_language))


def _verdict(item: Item, scheme: Scheme, outcome: Outcome) -> Verdict:
    return Verdict(
        owner_id=item.owner_id,
        item=item,
        scheme=scheme.id,
        version=scheme.version,
        category=outcome.category,
        reason=dict(outcome.reason.by_language),
    )


def _news(item: Item, before: ItemState, after: ItemState, changed: bool) -> list[Event]:
    about = {"owner_id": item.owner_id, "item_id": item.id}
    news: list[Event] = []
    if before == ItemState.CONFIRMED and after != ItemState.CONFIRMED:
        news.append(ItemUnconfirmed(**about))
    if after == ItemState.CONFIRMED and before != ItemState.CONFIRMED:
        news.append(ItemConfirmed(**about))
    if after == ItemState.DISPUTED and before != ItemState.DISPUTED:
        news.append(ItemDisputed(**about))
    if changed:
        news.append(VerdictsChanged(**about))
    return news
