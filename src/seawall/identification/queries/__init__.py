"""Reads, always for a viewer. A foreign and an unknown id give the same answer: there is nothing."""

from seawall.identification.queries.board import Hypotheses, hypotheses_of, trail_for
from seawall.identification.queries.claims import claims_due, claims_ending_for, claims_of_person
from seawall.identification.queries.clues import Card, cards_of, clue_for, steps_of
from seawall.identification.queries.cold import cold_series_for, looks_at, looks_coming_for
from seawall.identification.queries.counted import Standing, items_standing, victims_standing
from seawall.identification.queries.found import clues_found_for, series_found_for, victims_found_for
from seawall.identification.queries.safeguarding import (
    bodies_for,
    care_of,
    care_steps_of,
    checks_coming_for,
    checks_overdue_for,
    unprotected_for,
)
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
from seawall.identification.queries.stories import series_story_for
from seawall.identification.queries.wishes import (
    ToTell,
    series_of_items,
    tellings_due_for,
    tellings_held_for,
    tellings_of,
    tellings_waiting_for,
    wish_of,
    wishes_of,
)
from seawall.identification.queries.worklist import (
    SHELVES,
    Shelf,
    recent_series_for,
    row_facts,
    shelf_of,
    worklist_for,
)
from seawall.identification.suggesting import Suggested, suggestions_of

__all__ = [
    "Card",
    "Hypotheses",
    "SHELVES",
    "Shelf",
    "Standing",
    "Suggested",
    "ToTell",
    "bodies_for",
    "cards_of",
    "care_of",
    "care_steps_of",
    "change_for",
    "checks_coming_for",
    "checks_overdue_for",
    "claim_for",
    "claims_due",
    "claims_ending_for",
    "claims_of_person",
    "clue_for",
    "clues_found_for",
    "cold_series_for",
    "history_of",
    "hypotheses_of",
    "items_in",
    "items_moved_by",
    "items_standing",
    "looks_at",
    "looks_coming_for",
    "loose_items_for",
    "one_series_for",
    "open_series_by_code",
    "pointers_beside",
    "recent_series_for",
    "row_facts",
    "running_claim_of",
    "series_for",
    "series_found_for",
    "series_of_item_for",
    "series_story_for",
    "series_of_items",
    "shelf_of",
    "steps_of",
    "suggestions_of",
    "tellings_due_for",
    "tellings_held_for",
    "tellings_of",
    "tellings_waiting_for",
    "trail_for",
    "unprotected_for",
    "victim_for",
    "victims_found_for",
    "victims_standing",
    "wish_of",
    "wishes_of",
    "worklist_for",
]
