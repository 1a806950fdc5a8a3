import django.db.models.deletion
import seawall.core.clock
import seawall.core.fields
import seawall.core.ids
import seawall.core.records
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('takedown', '0001_initial'),
        ('takedown', '0002_questions_asked'),
        ('takedown', '0003_lists_by_id'),
        ('takedown', '0004_grounds'),
        ('takedown', '0005_drop_reason'),
        ('takedown', '0006_asked_at'),
    ]

    dependencies = [
        ('people', '0001_first_release'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Location',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='loc', serialize=False)),
                ('url', seawall.core.fields.MaskedUrlField()),
                ('digest', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('waiting', 'waiting for its trace'), ('open', 'open'), ('held', 'held for the police'), ('noticed', 'notice sent'), ('objection', 'objection raised'), ('police', 'no host: police path'), ('gone', 'gone'), ('withdrawn', 'withdrawn')], default='waiting', max_length=12)),
                ('question', models.CharField(blank=True, choices=[('', 'none'), ('hold_expired', 'The hold has expired. Extend it, or send the notice?'), ('no_contact', 'No registry names a contact. Who can be asked?'), ('not_ours', 'The provider says it is not theirs. Trace again or ask another?'), ('contact_changed', 'The host has changed. Send a new notice?'), ('still_up', 'The provider says it is removed, and it is still there.'), ('unanswered', 'All reminders went unanswered. Who is next?'), ('back', 'It is back. Send a new notice?'), ('moved', 'It has moved. Open the new address?'), ('police_path', 'There is no host that could be asked. Hand it to the police?')], default='', max_length=16)),
                ('asked_at', models.DateTimeField(null=True)),
                ('country', models.CharField(blank=True, default='', max_length=2)),
                ('host', models.CharField(blank=True, default='', max_length=200)),
                ('contact', models.CharField(blank=True, default='', max_length=254)),
                ('contact_level', models.CharField(blank=True, choices=[('', 'nobody'), ('host', 'host'), ('registrar', 'registrar of the name'), ('other', 'somebody else, named by hand')], default='', max_length=12)),
                ('contact_chosen', models.BooleanField(default=False)),
                ('traced_at', models.DateTimeField(null=True)),
                ('grounds', models.JSONField(blank=True, default=dict)),
                ('noticed_at', models.DateTimeField(null=True)),
                ('gone_at', models.DateTimeField(null=True)),
                ('last_check_at', models.DateTimeField(null=True)),
                ('next_check_at', models.DateTimeField(null=True)),
                ('checks_made', models.PositiveIntegerField(default=0)),
                ('times_back', models.PositiveIntegerField(default=0)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['owner', '-id'], name='takedown_by_owner'), models.Index(fields=['owner', 'state', '-id'], name='takedown_by_state'), models.Index(fields=['owner', 'contact', 'state'], name='takedown_by_contact'), models.Index(condition=models.Q(('question', ''), _negated=True), fields=['owner', 'asked_at'], name='takedown_asked'), models.Index(condition=models.Q(('next_check_at__isnull', False)), fields=['next_check_at'], name='takedown_due')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'digest'), name='takedown_location_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'gone'), _negated=True), ('gone_at__isnull', False), _connector='OR'), name='takedown_gone_has_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('asked_at__isnull', True), ('question', '')), models.Q(models.Q(('question', ''), _negated=True), ('asked_at__isnull', False)), _connector='OR'), name='takedown_question_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='hol', serialize=False)),
                ('state', models.CharField(choices=[('asked', 'asked'), ('placed', 'placed'), ('released', 'released'), ('expired', 'expired')], default='asked', max_length=8)),
                ('reason', models.CharField(choices=[('investigation', 'an investigation is running'), ('evidence', 'evidence must be secured first'), ('child_in_danger', 'a child may be in danger'), ('first_look', 'the police look first')], max_length=16)),
                ('placed_at', models.DateTimeField(null=True)),
                ('expires_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('release_reason', models.CharField(blank=True, choices=[('done', 'secured: removal may begin'), ('not_needed', 'no interest'), ('child_in_danger', 'a child is in danger: removal comes first'), ('withdrawn', 'the question was withdrawn')], default='', max_length=16)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('police', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='takedown.location')),
            ],
            options={
                'ordering': ['expires_at', 'id'],
                'indexes': [models.Index(fields=['police', 'state'], name='takedown_hold_police')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('asked', 'placed'))), fields=('location',), name='takedown_one_hold_at_a_time'), models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='takedown_hold_ends'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'placed'), _negated=True), ('placed_by__isnull', False), _connector='OR'), name='takedown_placed_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='chk', serialize=False)),
                ('standing', models.CharField(choices=[('up', 'up'), ('gone', 'gone'), ('moved', 'moved'), ('unknown', 'unknown')], max_length=8)),
                ('reason', models.CharField(max_length=20)),
                ('status', models.PositiveSmallIntegerField(null=True)),
                ('moved_to', seawall.core.fields.MaskedUrlField(blank=True, default='')),
                ('hops', models.PositiveSmallIntegerField(default=0)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='takedown.location')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='LocationSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject_id', models.CharField(max_length=30)),
                ('bundle_id', models.CharField(blank=True, default='', max_length=30)),
                ('added_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='subjects', to='takedown.location')),
            ],
            options={
                'indexes': [models.Index(fields=['bundle_id'], name='takedown_by_bundle')],
                'constraints': [models.UniqueConstraint(fields=('location', 'subject_id'), name='takedown_subject_once')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='ntc', serialize=False)),
                ('contact', models.CharField(max_length=254)),
                ('contact_level', models.CharField(choices=[('', 'nobody'), ('host', 'host'), ('registrar', 'registrar of the name'), ('other', 'somebody else, named by hand')], max_length=12)),
                ('law', models.CharField(max_length=16)),
                ('language', models.CharField(max_length=8)),
                ('host', models.CharField(blank=True, default='', max_length=200)),
                ('country', models.CharField(blank=True, default='', max_length=2)),
                ('state', models.CharField(choices=[('drafted', 'drafted'), ('sending', 'being sent'), ('sent', 'sent'), ('dropped', 'dropped'), ('failed', 'failed')], default='drafted', max_length=8)),
                ('letter', models.BinaryField(null=True)),
                ('message_id', models.CharField(blank=True, default='', max_length=200)),
                ('delivery', models.CharField(blank=True, choices=[('', 'not sent'), ('mail', 'handed to the mail server'), ('kept', 'kept here: no mail server set')], default='', max_length=4)),
                ('sent_at', models.DateTimeField(null=True)),
                ('failure', models.CharField(blank=True, default='', max_length=120)),
                ('reminders_sent', models.PositiveSmallIntegerField(default=0)),
                ('next_reminder_at', models.DateTimeField(null=True)),
                ('link_version', models.PositiveSmallIntegerField(default=1)),
                ('link_closed_at', models.DateTimeField(null=True)),
                ('first_opened_at', models.DateTimeField(null=True)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['owner', 'state', '-id'], name='takedown_notice_state'), models.Index(condition=models.Q(('next_reminder_at__isnull', False)), fields=['next_reminder_at'], name='takedown_remind_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('letter__isnull', False), ('sent_at__isnull', False), models.Q(('message_id', ''), _negated=True)), _connector='OR'), name='takedown_sent_is_kept'), models.UniqueConstraint(condition=models.Q(('message_id', ''), _negated=True), fields=('message_id',), name='takedown_message_id_once')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('letter', models.BinaryField(null=True)),
                ('message_id', models.CharField(blank=True, default='', max_length=200)),
                ('delivery', models.CharField(blank=True, choices=[('', 'not sent'), ('mail', 'handed to the mail server'), ('kept', 'kept here: no mail server set')], default='', max_length=4)),
                ('written_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('sent_at', models.DateTimeField(null=True)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='takedown.notice')),
            ],
            options={
                'ordering': ['step'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'step'), name='takedown_reminder_once')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='ans', serialize=False)),
                ('kind', models.CharField(choices=[('removed', 'removed'), ('not_ours', 'not ours'), ('already_gone', 'already gone'), ('objection', 'objection')], max_length=12)),
                ('who', models.CharField(blank=True, default='', max_length=200)),
                ('reason', models.CharField(blank=True, choices=[('not_illegal', 'we do not consider it illegal'), ('wrong_address', 'the address does not show what the notice says'), ('lawful_use', 'lawful use: medicine, art, news or research'), ('legal_bar', 'an order or law forbids us to remove it'), ('other', 'another reason')], default='', max_length=16)),
                ('words', models.TextField(blank=True, default='', max_length=2000)),
                ('outcome', models.CharField(blank=True, choices=[('', 'open'), ('upheld', 'upheld: the notice was wrong'), ('rejected', 'rejected: the notice stands')], default='', max_length=8)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='takedown.location')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='takedown.notice')),
            ],
            options={
                'ordering': ['created_at', 'id'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'location', 'kind'), name='takedown_answer_once'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'objection'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='takedown_objection_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='NoticeLocation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField()),
                ('dropped_at', models.DateTimeField(null=True)),
                ('drop_reason', models.CharField(blank=True, choices=[('moved', 'it has moved'), ('held', 'it is held for the police'), ('gone', 'it is gone'), ('not_open', 'it is not open any more'), ('not_assessed', 'nobody has assessed it here')], default='', max_length=12)),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='takedown.location')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='takedown.notice')),
            ],
            options={
                'ordering': ['position'],
                'constraints': [models.UniqueConstraint(fields=('notice', 'location'), name='takedown_location_once_a_notice'), models.UniqueConstraint(fields=('notice', 'position'), name='takedown_position_once')],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='trc', serialize=False)),
                ('ips', models.JSONField(default=list)),
                ('asn', models.PositiveBigIntegerField(null=True)),
                ('country', models.CharField(blank=True, default='', max_length=2)),
                ('host', models.CharField(blank=True, default='', max_length=200)),
                ('registrar', models.CharField(blank=True, default='', max_length=200)),
                ('contact', models.CharField(blank=True, default='', max_length=254)),
                ('contact_level', models.CharField(blank=True, default='', max_length=12)),
                ('front', models.CharField(blank=True, default='', max_length=80)),
                ('has_host', models.BooleanField(default=True)),
                ('complete', models.BooleanField(default=True)),
                ('location', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='takedown.location')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(max_length=16)),
                ('value', models.CharField(max_length=300)),
                ('source', models.CharField(max_length=120)),
                ('found_at', models.DateTimeField()),
                ('trace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='takedown.trace')),
            ],
            options={
                'ordering': ['step'],
                'constraints': [models.UniqueConstraint(fields=('trace', 'step'), name='takedown_step_once')],
            },
        ),
    ]
