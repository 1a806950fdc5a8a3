from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("material", "0003_number_what_is_there")]

    operations = [
        migrations.AlterField(
            model_name="item",
            name="number",
            field=models.PositiveBigIntegerField(editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name="item",
            name="turn",
            field=models.PositiveBigIntegerField(db_index=True, editable=False),
        ),
        migrations.AlterField(
            model_name="list",
            name="turn",
            field=models.PositiveBigIntegerField(db_index=True, editable=False),
        ),
    ]
