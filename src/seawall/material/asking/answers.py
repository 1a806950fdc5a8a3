"""What a machine is told: one shape for every hit, exact and near apart, and nothing of what is stored but that it is there."""

from enum import StrEnum
from functools import lru_cache
from typing import cast

import numpy as np
from msgspec import Struct

from seawall.material.asking.questions import Kind, Questions
from seawall.material.matching.facts import Categories
from seawall.material.matching.hits import KINDS, HitTable
from seawall.material.matching.look import Answer


class Hint(StrEnum):
    """What a machine may make of a hit by itself. The decision stays with people; this says which hits need one first."""

    TREAT_AS_KNOWN = "treat_as_known"
    LOOK_FIRST = "look_first"
    DO_NOT_ACT = "do_not_act"
    KNOWN_HARMLESS = "known_harmless"


HINTS = (Hint.KNOWN_HARMLESS, Hint.DO_NOT_ACT, Hint.TREAT_AS_KNOWN, Hint.LOOK_FIRST)
KIND_WORDS = cast(tuple[Kind, ...], tuple(kind.value for kind in KINDS))


class CategoryOut(Struct, frozen=True, gc=False):
    category: str
    version: str


class HitOut(Struct, gc=False):
    """One entry of one list that the fingerprint was found in. A near hit is evidence for a person, never a proof."""

    position: int
    fingerprint: str
    kind: Kind
    list: str
    record: str
    entry: str
    categories: dict[str, CategoryOut]
    distance: int
    radius: int
    hint: Hint
    disputed: bool


class NotSearched(Struct, gc=False):
    position: int
    reason: str


class AnswerOut(Struct):
    """`position` is the first place of the fingerprint in the call. What is not named was searched and not found.

    `cut`: positions with more hits than are told. `withheld`: hits of records that match too many pictures, which people look at.
    `complete` is false while the index lacks entries of the last seconds or minutes: then ask again later what was not found.
    """

    call: str
    asked: int
    distinct: int
    exact: list[HitOut]
    near: list[HitOut]
    not_searched: list[NotSearched]
    cut: list[int]
    withheld: int
    complete: bool


def told(call_id: str, questions: Questions, answer: Answer, *, complete: bool) -> AnswerOut:
    shown = answer.table.where(~answer.table.quarantined)
    hits = _hits(shown, questions)
    exact = int(np.count_nonzero(shown.exact))
    # They stand in the order of the questions; each sort keeps it.
    near_last = np.argsort(~shown.exact, kind="stable").tolist()
    return AnswerOut(
        call=call_id,
        asked=len(questions.given),
        distinct=questions.distinct,
        exact=[hits[place] for place in near_last[:exact]],
        near=[hits[place] for place in near_last[exact:]],
        not_searched=[NotSearched(place, "quality") for place in sorted(answer.weak)],
        cut=sorted(answer.cut),
        withheld=len(answer.table) - len(shown),
        complete=complete,
    )


def _hits(shown: HitTable, questions: Questions) -> list[HitOut]:
    """Column by column: with a thousand hits, a step more for each of them is most of the answer."""
    if not len(shown):
        return []
    columns = shown.columns
    position = columns.question.tolist()
    rows = zip(
        position,
        [questions.value(place) for place in position],
        [KIND_WORDS[place] for place in columns.kind.tolist()],
        shown.list_ids,
        shown.item_ids,
        shown.entry_ids,
        map(_categories, shown.categories),
        columns.distance.tolist(),
        columns.radius.tolist(),
        hints_for(shown),
        shown.disputed.tolist(),
        strict=True,
    )
    # In the order of its fields.
    return [HitOut(*row) for row in rows]


def hints_for(shown: HitTable) -> list[Hint]:
    """What each hit is good for. A doubt outweighs every list, and two lists that disagree are a doubt."""
    harmless, question = shown.harmless, shown.columns.question
    doubted = shown.disputed | np.isin(question, question[harmless]) if harmless.any() else shown.disputed
    hint = np.select([harmless, doubted, shown.exact], [0, 1, 2], default=3)
    return [HINTS[place] for place in hint.tolist()]


@lru_cache(maxsize=4096)
def _categories(categories: Categories) -> dict[str, CategoryOut]:
    return {one.scheme: CategoryOut(one.category, one.version) for one in categories}
