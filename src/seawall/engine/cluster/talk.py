"""Asking an actor of Ray's, so that its errors come back as they were raised."""

from collections.abc import Sequence
from typing import Any

import ray
from ray.exceptions import RayTaskError

# The names of the actors of all clusters of this project live in one space of Ray's.
NAMESPACE = "seawall"
# The groups of threads of an actor: what takes long in one does not keep the others waiting.
ASK, CHANGE, LIFE = "ask", "change", "life"


def ask(actor: Any, method: str, *words: Any, group: str = ASK) -> Any:
    """A reference to the answer to come."""
    return getattr(actor, method).options(concurrency_group=group).remote(*words)


def got(answer: Any, seconds: float | None = None) -> Any:
    """The answer. Raises what the method raised, or a RayError: the actor died, or said nothing in time."""
    try:
        return ray.get(answer, timeout=seconds)
    except RayTaskError as error:
        raise error.cause from None


def ready(answers: Sequence[Any], seconds: float, *, count: int = 1) -> list[Any]:
    """Those of the answers that are there, as soon as `count` are or the time is over."""
    there: list[Any] = ray.wait(list(answers), num_returns=count, timeout=max(0.0, seconds))[0]
    return there


def put(thing: Any) -> Any:
    return ray.put(thing)


def here() -> str:
    """The node that this process runs on."""
    node: str = ray.get_runtime_context().get_node_id()
    return node
