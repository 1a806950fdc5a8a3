"""Not hashable is an answer with a reason, never an empty fingerprint."""

from dataclasses import dataclass
from enum import StrEnum

from seawall.engine.sandbox.refusal import Refusal


class Reason(StrEnum):
    """Few details are no reason: such a picture has a code, and its quality is low."""

    # What the file is.
    EMPTY = "empty"
    NO_IMAGE = "no_image"
    UNSUPPORTED_FORMAT = "unsupported_format"
    TRUNCATED = "truncated"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_SMALL = "too_small"
    LEFT_OUT = "left_out"
    # What happened while it was decoded: the words of the sandbox.
    ANSWER = "answer"
    CRASHED = "crashed"
    DECLINED = "declined"
    FAILED = "failed"
    FORBIDDEN = "forbidden"
    MEMORY = "memory"
    SERVER = "server"
    TIME = "time"
    UNCONFINED = "unconfined"


# Fixed sentences: nothing that a file says about itself comes through.
SENTENCES = {
    Reason.EMPTY: "the file has no bytes",
    Reason.NO_IMAGE: "the file does not begin like any picture",
    Reason.UNSUPPORTED_FORMAT: "it is a picture of a kind that is not read here",
    Reason.TRUNCATED: "the file ends before the picture does",
    Reason.DAMAGED: "the file begins like a picture and cannot be decoded",
    Reason.TOO_LARGE: "the picture or the file is larger than is decoded here",
    Reason.TOO_SMALL: "a side is shorter than 5 pixels",
    Reason.LEFT_OUT: "it is a video, and videos were not asked for",
    Reason.ANSWER: "the decoder's answer was not of the agreed form",
    Reason.CRASHED: "the decoder crashed",
    Reason.DECLINED: "the decoder found nothing to hash",
    Reason.FAILED: "the decoder failed",
    Reason.FORBIDDEN: "the decoder tried what it may not do, and was ended",
    Reason.MEMORY: "decoding takes more memory than is allowed",
    Reason.SERVER: "the server of the decoders ended",
    Reason.TIME: "decoding takes more time than is allowed",
    Reason.UNCONFINED: "the decoder could not be confined and was not started",
}


@dataclass(frozen=True, slots=True)
class NotHashable:
    """Why a file has no near fingerprint: `reason` is one word for a table, `detail` a plain sentence."""

    reason: str
    detail: str = ""


def not_hashable(reason: Reason, detail: str = "") -> NotHashable:
    return NotHashable(reason, detail or SENTENCES[reason])


def refused(refusal: Refusal) -> NotHashable:
    """What the sandbox says of a file. A task that declines with one of the reasons above has given that one."""
    if refusal.reason == "declined" and refusal.detail in set(Reason):
        return not_hashable(Reason(refusal.detail))
    return not_hashable(Reason(refusal.reason), refusal.detail)
