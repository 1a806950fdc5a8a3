"""The index that keeps the same bytes one item of an agency holds the end of an id instead of the whole."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('material', '0002_narrow_digests'),
        ('people', '0001_first_release'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fingerprint',
            name='material_fingerprint_one_item',
        ),
        migrations.AddConstraint(
            model_name='fingerprint',
            constraint=models.UniqueConstraint(models.F('digest'), models.Case(models.When(kind='sha256', then=django.db.models.functions.text.Right('owner', 12)), models.When(kind='sha1', then=django.db.models.functions.text.Right('owner', 12)), models.When(kind='md5', then=django.db.models.functions.text.Right('owner', 12)), default=django.db.models.functions.text.Right('item', 12), output_field=models.TextField()), name='material_fingerprint_one_item'),
        ),
    ]
