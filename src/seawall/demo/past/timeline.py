"""Invented time: deeds in their order, and between them every job at the moment it fell due."""

import heapq
from collections.abc import Callable, Sized
from datetime import datetime, timedelta
from functools import partial
from itertools import count

from seawall.config.wiring import SCHEDULE
from seawall.core import clock
from seawall.core.errors import WrongState
from seawall.core.jobs import settle
from seawall.core.models import Job, JobState
from seawall.core.worker import plan
from seawall.operations import queries as operations
from seawall.takedown import queries

Deed = Callable[[], None]
# A running worker looks for due work every half minute; here every other day, and only for what leaves traces on pages.
ROUND = timedelta(days=2)
# Of the deeds that somebody else may be faster at, so many in a hundred at most; a few say nothing, however short the story.
MOST_LATE, FEW = 5, 10
REPEATED: dict[str, Callable[[], Sized]] = {
    "seawall.operations.jobs.draft_renewals": operations.renewals_due,
    "seawall.takedown.jobs.check_due": partial(queries.checks_due, 1),
    "seawall.takedown.jobs.expire_due": queries.holds_due,
    "seawall.takedown.jobs.remind_due": partial(queries.reminders_due, 1),
}


class Timeline:
    def __init__(self, start: datetime, end: datetime) -> None:
        self.now, self.end = start, end
        self._deeds: list[tuple[datetime, int, Deed]] = []
        self._number = count()
        self._round_at = start + ROUND
        self._tried, self._late = 0, list[WrongState]()

    def plan(self, moment: datetime, deed: Deed) -> None:
        """It happens: a refusal is a mistake of the story. Whatever would lie in the future has not happened yet."""
        if moment < self.end:
            heapq.heappush(self._deeds, (max(moment, self.now), next(self._number), deed))

    def attempt(self, moment: datetime, deed: Deed) -> None:
        """A colleague may be there first, or the host faster: then the deed stays undone, as it would."""
        self.plan(moment, lambda: self._try(deed))

    def _try(self, deed: Deed) -> None:
        self._tried += 1
        try:
            deed()
        except WrongState as late:
            self._late.append(late)

    def live(self, tell: Callable[[datetime], None]) -> None:
        while self._deeds:
            moment, _, deed = heapq.heappop(self._deeds)
            self._rounds_until(moment)
            self._jobs_until(moment)
            self.now = moment
            with clock.at(moment):
                deed()
                settle(moment)
            tell(moment)
        self._rounds_until(self.end)
        self._jobs_until(self.end)
        self._check_late()

    def _check_late(self) -> None:
        """A story much of which comes too late is told wrongly, and says so instead of showing less."""
        if len(self._late) > FEW and 100 * len(self._late) > MOST_LATE * self._tried:
            sentence = f"{len(self._late)} of {self._tried} invented deeds came too late"
            raise RuntimeError(f"{sentence}; the first: {self._late[0]}") from self._late[0]

    def _rounds_until(self, moment: datetime) -> None:
        while self._round_at <= moment:
            self._jobs_until(self._round_at)
            with clock.at(self._round_at):
                for task, _seconds in SCHEDULE:
                    due = REPEATED.get(task.module_path)
                    if due is not None and due():
                        plan(task)
                settle(self._round_at)
            self._round_at += ROUND

    def _jobs_until(self, moment: datetime) -> None:
        waiting = Job.objects.filter(state=JobState.READY, run_after__lt=moment).order_by("run_after")
        while (job := waiting.first()) is not None:
            with clock.at(job.run_after):
                settle(job.run_after)
