"""Days and spans that the database counts itself are the same on every database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import DurationField, ExpressionWrapper, F

from seawall.core.models import Job

LATE = datetime(2024, 2, 28, 23, 59, 59, 999_000, tzinfo=UTC)
SPANS = [timedelta(0), timedelta(milliseconds=1), timedelta(days=1), -timedelta(days=400, seconds=7)]


def a_job(at: datetime, *, after: timedelta) -> None:
    Job.objects.create(task="none", run_after=at, finished_at=at + after)


@pytest.mark.django_db
@pytest.mark.parametrize("after", SPANS)
def test_it_counts_a_span(after: timedelta) -> None:
    a_job(LATE, after=after)
    took = ExpressionWrapper(F("finished_at") - F("run_after"), DurationField())
    jobs = Job.objects.annotate(took=took)
    assert jobs.get().took == after
    assert jobs.filter(took__lte=after).exists() and not jobs.filter(took__lt=after).exists()


@pytest.mark.django_db
def test_it_names_the_day() -> None:
    a_job(LATE, after=timedelta(milliseconds=1))
    days = Job.objects.values_list("run_after__date", "finished_at__date").get()
    assert days == (date(2024, 2, 28), date(2024, 2, 29))
    assert Job.objects.filter(finished_at__date=date(2024, 2, 29)).exists()


@pytest.mark.django_db
def test_a_moment_that_is_not_known_has_neither() -> None:
    Job.objects.create(task="none", run_after=LATE)
    took = ExpressionWrapper(F("finished_at") - F("run_after"), DurationField())
    assert Job.objects.values_list("finished_at__date").annotate(took=took).get() == (None, None)
