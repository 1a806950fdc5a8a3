from datetime import UTC, datetime

import pytest

from seawall.core import clock
from seawall.material.models import Item
from seawall.people.models import Agency


def test_it_stands_still_where_it_is_told() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with clock.at(moment):
        assert clock.now() == moment
        assert clock.in_future(days=1) == datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_goes_on_afterwards_even_after_a_fault() -> None:
    with pytest.raises(ValueError), clock.at(datetime(2026, 3, 1, tzinfo=UTC)):
        raise ValueError
    assert abs(clock.now() - datetime.now(UTC)).total_seconds() < 5


@pytest.mark.django_db
def test_a_record_is_changed_when_the_clock_says() -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    agency = Agency.objects.create(name="Hotline", kind="hotline", country="DE")
    with clock.at(moment):
        item = Item.objects.create(owner=agency, number=1, turn=1)
    assert item.changed_at == moment
    item.save()
    assert item.changed_at > moment
