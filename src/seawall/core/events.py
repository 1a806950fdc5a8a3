"""What is announced, in the past tense, and how it reaches the jobs that react.

`config/wiring.py` holds the whole table of events and reactions. `announce` enqueues each reaction in the caller's
transaction: the deed and the promise to react are kept together or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, cast

from django.db import connection
from django_tasks.base import Task

if TYPE_CHECKING:
    # It has records, and events are wired before there are any.
    from seawall.core.lease_queue import LeaseQueue

type_of_event = type["Event"]
_reactions: dict[type_of_event, tuple[Task[Any, Any], ...]] = {}


@dataclass(frozen=True, slots=True)
class Event:
    """Ids and plain values only: an event must survive as JSON. `owner_id` is the agency it happened at."""

    owner_id: str


class NotWired(LookupError):
    """An event that config/wiring.py does not list: a mistake of ours, never the user's."""


def wire(reactions: Mapping[type_of_event, tuple[Task[Any, Any], ...]]) -> None:
    _reactions.clear()
    _reactions.update(reactions)


def announce(event: Event) -> None:
    if type(event) not in _reactions:
        raise NotWired(type(event).__qualname__)
    if not connection.in_atomic_block:
        raise RuntimeError("announce() belongs inside an action's transaction")
    for reaction in _reactions[type(event)]:
        reaction.enqueue(**asdict(event))


def announce_each(kind: type_of_event, events: Sequence[Event]) -> None:
    """As `announce`, for thousands of one kind at a time."""
    if kind not in _reactions:
        raise NotWired(kind.__qualname__)
    if not connection.in_atomic_block:
        raise RuntimeError("announce() belongs inside an action's transaction")
    # Plain values, so that none need be copied, which is what `asdict` takes its time for.
    names = [one.name for one in fields(kind)]
    told = [{name: getattr(event, name) for name in names} for event in events]
    if told:
        for reaction in _reactions[kind]:
            cast("LeaseQueue", reaction.get_backend()).enqueue_each(reaction, told)
