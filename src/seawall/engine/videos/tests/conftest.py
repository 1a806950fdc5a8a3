from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from seawall.engine.nothashable import NotHashable
from seawall.engine.sandbox import Sandbox
from seawall.engine.videos import Frames, fingerprint_video
from seawall.engine.videos.tests import makers


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    kept = Sandbox(("seawall.engine.videos.task",))
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def film() -> Callable[..., bytes]:
    """A film from makers.py, made once for equal arguments."""

    @cache
    def made(seed: int = 0, **choices: Any) -> bytes:
        return makers.film(seed, **choices)

    return made


@pytest.fixture(scope="session")
def frames_of(sandbox: Sandbox) -> Callable[..., Frames]:
    """The frames of a film, taken once for equal arguments."""

    @cache
    def frames(content: bytes, **choices: Any) -> Frames:
        found = fingerprint_video(content, sandbox=sandbox, **choices).frames
        assert isinstance(found, Frames), found
        return found

    return frames


@pytest.fixture
def refusal_of(sandbox: Sandbox) -> Callable[..., NotHashable]:
    def refusal(content: bytes, **choices: Any) -> NotHashable:
        found = fingerprint_video(content, sandbox=sandbox, **choices).frames
        assert isinstance(found, NotHashable), found
        return found

    return refusal
