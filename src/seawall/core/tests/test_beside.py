"""Those who are asked beside one another: nobody waits for another, nobody is asked twice at a time, and no error ends the others."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from seawall.core import beside
from seawall.core.beside import keep_asking

LONGEST = 60
PAUSE = 0.002


@contextmanager
def kept(due: Callable[[], list[str]], ask: Callable[[str], object]) -> Iterator[None]:
    stopping = threading.Event()
    keeper = threading.Thread(target=keep_asking, args=("peers", due, ask, stopping), kwargs={"pause": PAUSE})
    keeper.start()
    try:
        yield
    finally:
        stopping.set()
        keeper.join(LONGEST)
    assert not keeper.is_alive()


def until(found: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not found():
        assert time.monotonic() < deadline
        time.sleep(PAUSE)


def test_however_many_hang_the_last_is_asked_and_none_twice_at_a_time() -> None:
    let_go, asked = threading.Event(), []

    def ask(one: str) -> None:
        asked.append(one)
        if one != "last":
            let_go.wait(LONGEST)

    hanging = [f"hanging {number}" for number in range(20)]
    with kept(lambda: [*hanging, "last"], ask):
        until(lambda: asked.count("last") > 3)
        assert [asked.count(one) for one in hanging] == [1] * 20
        let_go.set()


def test_more_than_a_machine_bears_wait_for_their_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "MOST_THREADS", 2)
    let_go, asked, waiting = threading.Event(), [], ["a", "b", "c"]

    def ask(one: str) -> None:
        asked.append(one)
        let_go.wait(LONGEST)
        waiting.remove(one)

    with kept(lambda: list(waiting), ask):
        until(lambda: len(asked) == 2)
        let_go.set()
        until(lambda: not waiting)
    assert sorted(asked) == ["a", "b", "c"] and asked[2] == "c"


def test_what_goes_wrong_with_one_is_told_without_its_words_and_ends_no_other(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked: list[str] = []

    def ask(one: str) -> None:
        asked.append(one)
        if one == "bad":
            raise ValueError("a text that quotes mara@hotline.example")

    with caplog.at_level(logging.WARNING, "seawall.threads"), kept(lambda: ["bad", "good"], ask):
        until(lambda: min(asked.count("bad"), asked.count("good")) > 2)
    assert caplog.records[0].message.startswith("peers: bad is left: ValueError")
    assert "mara" not in caplog.text
