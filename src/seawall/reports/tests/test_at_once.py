"""Two at the same moment, on a database that lets them: what SQLite's single writer settles by itself."""

from collections.abc import Callable
from functools import partial

import pytest
from django.db import connection

from seawall.core.actors import Actor
from seawall.core.tests.at_once import at_once
from seawall.people.models import Agency, Staff
from seawall.reports.actions import Filing, file_report, take_lock
from seawall.reports.models import Bundle, Report, Subject
from seawall.reports.tests.makers import a_bundle

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="races are proven on PostgreSQL"),
]
ROUNDS = 10


def test_two_reports_of_the_same_thing_are_one_bundle(hotline: Agency) -> None:
    reporter = Actor.reporter(hotline.id)
    for number in range(ROUNDS):
        place = f"https://pictures.example/{number}\n@somebody{number}"
        forms = [Filing(token=f"form {number} of person {who}", seen="pictures", place=place) for who in "ab"]
        at_once(*[partial(file_report, form, actor=reporter) for form in forms])
    assert (Report.objects.count(), Bundle.objects.count(), Subject.objects.count()) == (20, 10, 20)
    assert set(Bundle.objects.values_list("received_count", flat=True)) == {2}


def test_a_double_click_is_one_report(hotline: Agency) -> None:
    reporter = Actor.reporter(hotline.id)
    for number in range(ROUNDS):
        form = Filing(token=f"double click number {number}", seen="other", text=f"words {number}")
        answers = at_once(*[partial(file_report, form, actor=reporter)] * 2)
        assert len({answer.code for answer in answers}) == 1
    assert Report.objects.count() == ROUNDS


def test_two_take_the_lock_and_one_has_it(
    hotline: Agency, mara: Staff, mika: Staff, actor_of: Callable[..., Actor]
) -> None:
    people = [actor_of(mara), actor_of(mika)]
    for _ in range(ROUNDS):
        bundle = a_bundle(hotline)
        answers = at_once(*[partial(take_lock, bundle, actor=actor) for actor in people])
        assert sorted(type(answer).__name__ for answer in answers) == ["Bundle", "WrongState"]
