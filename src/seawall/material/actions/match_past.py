from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.material import flood, policy
from seawall.material.models import Fingerprint, ListEntry
from seawall.material.near import NearItems
from seawall.material.pairs import Pair, lock_items, note_pairs
from seawall.material.states import EntryState, FingerprintKind


@action
def match_past(entry: ListEntry, found: NearItems, *, actor: Actor) -> int:
    """A list has grown: what was registered before and looks like the new entry is put before people again."""
    items = lock_items([entry.item_id, *(near.item_id for near in found.near)])
    entry = ListEntry.objects.select_for_update().select_related("list").get(pk=entry.pk)
    if not policy.may_note_near(actor, entry):
        raise Refused
    shared = entry.state == EntryState.SHARED
    near = [one for one in found.near if shared and entry.list.has_within(one.distance)]
    digests = _digests([one.item_id for one in near])
    pairs = [
        Pair(one.item_id, entry.item_id, digests[one.item_id], one.distance, entry.list_id) for one in near
    ]
    noted = note_pairs(pairs, items)
    flooded = flood.quarantine([(items[entry.item_id], found.flood)], actor)
    if noted or flooded:
        record("material.past_matched", actor=actor, subject=entry, found=len(noted), flooded=len(flooded))
    return len(noted)


def _digests(item_ids: list[str]) -> dict[str, str]:
    pictures = Fingerprint.objects.filter(item_id__in=item_ids, kind=FingerprintKind.PDQ)
    return dict(pictures.values_list("item_id", "digest"))
