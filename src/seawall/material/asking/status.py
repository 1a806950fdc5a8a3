"""What a machine may know of its own key and of how the node is."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from seawall.core.errors import NotReady
from seawall.material.asking.door import budget_of
from seawall.material.asking.questions import KINDS, MOST_BYTES, MOST_FINGERPRINTS, Kind
from seawall.material.matching import follower
from seawall.material.matching.facts import ListFacts
from seawall.material.queries import trouble_of_matching
from seawall.material.states import LEAST_QUALITY, Stance
from seawall.people.queries import HeldKey


class ListOut(Struct):
    """`radius`: up to how many differing bits PDQ is near on this list. `stance`: harmless for lists of known harmless material."""

    id: str
    name: str
    radius: int
    stance: Literal["known", "harmless"]


class LimitsOut(Struct):
    """In fingerprints, counted over all calls with this key; the day ends at midnight UTC."""

    per_minute: int
    per_day: int
    used_this_minute: int
    used_today: int


class StatusOut(Struct):
    """`message` says what is the matter when `ready` is false."""

    ready: bool
    message: str
    kinds: list[Kind]
    least_quality: int
    most_fingerprints: int
    most_bytes: int
    lists: list[ListOut]
    limits: LimitsOut
    expires_at: datetime


def status_for(key: HeldKey) -> StatusOut:
    trouble, used = trouble_of_matching(), budget_of(key).used()
    return StatusOut(
        ready=not trouble,
        message=trouble,
        kinds=list(KINDS),
        least_quality=LEAST_QUALITY,
        most_fingerprints=MOST_FINGERPRINTS,
        most_bytes=MOST_BYTES,
        lists=[ListOut(one.list_id, one.name, one.radius, stance_of(one)) for one in lists_known_to(key)],
        limits=LimitsOut(key.limits.per_minute, key.limits.per_day, used.minute, used.day),
        expires_at=key.expires_at,
    )


def lists_known_to(key: HeldKey) -> list[ListFacts]:
    """Those of the key that are there and searched, by name; none before the process has read them."""
    try:
        known = follower.standing().catalogue.lists
    except NotReady:
        return []
    mine = (known[one] for one in key.lists if one in known)
    return sorted(
        (one for one in mine if one.owner_id == key.owner_id and one.matching), key=lambda one: one.name
    )


def stance_of(one: ListFacts) -> Literal["known", "harmless"]:
    return "harmless" if one.stance == Stance.HARMLESS else "known"
