"""One file to the server, one answer back."""

import os
import selectors
import time
from collections.abc import Callable
from typing import Any, BinaryIO

from seawall.engine.errors import BadInput
from seawall.engine.sandbox.messages import (
    ENDING_BYTES,
    HEADER_BYTES,
    Answer,
    Ending,
    TooLong,
    ending_from,
    send_note,
    unframed,
)
from seawall.engine.sandbox.process import Process

# The server ends children that take too long; a server that does not is ended itself.
GRACE_SECONDS = 5.0
BLOCK = 1 << 16


class Gone(Exception):
    """The server ended before it could say how the child did."""


def exchange(
    process: Process, task: str, fd: int, options: dict[str, Any], meanwhile: Callable[[], object]
) -> Answer | Ending:
    """What the child says, or how it ended if it said nothing of the agreed form. Raises Gone, BadInput."""
    wall_seconds, answer_bytes = process.terms[task]
    (answer, answer_in), (ending, ending_in) = _pipe(), _pipe()
    with answer, ending:
        try:
            _send(process, {"task": task, "options": options}, (fd, answer_in, ending_in))
        finally:
            os.close(answer_in)
            os.close(ending_in)
        meanwhile()
        deadline = time.monotonic() + wall_seconds + GRACE_SECONDS
        return _collected(process, answer, ending, answer_bytes + HEADER_BYTES, deadline)


def _pipe() -> tuple[BinaryIO, int]:
    ear, mouth = os.pipe()
    return open(ear, "rb", buffering=0), mouth


def _send(process: Process, note: dict[str, Any], fds: tuple[int, ...]) -> None:
    try:
        with process.lock:
            send_note(process.door, note, fds)
    except TooLong as error:
        raise BadInput(str(error)) from None
    except OSError:
        process.kill()
        raise Gone from None


def _collected(
    process: Process, answer: BinaryIO, ending: BinaryIO, most: int, deadline: float
) -> Answer | Ending:
    data = bytearray()
    with selectors.PollSelector() as selector:
        for source in (answer, ending, process.door):
            selector.register(source, selectors.EVENT_READ)
        while True:
            ready = _ready(selector, deadline - time.monotonic())
            # In this order: what a child wrote before its end is read before the word of its end.
            if answer in ready:
                block = answer.read(BLOCK)
                data += block
                # A whole answer: the end of its child need not be waited for.
                if said := unframed(bytes(data)):
                    return said
                if not block or len(data) > most:
                    selector.unregister(answer)
                    # A child that says too much gets a broken pipe.
                    answer.close()
            elif ending in ready:
                # The system looks at one after the other: an answer may have come between the two looks.
                if answer in _ready(selector, 0):
                    continue
                if ended := ending_from(ending.read(ENDING_BYTES)):
                    return ended
                break
            else:
                break
    # The server is gone, or has not kept its time.
    process.kill()
    raise Gone


def _ready(selector: selectors.BaseSelector, seconds: float) -> list[object]:
    return [key.fileobj for key, _ in selector.select(max(0.0, seconds))]
