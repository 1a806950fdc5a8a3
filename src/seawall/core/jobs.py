"""The door to background work.

    @task
    @outside(look_up)
    def keep_trace(evidence: Evidence, *, location_id: str) -> None: ...

`look_up(location_id=...)` runs first, with no transaction open; its answer is the first argument of the body, and the
body runs inside the transaction that also marks the job done. A job without `outside` is its body alone. A look may be given
by its dotted name: then only the worker loads what it needs, where every program knows the jobs.
"""

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar, cast, overload

from django_tasks import task

from seawall.core import clock
from seawall.core.models import Job, JobState
from seawall.core.worker import plan, settle

__all__ = ["begin_again", "let_go", "outside", "plan", "settle", "sweep_done_jobs", "task"]

# Long enough to answer "did last week's notices go out?", short enough to keep the queue small.
DONE_JOBS_STAY = timedelta(days=7)

P = ParamSpec("P")
T = TypeVar("T")


@overload
def outside(look: str) -> Callable[[Callable[Concatenate[Any, P], None]], Callable[P, None]]: ...


@overload
def outside(look: Callable[..., T]) -> Callable[[Callable[Concatenate[T, P], None]], Callable[P, None]]: ...


def outside(look: Any) -> Any:
    """The type says how the job is enqueued: without the answer, which only the worker can give."""

    def with_look(effect: Callable[Concatenate[T, P], None]) -> Callable[P, None]:
        effect.outside = look  # type: ignore[attr-defined]
        return cast(Callable[P, None], effect)

    return with_look


@task
def sweep_done_jobs() -> None:
    """Failed jobs stay until a person has looked at them."""
    Job.objects.filter(state=JobState.DONE, finished_at__lt=clock.now() - DONE_JOBS_STAY).delete()


def begin_again(jobs: Collection[Job]) -> None:
    """Failed jobs have all their attempts again, from now on. The caller has locked them."""
    Job.objects.filter(pk__one_of=[job.pk for job in jobs]).update(
        state=JobState.READY, attempts=0, run_after=clock.now(), finished_at=None, lease_token=""
    )


def let_go(job: Job) -> None:
    """What it was to do stays undone. The caller has locked it."""
    job.delete()
