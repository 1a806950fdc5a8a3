from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the filling: PostgreSQL alters no table on whose rows triggers still wait.
    dependencies = [("material", "0008_order_of_entries")]

    operations = [
        migrations.AddIndex(
            model_name="listentry",
            index=models.Index(fields=["list", "turn", "id"], name="material_entry_changes"),
        ),
        migrations.AddConstraint(
            model_name="listentry",
            constraint=models.CheckConstraint(
                condition=models.Q(shared_at__isnull=True, turn__isnull=True)
                | models.Q(shared_at__isnull=False, turn__isnull=False),
                name="material_entry_turn_when_shared",
            ),
        ),
    ]
