import django.db.models.deletion
import seawall.core.clock
import seawall.core.ids
import seawall.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('approvals', '0001_initial'),
    ]

    dependencies = [
        ('people', '0001_first_release'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='apv', serialize=False)),
                ('deed', models.CharField(max_length=64)),
                ('about', models.CharField(max_length=30)),
                ('digest', models.CharField(max_length=64)),
                ('shown', models.JSONField(default=dict)),
                ('purpose', models.TextField(max_length=500)),
                ('state', models.CharField(choices=[('open', 'waits for a second person'), ('approved', 'approved'), ('spent', 'approved and done'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], default='open', max_length=9)),
                ('expires_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(blank=True, default='', max_length=500)),
                ('spent_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'state', 'expires_at'], name='approvals_waiting'), models.Index(fields=['about', 'deed', 'state'], name='approvals_of_record')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'approved', 'spent', 'refused', 'withdrawn', 'expired'])), name='approvals_state'), models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='approvals_two_people'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', False), ('state__in', ['approved', 'spent'])), models.Q(('state__in', ['approved', 'spent']), _negated=True), _connector='OR'), name='approvals_approved_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('spent_at__isnull', False), ('state', 'spent')), models.Q(models.Q(('state', 'spent'), _negated=True), ('spent_at__isnull', True)), _connector='OR'), name='approvals_spent_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='approvals_refused_why'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='approvals_ends')],
            },
        ),
    ]
