"""Reads, always for a viewer. A foreign and an unknown id give the same answer: there is nothing."""

from seawall.material.queries.decisions import (
    Decision,
    Reason,
    decision_of,
    past_verdicts_for,
    verdicts_for,
    verdicts_of,
)
from seawall.material.queries.items import (
    disputed_items_for,
    items_for,
    items_waiting_for,
    items_waiting_second_opinion_for,
    matches_for,
    may_see_opinions,
    one_fingerprint_for,
    one_item_for,
    one_match_for,
    one_opinion_for,
    opinions_for,
)
from seawall.material.queries.known import WhyKnown, known_item_for, views_avoided_for, why_known_for
from seawall.material.queries.lists import (
    entries_for,
    entries_of_item_for,
    lists_for,
    one_entry_for,
    one_list_for,
    open_entries_for,
)
from seawall.material.queries.schemes import Progress, progress_for, stale_items_for

__all__ = [
    "Decision",
    "Progress",
    "Reason",
    "WhyKnown",
    "decision_of",
    "disputed_items_for",
    "entries_for",
    "entries_of_item_for",
    "items_for",
    "items_waiting_for",
    "items_waiting_second_opinion_for",
    "known_item_for",
    "lists_for",
    "matches_for",
    "may_see_opinions",
    "one_entry_for",
    "one_fingerprint_for",
    "one_item_for",
    "one_list_for",
    "one_match_for",
    "one_opinion_for",
    "open_entries_for",
    "opinions_for",
    "past_verdicts_for",
    "progress_for",
    "stale_items_for",
    "verdicts_for",
    "verdicts_of",
    "views_avoided_for",
    "why_known_for",
]
