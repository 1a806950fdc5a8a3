"""Two who decide at once, and one who gives an opinion while they decide. Proven on PostgreSQL, where many do so at once."""

from typing import Any

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.tests.at_once import at_once
from seawall.material.actions import vote_entry
from seawall.material.models import ListEntry
from seawall.material.states import EntryState, VoteReason
from seawall.mistakes.actions import About, decide_doubt, note_doubt
from seawall.mistakes.models import Correction, Doubt
from seawall.mistakes.states import CorrectionKind, DoubtKind, Finding, Judgement
from seawall.mistakes.tests.conftest import Voted

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="needs many at once: set DATABASE_URL"),
]
WRONG = Judgement(Finding.ITEM, "A harmless square.", VoteReason.WRONG_FINGERPRINT)
RIGHT = Judgement(Finding.RIGHT, "It is what we said.")


def test_of_two_who_decide_at_once_one_decides(shared: Any, voted: Voted, assessor: Actor) -> None:
    for _ in range(5):
        entry = shared()
        doubt = voted(entry)
        answers = at_once(
            lambda doubt=doubt: decide_doubt(doubt, WRONG, actor=assessor),
            lambda doubt=doubt: decide_doubt(doubt, RIGHT, actor=assessor),
        )
        assert [type(one) for one in answers if isinstance(one, Exception)] == [WrongState]
        doubt.refresh_from_db()
        entry.refresh_from_db()
        wrong = doubt.finding == Finding.ITEM
        assert (entry.state == EntryState.WITHDRAWN) is wrong
        assert Correction.objects.filter(doubt=doubt, kind=CorrectionKind.ENTRY).count() == int(wrong)


def test_who_votes_in_the_same_moment_does_not_also_decide(
    shared: Any, voted: Voted, assessor: Actor
) -> None:
    """Either her vote came first and she has a part, or her decision did; never a vote of hers below a decision of hers that she hid."""
    for _ in range(5):
        entry: ListEntry = shared()
        doubt = voted(entry)
        vote, decision = at_once(
            lambda entry=entry: vote_entry(entry, VoteReason.ADULT, actor=assessor),
            lambda doubt=doubt: decide_doubt(doubt, WRONG, actor=assessor),
        )
        assert isinstance(decision, Refused) is not isinstance(vote, WrongState)


def test_one_thing_that_is_doubted_twice_at_once_is_one_doubt(shared: Any) -> None:
    entry = shared()
    node = Actor.system(entry.owner_id)
    about = About(entry=entry.id)
    found = at_once(*[lambda: note_doubt(DoubtKind.VOTE, about, actor=node)] * 6)
    assert len({one.id for one in found}) == 1 and Doubt.objects.count() == 1
