"""Brings an invented ring into a node and searches it for accounts of one person: `python -m tests.bench._linking SEED NUMBER`, in the
environment of a node with one agency. The last line that it prints is JSON."""

import json
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

import django

django.setup()

from seawall.core.actors import Actor, Duty
from seawall.core.jobs import settle
from seawall.demo.bringing import bring as bring_list
from seawall.demo.ring.accounts import SITES, Twin, until
from seawall.operations.actions import add_site, find_links, open_operation
from seawall.operations.models import Account, Link, Operation
from seawall.operations.states import SiteKind, SiteTerms
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of

Pairs = set[tuple[str, str]]


def dana() -> Actor:
    agency = Agency.objects.get_or_create(name="Police", defaults={"kind": "police", "country": "DE"})[0]
    person = Staff.objects.create(email="dana@police.example", name="Dana", agency=agency)
    DutyGrant.objects.create(staff=person, duty=Duty.INVESTIGATOR, granted_by="system")
    return actor_of(person, fresh=True)


def bring(twin: Twin, actor: Actor) -> Operation:
    operation = open_operation("Ring", actor=actor)
    for name in SITES:
        site = add_site(operation, SiteTerms(name, SiteKind.HIDDEN), actor=actor)
        bring_list(site, twin.table(name), actor=actor)
    settle()
    return operation


def joined(pairs: Iterable[tuple[str, str]]) -> Pairs:
    """Every pair of a group that the given pairs hold together."""
    group: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        together = (group[one] or {one}) | (group[other] or {other})
        for member in together:
            group[member] = together
    return {pair for members in group.values() for pair in combinations(sorted(members), 2)}


def score(found: Pairs, true: Pairs) -> list[float]:
    return [len(found & true) / len(found), len(found & true) / len(true)]


def main(seed: int, number: int) -> None:
    twin, actor = Twin(seed, number, until=until()), dana()
    begun = time.perf_counter()
    operation = bring(twin, actor)
    brought = time.perf_counter() - begun
    begun = time.perf_counter()
    find_links(operation, actor=actor)
    settle()
    searched = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    truth, people = twin.truth(), defaultdict(list)
    for account in Account.objects.select_related("site"):
        people[truth[account.site.name, account.handle.secret]].append(account.id)
    true = {pair for ids in people.values() for pair in combinations(sorted(ids), 2)}
    found = set(Link.objects.values_list("one_id", "other_id"))
    told = {
        "accounts": Account.objects.count(),
        "people": len(people),
        "true": len(true),
        "found": len(found),
        "held": Link.objects.exclude(through=None).count(),
        "pairs": score(found, true),
        "joined": score(joined(found), true),
        "brought": brought,
        "searched": searched,
        "peak": peak,
        "fields": Counter(
            field for link in Link.objects.all() for field, _code, bits in link.evidence if bits > 0
        ),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
