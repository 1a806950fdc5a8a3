from django.db import migrations, models

import seawall.core.ids


class Migration(migrations.Migration):

    dependencies = [("operations", "0002_referral_personas")]

    operations = [
        migrations.AddIndex(
            model_name="account",
            index=models.Index(seawall.core.ids.ShortOf("id"), name="operations_account_short"),
        ),
    ]
