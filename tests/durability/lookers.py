"""Two programs of a node in processes of their own, spoken to in lines. `python -m tests.durability.lookers lister` shares
and withdraws entries as people do; `… looker LIST` says when a match against the list finds a fingerprint, or no longer."""

import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
if __name__ == "__main__":
    django.setup()

from django.db import close_old_connections

from seawall.core.actors import Actor, Duty
from seawall.core.errors import NotReady
from seawall.material.actions import (
    assess,
    open_list,
    propose_entry,
    register_item,
    share_entry,
    withdraw_entry,
)
from seawall.material.matching.asked import asked
from seawall.material.matching.follower import standing
from seawall.material.matching.look import look
from seawall.material.models import List, ListEntry
from seawall.material.states import (
    FingerprintKind,
    GivenFingerprint,
    HandlingCode,
    WithdrawalReason,
)
from seawall.material.tests.make import labels
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of


def person(name: str, agency: Agency, duty: Duty) -> Actor:
    staff = Staff.objects.create(email=f"{name}@hotline.example", name=name, agency=agency)
    DutyGrant.objects.create(staff=staff, duty=duty, granted_by="system")
    return actor_of(staff, fresh=True)


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def given(value: str) -> GivenFingerprint:
    return GivenFingerprint(FingerprintKind.PDQ, value, 90)


def lister() -> None:
    agency = Agency.objects.create(name="Meldestelle Nord", kind="hotline", country="DE")
    mara, mika = (person(name, agency, Duty.ANALYST) for name in ("mara", "mika"))
    rena = person("rena", agency, Duty.REVIEWER)
    known = open_list("Known", handling=HandlingCode.AMBER, actor=rena)
    say(known.id)
    for line in sys.stdin:
        deed, value = line.split()
        share(value, known, mara, mika, rena) if deed == "share" else withdraw(value, rena)
        say(time.time())


def share(value: str, known: List, mara: Actor, mika: Actor, rena: Actor) -> None:
    item = register_item([given(value)], actor=mara)
    for actor in (mara, mika):
        assess(item, labels(), actor=actor)
    share_entry(propose_entry(item, known, actor=mara), actor=rena)


def withdraw(value: str, rena: Actor) -> None:
    entry = ListEntry.objects.get(item__fingerprints__digest=given(value).digest)
    withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=rena)


def looker(list_id: str) -> None:
    for line in sys.stdin:
        wanted, value = line.split()
        say("looking")
        while is_found(value, list_id) != (wanted == "found"):
            time.sleep(0.005)
        say(time.time())


def is_found(value: str, list_id: str) -> bool | None:
    """None while the process cannot answer yet."""
    try:
        return bool(look(standing(), asked([(0, given(value))]), [list_id]).hits)
    except NotReady:
        return None


if __name__ == "__main__":
    close_old_connections()
    lister() if sys.argv[1] == "lister" else looker(sys.argv[2])
