"""The node's secret: a file in the data folder, made at the first start, readable by its owner alone."""

import os
from contextlib import suppress
from pathlib import Path

from seawall.config.env import UnusableFolder


def node_secret(data: Path) -> str:
    path = data / "keys" / "node.secret"
    try:
        if not path.exists():
            _make(path)
        return path.read_text().strip()
    except OSError as error:
        raise UnusableFolder(data, error.strerror or type(error).__name__) from error


def _make(path: Path) -> None:
    """Written whole under another name and then linked, so that two first starts at once agree on one secret."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(os.urandom(48).hex())
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
