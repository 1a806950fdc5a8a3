from collections.abc import Collection

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.material import policy, settling
from seawall.material.actions.locks import locked_items
from seawall.material.actions.withdraw_entry import withdraw_entry
from seawall.material.models import Item, ListEntry
from seawall.material.opinions import withdraw
from seawall.material.states import EntryState, WithdrawalReason


@action
def recall_items(item_ids: Collection[str], because: WithdrawalReason, *, actor: Actor) -> list[ListEntry]:
    """What was said here of these items was wrong: every entry is withdrawn, every opinion taken back, and the verdict is open again. The
    entries that were withdrawn come back. The items stay, so that people look anew."""
    items = locked_items(item_ids)
    if not items or not all(policy.may_recall(actor, item) for item in items):
        raise Refused
    withdrawn: list[ListEntry] = []
    for item in items:
        withdrawn += _withdraw_entries(item, because, actor)
        _take_back(item, actor)
    return withdrawn


def _withdraw_entries(item: Item, because: WithdrawalReason, actor: Actor) -> list[ListEntry]:
    standing = item.entries.exclude(state=EntryState.WITHDRAWN).select_related("list").order_by("id")
    return [withdraw_entry(entry, because, actor=actor) for entry in standing]


def _take_back(item: Item, actor: Actor) -> None:
    opinions = settling.standing(item)
    for opinion in opinions:
        withdraw(opinion)
    news = settling.settle(item)
    item.mistaken_at = clock.now()
    item.save(update_fields=["mistaken_at", "changed_at"])
    record("material.recalled", actor=actor, subject=item, opinions=len(opinions))
    for event in news:
        announce(event)
