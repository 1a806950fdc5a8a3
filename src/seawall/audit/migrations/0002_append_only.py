from django.db import migrations, models

from seawall.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("agency_id", models.CharField(max_length=30, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("peaks", models.JSONField(default=list)),
                ("checkpoint", models.PositiveBigIntegerField(default=0)),
            ],
        ),
        AppendOnly("audit_line"),
    ]
