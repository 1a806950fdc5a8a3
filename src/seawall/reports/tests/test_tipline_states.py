"""The lifecycle of a draft against a model of it: whatever a machine does in whichever order, door and model agree."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle as Names
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from seawall.core import clock
from seawall.core.jobs import settle
from seawall.reports import jobs
from seawall.reports.models import Report, Submission
from seawall.reports.tests.tipline import Provider, a_report, details_of

DONE, NO_REPORT, RETRACTED, FINISHED = 0, 5001, 5101, 5102
BEGIN = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
FILE_IDS = tuple(f"{number:032x}" for number in range(3))


@dataclass
class Draft:
    mine: int
    opened: datetime
    changed: datetime
    verdict: int = DONE
    files: list[str] = field(default_factory=list)

    def code(self, by: int, now: datetime) -> int:
        """What is answered to this organisation at this moment, by the words of the documentation."""
        if by != self.mine:
            return NO_REPORT
        ends = max(self.opened + timedelta(hours=24), self.changed + timedelta(hours=1))
        if self.verdict == DONE and now >= ends:
            self.verdict = NO_REPORT
        return self.verdict


class Lifecycle(RuleBasedStateMachine):
    providers: tuple[Provider, Provider]
    numbers = Names("numbers")
    whose = st.sampled_from([0, 0, 0, 1])

    @initialize()
    def begin(self) -> None:
        self.now = BEGIN
        self.model: dict[int, Draft] = {}

    @rule(target=numbers, by=whose)
    def submit(self, by: int) -> int:
        with clock.at(self.now):
            answer = self.providers[by].submit(a_report())
        assert answer.code == DONE and answer.number not in self.model
        self.model[answer.number] = Draft(by, self.now, self.now)
        return answer.number

    @rule(number=numbers, by=whose, file_id=st.sampled_from(FILE_IDS))
    def describe(self, number: int, by: int, file_id: str) -> None:
        draft = self.model[number]
        expected = draft.code(by, self.now)
        with clock.at(self.now):
            assert self.providers[by].fileinfo(details_of(number, file_id)).code == expected
        if expected == DONE:
            draft.changed = self.now
            draft.files += [file_id] if file_id not in draft.files else []

    @rule(number=numbers, by=whose)
    def finish(self, number: int, by: int) -> None:
        draft = self.model[number]
        expected = draft.code(by, self.now)
        with clock.at(self.now):
            answer = self.providers[by].finish(number)
        assert answer.code == expected
        if expected == DONE:
            assert answer.file_ids == draft.files
            draft.verdict = FINISHED

    @rule(number=numbers, by=whose)
    def retract(self, number: int, by: int) -> None:
        draft = self.model[number]
        expected = draft.code(by, self.now)
        with clock.at(self.now):
            assert self.providers[by].retract(number).code == expected
        if expected == DONE:
            draft.verdict = RETRACTED

    @rule(minutes=st.sampled_from([1, 59, 60, 61, 23 * 60, 24 * 60]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def sweep(self) -> None:
        with clock.at(self.now):
            jobs.expire_drafts.enqueue()
            settle()

    @invariant()
    def a_report_for_each_that_is_finished_and_for_nothing_else(self) -> None:
        finished = [draft for draft in getattr(self, "model", {}).values() if draft.verdict == FINISHED]
        assert Report.objects.count() == len(finished)
        over = Submission.objects.exclude(state="draft")
        assert not over.exclude(sealed_document="").exists() and not over.filter(files__isnull=False).exists()


@pytest.mark.django_db
def test_the_door_keeps_to_the_lifecycle(provider: Any) -> None:
    Lifecycle.providers = (provider(), provider(holder="Another Host"))

    class InItsOwnTransaction(Lifecycle):
        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        InItsOwnTransaction,
        settings=settings(
            max_examples=6, stateful_step_count=20, suppress_health_check=list(HealthCheck), deadline=None
        ),
    )
