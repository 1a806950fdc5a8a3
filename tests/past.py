"""What a migration makes of what was there before: in a process and a database of their own, in which only the steps up to it are taken,
forwards. To go back through all that has come since, and forwards again, takes a minute of a processor."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.own_database import empty_database, env_of_a_node


def made_by(program: Path, data: Path) -> Any:
    """What the program prints, as JSON."""
    with empty_database(os.environ.get("DATABASE_URL", "")) as url:
        env = {**env_of_a_node(data, url), "DJANGO_SETTINGS_MODULE": "seawall.config.settings"}
        command = [sys.executable, str(program)]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
