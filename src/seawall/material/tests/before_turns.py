"""Items and lists of before there were turns, and what is there once they have them."""

import django

django.setup()

import json

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from seawall.core.ids import new_id


def apps_at(name):
    executor = MigrationExecutor(connection)
    executor.migrate([("material", name)])
    return executor.loader.project_state([("material", name)]).apps


before = apps_at("0001_initial")
agency = before.get_model("people", "Agency").objects.create(
    id=new_id("agc"), name="Hotline", kind="hotline", country="DE"
)
items = [before.get_model("material", "Item").objects.create(owner=agency).pk for _ in range(3)]
before.get_model("material", "List").objects.create(owner=agency, name="Known")

after = apps_at("0004_everything_has_a_turn")
print(
    json.dumps(
        {
            "items": items,
            "numbered": list(
                after.get_model("material", "Item")
                .objects.order_by("number")
                .values_list("pk", "number", "turn")
            ),
            "list": after.get_model("material", "List").objects.get().turn,
            "last": after.get_model("material", "Turn").objects.get().number,
        }
    )
)
