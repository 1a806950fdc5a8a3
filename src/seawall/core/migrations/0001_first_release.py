import seawall.core.clock
import seawall.core.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('core', '0001_initial'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', seawall.core.ids.IdField(prefix='job', serialize=False)),
                ('task', models.CharField(max_length=200)),
                ('queue', models.CharField(default='default', max_length=32)),
                ('priority', models.SmallIntegerField(default=0)),
                ('arguments', models.JSONField(default=dict)),
                ('state', models.CharField(choices=[('ready', 'Ready'), ('running', 'Running'), ('done', 'Done'), ('failed', 'Failed')], default='ready', max_length=8)),
                ('run_after', models.DateTimeField(default=seawall.core.clock.now)),
                ('enqueued_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_token', models.CharField(blank=True, default='', max_length=32)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('error', models.TextField(blank=True, default='')),
                ('only_one', models.CharField(max_length=200, null=True, unique=True)),
            ],
            options={
                'indexes': [models.Index(fields=['state', '-priority', 'run_after'], name='core_job_next')],
            },
        ),
    ]
