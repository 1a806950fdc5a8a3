"""One call, from the questions to the answer: limits first, then the look, then the line in the trail, then the answer."""

from typing import Any

import numpy as np

from seawall.audit.actions import record_soon
from seawall.core.errors import NotReady
from seawall.core.ids import new_id
from seawall.material.asking.answers import AnswerOut, told
from seawall.material.asking.beside import beside
from seawall.material.asking.door import budget_of
from seawall.material.asking.questions import Questions
from seawall.material.matching import follower
from seawall.material.matching.asked import Asked
from seawall.material.matching.hits import HitTable
from seawall.material.matching.look import Answer, look
from seawall.material.states import FingerprintKind
from seawall.people.queries import HeldKey

# Found records that a line names, of each sort; that there were more can be seen from the counts.
MOST_RECORDS = 100


def ask(key: HeldKey, questions: Questions, lists: frozenset[str]) -> AnswerOut:
    """Raises `NotReady`, `TooOften` and `TrailUnwritable`; in each case nothing is told."""
    now = follower.standing()
    mine = [
        one for one in lists if (facts := now.catalogue.lists.get(one)) and facts.owner_id == key.owner_id
    ]
    budget = budget_of(key)
    budget.take(questions.distinct, key.limits)
    try:
        answer = look(now, questions.asked, mine)
    except NotReady:
        budget.give_back(questions.distinct)
        raise
    call_id = new_id("ask")
    _keep_line(call_id, key, questions, answer, now.catalogue.canaries.among(questions.asked))
    return told(call_id, questions, answer, complete=follower.staleness().ready)


def _keep_line(call_id: str, key: HeldKey, questions: Questions, answer: Answer, canaries: list[str]) -> None:
    """On the disk before anything is told. Counts and ids of records; no fingerprint."""
    table, exact = answer.table, answer.table.exact
    facts: dict[str, Any] = {str(asked.kind): len(asked.codes) for asked in questions.asked}
    # Those of all agencies of this node; each says whose it is. The answer tells nothing of them.
    if canaries:
        facts["canaries"] = canaries[:MOST_RECORDS]
    record_soon(
        "material.asked",
        actor=key.actor,
        subject=call_id,
        **facts,
        exact=int(np.count_nonzero(exact)),
        near=int(np.count_nonzero(~exact)),
        beside=sum(
            _beside(key, asked, table) for asked in questions.asked if asked.kind == FingerprintKind.PDQ
        ),
        records=records_of(table.where(exact)),
        near_records=counts_of(table.where(~exact)),
    )


def records_of(exact: HitTable) -> list[str]:
    if not len(exact):
        return []
    _numbers, first = np.unique(exact.columns.number, return_index=True)
    return exact.only(first[:MOST_RECORDS]).item_ids


def counts_of(near: HitTable) -> list[str]:
    """Each record with the number of questions that it is near to, the most frequent first."""
    if not len(near):
        return []
    # An item on two lists is two hits and one match; they stand beside one another.
    question, number = near.columns.question, near.columns.number
    again = (question[1:] == question[:-1]) & (number[1:] == number[:-1])
    once = near.where(np.concatenate([[True], ~again]))
    _numbers, first, counts = np.unique(once.columns.number, return_index=True, return_counts=True)
    most = np.argsort(-counts, kind="stable")[:MOST_RECORDS]
    ids = once.only(first[most]).item_ids
    return [f"{item_id}={count}" for item_id, count in zip(ids, counts[most].tolist(), strict=True)]


def _beside(key: HeldKey, asked: Asked, table: HitTable) -> int:
    """Only PDQ has a distance."""
    near = table.columns.question[table.columns.distance > 0]
    return beside(key.key_id, asked.codes, np.flatnonzero(np.isin(asked.question, near)))
