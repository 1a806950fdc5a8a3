"""Where the kernel cannot confine, nothing is decoded unless the operator says so."""

import tempfile

import pytest

from seawall.engine.sandbox import Refusal, Sandbox, Unconfined

UNKNOWN = ("seawall.engine.sandbox.tests.unknown_machine",)


def test_it_refuses_and_says_what_is_missing() -> None:
    own = Sandbox(UNKNOWN)
    with tempfile.TemporaryFile() as file, pytest.raises(Unconfined, match="no list of system calls"):
        own.run("read", file.fileno())
    own.close()


def test_the_operator_may_allow_it_and_the_limits_still_hold() -> None:
    own = Sandbox(UNKNOWN, allow_unconfined=True)
    with tempfile.TemporaryFile() as file:
        assert own.run("read", file.fileno()) == b""
        assert own.run("hoard", file.fileno()) == Refusal("memory")
        assert own.run("spin", file.fileno()) == Refusal("time")
        assert own.run("sleep", file.fileno()) == Refusal("time")
    assert "no list of system calls" in own.missing
    own.close()


def test_allowing_it_changes_nothing_where_the_kernel_can() -> None:
    own = Sandbox(("seawall.engine.sandbox.tests.deeds",), allow_unconfined=True)
    with tempfile.TemporaryFile() as file:
        assert own.run("connect", file.fileno()) == Refusal("forbidden")
    own.close()
