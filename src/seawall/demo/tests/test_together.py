"""Jonas's weeks: series, children on each rung, and claims of which one is about to end."""

from datetime import UTC, datetime, timedelta

import pytest

from seawall.approvals.queries import waiting_for
from seawall.demo.past.hands import actor_called
from seawall.demo.past.timeline import Timeline
from seawall.demo.past.together import SERIES, Together
from seawall.demo.people import come_to_work
from seawall.identification.queries import (
    SHELVES,
    cards_asked_of,
    cards_of,
    hypotheses_of,
    public_cards,
    requests_with_tips_for,
    shelf_of,
    vault_for,
    worklist_for,
)


@pytest.mark.django_db
def test_every_page_has_something_to_show() -> None:
    come_to_work()
    end = datetime.now(UTC)
    timeline = Timeline(end - timedelta(weeks=10), end)
    Together(timeline).come(end - timedelta(weeks=10))
    timeline.live(lambda moment: None)
    jonas = actor_called("jonas")
    [with_clues] = worklist_for(jonas, shelf_of("clues"))
    assert {card.clue.kind for card in cards_of(with_clues)} == {"plug", "language", "vehicle"}
    board = hypotheses_of(with_clues).board
    assert board.leading == ("AT", "DE") and board.question and board.question.supports == ("AT",)
    assert [one.country for one in board.ruled_out] == ["NL"]
    shown = {shelf.code: worklist_for(jonas, shelf_of(shelf.code)).count() for shelf in SHELVES}
    # One was split into two, and two became one.
    assert shown == {
        "free": 1,
        "mine": 2,
        "ending": 1,
        "clues": 1,
        # Ten weeks are too short for one to grow cold; one look at a series is noted all the same.
        "cold": 0,
        "recent": len(SERIES),
        "all": len(SERIES),
    }
    emil, vera, noor = (actor_called(key) for key in ("emil", "vera", "noor"))
    assert [card.title for card in public_cards()] == ["A blue street sign"]
    assert [(one.title, tips) for one, tips in requests_with_tips_for(jonas)] == [("A blue street sign", 1)]
    assert [card.title for card in cards_asked_of(noor)] == ["A white plug"]
    assert {child.entries for child in vault_for(vera)} == {1, 3}
    # A card for Emil to look at, and fields of a child for Vera.
    assert [one.deed for one in waiting_for(emil)] == ["identification.release_request"]
    assert [one.deed for one in waiting_for(vera)] == ["identification.open_vault"]
