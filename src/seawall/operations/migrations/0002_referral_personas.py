import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("operations", "0001_first_release")]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="personas",
            field=models.ManyToManyField(related_name="referrals", to="operations.persona"),
        ),
        migrations.AlterField(
            model_name="countrychange",
            name="account",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="country_changes",
                to="operations.account",
            ),
        ),
        migrations.AddField(
            model_name="countrychange",
            name="persona",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="country_changes",
                to="operations.persona",
            ),
        ),
        migrations.AddConstraint(
            model_name="countrychange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", False), ("persona", None)),
                    models.Q(("account", None), ("persona__isnull", False)),
                    _connector="OR",
                ),
                name="operations_country_change_of_one",
            ),
        ),
    ]
