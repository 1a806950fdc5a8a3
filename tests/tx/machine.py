"""Another organisation's machine with an installation of threatexchange: a folder with the state of its command line, and nothing of ours
but the extension."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

TX = Path(sys.prefix) / "tx" / "bin"
COLLAB = "Known material"
# A skip in CI would be a promise to every receiver that nobody keeps.
needs_threatexchange = pytest.mark.skipif(
    not TX.exists() and "CI" not in os.environ, reason="needs an installation of threatexchange: make tx"
)


@dataclass
class Machine:
    folder: Path
    secret: str

    def take_on(self, node: str, list_id: str) -> None:
        """As an operator does it once: the extension, and the list to be pulled."""
        self.done("config", "extensions", "add", "threatexchange_seawall")
        address = ("--node", node, "--list-id", list_id)
        self.done("config", "collab", "edit", "seawall", "--create", COLLAB, *address)

    def tx(self, *words: str, secret: str = "") -> subprocess.CompletedProcess[str]:
        env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self.folder),
            "TX_STATEDIR": str(self.folder / "state"),
            "TX_SEAWALL_KEY": secret or self.secret,
        }
        return subprocess.run(
            [str(TX / "tx"), *words], env=env, cwd=self.folder, capture_output=True, text=True, timeout=240
        )

    def done(self, *words: str) -> str:
        run = self.tx(*words)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    def finds(self, picture: Path) -> str:
        return self.done("match", "photo", str(picture))

    def knows(self, md5: str) -> str:
        asked = self.folder / "asked.txt"
        asked.write_text(md5 + "\n")
        return self.done("match", "--only-signal", "video_md5", "--hashes", "video", str(asked))
