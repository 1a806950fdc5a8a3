from django.db import migrations, models

from seawall.core.keys import digest

AT_ONCE = 2000


def fill(apps, schema_editor):
    statements = apps.get_model("material", "Statement")
    named = statements.objects.filter(words__Series__isnull=False).only("id", "source", "words")
    batch = []
    for one in named.iterator(AT_ONCE):
        name = one.words.get("Series")
        if name:
            one.series_key = digest("material.series", f"{one.source}\n{name}")
            batch.append(one)
        if len(batch) == AT_ONCE:
            statements.objects.bulk_update(batch, ["series_key"], batch_size=500)
            batch = []
    statements.objects.bulk_update(batch, ["series_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("material", "0015_lean_indexes")]

    operations = [
        migrations.AddField(
            model_name="statement",
            name="series_key",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.AddIndex(
            model_name="statement",
            index=models.Index(
                condition=models.Q(("series_key", ""), _negated=True),
                fields=["series_key"],
                name="material_statement_series",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
