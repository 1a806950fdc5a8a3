import pytest

from seawall.core.errors import Refused, WrongState
from seawall.material.actions import avoid_view
from seawall.material.queries import views_avoided_for, why_known_for
from seawall.material.tests.make import a_confirmed_item, an_assessed_item, an_item


def test_it_counts_the_look_that_nobody_had_to_take(first, second, node, trail):
    item = a_confirmed_item(first, second)

    avoid_view(item, actor=node)
    avoid_view(item, actor=node)

    item.refresh_from_db()
    assert views_avoided_for(first) == 2
    why = why_known_for(first, item)
    assert why is not None and why.people == 2 and why.views_avoided == 2
    assert len(trail("material.view_avoided")) == 2


def test_the_stranger_counts_her_own(first, second, node, outsider):
    avoid_view(a_confirmed_item(first, second), actor=node)
    assert views_avoided_for(outsider) == 0


def test_only_the_node_counts(first):
    item = an_assessed_item(first)
    with pytest.raises(Refused):
        avoid_view(item, actor=first)


def test_an_item_that_nobody_has_decided_avoids_nothing(first, node):
    item = an_item(first)
    assert why_known_for(first, item) is None
    with pytest.raises(WrongState):
        avoid_view(item, actor=node)


def test_nobody_is_refused(first):
    with pytest.raises(Refused):
        avoid_view(an_assessed_item(first), actor=None)
