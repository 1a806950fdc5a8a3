"""Jobs that gave up: the administrator reads what and why, tries again or lets go, and the trail keeps it."""

from importlib import import_module
from pathlib import Path

import pytest
from django_tasks.base import Task

from seawall.audit.models import Line
from seawall.core.actors import Duty
from seawall.core.errors import Refused, WrongState
from seawall.core.jobs import settle
from seawall.core.lease_queue import KILLED
from seawall.core.models import Job, JobState
from seawall.desk.actions import let_job_go, retry_job, retry_jobs
from seawall.desk.job_words import DATABASE, DIED, GONE, JOBS, UNFORESEEN, name_of, why
from seawall.desk.tests.jobs import failed_job
from seawall.people.models import DutyGrant, Staff

SOURCE = Path(__file__).parents[2]


def test_it_says_what_failed_and_why_in_sentences(ada, hotline, staff_client):
    failed_job(hotline.id)
    page = staff_client(ada).get("/jobs/").content.decode()
    assert "Send a notice" in page and "Another machine did not answer" in page
    assert "Send a notice" in staff_client(ada).get("/").content.decode()


def test_nothing_failed_says_so(ada, staff_client):
    assert "No job has given up" in staff_client(ada).get("/jobs/").content.decode()


def test_it_is_tried_again_and_done(ada, hotline, staff_client):
    job = failed_job(task="seawall.core.jobs.sweep_done_jobs")
    staff_client(ada).post(f"/jobs/{job.id}/retry/")
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 0)
    settle()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    line = Line.objects.get(what="desk.job_retried")
    assert (line.actor_id, line.subject_id) == (ada.id, job.id)
    assert '"job":"core.sweep_done_jobs"' in line.body


def test_all_of_one_kind_are_tried_again_at_once(ada, hotline, police, staff_client):
    asked, other = [failed_job(hotline.id) for _ in range(3)], failed_job(police.id)
    alone = failed_job(task="seawall.core.jobs.sweep_done_jobs")
    page = staff_client(ada).get("/jobs/").content.decode()
    assert "Try all 3 again" in page and page.count("Try all") == 1
    staff_client(ada).post("/jobs/retry-all/", {"task": asked[0].task})
    ready = Job.objects.filter(state=JobState.READY, attempts=0, finished_at=None)
    assert {job.id for job in ready} == {job.id for job in asked}
    lines = Line.objects.filter(what="desk.job_retried", actor_id=ada.id)
    assert {line.subject_id for line in lines} == {job.id for job in asked}
    assert "Try all" not in staff_client(ada).get("/jobs/").content.decode()
    for left in (other, alone):
        left.refresh_from_db()
        assert left.state == JobState.FAILED


def test_only_an_administrator_tries_all_again_and_only_what_failed(ada, mara, hotline, actor_of):
    job = failed_job(hotline.id)
    with pytest.raises(Refused):
        retry_jobs(job.task, actor=actor_of(mara))
    Job.objects.update(state=JobState.RUNNING)
    with pytest.raises(WrongState):
        retry_jobs(job.task, actor=actor_of(ada))


def test_it_is_let_go(ada, hotline, staff_client):
    job = failed_job(hotline.id)
    staff_client(ada).post(f"/jobs/{job.id}/let-go/")
    assert not Job.objects.filter(pk=job.id).exists()
    assert '"job":"takedown.post_notice"' in Line.objects.get(what="desk.job_let_go").body


def test_another_agency_sees_none_of_it(police, hotline, staff_client, actor_of):
    job = failed_job(hotline.id)
    other = Staff.objects.create(email="admin@police.example", name="Pia", agency=police)
    DutyGrant.objects.create(staff=other, duty=Duty.ADMINISTRATOR, granted_by="system")
    assert "Send a notice" not in staff_client(other).get("/jobs/").content.decode()
    assert staff_client(other).post(f"/jobs/{job.id}/retry/").status_code == 404
    with pytest.raises(WrongState):
        let_job_go(job, actor=actor_of(other))


@pytest.mark.parametrize("deed", [retry_job, let_job_go])
def test_only_an_administrator_and_only_what_failed(ada, mara, hotline, actor_of, deed):
    job = failed_job(hotline.id)
    with pytest.raises(Refused):
        deed(job, actor=actor_of(mara))
    Job.objects.update(state=JobState.RUNNING)
    with pytest.raises(WrongState):
        deed(job, actor=actor_of(ada))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("OperationalError\nplace.py:7 ask", DATABASE),
        ("Location.DoesNotExist\nplace.py:7 ask", GONE),
        (KILLED, DIED),
        ("ZeroDivisionError", UNFORESEEN),
        ("", UNFORESEEN),
    ],
)
def test_each_error_has_a_sentence(db, error, sentence):
    assert why(failed_job(error=error)) == str(sentence)


def test_every_job_of_the_house_has_words_and_every_word_a_job():
    modules = (import_module(f"seawall.{path.parent.name}.jobs") for path in SOURCE.glob("*/jobs.py"))
    tasks = {
        task.module_path for module in modules for task in vars(module).values() if isinstance(task, Task)
    }
    assert {name_of(Job(task=task)) for task in tasks} == set(JOBS)
