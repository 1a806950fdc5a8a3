"""What two sources say of one account, put together. The order never matters, and the same twice is the same once: so a table may be taken
again, in pieces, after a break, or beside another one."""

from collections.abc import Iterable
from datetime import date

from seawall.operations.given import Given, Hint
from seawall.operations.states import Activity, Role

ROLES, ACTIVITIES = list(Role), list(Activity)


def together(one: Given, other: Given) -> Given:
    """Both are of the same account. What is more stands: the higher role, the later day, every identifier, every hint at its surest."""
    return Given(
        handle=one.handle,
        role=max(one.role, other.role, key=ROLES.index),
        activity=max(one.activity, other.activity, key=ACTIVITIES.index),
        last_active=later(one.last_active, other.last_active),
        child_contact=one.child_contact or other.child_contact,
        work_with_children=one.work_with_children or other.work_with_children,
        identifiers=one.identifiers | other.identifiers,
        hints=surest(one.hints | other.hints),
    )


def later(one: date | None, other: date | None) -> date | None:
    return max(filter(None, (one, other)), default=None)


def surest(hints: Iterable[Hint]) -> frozenset[Hint]:
    """Of one source one hint for each country."""
    best: dict[tuple[str, str], Hint] = {}
    for hint in hints:
        place = (hint.country, hint.source.value)
        if place not in best or best[place].confidence < hint.confidence:
            best[place] = hint
    return frozenset(best.values())


def country_of(hints: Iterable[Hint]) -> str:
    """Where the surest hints agree; empty where nobody knows, or where they contradict each other."""
    there = list(hints)
    top = max((hint.confidence for hint in there), default=None)
    countries = {hint.country for hint in there if hint.confidence == top}
    return countries.pop() if len(countries) == 1 else ""
