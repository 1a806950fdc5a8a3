"""Every reaction to every event, and everything that repeats, on one page.

An event without a reaction is listed too: the table is the whole of what the house announces. Reactions are jobs,
enqueued in the transaction of the deed that announced the event.
"""

from django_tasks.base import Task

from seawall.core.events import Event

REACTIONS: dict[type[Event], tuple[Task, ...]] = {}

SCHEDULE: tuple[tuple[Task, float], ...] = ()
