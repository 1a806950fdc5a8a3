"""Folders of harmless pictures, and the command line as an officer starts it."""

import io
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
from click.testing import CliRunner
from PIL import Image

from seawall.engine.pictures.tests.scenes import scene
from seawall.wire.manifest import FileRecord, Manifest, open_manifest

SEAWALL = [sys.executable, "-c", "from seawall.cli import main; main()"]


def picture(seed: int, size: tuple[int, int] = (160, 120)) -> bytes:
    out = io.BytesIO()
    Image.fromarray(scene("shapes", seed, size)).save(out, "JPEG")
    return out.getvalue()


def filled(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.jpg").write_bytes(picture(number))
    return folder


def environment(**more: str) -> dict[str, str]:
    """That of a machine without a node: no settings, and no language unless given."""
    path = os.pathsep.join(str(Path(each).absolute()) for each in sys.path if each)
    return {"PATH": os.environ["PATH"], "PYTHONPATH": path, "LANG": "C.UTF-8", **more}


def seawall(
    *words: object, given: str = "", before: Sequence[str] = (), **options: Any
) -> "subprocess.CompletedProcess[str]":
    options = {"env": environment(), **options}
    return subprocess.run(
        [*before, *SEAWALL, *map(str, words)],
        input=given,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        **options,
    )


class Said(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def said(command: click.Command, *words: object, given: str = "", **env: str) -> Said:
    """As `seawall`, within this process: what has to start anew is tried with `seawall`."""
    given_env = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "C.UTF-8", **env}
    done = CliRunner(env=given_env).invoke(command, [*map(str, words)], input=given)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return Said(done.exit_code, done.stdout, done.stderr)


def manifest_of(path: Path) -> tuple[Manifest, dict[str, FileRecord]]:
    with path.open("rb") as file:
        manifest = open_manifest(file)
        records = list(manifest)
    found = {record.path: record for record in records}
    assert len(found) == len(records), "a path is there twice"
    return manifest, found
