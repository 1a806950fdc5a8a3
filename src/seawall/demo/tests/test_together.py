"""Jonas's weeks: series, children on each rung, and claims of which one is about to end."""

from datetime import UTC, datetime, timedelta

import pytest

from seawall.demo import roster
from seawall.demo.past.timeline import Timeline
from seawall.demo.past.together import SERIES, Together
from seawall.demo.people import come_to_work
from seawall.identification.queries import SHELVES, cards_of, hypotheses_of, shelf_of, worklist_for
from seawall.people.queries import actor_of, staff_by_email


@pytest.mark.django_db
def test_every_tab_has_something_to_show() -> None:
    come_to_work()
    end = datetime.now(UTC)
    timeline = Timeline(end - timedelta(weeks=10), end)
    Together(timeline).come(end - timedelta(weeks=10))
    timeline.live(lambda moment: None)
    jonas = actor_of(staff_by_email(roster.person("jonas").email))
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
