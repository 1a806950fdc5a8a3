from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def order_what_was_shared(apps: Any, schema_editor: Any) -> None:
    """As if each had changed last when its item did: no earlier, so that nothing is ordered before what it follows."""
    items, entries = apps.get_model("material", "Item"), apps.get_model("material", "ListEntry")
    turn = items.objects.filter(pk=OuterRef("item_id")).values("turn")[:1]
    entries.objects.filter(shared_at__isnull=False).update(turn=Subquery(turn))


class Migration(migrations.Migration):
    dependencies = [("material", "0007_statements")]

    operations = [
        migrations.AddField(
            model_name="listentry",
            name="turn",
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(order_what_was_shared, migrations.RunPython.noop),
    ]
