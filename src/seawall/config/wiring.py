"""Every reaction to every event, and everything that repeats, on one page.

An event without a reaction is listed too: the table is the whole of what the house announces. Reactions are jobs,
enqueued in the transaction of the deed that announced the event.
"""

from django_tasks.base import Task

from seawall.core.events import Event
from seawall.reports import events as reports

REACTIONS: dict[type[Event], tuple[Task, ...]] = {
    reports.BundleDecided: (),
    reports.BundleReopened: (),
    reports.ReportReceived: (),
    reports.ReporterWrote: (),
    reports.SubjectDecided: (),
}

SCHEDULE: tuple[tuple[Task, float], ...] = ()
