from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused, WrongState
from seawall.core.events import announce
from seawall.material import policy
from seawall.material.canaries import notice_canaries
from seawall.material.events import FingerprintsAdded
from seawall.material.models import Fingerprint, Item
from seawall.material.states import GivenFingerprint
from seawall.material.turns import next_turn, touch


@action
def register_item(fingerprints: Collection[GivenFingerprint], *, actor: Actor) -> Item:
    """The agency's item of these fingerprints, made or completed. Without a fingerprint it is always a new one."""
    if not policy.may_register(actor):
        raise Refused
    if len({given.kind for given in fingerprints}) < len(fingerprints):
        raise Invalid({"fingerprints": _("One item has one fingerprint of each kind.")})
    try:
        with transaction.atomic():
            item, added = _found_or_made(fingerprints, actor)
    except IntegrityError:
        # A colleague registered the same bytes at this very moment; now they can be found.
        item, added = _found_or_made(fingerprints, actor)
    notice_canaries(fingerprints, actor)
    if added or not fingerprints:
        record("material.registered", actor=actor, subject=item, kinds=added)
    if added:
        announce(FingerprintsAdded(owner_id=item.owner_id, item_id=item.id))
    return item


def _found_or_made(fingerprints: Collection[GivenFingerprint], actor: Actor) -> tuple[Item, list[str]]:
    found = _found(fingerprints, actor)
    item = found or _made(actor)
    held = {fingerprint.kind: fingerprint.digest for fingerprint in item.fingerprints.all()}
    if any(given.exact and held.get(given.kind, given.digest) != given.digest for given in fingerprints):
        raise WrongState(_("One of these fingerprints fits an item and another contradicts it."))
    missing = [given for given in fingerprints if given.kind not in held]
    if missing and found:
        # Before the fingerprints: whoever waits for one of them to be unique must not hold the turn we wait for.
        touch(item)
    Fingerprint.objects.bulk_create(_fingerprint(item, given) for given in missing)
    return item, [given.kind.value for given in missing]


def _made(actor: Actor) -> Item:
    turn = next_turn()
    return Item.objects.create(owner_id=actor.agency_id, number=turn, turn=turn)


def _found(fingerprints: Collection[GivenFingerprint], actor: Actor) -> Item | None:
    # Only exact kinds name the same bytes: an equal PDQ is evidence for a person, never sameness.
    digests = [given.digest for given in fingerprints if given.exact]
    same = Fingerprint.objects.filter(owner_id=actor.agency_id, digest__in=digests)
    items = list(Item.objects.select_for_update().filter(pk__in=same.values("item_id")).order_by("id"))
    if len(items) > 1:
        raise WrongState(
            _("These fingerprints belong to more than one item. A person has to say which is right.")
        )
    return items[0] if items else None


def _fingerprint(item: Item, given: GivenFingerprint) -> Fingerprint:
    return Fingerprint(
        owner_id=item.owner_id,
        item=item,
        kind=given.kind,
        value=given.value,
        digest=given.digest,
        quality=given.quality,
    )
