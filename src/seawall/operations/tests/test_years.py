"""Years that somebody mistyped: told where they were typed, never kept, and no page falls over them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import Invalid
from seawall.operations import actions
from seawall.operations.deconflicting.states import Window
from seawall.operations.models import CourtDate, Measure, Operation, PersonChange, Request, Site
from seawall.operations.persons.words import CourtKind, CourtTerms, PersonGround, PersonState, PersonStep
from seawall.operations.tests.make import noted
from seawall.operations.tests.planning import planned
from seawall.operations.tests.requesting import drafted, sent
from seawall.people.models import Staff

LONG_AGO, FAR_OFF = date(224, 11, 20), date(3026, 11, 20)


@pytest.mark.parametrize("day", [LONG_AGO, FAR_OFF, date.min, date.max])
def test_a_hearing_is_in_no_other_century(site: Site, lead: Actor, day: date) -> None:
    person = noted(site.operation, lead)
    with pytest.raises(Invalid) as told:
        actions.set_court_date(person, CourtTerms(CourtKind.TRIAL, "Example Court", day), actor=lead)
    assert list(told.value.fields) == ["on"] and not CourtDate.objects.exists()


def test_a_step_is_in_no_other_century(site: Site, lead: Actor) -> None:
    person = noted(site.operation, lead)
    steps = PersonChange.objects.count()
    step = PersonStep(PersonState.IDENTIFIED, PersonGround.WORK, on=LONG_AGO)
    with pytest.raises(Invalid) as told:
        actions.step_person(person, step, actor=lead)
    assert list(told.value.fields) == ["on"] and PersonChange.objects.count() == steps


@pytest.mark.parametrize("day", [LONG_AGO, FAR_OFF])
def test_the_last_day_of_an_order_is_in_no_other_century(site: Site, lead: Actor, day: date) -> None:
    with pytest.raises(Invalid) as told:
        drafted(site, lead, "own_preserve", last_day=day)
    assert list(told.value.fields) == ["last_day"] and not Request.objects.exists()


def test_a_request_was_sent_in_no_other_century(site: Site, lead: Actor) -> None:
    one = drafted(site, lead)
    with pytest.raises(Invalid) as told:
        actions.send_request(one, datetime(224, 11, 20, tzinfo=UTC), actor=lead)
    assert list(told.value.fields) == ["at"]
    one.refresh_from_db()
    assert one.sent_at is None
    assert sent(site, lead).sent_at


@pytest.mark.parametrize(("begins", "ends"), [(1, 400), (4_000, 4_001), (-400, 1)])
def test_a_measure_lasts_a_year_at_most_and_is_planned_for_ten(
    operation: Operation, lead: Actor, begins: int, ends: int
) -> None:
    first, last = (clock.now() + timedelta(days=days) for days in (begins, ends))
    with pytest.raises(Invalid) as told:
        planned(operation, lead, Window(first, last, "NL", "Haven Stad"))
    assert list(told.value.fields) == ["ends_at"] and not Measure.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "0224-11-20", "9999-12-31"])
def test_figures_and_case_of_any_day_are_shown(
    operation: Operation, dana: Staff, staff_client: Any, day: str
) -> None:
    client = staff_client(dana)
    for page in ("operations:figures", "operations:case"):
        assert client.get(reverse(page, args=[operation.id]), {"as_of": day}).status_code == 200


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_timeline_before_a_moment_that_is_in_no_calendar_is_not_found(
    operation: Operation, dana: Staff, staff_client: Any, moment: str
) -> None:
    url = reverse("desk:operation_timeline", args=[operation.id])
    assert staff_client(dana).get(url, {"before": moment}).status_code == 404
