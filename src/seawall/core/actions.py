"""The frame of every deed: one transaction, or nothing.

Inside it the order is always: lock, ask policy, check state, change, record in the trail, announce, return.
Records are locked first and the trail last; nothing is locked after `record()`. That one order keeps
two deeds from waiting for each other for ever, which is also why every reaction to an event is a job.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
T = TypeVar("T")


def action(deed: Callable[P, T]) -> Callable[P, T]:
    """Run the deed in one transaction; called within another deed it becomes a part of it."""

    @wraps(deed)
    def in_one_transaction(*args: P.args, **kwargs: P.kwargs) -> T:
        with transaction.atomic():
            return deed(*args, **kwargs)

    return in_one_transaction
