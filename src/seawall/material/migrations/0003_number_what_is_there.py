"""Gives every item and list that is there already its number and turn, in the order in which they were made."""

from typing import Any

from django.db import migrations

BATCH = 5_000


def number_all(apps: Any, schema_editor: Any) -> None:
    turn = apps.get_model("material", "Turn").objects.get_or_create(pk=1)[0]
    for name in ("Item", "List"):
        turn.number = _number(apps.get_model("material", name), turn.number)
    turn.save(update_fields=["number"])


def _number(model: Any, number: int) -> int:
    fields = ["turn", "number"] if hasattr(model, "number") else ["turn"]
    while batch := list(model.objects.filter(turn__isnull=True).only("id").order_by("id")[:BATCH]):
        for record in batch:
            number += 1
            record.turn = record.number = number
        model.objects.bulk_update(batch, fields, batch_size=500)
    return number


class Migration(migrations.Migration):
    dependencies = [("material", "0002_turns")]
    operations = [migrations.RunPython(number_all, migrations.RunPython.noop)]
