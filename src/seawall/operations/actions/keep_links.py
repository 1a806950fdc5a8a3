from collections.abc import Mapping, Sequence, Set
from typing import Any

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.ids import new_ids
from seawall.core.many_rows import insert_rows
from seawall.operations import policy
from seawall.operations.linking.rows import Pair, legs_of
from seawall.operations.models import Link, LinkSearch, Operation
from seawall.operations.states import FoundLink, LinkSearchState, LinkState

Known = Mapping[Pair, Link]
# Rows that one statement takes back.
AT_ONCE = 500
NAMES = ("id", "one_id", "other_id", "through_id", "weight", "evidence")


@action
def keep_links(search: LinkSearch, found: Sequence[FoundLink], *, actor: Actor) -> LinkSearch:
    """Add what is new. A pair that was answered stays as it was answered; one that still waits has the evidence of today. What waits and rested
    on a third account that holds it no longer is withdrawn."""
    Operation.objects.select_for_update().get(pk=search.operation_id)
    search = LinkSearch.objects.select_for_update().get(pk=search.pk)
    if not policy.may_keep_links(actor, search):
        raise Refused
    if search.state != LinkSearchState.ASKED:
        return search
    known = {
        (link.one_id, link.other_id): link
        for link in Link.objects.select_for_update().filter(operation_id=search.operation_id).order_by("pk")
    }
    found = _not_refuted(found, known)
    new = [pair for pair in found if (pair.one, pair.other) not in known]
    ids = new_ids("lnk", len(new))
    rows = [
        (i, one.one, one.other, one.through or None, _weight(one), one.evidence)
        for i, one in zip(ids, new, strict=True)
    ]
    insert_rows(Link, NAMES, rows, owner_id=search.owner_id, operation_id=search.operation_id)
    _renew([(known[pair.one, pair.other], pair) for pair in found if (pair.one, pair.other) in known])
    _withdraw(known, {(pair.one, pair.other) for pair in found})
    search.state, search.new, search.finished_at = LinkSearchState.DONE, len(new), clock.now()
    search.save(update_fields=["state", "new", "finished_at", "changed_at"])
    record("operations.links_kept", actor=actor, subject=search, new=len(new), found=len(found))
    return search


def _weight(one: FoundLink) -> int:
    return round(one.weight * 100)


def _renew(pairs: Sequence[tuple[Link, FoundLink]]) -> None:
    changed = []
    for link, found in pairs:
        evidence = [list(one) for one in found.evidence]
        now: tuple[int, Any, Any] = (_weight(found), evidence, found.through or None)
        if link.state == LinkState.SUGGESTED and (link.weight, link.evidence, link.through_id) != now:
            (link.weight, link.evidence, link.through_id), link.changed_at = now, clock.now()
            changed.append(link)
    Link.objects.bulk_update(changed, ["weight", "evidence", "through", "changed_at"], batch_size=200)


def _not_refuted(found: Sequence[FoundLink], known: Known) -> Sequence[FoundLink]:
    """Without what rests on a pair that somebody has rejected while accounts were compared."""
    rejected = {pair for pair, link in known.items() if link.state == LinkState.REJECTED}
    return [one for one in found if rejected.isdisjoint(legs_of((one.one, one.other), one.through))]


def _withdraw(known: Known, found: Set[Pair]) -> None:
    gone = [
        link.pk
        for pair, link in known.items()
        if link.state == LinkState.SUGGESTED and link.through_id and pair not in found
    ]
    for start in range(0, len(gone), AT_ONCE):
        Link.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
