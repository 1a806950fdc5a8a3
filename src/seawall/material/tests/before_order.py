"""Entries of before a list had an order, and the turns that they stand at once it has one."""

import django

django.setup()

import json

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from seawall.core import clock
from seawall.core.ids import new_id


def apps_at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("material", name)])
    return executor.loader.project_state([("material", name)]).apps


before = apps_at("0007_statements")
agency = before.get_model("people", "Agency").objects.create(
    id=new_id("agc"), name="Hotline", kind="hotline", country="DE"
)
staff = before.get_model("people", "Staff").objects.create(
    id=new_id("stf"), email="mara@hotline.example", name="Mara", agency=agency
)
known = before.get_model("material", "List").objects.create(owner=agency, name="Known", turn=1)
made = {}
for turn, state in ((7, "shared"), (3, "shared"), (5, "withdrawn"), (9, "proposed")):
    item = before.get_model("material", "Item").objects.create(owner=agency, number=turn, turn=turn)
    gone = {"withdrawn_at": clock.now(), "withdrawn_because": "mistake"}
    entry = before.get_model("material", "ListEntry").objects.create(
        owner=agency,
        list=known,
        item=item,
        source=agency,
        handling="amber",
        state=state,
        proposed_by=staff,
        shared_at=None if state == "proposed" else clock.now(),
        **(gone if state == "withdrawn" else {}),
    )
    made[entry.pk] = turn

after = apps_at("0009_entries_in_order")
found = dict(after.get_model("material", "ListEntry").objects.values_list("pk", "turn"))
print(json.dumps({"made": made, "found": found}))
