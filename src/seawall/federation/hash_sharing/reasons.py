"""Why one may be against a fingerprint: material's reasons of votes, under the guids that they have at every node."""

from uuid import UUID, uuid5

from django.utils.translation import override

from seawall.core.errors import Invalid, NotFound
from seawall.material.states import VoteReason
from seawall.wire.hash_sharing import ELEMENTS, Reason

SPACE = UUID("6f0b1f5e-7d0d-5a3c-9d0a-3b6f3d1c2a10")
AGAINST = tuple(reason for reason in VoteReason if not reason.up)
# What the agency itself says of an entry that anybody doubts; nobody votes by it.
DOUBTED = "doubted"


def offered(kind: str) -> list[Reason]:
    """For a kind of fingerprint as the interface names it. Raises `NotFound`."""
    if kind not in ELEMENTS:
        raise NotFound
    return [reason_of(reason, kind) for reason in AGAINST]


def reason_of(reason: VoteReason, kind: str) -> Reason:
    # A name in this format has no language; programs compare it.
    with override("en"):
        return Reason(guid_of(reason.value, kind), str(reason.label), kind)


def doubted(kind: str) -> Reason:
    return Reason(guid_of(DOUBTED, kind), "somebody doubts this entry", kind)


def guid_of(word: str, kind: str) -> str:
    return str(uuid5(SPACE, f"{word}/{kind}"))


def chosen(guids: tuple[str, ...], kind: str) -> list[VoteReason]:
    """Raises `Invalid` for a guid that is not offered for this kind."""
    known = {guid_of(reason.value, kind): reason for reason in AGAINST}
    if not all(guid.lower() in known for guid in guids):
        raise Invalid({}, "A reason is not one of those that are offered for this kind of fingerprint.")
    return [known[guid.lower()] for guid in guids]
