"""Whatever a child does, the caller gets an answer or a reason, and goes on."""

import tempfile
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engine.errors import BadInput
from seawall.engine.sandbox import Refusal, Sandbox
from seawall.engine.sandbox.messages import Kind, framed, unframed

Attempt = Callable[..., bytes | Refusal]


@pytest.fixture(autouse=True)
def unharmed(attempt: Attempt) -> object:
    """After every deed the next file is decoded as if nothing had been."""
    yield
    assert attempt("read", b"after") == b"after"


def test_it_answers_with_the_tasks_bytes(attempt: Attempt) -> None:
    assert attempt("read", b"ab", times=3) == b"ababab"
    assert attempt("read", b"") == b""


def test_it_tells_why_a_task_declined(attempt: Attempt) -> None:
    # The line end and the escape of the text do not come through.
    assert attempt("decline") == Refusal("declined", "no picture in it[31m")


def test_it_tells_the_kind_of_an_exception_and_not_its_words(attempt: Attempt) -> None:
    assert attempt("raise") == Refusal("failed", "ZeroDivisionError")


def test_it_outlives_a_crash(attempt: Attempt) -> None:
    assert attempt("segfault") == Refusal("crashed", "SIGSEGV")
    # A child cannot send even itself a signal; abort() then ends it by a forbidden instruction.
    assert attempt("abort") == Refusal("crashed", "SIGSEGV")


def test_it_ends_a_child_that_spins(attempt: Attempt) -> None:
    before = time.monotonic()
    assert attempt("spin") == Refusal("time")
    assert time.monotonic() - before < 60


def test_it_ends_a_child_that_does_not_listen(attempt: Attempt) -> None:
    assert attempt("deafen") == Refusal("time")


def test_it_ends_a_child_that_hangs(attempt: Attempt) -> None:
    assert attempt("sleep") == Refusal("time")


def test_it_ends_a_child_that_hoards(attempt: Attempt) -> None:
    assert attempt("hoard") == Refusal("memory")


def test_it_believes_no_other_form_of_answer(attempt: Attempt) -> None:
    assert attempt("leave") == Refusal("answer")
    assert attempt("flood") == Refusal("failed", "AnswerTooLong")


@pytest.mark.parametrize(
    "said",
    [b"noise" * 10, framed(Kind.ANSWER, b"x")[:-1], framed(Kind.ANSWER, b"x")[1:], bytes(1 << 16)],
)
def test_it_takes_nothing_out_of_noise(attempt: Attempt, said: bytes) -> None:
    assert attempt("forge", said) == Refusal("answer")
    assert attempt("forge", b"") == b"honest"


def test_it_cuts_off_a_child_that_talks_too_much(attempt: Attempt) -> None:
    assert isinstance(attempt("forge", bytes(1 << 20)), Refusal)


def test_it_refuses_a_task_that_is_not_there(attempt: Attempt) -> None:
    with pytest.raises(BadInput, match="no task 'undo'"):
        attempt("undo")


def test_it_refuses_options_that_are_too_long(attempt: Attempt) -> None:
    with pytest.raises(BadInput, match="4096"):
        attempt("read", words="x" * 5000)


@given(st.binary(max_size=64))
def test_noise_is_no_answer(noise: bytes) -> None:
    assert unframed(noise) is None


@given(st.sampled_from(Kind), st.binary(max_size=64), st.data())
def test_a_damaged_answer_is_none(kind: Kind, payload: bytes, data: st.DataObject) -> None:
    whole = framed(kind, payload)
    assert unframed(whole) == (kind, payload)
    at = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(1, 255))
    changed = unframed(whole[:at] + bytes([whole[at] ^ other]) + whole[at + 1 :])
    # The kind is not under the checksum; another kind is another honest word of the same child.
    assert changed is None or (at == 4 and changed[1] == payload)


def test_the_offset_of_the_file_does_not_matter(sandbox: Sandbox) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(b"from the beginning")
        file.flush()
        assert sandbox.run("read", file.fileno()) == b"from the beginning"
        assert sandbox.run("read", file.fileno()) == b"from the beginning"
