from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_first_release'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='line',
            index=models.Index(fields=['agency_id', 'subject_id', 'seq'], name='audit_by_agency_subject'),
        ),
        migrations.RemoveIndex(
            model_name='line',
            name='audit_by_subject',
        ),
    ]
