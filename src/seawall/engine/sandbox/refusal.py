"""Why a file was not decoded."""

from dataclasses import dataclass
from typing import Literal

from seawall.engine.errors import EngineError

Reason = Literal[
    "answer",  # the child's answer was not of the agreed form
    "crashed",  # the decoder died by a signal or ended early
    "declined",  # the task said no; `detail` says why
    "failed",  # the task raised an exception; `detail` is its type
    "forbidden",  # the child called what a decoder never needs, and was killed
    "memory",  # more memory than allowed
    "server",  # the server ended twice while it worked on this file
    "time",  # more processor time or more time than allowed
    "unconfined",  # the child could not be confined and did not run
]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that gave no answer; nothing in it comes from the file except `detail` of "declined", which is printable text."""

    reason: Reason
    detail: str = ""


class Unconfined(EngineError):
    """This system cannot confine a decoder, and the operator has not allowed decoding without."""
