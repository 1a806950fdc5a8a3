import pytest

from seawall.core.errors import Refused
from seawall.material.actions import answer_match, assess, match_exact, propose_entry, share_entry
from seawall.material.models import Match
from seawall.material.queries import known_item_for
from seawall.material.states import MatchAnswer
from seawall.material.tests.make import (
    a_confirmed_item,
    a_disputed_item,
    a_list,
    an_assessed_item,
    an_item,
    labels,
    md5,
    pdq,
    sha256,
)


def test_it_finds_the_item_of_these_bytes(first, trail):
    given = sha256()
    item = an_item(first, given, md5())

    [match] = match_exact([given, pdq()], actor=first)

    assert match.item == item and match.distance == 0 and match.kind == "sha256"
    assert given.value not in trail("material.matched")[0].body


def test_it_says_on_which_list_the_item_stands(first, second, reviewer):
    given = sha256()
    entry = propose_entry(a_confirmed_item(first, second, given), a_list(reviewer), actor=first)
    assert match_exact([given], actor=first)[0].list is None

    share_entry(entry, actor=reviewer)

    assert match_exact([given], actor=first)[0].list == entry.list


def test_the_same_question_is_one_match(first):
    given = sha256()
    an_item(first, given)
    assert match_exact([given], actor=first) == match_exact([given], actor=first)
    assert Match.objects.count() == 1


def test_an_equal_pdq_is_no_exact_match(first):
    alike = pdq()
    an_item(first, alike, sha256())
    assert match_exact([alike], actor=first) == []
    assert known_item_for(first, [alike]) is None


def test_what_was_called_not_the_same_is_never_shown_again(first, second):
    given = md5()
    an_assessed_item(first, given)
    [match] = match_exact([given], actor=first)

    answer_match(match, False, actor=first)

    assert match_exact([given], actor=second) == []
    assert known_item_for(first, [given]) is None


def test_what_was_called_the_same_stays(first):
    given = md5()
    an_item(first, given)
    answer_match(match_exact([given], actor=first)[0], True, actor=first)
    assert match_exact([given], actor=first)[0].answer == MatchAnswer.SAME


def test_known_is_what_people_have_decided(first, second):
    given, waiting = sha256(), sha256()
    item = a_confirmed_item(first, second, given)
    an_item(first, waiting)

    assert known_item_for(first, [given]) == item
    assert known_item_for(first, [waiting]) is None
    assert known_item_for(first, [sha256()]) is None
    assert known_item_for(first, []) is None


def test_a_disputed_item_is_not_known(first, second):
    given = sha256()
    a_disputed_item(first, second, given)
    assert known_item_for(first, [given]) is None


def test_a_stronger_fingerprint_that_differs_outweighs_a_weaker_that_fits(first):
    """MD5 can be forged to collide: then a person has to look."""
    weak, strong = md5(), sha256()
    item = an_assessed_item(first, weak, strong)

    assert known_item_for(first, [weak]) == item
    assert known_item_for(first, [weak, sha256()]) is None


def test_fingerprints_of_two_items_are_nobody_s(first):
    one, other = md5(), sha256()
    an_assessed_item(first, one)
    item = an_item(first, other)
    assert known_item_for(first, [one, other]) is None
    assess(item, labels(), actor=first)
    assert known_item_for(first, [one, other]) is None


def test_the_stranger_finds_nothing(first, outsider):
    given = sha256()
    an_assessed_item(first, given)
    assert match_exact([given], actor=outsider) == []
    assert known_item_for(outsider, [given]) is None


def test_who_may_not_is_refused(auditor):
    with pytest.raises(Refused):
        match_exact([sha256()], actor=auditor)


def test_nobody_is_refused(db):
    with pytest.raises(Refused):
        match_exact([sha256()], actor=None)
    with pytest.raises(Refused):
        known_item_for(None, [sha256()])
