"""What docs/howto/spread-over-machines.md says is so: its script, its commands, and that nobody else is listened to."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
import ray

from seawall.engine.cluster.tests.machines import Machines

PAGE = Path(__file__).parents[5] / "docs" / "howto" / "spread-over-machines.md"

# After the page's own script, in the same process: who listens to whom, and what is told to others.
LISTENERS = """
import os, psutil
ours = psutil.Process()
for process in [ours, *ours.children(recursive=True)]:
    try:
        connections = process.net_connections("inet")
    except psutil.NoSuchProcess:
        # A child's child of a moment ago.
        continue
    for connection in connections:
        if connection.status == psutil.CONN_LISTEN or connection.raddr:
            print("at", connection.laddr.ip.removeprefix("::ffff:"))
print("usage", os.environ["RAY_USAGE_STATS_ENABLED"])
"""


@pytest.fixture
def short_path() -> Iterator[Path]:
    """The names of Ray's sockets must fit into 107 letters."""
    with tempfile.TemporaryDirectory(prefix="ray", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def test_the_page_is_true_and_nobody_else_is_listened_to(tmp_path: Path, short_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    script = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0]
    promised = re.findall(r"It prints `(.*?)` and `(.*?)`", page)[0]
    # Ray makes a key of its own in the home folder where there is none.
    environment = {**os.environ, "HOME": str(tmp_path), "RAY_TMPDIR": str(short_path)}
    for name in ("RAY_ADDRESS", "RAY_AUTH_MODE", "RAY_AUTH_TOKEN", "RAY_USAGE_STATS_ENABLED"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-c", script + LISTENERS],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert tuple(lines[:2]) == promised
    assert {line for line in lines[2:] if line.startswith("at ")} == {"at 127.0.0.1"}
    assert lines[-1] == "usage 0"


def test_the_folder_of_the_page_is_read(
    machines: Machines, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    [script] = [block for block in re.findall(r"```py\n(.*?)```", page, re.DOTALL) if "rglob" in block]
    (tmp_path / "inside").mkdir()
    (tmp_path / "inside" / "one").write_bytes(b"one")
    (tmp_path / "two").write_bytes(b"")
    (tmp_path / "again").symlink_to(tmp_path / "inside" / "one")
    exec(script.replace("/srv/evidence", str(tmp_path)))
    wanted = [("again", b"one"), ("inside/one", b"one"), ("two", b"")]
    said = [f"{tmp_path / name} {sha256(content).hexdigest()}" for name, content in wanted]
    assert capsys.readouterr().out.splitlines() == said


def test_ray_knows_the_commands_of_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    commands = re.findall(r"^ray (start .*)$", page, re.MULTILINE)
    assert len(commands) == 2
    known = subprocess.run(
        [sys.executable, "-m", "ray.scripts.scripts", "start", "--help"], capture_output=True, text=True
    ).stdout
    for option in {option for command in commands for option in re.findall(r"--[a-z-]+", command)}:
        assert re.search(rf"^ +{option}\b", known, re.MULTILINE), option


def test_ray_knows_the_settings_of_the_page() -> None:
    library = Path(ray._raylet.__file__).read_bytes()
    settings = set(re.findall(r"RAY_(?!USAGE)[A-Z_]+", PAGE.read_text(encoding="utf-8")))
    assert len(settings) == 6
    assert [name for name in sorted(settings) if name.encode() not in library] == []
