import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from seawall.engine.sandbox import Refusal, Sandbox

DEEDS = ("seawall.engine.sandbox.tests.deeds",)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    kept = Sandbox(DEEDS)
    yield kept
    kept.close()


@pytest.fixture
def attempt(sandbox: Sandbox) -> Callable[..., bytes | Refusal]:
    """Run a deed on a file with these bytes."""

    def run(deed: str, content: bytes = b"content", **options: Any) -> bytes | Refusal:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            file.flush()
            return sandbox.run(deed, file.fileno(), **options)

    return run
