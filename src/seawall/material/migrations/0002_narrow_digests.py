"""Digests of fingerprints are 128 bits long, and they come first in the index that keeps the same bytes one item of an agency."""

from django.db import migrations, models


TABLES = {"material_fingerprint": "digest", "material_canaryprint": "digest", "material_match": "query"}
SHORTENED = [
    f"UPDATE {table} SET {column} = substr({column}, 1, 32)" for table, column in TABLES.items()
]


class Migration(migrations.Migration):

    dependencies = [
        ('material', '0001_first_release'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='fingerprint',
            name='material_fingerprint_one_item',
        ),
        migrations.RemoveConstraint(
            model_name='item',
            name='material_item_state',
        ),
        # What a longer one was, nobody needs to know again: backwards there is nothing to do.
        migrations.RunSQL(SHORTENED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='fingerprint',
            constraint=models.UniqueConstraint(models.F('digest'), models.Case(models.When(kind='sha256', then=models.F('owner')), models.When(kind='sha1', then=models.F('owner')), models.When(kind='md5', then=models.F('owner')), default=models.F('item'), output_field=models.TextField()), name='material_fingerprint_one_item'),
        ),
        migrations.AddConstraint(
            model_name='item',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('state', 'assessed'), ('state', 'confirmed'), ('state', 'disputed'), _connector='OR'), name='material_item_state'),
        ),
    ]
