from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("operations", "0008_referral_series")]

    operations = [
        migrations.RemoveIndex(model_name="account", name="operations_account_country"),
        migrations.AddIndex(
            model_name="account",
            index=models.Index(
                fields=[
                    "operation",
                    "country",
                    "owner",
                    "site",
                    "role",
                    "activity",
                    "last_active",
                    "child_contact",
                    "work_with_children",
                    "created_at",
                    "id",
                ],
                name="operations_account_ranked",
            ),
        ),
    ]
