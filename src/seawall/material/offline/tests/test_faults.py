"""The sentences for what can be wrong: none is forgotten, and each is there in both languages."""

from pathlib import Path

import pytest
from django.utils import translation

from seawall.cli.screen.faults import CAUSES, PROBLEMS, problem_of, sentence_of
from seawall.material.offline.faults import Cause, Impossible
from seawall.wire.faults import Fault, Problem, Unit


def test_each_problem_and_each_cause_has_a_sentence_and_there_is_none_for_another() -> None:
    assert set(PROBLEMS) == set(Problem)
    assert set(CAUSES) == set(Cause)


@pytest.mark.parametrize("problem", Problem)
def test_a_problem_is_told_in_german(problem: Problem) -> None:
    fault = Fault(Unit.LINE, 7, "kind", problem)
    with translation.override("en"):
        english = problem_of(fault)
    with translation.override("de"):
        assert problem_of(fault) != english


@pytest.mark.parametrize("cause", Cause)
def test_a_cause_is_told_in_german(cause: Cause) -> None:
    fault = Impossible(cause, Path("evidence.json"), "not there")
    with translation.override("en"):
        english = sentence_of(fault)
    with translation.override("de"):
        assert sentence_of(fault) != english
