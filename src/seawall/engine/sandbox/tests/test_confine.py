"""What a child must not be able to do, tried by children that do try."""

import os
import tempfile
from collections.abc import Callable
from errno import EPERM
from pathlib import Path

import pytest

from seawall.engine.sandbox import Refusal, Sandbox
from seawall.engine.sandbox.tests.conftest import DEEDS

Attempt = Callable[..., bytes | Refusal]
REFUSED = f"errno {EPERM}".encode()


def test_it_reads_the_file_it_was_given(attempt: Attempt) -> None:
    assert attempt("read", b"moving squares") == b"moving squares"


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/dev/null", "relative"])
@pytest.mark.parametrize("mode", ["rb", "wb", "ab"])
def test_it_opens_nothing(attempt: Attempt, path: str, mode: str) -> None:
    assert attempt("open", path=path, mode=mode) == REFUSED


def test_it_makes_no_file(attempt: Attempt, tmp_path: Path) -> None:
    assert attempt("open", path=str(tmp_path / "new"), mode="xb") == REFUSED
    assert list(tmp_path.iterdir()) == []


def test_it_does_not_change_its_file(attempt: Attempt) -> None:
    with tempfile.TemporaryFile() as file:
        assert attempt("write_file") == REFUSED
        assert attempt("shared_memory") == REFUSED
        assert attempt("truncate") == Refusal("forbidden")
        assert file.read() == b""


@pytest.mark.parametrize("deed", ["write_error", "fork", "machine_code"])
def test_it_is_told_no(attempt: Attempt, deed: str) -> None:
    assert attempt(deed) == REFUSED


@pytest.mark.parametrize("deed", ["connect", "exec", "kill_parent", "truncate"])
def test_it_dies_of_what_no_decoder_needs(attempt: Attempt, deed: str) -> None:
    assert attempt(deed) == Refusal("forbidden")


def test_it_starts_no_program(attempt: Attempt) -> None:
    """Python makes a pipe before it forks, and dies of it; from 3.13 on it begins with the fork, and is told no."""
    assert attempt("spawn") in (REFUSED, Refusal("forbidden"))


def test_it_has_threads_only_where_they_are_allowed(attempt: Attempt) -> None:
    assert attempt("thread") == b"no thread"
    assert attempt("thread_allowed") == b"a thread; fork: " + REFUSED


def test_it_cannot_raise_its_own_limits(attempt: Attempt) -> None:
    assert attempt("raise_limits") in (b"-1", Refusal("forbidden"))


def test_it_holds_no_other_descriptor(attempt: Attempt) -> None:
    assert attempt("descriptors") == b"[]"


def test_it_does_not_know_the_callers_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SEAWALL_SECRET_KEY", "moss-green lantern")
    own = Sandbox(DEEDS)
    with tempfile.TemporaryFile() as file:
        seen = own.run("environment", file.fileno())
    own.close()
    assert isinstance(seen, bytes) and b"PYTHONPATH" in seen
    assert b"lantern" not in seen and b"HOME" not in seen


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone can step down")
def test_root_steps_down(attempt: Attempt) -> None:
    assert bytes(attempt("who")).startswith(b"65534 ")  # type: ignore[arg-type]


def test_it_says_when_nothing_is_missing(sandbox: Sandbox) -> None:
    assert sandbox.missing == ""
