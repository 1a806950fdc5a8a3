import django.db.models.deletion
import seawall.core.clock
import seawall.core.fields
import seawall.core.ids
import seawall.core.records
import seawall.material.models.canary
import seawall.material.models.turn
from django.conf import settings
from django.db import migrations, models


def make_the_one_row(apps, schema_editor):
    """Which database this is, known before the first index is made of it."""
    apps.get_model("material", "Turn").objects.get_or_create(pk=1)


class Migration(migrations.Migration):

    initial = True

    # A node that ran before the first release has all of these behind it.
    replaces = [
        ('material', '0001_initial'),
        ('material', '0002_turns'),
        ('material', '0003_number_what_is_there'),
        ('material', '0004_everything_has_a_turn'),
        ('material', '0005_hits'),
        ('material', '0006_compared_at'),
        ('material', '0007_statements'),
        ('material', '0008_order_of_entries'),
        ('material', '0009_entries_in_order'),
        ('material', '0010_canaries'),
        ('material', '0011_votes_of_receivers'),
        ('material', '0012_withdrawn_statements'),
        ('material', '0013_asked_day'),
        ('material', '0014_item_mistaken_at_listentry_shared_by'),
        ('material', '0015_lean_indexes'),
        ('material', '0016_statement_series_key'),
        ('material', '0017_traits'),
        ('material', '0018_entries_in_order'),
    ]

    dependencies = [
        ('people', '0001_first_release'),
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='AskedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key_id', models.CharField(max_length=30)),
                ('day', models.DateField()),
                ('calls', models.PositiveIntegerField(default=0)),
                ('fingerprints', models.PositiveBigIntegerField(default=0)),
                ('exact', models.PositiveBigIntegerField(default=0)),
                ('near', models.PositiveBigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key_id', 'day'), name='material_asked_day')],
            },
        ),
        migrations.CreateModel(
            name='Item',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='itm', serialize=False)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('assessed', 'assessed'), ('confirmed', 'confirmed'), ('disputed', 'disputed')], default='waiting', max_length=9)),
                ('settled_at', models.DateTimeField(null=True)),
                ('second_opinion_asked_at', models.DateTimeField(null=True)),
                ('views_avoided', models.PositiveIntegerField(default=0)),
                ('number', models.PositiveBigIntegerField(editable=False, unique=True)),
                ('mistaken_at', models.DateTimeField(null=True)),
                ('turn', models.PositiveBigIntegerField(db_index=True, editable=False)),
                ('quarantined_at', models.DateTimeField(null=True)),
                ('flood', models.PositiveIntegerField(default=0)),
                ('compared_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('released_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'state', 'id'], name='material_item_queue'), models.Index(condition=models.Q(('quarantined_at__isnull', False)), fields=['owner', 'quarantined_at'], name='material_item_quarantined'), models.Index(condition=models.Q(('compared_at__isnull', True)), fields=['owner', 'id'], name='material_item_overlooked'), models.Index(condition=models.Q(('released_by__isnull', False)), fields=['released_by'], name='material_item_released')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'assessed', 'confirmed', 'disputed'])), name='material_item_state'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='material_item_settled_when_not_waiting'), models.CheckConstraint(condition=models.Q(models.Q(('released_at__isnull', True), ('released_by__isnull', True)), models.Q(('quarantined_at__isnull', True), ('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='material_item_released_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Holding',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='hld', serialize=False)),
                ('evidence_number', models.CharField(max_length=80)),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to='material.item')),
            ],
            options={
                'indexes': [models.Index(fields=['owner', 'evidence_number'], name='material_evidence_number')],
                'constraints': [models.UniqueConstraint(fields=('owner', 'item', 'agency', 'evidence_number'), name='material_holding_once')],
            },
        ),
        migrations.CreateModel(
            name='Hits',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hour', models.DateTimeField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hits', to='material.item')),
            ],
            options={
                'indexes': [models.Index(fields=['hour'], name='material_hits_sweep')],
                'constraints': [models.UniqueConstraint(fields=('item', 'hour'), name='material_hits_hour')],
            },
        ),
        migrations.CreateModel(
            name='Fingerprint',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='fpr', serialize=False)),
                ('kind', models.CharField(choices=[('sha256', 'SHA-256'), ('sha1', 'SHA-1'), ('md5', 'MD5'), ('pdq', 'PDQ'), ('photodna-opaque', 'PhotoDNA')], max_length=16)),
                ('value', seawall.core.fields.MaskedFingerprintField()),
                ('digest', models.CharField(max_length=64)),
                ('quality', models.PositiveSmallIntegerField(null=True)),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='fingerprints', to='material.item')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('item', 'kind'), name='material_fingerprint_one_of_a_kind'), models.UniqueConstraint(models.F('owner'), models.F('digest'), models.Case(models.When(kind__in=('sha256', 'sha1', 'md5'), then=models.Value('')), default=models.F('item'), output_field=models.TextField()), name='material_fingerprint_one_item'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'pdq'), ('quality__range', (0, 100))), models.Q(models.Q(('kind', 'pdq'), _negated=True), ('quality__isnull', True)), _connector='OR'), name='material_fingerprint_quality')],
            },
        ),
        migrations.CreateModel(
            name='List',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='lst', serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('handling', models.CharField(choices=[('red', 'TLP:RED, the named receivers only'), ('amber+strict', 'TLP:AMBER+STRICT, the receiving organisation only'), ('amber', 'TLP:AMBER, the receiving organisation and its clients'), ('green', 'TLP:GREEN, the community of defenders')], default='amber+strict', max_length=16)),
                ('matching', models.BooleanField(default=True)),
                ('radius', models.PositiveSmallIntegerField(default=31)),
                ('stance', models.CharField(choices=[('known', 'known material'), ('harmless', 'known harmless')], default='known', max_length=8)),
                ('turn', models.PositiveBigIntegerField(db_index=True, editable=False)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('owner', 'name'), name='material_list_name'), models.CheckConstraint(condition=models.Q(('radius__range', (0, 31))), name='material_list_radius'), models.CheckConstraint(condition=models.Q(('stance__in', ['known', 'harmless'])), name='material_list_stance')],
            },
        ),
        migrations.CreateModel(
            name='ListEntry',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='ent', serialize=False)),
                ('handling', models.CharField(choices=[('red', 'TLP:RED, the named receivers only'), ('amber+strict', 'TLP:AMBER+STRICT, the receiving organisation only'), ('amber', 'TLP:AMBER, the receiving organisation and its clients'), ('green', 'TLP:GREEN, the community of defenders')], max_length=16)),
                ('state', models.CharField(choices=[('proposed', 'proposed'), ('shared', 'shared'), ('withdrawn', 'withdrawn')], default='proposed', max_length=9)),
                ('shared_at', models.DateTimeField(null=True)),
                ('turn', models.PositiveBigIntegerField(editable=False, null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('withdrawn_because', models.CharField(blank=True, choices=[('no_longer_confirmed', 'the opinions no longer agree'), ('mistake', 'it was entered by mistake'), ('objection', 'an objection was right'), ('recalled', 'its source has recalled it'), ('retention', 'it is no longer needed')], default='', max_length=24)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='material.item')),
                ('list', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='material.list')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('shared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['list', 'turn', 'id'], name='material_entry_changes'), models.Index(fields=['list', 'id'], name='material_entry_in_order')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'withdrawn'), _negated=True), fields=('list', 'item'), name='material_entry_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'shared'), _negated=True), ('shared_at__isnull', False), _connector='OR'), name='material_entry_shared_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_because__in', ['no_longer_confirmed', 'mistake', 'objection', 'recalled', 'retention'])), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at__isnull', True), ('withdrawn_because', '')), _connector='OR'), name='material_entry_withdrawn_when'), models.CheckConstraint(condition=models.Q(models.Q(('shared_at__isnull', True), ('turn__isnull', True)), models.Q(('shared_at__isnull', False), ('turn__isnull', False)), _connector='OR'), name='material_entry_turn_when_shared')],
            },
        ),
        migrations.CreateModel(
            name='Canary',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='cny', serialize=False)),
                ('receiver', models.CharField(max_length=120)),
                ('entry_id', models.CharField(default=seawall.material.models.canary.invented_entry, max_length=30, unique=True)),
                ('turn', models.PositiveBigIntegerField(editable=False)),
                ('doubted', models.BooleanField(default=False)),
                ('made', models.PositiveBigIntegerField(db_index=True, editable=False)),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.list')),
                ('like', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.listentry')),
            ],
            options={
                'indexes': [models.Index(fields=['list', 'receiver', 'turn', 'entry_id'], name='material_canary_changes')],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='mtc', serialize=False)),
                ('query', models.CharField(max_length=64)),
                ('kind', models.CharField(choices=[('sha256', 'SHA-256'), ('sha1', 'SHA-1'), ('md5', 'MD5'), ('pdq', 'PDQ'), ('photodna-opaque', 'PhotoDNA')], max_length=16)),
                ('distance', models.PositiveSmallIntegerField(default=0)),
                ('answer', models.CharField(choices=[('open', 'not answered'), ('same', 'the same'), ('not_same', 'not the same')], default='open', max_length=8)),
                ('answered_at', models.DateTimeField(null=True)),
                ('last_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asking', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='material.item')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='material.item')),
                ('list', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.list')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(fields=['item', 'created_at'], name='material_match_flood'), models.Index(condition=models.Q(('answer', 'open'), ('asking__isnull', False)), fields=['owner', 'id'], name='material_match_open')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('asking__isnull', True)), fields=('owner', 'query', 'item'), name='material_match_once'), models.UniqueConstraint(condition=models.Q(('asking__isnull', False)), fields=('asking', 'item'), name='material_match_pair_once'), models.CheckConstraint(condition=models.Q(('asking__isnull', True), models.Q(('asking', models.F('item')), _negated=True), _connector='OR'), name='material_match_of_two'), models.CheckConstraint(condition=models.Q(models.Q(('answer', 'open'), ('answered_at__isnull', True), ('answered_by__isnull', True)), models.Q(models.Q(('answer', 'open'), _negated=True), ('answered_at__isnull', False), ('answered_by__isnull', False)), _connector='OR'), name='material_match_answered_by_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='opn', serialize=False)),
                ('real_child', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unsure', 'unsure')], max_length=8)),
                ('age', models.CharField(choices=[('0-2', '0 to 2'), ('3-6', '3 to 6'), ('7-10', '7 to 10'), ('11-13', '11 to 13'), ('14-15', '14 to 15'), ('16-17', '16 to 17'), ('adult', 'adult'), ('undetermined', 'undetermined')], max_length=16)),
                ('depiction', models.CharField(choices=[('a', 'class A (UK Sentencing Council); rank 1 (industry)'), ('b', 'class B (UK Sentencing Council); rank 1 (industry)'), ('c2', 'class C (UK Sentencing Council); rank 2 (industry); letter c (§ 184b StGB)'), ('c', 'class C (UK Sentencing Council); no rank (industry); letter b (§ 184b StGB)'), ('none', 'in no class of these schemes'), ('undetermined', 'undetermined')], max_length=16)),
                ('ai_generated', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unsure', 'unsure')], max_length=8)),
                ('coerced', models.CharField(choices=[('yes', 'yes'), ('no', 'no'), ('unsure', 'unsure')], max_length=8)),
                ('confidence', models.CharField(choices=[('low', 'low'), ('medium', 'medium'), ('high', 'high')], max_length=8)),
                ('independent', models.BooleanField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='material.item')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('item', 'author'), name='material_opinion_one_standing'), models.CheckConstraint(condition=models.Q(('age', 'adult'), ('real_child', 'yes'), _negated=True), name='material_opinion_adult_is_no_child'), models.CheckConstraint(condition=models.Q(('real_child__in', ['yes', 'no', 'unsure'])), name='material_opinion_real_child'), models.CheckConstraint(condition=models.Q(('age__in', ['0-2', '3-6', '7-10', '11-13', '14-15', '16-17', 'adult', 'undetermined'])), name='material_opinion_age'), models.CheckConstraint(condition=models.Q(('depiction__in', ['a', 'b', 'c2', 'c', 'none', 'undetermined'])), name='material_opinion_depiction'), models.CheckConstraint(condition=models.Q(('ai_generated__in', ['yes', 'no', 'unsure'])), name='material_opinion_ai_generated'), models.CheckConstraint(condition=models.Q(('coerced__in', ['yes', 'no', 'unsure'])), name='material_opinion_coerced'), models.CheckConstraint(condition=models.Q(('confidence__in', ['low', 'medium', 'high'])), name='material_opinion_confidence')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='stm', serialize=False)),
                ('source', models.CharField(max_length=120)),
                ('scheme', models.CharField(max_length=64)),
                ('code', models.CharField(blank=True, default='', max_length=32)),
                ('words', models.JSONField(default=dict)),
                ('series_key', models.CharField(blank=True, default='', max_length=64)),
                ('said_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='material.item')),
                ('owner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('series_key', ''), _negated=True), fields=['series_key'], name='material_statement_series')],
                'constraints': [models.UniqueConstraint(fields=('item', 'source', 'scheme'), name='material_statement_once'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='material_statement_of_somebody')],
            },
        ),
        migrations.CreateModel(
            name='Trait',
            fields=[
                ('id', seawall.core.ids.IdField(prefix='trt', serialize=False)),
                ('kind', models.CharField(choices=[('device', 'taken with one device'), ('place', 'one place tag')], max_length=6)),
                ('key', models.CharField(max_length=64)),
                ('item', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='material.item')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='traits', to='material.statement')),
            ],
            options={
                'indexes': [models.Index(fields=['key'], name='material_trait_shared')],
                'constraints': [models.UniqueConstraint(fields=('statement', 'key'), name='material_trait_once'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='material_trait_of_something')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(default=0)),
                ('identity', models.CharField(default=seawall.material.models.turn.new_identity, editable=False, max_length=32)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='material_turn_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Verdict',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='vrd', serialize=False)),
                ('scheme', models.CharField(max_length=32)),
                ('version', models.CharField(max_length=32)),
                ('category', models.CharField(max_length=32)),
                ('reason', models.JSONField()),
                ('computed_at', models.DateTimeField(default=seawall.core.clock.now)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='material.item')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('superseded_at__isnull', True)), fields=['owner', 'scheme', 'version'], name='material_verdict_current')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('item', 'scheme'), name='material_verdict_one_current')],
            },
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('created_at', models.DateTimeField(default=seawall.core.clock.now, editable=False)),
                ('changed_at', models.DateTimeField(auto_now=True)),
                ('review_on', models.DateField(default=seawall.core.records.in_five_years)),
                ('retention', models.CharField(choices=[('case', 'case work: reviewed after five years'), ('contact', "reporter's contact: erased thirty days after the answer"), ('notice', 'notices and answers: ten years')], default='case', max_length=16)),
                ('id', seawall.core.ids.IdField(prefix='vot', serialize=False)),
                ('holder', models.CharField(blank=True, default='', max_length=120)),
                ('up', models.BooleanField()),
                ('reason', models.CharField(choices=[('own_opinion', 'our own opinion agrees'), ('adult', 'the person shown appears to be an adult'), ('other_class', 'the class of depiction is another one'), ('common_picture', 'a blank or everyday picture matches'), ('lawful_here', 'lawful in our country'), ('wrong_fingerprint', 'the fingerprint belongs to another file')], max_length=24)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='material.listentry')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.agency')),
                ('voter', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('entry', 'voter'), name='material_vote_once'), models.UniqueConstraint(condition=models.Q(('holder', ''), _negated=True), fields=('entry', 'holder'), name='material_vote_once_holder'), models.CheckConstraint(condition=models.Q(models.Q(('holder', ''), ('voter__isnull', False)), models.Q(models.Q(('voter__isnull', True)), models.Q(('holder', ''), _negated=True)), _connector='OR'), name='material_vote_whose'), models.CheckConstraint(condition=models.Q(models.Q(('reason', 'own_opinion'), ('up', True)), models.Q(models.Q(('up', False)), models.Q(('reason', 'own_opinion'), _negated=True)), _connector='OR'), name='material_vote_reason_fits')],
            },
        ),
        migrations.CreateModel(
            name='CanaryPrint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sha256', 'SHA-256'), ('sha1', 'SHA-1'), ('md5', 'MD5'), ('pdq', 'PDQ')], max_length=8)),
                ('value', seawall.core.fields.MaskedFingerprintField()),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('quality', models.PositiveSmallIntegerField(null=True)),
                ('canary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='fingerprints', to='material.canary')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('canary', 'kind'), name='material_canary_print_one')],
            },
        ),
        migrations.RunPython(make_the_one_row, migrations.RunPython.noop),
    ]
