"""A command whose database is not there, or is not ready, says so in a sentence, and how to mend it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-c", "from seawall.cli import main; main()", "staff", "list"]


@pytest.mark.parametrize(
    ("url", "language", "sentence"),
    [
        ("", "en", "Bring it there with: seawall migrate"),
        ("", "de", "Bringen Sie sie dorthin mit: seawall migrate"),
        ("postgres://nobody:x@127.0.0.1:1/none", "en", "Check DATABASE_URL, whether its server runs"),
        ("red cup", "en", "DATABASE_URL is no address of a PostgreSQL database"),
        (
            "mysql://nobody:x@127.0.0.1/none",
            "de",
            "DATABASE_URL ist keine Adresse einer PostgreSQL-Datenbank",
        ),
    ],
)
def test_it_says_what_to_do(url: str, language: str, sentence: str, tmp_path: Path) -> None:
    env = {**os.environ, "DATABASE_URL": url, "SEAWALL_DATA": str(tmp_path), "LC_ALL": f"{language}_XX.UTF-8"}
    env["DJANGO_SETTINGS_MODULE"] = "seawall.config.settings"
    done = subprocess.run(COMMAND, env=env, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1 and sentence in done.stderr and "Traceback" not in done.stderr, done.stderr
