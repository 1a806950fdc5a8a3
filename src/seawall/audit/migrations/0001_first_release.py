import seawall.core.ids
from django.db import migrations, models

from seawall.core.append_only import AppendOnly


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('audit', '0001_initial'),
        ('audit', '0002_append_only'),
        ('audit', '0003_drained'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='ChainHead',
            fields=[
                ('agency_id', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('seq', models.PositiveBigIntegerField(default=0)),
                ('hash', models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name='Drained',
            fields=[
                ('file', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('size', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Sealed',
            fields=[
                ('agency_id', models.CharField(max_length=30, primary_key=True, serialize=False)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('peaks', models.JSONField(default=list)),
                ('checkpoint', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', seawall.core.ids.IdField(prefix='evt', serialize=False)),
                ('agency_id', models.CharField(max_length=30)),
                ('seq', models.PositiveBigIntegerField()),
                ('at', models.DateTimeField()),
                ('what', models.CharField(max_length=64)),
                ('actor_id', models.CharField(max_length=30)),
                ('subject_id', models.CharField(max_length=64)),
                ('body', models.TextField()),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['subject_id', 'seq'], name='audit_by_subject'), models.Index(fields=['actor_id', 'at'], name='audit_by_actor')],
                'constraints': [models.UniqueConstraint(fields=('agency_id', 'seq'), name='audit_one_line_per_place')],
            },
        ),
        AppendOnly('audit_line'),
    ]
