import sys
from pathlib import Path
from typing import Any

import pytest

from seawall.audit.actions import record_soon
from seawall.audit.spool import Spool


@pytest.fixture
def data_folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What doors keep on the disk, in a folder of the test's own."""
    settings.DATA = tmp_path
    monkeypatch.setattr(sys.modules[record_soon.__module__], "_spool", Spool())
    return tmp_path
