import pytest

from seawall.core.errors import Refused
from seawall.material.actions import answer_match, match_exact
from seawall.material.models import Match
from seawall.material.states import MatchAnswer
from seawall.material.tests.make import an_item, sha256


@pytest.fixture
def match(first) -> Match:
    given = sha256()
    an_item(first, given)
    return match_exact([given], actor=first)[0]


def test_it_keeps_who_said_what(match, first, mara, trail):
    answer_match(match, True, actor=first)

    match.refresh_from_db()
    assert (match.answer, match.answered_by) == (MatchAnswer.SAME, mara)
    assert len(trail("material.match_answered")) == 1


def test_a_later_answer_replaces_it(match, first, second, mika):
    answer_match(match, False, actor=first)
    answer_match(match, True, actor=second)
    match.refresh_from_db()
    assert (match.answer, match.answered_by) == (MatchAnswer.SAME, mika)


def test_the_stranger_is_refused(match, outsider):
    with pytest.raises(Refused):
        answer_match(match, True, actor=outsider)


def test_the_node_has_no_eyes(match, node):
    with pytest.raises(Refused):
        answer_match(match, True, actor=node)


def test_nobody_is_refused(match):
    with pytest.raises(Refused):
        answer_match(match, True, actor=None)
