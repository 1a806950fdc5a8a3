import pytest

from seawall.core.errors import Invalid, NotFound, Refused
from seawall.material.actions import open_list
from seawall.material.queries import lists_for, one_list_for
from seawall.material.states import HandlingCode


def test_it_opens_a_list(reviewer, first, trail):
    opened = open_list(" Known material ", handling=HandlingCode.RED, actor=reviewer)

    assert list(lists_for(first)) == [opened]
    assert (opened.name, opened.handling) == ("Known material", HandlingCode.RED)
    assert len(trail("material.list_opened")) == 1


def test_a_name_is_needed_and_used_once(reviewer):
    open_list("Known material", handling=HandlingCode.RED, actor=reviewer)
    for name in ("", "x" * 81, "Known material"):
        with pytest.raises(Invalid):
            open_list(name, handling=HandlingCode.RED, actor=reviewer)


def test_the_stranger_does_not_see_it(reviewer, outsider):
    opened = open_list("Known material", handling=HandlingCode.RED, actor=reviewer)
    assert not lists_for(outsider).exists()
    with pytest.raises(NotFound):
        one_list_for(outsider, opened.id)


def test_an_analyst_is_refused(first):
    with pytest.raises(Refused):
        open_list("Known material", handling=HandlingCode.RED, actor=first)


def test_nobody_is_refused(db):
    with pytest.raises(Refused):
        open_list("Known material", handling=HandlingCode.RED, actor=None)
    with pytest.raises(Refused):
        lists_for(None)
