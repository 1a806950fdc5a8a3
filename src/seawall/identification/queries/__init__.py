"""Reads, always for a viewer. A foreign and an unknown id give the same answer: there is nothing."""

from seawall.identification.queries.board import Hypotheses, hypotheses_of, trail_for
from seawall.identification.queries.claims import claims_due, claims_ending_for, claims_of_person
from seawall.identification.queries.clues import Card, cards_of, clue_for, steps_of
from seawall.identification.queries.counted import Standing, items_standing, victims_standing
from seawall.identification.queries.series import (
    change_for,
    claim_for,
    history_of,
    items_in,
    items_moved_by,
    loose_items_for,
    one_series_for,
    open_series_by_code,
    pointers_beside,
    running_claim_of,
    series_for,
    series_of_item_for,
    victim_for,
)
from seawall.identification.queries.worklist import (
    SHELVES,
    Shelf,
    recent_series_for,
    row_facts,
    shelf_of,
    worklist_for,
)
from seawall.identification.suggesting import Suggested, count_of_suggestions, suggestions_of

__all__ = [
    "Card",
    "Hypotheses",
    "SHELVES",
    "Shelf",
    "Standing",
    "Suggested",
    "cards_of",
    "change_for",
    "claim_for",
    "claims_due",
    "claims_ending_for",
    "claims_of_person",
    "clue_for",
    "count_of_suggestions",
    "history_of",
    "hypotheses_of",
    "items_in",
    "items_moved_by",
    "items_standing",
    "loose_items_for",
    "one_series_for",
    "open_series_by_code",
    "pointers_beside",
    "recent_series_for",
    "row_facts",
    "running_claim_of",
    "series_for",
    "series_of_item_for",
    "shelf_of",
    "steps_of",
    "suggestions_of",
    "trail_for",
    "victim_for",
    "victims_standing",
    "worklist_for",
]
