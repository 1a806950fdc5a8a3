"""The door to background work.

    @task
    @outside(look_up)
    def keep_trace(evidence: Evidence, *, location_id: str) -> None: ...

`look_up(location_id=...)` runs first, with no transaction open; its answer is the first argument of the body, and the
body runs inside the transaction that also marks the job done. A job without `outside` is its body alone.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from django_tasks import task

from seawall.core.worker import settle

__all__ = ["outside", "settle", "task"]

F = TypeVar("F", bound=Callable[..., Any])


def outside(look: Callable[..., Any]) -> Callable[[F], F]:
    def with_look(effect: F) -> F:
        effect.outside = look  # type: ignore[attr-defined]
        return effect

    return with_look
