"""However many requests and measures there are, each stands on one page, whichever way somebody goes."""

from datetime import timedelta
from typing import Any

import pytest

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.paging import SIZE
from seawall.operations.deconflicting.states import MeasureKind
from seawall.operations.models import Measure, Operation, Request
from seawall.people.models import Staff

MANY = 2 * SIZE + 20


@pytest.fixture
def measures(operation: Operation, lead: Actor) -> list[str]:
    """Many begin at the same moment."""
    moment = clock.now()
    Measure.objects.bulk_create(
        Measure(
            owner_id=lead.agency_id,
            operation=operation,
            kind=MeasureKind.SEARCH,
            begins_at=moment + timedelta(days=number % 2),
            ends_at=moment + timedelta(days=3),
            country="DE",
            place="Musterstadt",
            contact="desk@police.example",
            planned_by_id=lead.id,
        )
        for number in range(MANY)
    )
    return list(Measure.objects.order_by("-begins_at", "-id").values_list("id", flat=True))


@pytest.fixture
def requests(operation: Operation, lead: Actor) -> list[str]:
    Request.objects.bulk_create(
        Request(
            owner_id=lead.agency_id,
            operation=operation,
            number=1,
            aim="preserve",
            instrument="mla",
            rule_version=1,
            addressee="Central authority",
            country="JP",
            zone="Asia/Tokyo",
        )
        for _number in range(MANY)
    )
    return list(Request.objects.order_by("-id").values_list("id", flat=True))


@pytest.mark.parametrize("work", ["measures", "requests"])
def test_each_stands_on_one_page(
    work: str, operation: Operation, dana: Staff, staff_client: Any, request: pytest.FixtureRequest
) -> None:
    every, client = request.getfixturevalue(work), staff_client(dana)
    first = client.at(f"operations:{work}", operation_id=operation.id)
    pages, url = [], first
    while url:
        shown = client.get(url).context
        pages.append([one.id for one, _country in shown[work]])
        last, url = shown["page"], shown["page"].later_url
    assert [one for page in pages for one in page] == every and len(pages) == 3
    back = client.get(last.earlier_url).context
    assert [one.id for one, _country in back[work]] == pages[1]
    assert [one.id for one, _ in client.get(back["page"].earlier_url).context[work]] == pages[0]


@pytest.mark.parametrize("edge", ["nonsense", "{id}", "999999999999999999.{id}", "7.mea_short"])
def test_an_edge_that_is_none_is_no_page(
    edge: str, measures: list[str], operation: Operation, dana: Staff, staff_client: Any
) -> None:
    client = staff_client(dana)
    url = client.at("operations:measures", operation_id=operation.id)
    assert client.get(f"{url}?after={edge.format(id=measures[0])}").status_code == 404
