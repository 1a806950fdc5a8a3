import django.core.validators
import django.db.models.deletion
import seawall.core.clock
import seawall.core.ids
import seawall.core.records
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models


def make_cache_table(apps, schema_editor):
    """The table of settings.CACHES: used codes and failed tries, known to every process."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name('people_cache')}")


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('people', '0001_initial'),
        ('people', '0002_breaks_staff_session_version_alter_staff_language_and_more'),
        ('people', '0003_access_keys'),
        ('people', '0004_assignments'),
        ('people', '0005_vault_keeper'),
    ]

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Staff',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', seawall.core.ids.IdField(prefix='stf', serialize=False)),
                ('email', models.EmailField(max_length=254, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('is_active', models.BooleanField(default=True)),
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('session_version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Breaks',
            fields=[
                ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='breaks', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('most_per_hour', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(500)])),
                ('minutes', models.PositiveSmallIntegerField(default=10, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)])),
            ],
        ),
        migrations.CreateModel(
            name='Agency',
            fields=[
                ('id', seawall.core.ids.IdField(prefix='agc', serialize=False)),
                ('name', models.CharField(max_length=120, unique=True)),
                ('kind', models.CharField(choices=[('hotline', 'Hotline'), ('police', 'Police'), ('provider', 'Provider'), ('ngo', 'Non-governmental organisation'), ('alliance', 'Alliance secretariat')], max_length=16)),
                ('country', models.CharField(max_length=2)),
                ('public_door', models.BooleanField(default=False)),
                ('emergency_number', models.CharField(default='112', max_length=24)),
                ('contact_email', models.EmailField(blank=True, default='', max_length=254)),
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('public_door', True)), fields=('public_door',), name='people_one_public_door')],
            },
        ),
        migrations.AddField(
            model_name='staff',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='people.agency'),
        ),
        migrations.CreateModel(
            name='AccessKey',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='key', serialize=False)),
                ('holder', models.CharField(max_length=120)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('scopes', models.JSONField(default=list)),
                ('lists', models.JSONField(default=list)),
                ('per_minute', models.PositiveIntegerField()),
                ('per_day', models.PositiveIntegerField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
                ('beside_on', models.DateField(null=True)),
                ('beside', models.PositiveIntegerField(default=0)),
                ('flagged_at', models.DateTimeField(null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'holder'], name='people_key_by_holder')],
                'constraints': [models.CheckConstraint(condition=models.Q(('per_day__gte', 1), ('per_minute__gte', 1)), name='people_key_limits')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='asg', serialize=False)),
                ('kind', models.CharField(choices=[('contact', 'notices to one address'), ('domain', 'notices to every address of a domain'), ('holder', 'access keys, and what they handed in')], max_length=8)),
                ('value', models.CharField(max_length=254)),
                ('renews_keys', models.BooleanField(default=False)),
                ('ended_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['provider'], name='people_assigned_to')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('owner', 'kind', 'value'), name='people_assigned_once'), models.CheckConstraint(condition=models.Q(('renews_keys', False), ('kind', 'holder'), _connector='OR'), name='people_renews_own_keys')],
            },
        ),
        migrations.CreateModel(
            name='DutyGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('duty', models.CharField(choices=[('analyst', 'analyst'), ('reviewer', 'reviewer'), ('specialist', 'specialist'), ('investigator', 'investigator'), ('coordinator', 'coordinator'), ('administrator', 'administrator'), ('auditor', 'auditor'), ('data_protection', 'data_protection'), ('vault_keeper', 'vault_keeper'), ('abuse_desk', 'abuse_desk')], max_length=16)),
                ('granted_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('granted_by', models.CharField(max_length=30)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('staff', 'duty'), name='people_duty_once')],
            },
        ),
        migrations.CreateModel(
            name='Exposure',
            fields=[
                ('id', seawall.core.ids.IdField(prefix='exp', serialize=False)),
                ('at', models.DateTimeField(default=seawall.core.clock.now)),
                ('severity', models.CharField(choices=[('light', 'light'), ('heavy', 'heavy'), ('severe', 'severe')], max_length=8)),
                ('what', models.CharField(max_length=32)),
                ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exposures', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['staff', 'at'], name='people_exposure_by_time')],
            },
        ),
        migrations.RunPython(make_cache_table, drop_cache_table),
    ]
