"""Jobs: kept with the deed, done once, tried again, given up visibly. Killed processes: tests/durability."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from seawall.audit.actions import record
from seawall.audit.models import Line
from seawall.core import clock, lease_queue, worker
from seawall.core.actors import Actor, ActorKind, Duty
from seawall.core.jobs import DONE_JOBS_STAY, outside, settle, sweep_done_jobs, task
from seawall.core.lease_queue import (
    LEASE,
    MOST_ATTEMPTS,
    LeaseLost,
    extend,
    mark_done,
    mark_missed,
    take_next,
)
from seawall.core.masked import MaskedUrl
from seawall.core.models import Job, JobState
from seawall.core.queries import failed_jobs_for
from seawall.core.worker import plan, run

NODE = Actor.system("agc_nord")
looked_in_transaction: list[bool] = []


@task
def ring(*, bell: str) -> None:
    record("bell.rung", actor=NODE, subject=bell)


@task
def crack(*, bell: str) -> None:
    record("bell.rung", actor=NODE, subject=bell)
    raise ValueError(f"the bell at https://bridges.example/{bell} is cracked")


def listen(*, bell: str) -> str:
    looked_in_transaction.append(transaction.get_connection().in_atomic_block)
    return f"heard_{bell}"


@task
@outside(listen)
def note_sound(sound: str, *, bell: str) -> None:
    record("bell.heard", actor=NODE, subject=sound)


def deaf(*, bell: str) -> str:
    raise TimeoutError


@task
@outside(deaf)
def note_silence(sound: str, *, bell: str) -> None:
    record("bell.heard", actor=NODE, subject=sound)


@task
def loop() -> None:
    loop.enqueue()


def rung() -> list[str]:
    return list(Line.objects.order_by("seq").values_list("subject_id", flat=True))


def later(**span: float) -> Any:
    return clock.now() + timedelta(**span)


@pytest.mark.django_db
def test_it_does_the_job_and_says_so() -> None:
    result = ring.enqueue(bell="bell_1")
    assert result.status == TaskResultStatus.READY
    assert settle() == 1
    assert rung() == ["bell_1"]
    result.refresh()
    assert result.status == TaskResultStatus.SUCCESSFUL
    assert settle() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_of_a_deed_that_fails_never_was() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ring.enqueue(bell="bell_1")
        _ = 1 / 0
    assert not Job.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_raises_leaves_no_effect_and_comes_again() -> None:
    crack.enqueue(bell="bell_1")
    settle()
    job = Job.objects.get()
    assert rung() == []
    assert (job.state, job.attempts) == (JobState.READY, 1)
    assert job.run_after > clock.now() + timedelta(seconds=1)


@pytest.mark.django_db
def test_an_error_is_kept_without_its_text(caplog: pytest.LogCaptureFixture) -> None:
    crack.enqueue(bell="bell_1")
    settle()
    job = Job.objects.get()
    assert job.error.startswith("ValueError\n") and "test_lease_queue.py" in job.error
    assert "bridges.example" not in job.error + caplog.text


@pytest.mark.django_db
def test_each_pause_is_longer_up_to_a_quarter_of_an_hour() -> None:
    crack.enqueue(bell="bell_1")
    pauses = []
    for _ in range(MOST_ATTEMPTS - 1):
        Job.objects.update(run_after=clock.now())
        settle()
        pauses.append(round((Job.objects.get().run_after - clock.now()).total_seconds()))
    assert pauses == sorted(pauses)
    assert pauses[0] <= 2 and pauses[-1] in (899, 900)


@pytest.mark.django_db
def test_the_last_attempt_leaves_it_failed_for_a_person_to_see(ada: Any, mara: Any, actor_of: Any) -> None:
    crack.enqueue(bell="bell_1")
    settle(later(days=1))
    job = Job.objects.get()
    assert (job.state, job.attempts) == (JobState.FAILED, MOST_ATTEMPTS)
    assert [seen.id for seen in failed_jobs_for(actor_of(ada))] == [job.id]
    assert not failed_jobs_for(actor_of(mara)).exists()
    assert not failed_jobs_for(
        Actor(ActorKind.PROVIDER, "ntc_x", "", frozenset({Duty.ADMINISTRATOR}))
    ).exists()


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up() -> None:
    ring.enqueue(bell="bell_1")
    for _ in range(MOST_ATTEMPTS):
        assert take_next(later(days=1)) is not None
        Job.objects.update(run_after=clock.now())
    assert take_next() is None
    job = Job.objects.get()
    assert job.state == JobState.FAILED and "killed" in job.error
    assert rung() == []


@pytest.mark.django_db
def test_a_leased_job_is_nobody_elses_until_the_lease_runs_out() -> None:
    ring.enqueue(bell="bell_1")
    first = take_next()
    assert first is not None and take_next() is None
    assert take_next(later(seconds=LEASE.total_seconds() - 1)) is None
    second = take_next(later(seconds=LEASE.total_seconds() + 1))
    assert second is not None and second.id == first.id and second.lease_token != first.lease_token
    assert timedelta(seconds=30) > LEASE


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_lost_its_lease_leaves_no_effect() -> None:
    ring.enqueue(bell="bell_1")
    slow = take_next()
    Job.objects.update(run_after=clock.now())
    quick = take_next()
    assert slow is not None and quick is not None
    run(slow)
    assert rung() == []
    assert not extend(slow) and extend(quick)
    mark_missed(slow, ValueError())
    run(quick)
    assert rung() == ["bell_1"]
    run(slow)
    assert rung() == ["bell_1"]


@pytest.mark.django_db(transaction=True)
def test_it_is_the_token_that_guards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same story with the question left out ends with two effects: the test above can fail."""
    monkeypatch.setattr(worker, "mark_done", lambda job: None)
    ring.enqueue(bell="bell_1")
    slow = take_next()
    Job.objects.update(run_after=clock.now())
    quick = take_next()
    assert slow is not None and quick is not None
    run(slow)
    run(quick)
    assert rung() == ["bell_1", "bell_1"]


@pytest.mark.django_db
def test_done_is_said_once() -> None:
    ring.enqueue(bell="bell_1")
    job = take_next()
    assert job is not None
    mark_done(job)
    with pytest.raises(LeaseLost):
        mark_done(job)


@pytest.mark.django_db(transaction=True)
def test_it_looks_outside_without_a_transaction_and_hands_over_what_it_saw() -> None:
    looked_in_transaction.clear()
    note_sound.enqueue(bell="bell_1")
    settle()
    assert rung() == ["heard_bell_1"]
    assert looked_in_transaction == [False]


@pytest.mark.django_db(transaction=True)
def test_a_look_that_fails_is_tried_again() -> None:
    note_silence.enqueue(bell="bell_1")
    settle()
    assert rung() == [] and Job.objects.get().state == JobState.READY


@pytest.mark.django_db(transaction=True)
def test_a_long_look_keeps_its_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "LEASE", timedelta(seconds=0.2))
    ring.enqueue(bell="bell_1")
    job = take_next()
    assert job is not None
    with worker.kept_lease(job):
        before = Job.objects.get().run_after
        deadline = clock.now() + timedelta(seconds=5)
        while Job.objects.get().run_after == before and clock.now() < deadline:
            pass
    assert Job.objects.get().run_after > before


@pytest.mark.django_db
def test_higher_priority_and_earlier_time_come_first() -> None:
    for bell, priority, minutes in (("late", 0, -1), ("early", 0, -5), ("urgent", 50, -1)):
        ring.using(priority=priority, run_after=later(minutes=minutes)).enqueue(bell=bell)
    ring.using(run_after=later(minutes=5)).enqueue(bell="tomorrow")
    assert settle() == 3
    assert rung() == ["urgent", "early", "late"]


@pytest.mark.django_db
def test_a_repeated_job_waits_only_once() -> None:
    plan(sweep_done_jobs)
    plan(sweep_done_jobs)
    assert Job.objects.count() == 1
    settle()
    plan(sweep_done_jobs)
    assert Job.objects.filter(state=JobState.READY).count() == 1


@pytest.mark.django_db
def test_old_done_jobs_are_swept_and_failed_ones_stay() -> None:
    for state in (JobState.DONE, JobState.FAILED):
        for age in (timedelta(), DONE_JOBS_STAY * 2):
            Job.objects.create(task="x.y", state=state, finished_at=clock.now() - age)
    sweep_done_jobs.enqueue()
    settle()
    left = Job.objects.exclude(task__endswith="sweep_done_jobs").values_list("state", flat=True)
    assert sorted(left) == ["done", "failed", "failed"]


@pytest.mark.django_db
def test_a_job_that_enqueues_itself_is_noticed() -> None:
    loop.enqueue()
    with pytest.raises(RuntimeError, match="enqueue itself"):
        settle(most=20)


@pytest.mark.django_db
def test_arguments_are_named_and_plain() -> None:
    with pytest.raises(TypeError, match="keyword arguments only"):
        ring.enqueue("bell_1")
    with pytest.raises(TypeError):
        ring.enqueue(bell=MaskedUrl("https://bridges.example"))


@pytest.mark.django_db
def test_an_unknown_result_is_said_to_be_unknown() -> None:
    with pytest.raises(TaskResultDoesNotExist):
        ring.get_result("job_unknown")


@pytest.mark.django_db
def test_a_task_that_is_gone_from_the_code_is_not_lost() -> None:
    Job.objects.create(task="seawall.core.tests.test_lease_queue.gone", arguments={})
    settle()
    assert Job.objects.get().error.startswith("ImportError")
    Job.objects.update(task="seawall.core.lease_queue.LEASE", run_after=clock.now(), attempts=0)
    settle()
    assert Job.objects.get().error.startswith("TypeError")
    assert lease_queue.where(ValueError("https://bridges.example")) == "ValueError"
