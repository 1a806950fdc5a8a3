"""What lets us in elsewhere stays readable when the records change, and is nothing to a node with another secret."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from seawall.core.ids import new_id
from seawall.core.keys import seal
from seawall.reports import inbox_credentials
from seawall.reports.forwarding import credentials as tipline_credentials
from seawall.reports.models import Inbox, Tipline

BEFORE = [("reports", "0006_inbox")]
GIVEN = {"user": "unit", "password": "red-cup-7"}


def sealed_before(apps: Any) -> None:
    agency = apps.get_model("people", "Agency").objects.create(
        id=new_id("agc"), name="Hotline", kind="hotline", country="DE"
    )
    staff = apps.get_model("people", "Staff").objects.create(
        email="ada@hotline.example", name="Ada", agency=agency
    )
    apps.get_model("reports", "Inbox").objects.create(
        owner=agency,
        host="imap.hotline.example",
        port=993,
        folder="INBOX",
        server="mx.hotline.example",
        minutes=10,
        sealed_user=seal("reports.inbox", GIVEN["user"]),
        sealed_password=seal("reports.inbox", GIVEN["password"]),
    )
    apps.get_model("reports", "Tipline").objects.create(
        owner=agency,
        name="Example",
        address="https://tipline.example/",
        test=True,
        only_taken=True,
        contact="desk@hotline.example",
        credentials=seal("reports.tipline", json.dumps(list(GIVEN.values()))),
        added_by=staff,
    )


@pytest.mark.django_db(transaction=True)
def test_what_was_sealed_apart_opens_by_name() -> None:
    executor = MigrationExecutor(connection)
    try:
        executor.migrate(BEFORE)
        sealed_before(executor.loader.project_state(BEFORE).apps)
    finally:
        call_command("migrate", verbosity=0)

    assert inbox_credentials.opened(Inbox.objects.get().credentials) == GIVEN
    assert tipline_credentials.opened(Tipline.objects.get().credentials) == GIVEN


def test_what_is_sealed_for_one_purpose_opens_for_no_other() -> None:
    kept = inbox_credentials.sealed(GIVEN)
    assert inbox_credentials.opened(kept) == GIVEN and "red-cup" not in kept
    assert tipline_credentials.opened(kept) == {}
    assert inbox_credentials.opened("") == {}
