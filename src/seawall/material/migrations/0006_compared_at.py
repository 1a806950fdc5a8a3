from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("material", "0005_hits")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="compared_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                condition=models.Q(("compared_at__isnull", True)),
                fields=["owner", "id"],
                name="material_item_overlooked",
            ),
        ),
    ]
