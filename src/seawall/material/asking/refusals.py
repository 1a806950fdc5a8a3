"""Calls of a known key that were refused. Of each kind the first in a minute leaves a line: a machine that ignores its limits
must not fill the trail."""

from seawall.audit.actions import record_soon
from seawall.core.errors import SeawallError, TrailUnwritable
from seawall.core.seldom import first_in_minute
from seawall.people.queries import HeldKey


def note_refusal(key: HeldKey, error: SeawallError) -> None:
    if isinstance(error, TrailUnwritable) or not first_in_minute("match", key.key_id, str(error.status)):
        return
    record_soon("material.ask_refused", actor=key.actor, subject=key.key_id, status=error.status)
