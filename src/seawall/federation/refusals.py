"""Calls of a known key that were refused. Of each kind the first in a minute leaves a line: a machine that tries out the ids
of lists is seen, and does not fill the trail."""

from collections.abc import Iterator
from contextlib import contextmanager

from seawall.audit.actions import record_soon
from seawall.core.errors import SeawallError, TrailUnwritable
from seawall.core.seldom import first_in_minute
from seawall.people.queries import HeldKey


@contextmanager
def noted(key: HeldKey) -> Iterator[None]:
    try:
        yield
    except SeawallError as error:
        if not isinstance(error, TrailUnwritable) and first_in_minute("lists", key.key_id, str(error.status)):
            record_soon("federation.pull_refused", actor=key.actor, subject=key.key_id, status=error.status)
        raise
