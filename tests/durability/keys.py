"""Keys with which providers' machines hand in reports: `python -m tests.durability.keys HOLDER…` prints id and secret, a line each."""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
os.environ["SEAWALL_PROGRAM"] = "node"
django.setup()

from seawall.core import clock
from seawall.core.actors import Duty
from seawall.core.budget import Limits
from seawall.people.actions import open_access_key
from seawall.people.models import Agency, DutyGrant, Staff
from seawall.people.queries import actor_of
from seawall.people.states import KeyTerms, Scope


def main(holders: list[str]) -> None:
    agency = Agency.objects.get()
    ada, made = Staff.objects.get_or_create(
        email="ada@hotline.example", defaults={"name": "Ada", "agency": agency}
    )
    if made:
        DutyGrant.objects.create(staff=ada, duty=Duty.ADMINISTRATOR, granted_by="system")
    terms = KeyTerms((Scope.REPORTS,), (), Limits(1, 1), clock.now() + timedelta(days=1))
    for holder in holders:
        key, secret = open_access_key(agency, holder, terms=terms, actor=actor_of(ada, fresh=True))
        sys.stdout.write(f"{key.id} {secret}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
