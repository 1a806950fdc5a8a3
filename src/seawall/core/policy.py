"""The smallest questions of every policy: predicates over (actor, record), joined with & | ~ in the domains.

The default is no: no actor, no record or a foreign record answers False.
"""

from collections.abc import Callable
from typing import Any, cast

import rules
from rules import Predicate

from seawall.core.actors import Actor, ActorKind, Duty

# The library has no types of its own; policies of the domains write `@predicate` from here.
predicate = cast(Callable[[Callable[..., bool]], Predicate], rules.predicate)
_named = cast(Callable[[Callable[..., bool], str], Predicate], Predicate)


def has_duty(*duties: Duty) -> Predicate:
    """A signed-in member of staff who holds at least one of these duties."""
    wanted = frozenset(duties)

    def holds_duty(actor: Any) -> bool:
        return isinstance(actor, Actor) and actor.kind is ActorKind.STAFF and bool(actor.duties & wanted)

    return _named(holds_duty, "has_duty:" + ",".join(sorted(wanted)))


@predicate
def owns(actor: Any, record: Any = None) -> bool:
    """The record belongs to the actor's agency."""
    if not isinstance(actor, Actor) or record is None or not actor.agency_id:
        return False
    return bool(getattr(record, "owner_id", None) == actor.agency_id)


@predicate
def is_system(actor: Any) -> bool:
    return isinstance(actor, Actor) and actor.kind is ActorKind.SYSTEM


@predicate
def is_reporter(actor: Any) -> bool:
    return isinstance(actor, Actor) and actor.kind is ActorKind.REPORTER


@predicate
def is_provider(actor: Any) -> bool:
    return isinstance(actor, Actor) and actor.kind is ActorKind.PROVIDER
