"""What is done at the node while a receiver pulls: `python -m tests.tx.node DEED …`, in words and lines of JSON."""

import json
import sys
from datetime import timedelta

import django

django.setup()

from seawall.core import clock
from seawall.core.actors import Actor, Duty
from seawall.core.budget import Limits
from seawall.federation.actions import end_agreement, sign_agreement
from seawall.federation.models import Agreement
from seawall.federation.states import AgreementTerms, SharingPurpose
from seawall.material.actions import propose_entry, set_matching, share_entry, withdraw_entry
from seawall.material.models import List, ListEntry, Vote
from seawall.material.states import (
    FingerprintKind,
    GivenFingerprint,
    HandlingCode,
    Stance,
    WithdrawalReason,
)
from seawall.material.tests.make import a_confirmed_item, a_list
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of
from seawall.people.states import KeyTerms, Scope


def person(name: str) -> Actor:
    return actor_of(Staff.objects.get(name=name), fresh=True)


def begin() -> str:
    """An agency with its people."""
    agency = Agency.objects.create(name="Meldestelle Nord", kind="hotline", country="DE")
    for name, duty in (
        ("Mara", Duty.ANALYST),
        ("Mika", Duty.ANALYST),
        ("Rena", Duty.REVIEWER),
        ("Ada", Duty.ADMINISTRATOR),
    ):
        staff = Staff.objects.create(email=f"{name.lower()}@nord.example", name=name, agency=agency)
        DutyGrant.objects.create(staff=staff, duty=duty, granted_by="system")
    return agency.id


def agree(holder: str, *entries: str) -> str:
    """A list of its own with these entries, a key and an agreement; the key's secret, the list's id, the entries' ids."""
    known = a_list(person("Rena"), f"For {holder}")
    terms = KeyTerms((Scope.LISTS,), (known.id,), Limits(1, 1), clock.in_future(days=30))
    _key, secret = open_access_key(Agency.objects.get(), holder, terms=terms, actor=person("Ada"))
    today = clock.now().date()
    agreed = AgreementTerms(HandlingCode.AMBER, SharingPurpose.PREVENT, today, today + timedelta(days=30))
    sign_agreement(known, holder, terms=agreed, actor=person("Rena"))
    return json.dumps([secret, known.id, share(known.id, *entries).split()])


def share(list_id: str, *entries: str) -> str:
    """Each entry as `pdq=…+md5=…`; their ids."""
    return " ".join(shared(List.objects.get(pk=list_id), entry) for entry in entries)


def shared(known: List, entry: str) -> str:
    prints = [
        GivenFingerprint(FingerprintKind(kind), value, 90 if kind == "pdq" else None)
        for kind, value in (word.split("=") for word in entry.split("+"))
    ]
    item = a_confirmed_item(person("Mara"), person("Mika"), *prints)
    return share_entry(propose_entry(item, known, actor=person("Mara")), actor=person("Rena")).id


def withdraw(*entry_ids: str) -> str:
    for entry in ListEntry.objects.filter(pk__in=entry_ids):
        withdraw_entry(entry, WithdrawalReason.MISTAKE, actor=person("Rena"))
    return ""


def call_harmless(list_id: str) -> str:
    known = List.objects.get(pk=list_id)
    return set_matching(known, matching=True, radius=31, stance=Stance.HARMLESS, actor=person("Rena")).id


def end(list_id: str) -> str:
    return end_agreement(Agreement.objects.get(list_id=list_id), actor=person("Rena")).id


def votes(list_id: str) -> str:
    """Entry, holder, for or against, why."""
    found = Vote.objects.filter(entry__list_id=list_id).order_by("entry_id")
    return json.dumps([[one.entry_id, one.holder, one.up, one.reason] for one in found])


DEEDS = {
    "begin": begin,
    "agree": agree,
    "share": share,
    "votes": votes,
    "withdraw": withdraw,
    "call-harmless": call_harmless,
    "end": end,
}

if __name__ == "__main__":
    sys.stdout.write(DEEDS[sys.argv[1]](*sys.argv[2:]))
