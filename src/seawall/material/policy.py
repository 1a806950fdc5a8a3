"""Who may do what with material. Read from top to bottom: who reads, who judges, who answers for what leaves the house.

analyst, specialist     register, assess, ask for a second opinion, hold, match, propose, vote, reveal
reviewer                all of that, and settles disputes, shares and withdraws entries, opens lists and says how they
                        match, takes snapshots of them, writes items into files, releases what a flood of matches has quarantined
investigator            reads, matches, holds, reveals
auditor, data protection read
the node itself         registers, matches, quarantines, recomputes, withdraws what is no longer confirmed, plants canaries
administrator            the names of lists, to open access keys to them
an access key            asks the lists that it names, and takes them over where its scope and an agreement say so
coordinator, reporter    nothing here
"""

from typing import Any

from rules import predicate

from seawall.core.actors import Actor, Duty
from seawall.core.policy import has_duty, is_system, owns
from seawall.people.queries import HeldKey
from seawall.people.states import Scope

is_assessor = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.SPECIALIST)
is_reviewer = has_duty(Duty.REVIEWER)
works_with_material = is_assessor | has_duty(Duty.INVESTIGATOR)
reads_material = works_with_material | has_duty(Duty.AUDITOR, Duty.DATA_PROTECTION)


@predicate  # type: ignore[untyped-decorator]
def is_author(actor: Any, opinion: Any = None) -> bool:
    return isinstance(actor, Actor) and bool(getattr(opinion, "author_id", None) == actor.id)


# Reading
may_read_some = reads_material | is_system
may_read = may_read_some & owns
may_read_schemes = reads_material

# Items and opinions
may_register = is_assessor | is_system
may_assess = is_assessor & owns
may_settle = is_reviewer & owns
may_take_back = is_assessor & owns & is_author
may_ask_second_opinion = is_assessor & owns
may_hold = works_with_material & owns
may_avoid_view = is_system & owns

# Matches
may_match = works_with_material | is_system
may_answer_match = works_with_material & owns
may_note_near = is_system & owns
may_count_hits = is_system
# A flood of matches is stopped by the node itself, and let go by whoever answers for the lists.
may_release = is_reviewer & owns

# Lists: one person proposes, a reviewer shares. Only the owner edits.
may_open_list = is_reviewer
may_set_matching = is_reviewer & owns
may_propose = is_assessor & owns
may_share = is_reviewer & owns
may_withdraw = (is_reviewer | is_system) & owns
# What was said of an item was wrong: its entries and opinions are taken back together. Who may decide that stands in mistakes.
may_recall = is_reviewer & owns
may_vote = is_assessor & owns
# Their names alone: which of them an access key may ask is part of looking after keys.
may_offer_lists = has_duty(Duty.ADMINISTRATOR)

# Confidential values; the action asks for a fresh second factor as well.
may_reveal = works_with_material & owns
# A whole list, or all items, leave the node in full: as for sharing, a reviewer answers for it.
may_take_snapshot = is_reviewer & owns
may_reveal_all = is_reviewer


@predicate  # type: ignore[untyped-decorator]
def may_ask_lists(key: Any, list_ids: Any = None) -> bool:
    """The match interface: the key opens it and, where lists are given, names each of them."""
    if not isinstance(key, HeldKey) or Scope.MATCH not in key.scopes:
        return False
    return list_ids is None or (bool(list_ids) and set(list_ids) <= key.lists)


@predicate  # type: ignore[untyped-decorator]
def may_take_list(key: Any, list: Any = None) -> bool:
    """Take a list over, entry by entry: the key opens that and names the list, and both are of one agency. That an
    agreement runs is for federation to know."""
    if not isinstance(key, HeldKey) or Scope.LISTS not in key.scopes or list is None:
        return False
    return owner_is(key, list) and getattr(list, "id", None) in key.lists


def owner_is(key: HeldKey, record: Any) -> bool:
    return bool(getattr(record, "owner_id", None) == key.owner_id)


may_recompute = is_system
# Canaries are planted, and seen again, by the node itself.
may_plant = is_system & owns
may_notice_canary = is_system & owns
