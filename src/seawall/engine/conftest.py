"""What is spread over machines is tested where Ray is; elsewhere its folder is skipped and says so."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any, Never

import pytest

WITHOUT_RAY = find_spec("ray") is None


class NoRay(pytest.Directory):
    def collect(self) -> Never:
        pytest.skip("Ray is not installed: make cluster", allow_module_level=True)


def pytest_collect_directory(path: Path, parent: Any) -> pytest.Directory | None:
    if not (WITHOUT_RAY and path == Path(__file__).parent / "cluster"):
        return None
    directory: pytest.Directory = NoRay.from_parent(parent, path=path)
    return directory
