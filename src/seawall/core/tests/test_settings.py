"""What the environment makes of the settings: looked at in processes of their own, as a program reads them."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

NAMES = [
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_HSTS_SECONDS",
    "SECURE_SSL_REDIRECT",
    "SECURE_PROXY_SSL_HEADER",
    "CSRF_COOKIE_NAME",
    "DEBUG",
    "MIDDLEWARE",
]
SHOW = f"""
import json
from django.conf import settings
engine = settings.DATABASES["default"]
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}} | {{"db": engine}}, default=str))
"""


def settings_under(data: Path, **env: str) -> dict[str, Any]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SEAWALL_", "DATABASE_"))
    }
    own = {"SEAWALL_DATA": str(data), "DJANGO_SETTINGS_MODULE": "seawall.config.settings"}
    done = subprocess.run(
        [sys.executable, "-c", SHOW], env=kept | own | env, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_at_home_it_is_sqlite_kept_safely_and_no_https(tmp_path: Path) -> None:
    found = settings_under(tmp_path)
    assert found["DEBUG"] is False and found["SECURE_SSL_REDIRECT"] is False
    database = found["db"]
    assert (database["ENGINE"], database["CONN_MAX_AGE"] > 0) == ("seawall.core.sqlite", True)
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in database["OPTIONS"]["init_command"]
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]
    assert (tmp_path / "keys" / "node.secret").stat().st_mode & 0o777 == 0o600


def test_behind_a_proxy_everything_is_https(tmp_path: Path) -> None:
    url = "postgres://seawall:x@db.example/seawall"
    found = settings_under(
        tmp_path, SEAWALL_HTTPS="1", SEAWALL_PROXIES="127.0.0.1", SEAWALL_PROGRAM="public", DATABASE_URL=url
    )
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"] and found["SECURE_SSL_REDIRECT"]
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["CSRF_COOKIE_NAME"] == "seawall_public_form"
    assert "seawall.core.proxy.NoAddress" in found["MIDDLEWARE"]
    assert not [name for name in found["MIDDLEWARE"] if "sessions" in name or "auth" in name]
    assert found["db"]["CONN_HEALTH_CHECKS"] and "lock_timeout" in found["db"]["OPTIONS"]["options"]


def test_an_sqlite_address_gets_the_same_care(tmp_path: Path) -> None:
    database = settings_under(tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")["db"]
    assert database["ENGINE"] == "seawall.core.sqlite" and database["NAME"].endswith("other.sqlite3")
