from collections.abc import Iterator, Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.material import policy
from seawall.material.listed import in_chunks, shared_on
from seawall.material.models import List
from seawall.material.telling import told
from seawall.wire.snapshot import Entry, Header, SnapshotList

LONGEST_DAYS = 366


class Revealed(NamedTuple):
    """What a snapshot holds; `entries` are read from the database while they are taken, a few thousand at a time."""

    header: Header
    entries: Iterator[Entry]


@action
def reveal_lists(lists: Sequence[List], valid_until: datetime, *, actor: Actor) -> Revealed:
    """Everything shared on these lists with its fingerprints in full, to be taken to a machine without a link. The line in the
    trail comes first: no line, no value. What was withdrawn later stays on the snapshot, which is why it has an end."""
    asked = [each.pk for each in lists]
    taken = [*List.objects.filter(pk__in=asked).select_related("owner").order_by("id")]
    if not taken or not all(policy.may_take_snapshot(actor, each) for each in taken):
        raise Refused
    now = clock.now()
    if not 0 < (valid_until - now).total_seconds() <= LONGEST_DAYS * 86_400:
        raise Invalid({"valid_until": _("A snapshot is valid for at least a moment and at most a year.")})
    if not all(each.matching for each in taken):
        raise WrongState(_("One of these lists is switched off: nothing is matched against it."))
    until, ids = valid_until.isoformat(), [each.id for each in taken]
    record("material.lists_revealed", actor=actor, subject=actor.agency_id, lists=ids, valid_until=until)
    named = tuple(SnapshotList(each.id, each.name, each.stance, each.radius, each.handling) for each in taken)
    return Revealed(Header(taken[0].owner.name, now, valid_until, named), _entries(taken))


def _entries(lists: Sequence[List]) -> Iterator[Entry]:
    for each in lists:
        for chunk in in_chunks(shared_on(each).select_related("item"), attrgetter("pk")):
            yield from told(chunk)
