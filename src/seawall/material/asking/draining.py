"""What is drawn from the lines of calls when they enter the trail: when a key was last used, how much was asked with it on each
day, whether it feels its way, and which records match too much."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from seawall.audit.actions import Dated, drain
from seawall.core.actors import Actor
from seawall.core.repeated import Repeated
from seawall.material.actions import Asked, count_asked, count_hits, notice_canary
from seawall.material.models import Canary
from seawall.material.states import FingerprintKind
from seawall.people.actions import KeyUse, flag_access_key, note_key_uses

PAUSE = 0.5


def drain_calls(stopping: threading.Event) -> None:
    """For the worker: what waits on this machine's disk is in the trail a moment later."""
    Repeated("drain", lambda: drain(note_calls), PAUSE).run(stopping)


def note_calls(lines: Sequence[Dated]) -> None:
    calls: defaultdict[str, list[Dated]] = defaultdict(list)
    for line in lines:
        if line.deed.what == "material.asked":
            calls[line.deed.agency_id].append(line)
    for agency_id, of_agency in sorted(calls.items()):
        _note(Actor.system(agency_id), of_agency)


def _note(node: Actor, calls: Sequence[Dated]) -> None:
    """Keys are locked first, then items, and the trail last."""
    suspects = note_key_uses(uses_in(calls), actor=node)
    count_asked(asked_in(calls), actor=node)
    near = near_in(calls)
    if near:
        count_hits(near, actor=node)
    for key in suspects:
        flag_access_key(key, actor=node)
    for canary, key_id in canaries_in(calls):
        notice_canary(canary, key_id, actor=Actor.system(canary.owner_id))


def uses_in(calls: Iterable[Dated]) -> list[KeyUse]:
    by_key: defaultdict[str, list[Dated]] = defaultdict(list)
    for call in calls:
        by_key[call.deed.actor_id].append(call)
    return [
        KeyUse(key_id, max(call.at for call in of_key), sum(_count(call, "beside") for call in of_key))
        for key_id, of_key in by_key.items()
    ]


def asked_in(calls: Iterable[Dated]) -> dict[tuple[str, date], Asked]:
    """By key and day in UTC. What the line says of a kind is how many of its fingerprints were asked, each once a call."""
    counts: defaultdict[tuple[str, date], Asked] = defaultdict(Asked)
    for call in calls:
        one = counts[call.deed.actor_id, call.at.date()]
        one.calls += 1
        one.fingerprints += sum(_count(call, kind) for kind in FingerprintKind.values)
        one.exact += _count(call, "exact")
        one.near += _count(call, "near")
    return counts


def canaries_in(calls: Iterable[Dated]) -> list[tuple[Canary, str]]:
    """Each with the key that asked about it; asked again within one batch it is told once."""
    asked = {
        (canary_id, call.deed.actor_id)
        for call in calls
        if isinstance(named := call.deed.facts.get("canaries"), list)
        for canary_id in named
    }
    found = Canary.objects.in_bulk([canary_id for canary_id, _ in asked])
    return [(found[canary_id], key_id) for canary_id, key_id in sorted(asked) if canary_id in found]


def near_in(calls: Iterable[Dated]) -> Counter[str]:
    """By record, how many different fingerprints were near it."""
    found: Counter[str] = Counter()
    for call in calls:
        named = call.deed.facts.get("near_records")
        for word in named if isinstance(named, list) else []:
            item_id, _, count = word.partition("=")
            found[item_id] += int(count)
    return found


def _count(call: Dated, fact: str) -> int:
    value = call.deed.facts.get(fact)
    return value if isinstance(value, int) else 0
