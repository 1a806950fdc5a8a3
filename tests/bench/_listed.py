"""A node with so many entries on a list, and a receiver of it: `python -m tests.bench._listed COUNT`, in the environment of a node with
one agency. Prints the secret of the receiver's key and the list's id."""

import sys
from datetime import timedelta

# First, for it sets Django up.
from tests.bench._known import WIDE, fill  # isort: skip

from seawall.core import clock
from seawall.federation.actions import sign_agreement
from seawall.federation.states import AgreementTerms, SharingPurpose
from seawall.material.models import List
from seawall.material.states import HandlingCode
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, Staff
from seawall.people.queries import actor_of
from seawall.people.states import KeyTerms, Scope
from tests.bench._planted import codes

HOLDER = "Example Receiver"


def receiver() -> str:
    known = List.objects.get()
    reviewer, administrator = (actor_of(Staff.objects.get(name=name), fresh=True) for name in ("Rena", "Ada"))
    terms = KeyTerms((Scope.LISTS,), (known.id,), WIDE, clock.now() + timedelta(days=1))
    secret = open_access_key(Agency.objects.get(), HOLDER, terms=terms, actor=administrator)[1]
    today = clock.now().date()
    agreed = AgreementTerms(HandlingCode.AMBER, SharingPurpose.PREVENT, today, today + timedelta(days=1))
    sign_agreement(known, HOLDER, terms=agreed, actor=reviewer)
    return f"{secret} {known.id}"


if __name__ == "__main__":
    fill(codes(int(sys.argv[1])))
    sys.stdout.write(receiver())
