"""A thread beside the work goes on whatever happens, and says what happened once."""

import logging
import threading

import pytest
from django.db import DatabaseError

from seawall.core import repeated
from seawall.core.repeated import Repeated


def test_it_repeats_until_it_is_stopped() -> None:
    thrice, turns = threading.Event(), []

    def deed() -> None:
        turns.append(threading.current_thread().name)
        if len(turns) == 3:
            thrice.set()

    thread = Repeated("ferry", deed, 0.001)
    thread.start()
    assert thrice.wait(10)
    thread.stop()
    done = len(turns)
    assert set(turns) == {"ferry"} and done >= 3
    thread.start()
    thread.stop()
    assert len(turns) > done


def test_an_error_is_said_once_and_does_not_end_it(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(repeated, "PAUSE_AFTER_TROUBLE", 0.001)
    well, turns = threading.Event(), []

    def deed() -> None:
        turns.append(1)
        if len(turns) < 4:
            raise DatabaseError("a text that quotes mara@hotline.example")
        well.set()

    with caplog.at_level(logging.ERROR, "seawall.threads"):
        thread = Repeated("ferry", deed, 0.001)
        thread.start()
        assert well.wait(10)
        thread.stop()
    assert [record.message.splitlines()[0] for record in caplog.records] == ["ferry: DatabaseError"]
    assert "mara" not in caplog.text
