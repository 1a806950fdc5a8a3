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
        ('mistakes', '0001_initial'),
    ]

    dependencies = [
        ('material', '0001_first_release'),
        ('people', '0001_first_release'),
        ('people', '__first__'),
        ('takedown', '0001_first_release'),
    ]

    operations = [
        migrations.CreateModel(
            name='Doubt',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='dbt', serialize=False)),
                ('kind', models.CharField(choices=[('objection', 'objection to a notice'), ('vote', 'vote against an entry'), ('match', 'taken for the same, and not the same'), ('notice', 'notice taken back')], max_length=12)),
                ('about', models.CharField(max_length=30)),
                ('finding', models.CharField(blank=True, choices=[('', 'open'), ('right', 'we were right: everything stands'), ('link', 'wrong here: the address or the match was wrong, the item stands'), ('item', 'wrong altogether: what we say of the item is wrong'), ('harmless', 'wrong altogether, and the item is harmless')], default='', max_length=8)),
                ('because', models.CharField(blank=True, choices=[('own_opinion', 'our own opinion agrees'), ('adult', 'the person shown appears to be an adult'), ('other_class', 'the class of depiction is another one'), ('common_picture', 'a blank or everyday picture matches'), ('lawful_here', 'lawful in our country'), ('wrong_fingerprint', 'the fingerprint belongs to another file')], default='', max_length=24)),
                ('words', models.TextField(blank=True, default='', max_length=2000)),
                ('decided_at', models.DateTimeField(null=True)),
                ('answer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='takedown.answer')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entry', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.listentry')),
                ('location', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='takedown.location')),
                ('match', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.match')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('raised_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'finding', 'id'], name='mistakes_doubt_queue')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('finding', '')), fields=('kind', 'about'), name='mistakes_doubt_once'), models.CheckConstraint(condition=models.Q(('finding__in', ['', 'right', 'link', 'item', 'harmless']), ('kind__in', ['objection', 'vote', 'match', 'notice'])), name='mistakes_doubt_words'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by__isnull', True), ('finding', '')), models.Q(models.Q(('finding', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='mistakes_doubt_decided_by_somebody'), models.CheckConstraint(condition=models.Q(models.Q(('answer__isnull', False), ('kind', 'objection'), ('location__isnull', False)), models.Q(('entry__isnull', False), ('kind', 'vote')), models.Q(('kind', 'match'), ('match__isnull', False)), models.Q(('kind', 'notice'), ('location__isnull', False)), _connector='OR'), name='mistakes_doubt_about_something')],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='cor', serialize=False)),
                ('kind', models.CharField(choices=[('location', 'removal of an address'), ('notice', 'provider that was written to'), ('reports', 'bundle of reports'), ('verdict', 'verdict of the item'), ('entry', 'entry on a list'), ('receiver', "receiver's copy of a list"), ('source', 'word of a source'), ('harmless', 'list of harmless material')], max_length=12)),
                ('about', models.CharField(max_length=30)),
                ('whose', models.CharField(blank=True, default='', max_length=254)),
                ('turn', models.PositiveBigIntegerField(null=True)),
                ('state', models.CharField(choices=[('done', 'done'), ('waits', "waits for the receiver's next pull"), ('pulled', 'pulled by the receiver'), ('to_tell', 'somebody has to tell them'), ('told', 'told'), ('to_list', 'waits for two opinions and an entry')], max_length=8)),
                ('reached_at', models.DateTimeField(null=True)),
                ('list', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.list')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('told_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('doubt', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='mistakes.doubt')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(condition=models.Q(('state', 'waits')), fields=['list', 'whose', 'turn'], name='mistakes_correction_waits')],
                'constraints': [models.UniqueConstraint(fields=('doubt', 'kind', 'about', 'whose'), name='mistakes_correction_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['location', 'notice', 'reports', 'verdict', 'entry', 'receiver', 'source', 'harmless']), ('state__in', ['done', 'waits', 'pulled', 'to_tell', 'told', 'to_list'])), name='mistakes_correction_words'), models.CheckConstraint(condition=models.Q(models.Q(('reached_at__isnull', False), ('state__in', ('done', 'pulled', 'told'))), models.Q(models.Q(('state__in', ('done', 'pulled', 'told')), _negated=True), ('reached_at__isnull', True)), _connector='OR'), name='mistakes_correction_reached_when')],
            },
        ),
    ]
