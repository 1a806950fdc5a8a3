import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import seawall.core.clock
import seawall.core.ids


def make_cache_table(apps, schema_editor):
    """The table of settings.CACHES: used codes and failed tries, known to every process."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def drop_cache_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name('people_cache')}")


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_cache_table, drop_cache_table),
        migrations.CreateModel(
            name="Breaks",
            fields=[
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="breaks",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "most_per_hour",
                    models.PositiveSmallIntegerField(
                        default=30,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(500),
                        ],
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        default=10,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(120),
                        ],
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="staff",
            name="session_version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="staff",
            name="language",
            field=models.CharField(blank=True, default="", max_length=8),
        ),
        migrations.CreateModel(
            name="Exposure",
            fields=[
                ("id", seawall.core.ids.IdField(prefix="exp", serialize=False)),
                ("at", models.DateTimeField(default=seawall.core.clock.now)),
                (
                    "severity",
                    models.CharField(
                        choices=[("light", "light"), ("heavy", "heavy"), ("severe", "severe")], max_length=8
                    ),
                ),
                ("what", models.CharField(max_length=32)),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="exposures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "at"], name="people_exposure_by_time")],
            },
        ),
    ]
