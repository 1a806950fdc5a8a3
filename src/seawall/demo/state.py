"""What the demo remembers between two starts: that its past is invented already, and where its sites are."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from seawall.demo.refusals import Cause, NotStarted


class State:
    """A folder of the demo's own. One that was left half invented is begun anew; a foreign folder is left alone. `asked`: the options by which
    the past is invented; with others it would be another past."""

    def __init__(self, folder: Path, port: int, asked: Mapping[str, int]) -> None:
        self._folder, self._file, self._port = folder, folder / "demo.json", port
        self._asked = dict(asked)

    @property
    def is_invented(self) -> bool:
        return bool(self._kept().get("invented"))

    def prepare(self, *, fresh: bool) -> None:
        if self._folder.exists() and any(self._folder.iterdir()):
            self._refuse_foreign_folder()
            if fresh or not self.is_invented:
                shutil.rmtree(self._folder)
            else:
                self._refuse_other_port()
                self._refuse_other_past()
                return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._keep(invented=False)

    def mark_invented(self) -> None:
        self._keep(invented=True)

    def _refuse_foreign_folder(self) -> None:
        if not self._file.exists():
            raise NotStarted(Cause.FOREIGN_FOLDER, folder=self._folder)

    def _refuse_other_port(self) -> None:
        """The invented addresses carry the port of their sites."""
        kept = self._kept().get("port")
        if kept != self._port:
            raise NotStarted(Cause.OTHER_PORT, port=kept)

    def _refuse_other_past(self) -> None:
        kept = self._kept().get("asked", {})
        if kept != self._asked:
            options = " ".join(f"--{name} {value}" for name, value in dict(kept).items())  # type: ignore[call-overload]
            raise NotStarted(Cause.OTHER_PAST, options=options)

    def _kept(self) -> dict[str, object]:
        return dict(json.loads(self._file.read_text())) if self._file.exists() else {}

    def _keep(self, *, invented: bool) -> None:
        self._file.write_text(json.dumps({"port": self._port, "asked": self._asked, "invented": invented}))
