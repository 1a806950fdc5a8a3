"""What lets us into the inbox and into a tipline is sealed by name, in one field, as for sources."""

import json
from typing import Any

from cryptography.fernet import InvalidToken
from django.db import migrations, models

from seawall.core.keys import seal, unseal

INBOX, TIPLINE = "reports.inbox", "reports.tipline"


def by_name(apps: Any, schema_editor: Any) -> None:
    for inbox in apps.get_model("reports", "Inbox").objects.all():
        inbox.credentials = _named(INBOX, [_opened(INBOX, inbox.sealed_user), _opened(INBOX, inbox.sealed_password)])
        inbox.save(update_fields=["credentials"])
    for tipline in apps.get_model("reports", "Tipline").objects.exclude(credentials=""):
        tipline.credentials = _named(TIPLINE, json.loads(_opened(TIPLINE, tipline.credentials) or "[]"))
        tipline.save(update_fields=["credentials"])


def _named(purpose: str, given: list[str]) -> str:
    return seal(purpose, json.dumps(dict(zip(("user", "password"), given)))) if any(given) else ""


def _opened(purpose: str, text: str) -> str:
    """Nothing, where the node has another secret now."""
    try:
        return unseal(purpose, text)
    except InvalidToken:
        return ""


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_inbox")]
    operations = [
        migrations.AddField("inbox", "credentials", models.TextField(blank=True, default="")),
        migrations.RunPython(by_name, migrations.RunPython.noop),
        migrations.RemoveField("inbox", "sealed_user"),
        migrations.RemoveField("inbox", "sealed_password"),
    ]
