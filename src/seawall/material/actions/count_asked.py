from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import policy
from seawall.material.models import AskedDay


@dataclass(slots=True)
class Asked:
    """Of one key on one day: calls, fingerprints asked about, and the hits among them, exact and near apart."""

    calls: int = 0
    fingerprints: int = 0
    exact: int = 0
    near: int = 0


@action
def count_asked(counts: Mapping[tuple[str, date], Asked], *, actor: Actor) -> None:
    """Add up what was asked with each key on each day.

    The keys are locked by whoever calls, so that nobody else counts them meanwhile. It leaves no line of its own: every call
    has one, and this is drawn from them.
    """
    if not policy.may_count_hits(actor):
        raise Refused
    known = AskedDay.objects.filter(
        key_id__in={key_id for key_id, _ in counts}, day__in={day for _, day in counts}
    )
    before = {(row.key_id, row.day): row for row in known}
    AskedDay.objects.bulk_create(
        [
            _added(before.get(which) or AskedDay(key_id=which[0], day=which[1]), counts[which])
            for which in counts
        ],
        update_conflicts=True,
        unique_fields=["key_id", "day"],
        update_fields=["calls", "fingerprints", "exact", "near"],
    )


def _added(row: AskedDay, more: Asked) -> AskedDay:
    return AskedDay(
        key_id=row.key_id,
        day=row.day,
        calls=row.calls + more.calls,
        fingerprints=row.fingerprints + more.fingerprints,
        exact=row.exact + more.exact,
        near=row.near + more.near,
    )
