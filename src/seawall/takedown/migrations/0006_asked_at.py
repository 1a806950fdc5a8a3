from django.db import migrations, models
from django.db.models import F


def since_the_last_change(apps, schema_editor):
    """Nothing else is known of the questions that stand; from now on each keeps its own moment."""
    locations = apps.get_model("takedown", "Location").objects
    locations.exclude(question="").update(asked_at=F("changed_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_breaks_staff_session_version_alter_staff_language_and_more"),
        ("takedown", "0005_drop_reason"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="location", name="takedown_asked"),
        migrations.AddField(
            model_name="location", name="asked_at", field=models.DateTimeField(null=True)
        ),
        migrations.RunPython(since_the_last_change, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="location",
            index=models.Index(
                condition=models.Q(("question", ""), _negated=True),
                fields=["owner", "asked_at"],
                name="takedown_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="location",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at__isnull", True), ("question", "")),
                    models.Q(models.Q(("question", ""), _negated=True), ("asked_at__isnull", False)),
                    _connector="OR",
                ),
                name="takedown_question_has_a_time",
            ),
        ),
    ]
