"""Thousands of values that travel as one are asked for as if each had been named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from seawall.core.ids import new_ids
from seawall.core.lookups import BETWEEN
from seawall.core.models import Job

TASKS = (
    "",
    "one",
    "two, three",
    f"four{BETWEEN}five",
    "four",
    "five",
    "{six}",
    '"',
    "\\",
    "NULL",
    "'--",
    "“ü😀”",
)


class OneOfManyTest(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        for each, task in zip(new_ids("job", len(TASKS)), TASKS, strict=True):
            Job.objects.create(id=each, task=task)

    @settings(max_examples=60, deadline=None)
    @given(st.sets(st.one_of(st.sampled_from(TASKS), st.text("abc\\,\"'{}")), max_size=9))
    def test_it_finds_what_in_finds(self, asked: set[str]) -> None:
        found = Job.objects.filter(task__one_of=asked).values_list("task", flat=True)
        assert sorted(found) == sorted(asked & {*TASKS})


@pytest.mark.django_db
def test_none_asked_for_are_none_found() -> None:
    Job.objects.create(task="")
    assert not Job.objects.filter(task__one_of=[]).exists()
    assert Job.objects.filter(task__one_of=[""]).exists()
