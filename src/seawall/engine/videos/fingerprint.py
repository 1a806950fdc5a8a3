"""A video file's fingerprints: exact hashes of its bytes, and the codes of its frames."""

from dataclasses import dataclass
from typing import Any

from seawall.engine.digests import Digests, digests_of
from seawall.engine.errors import Damaged
from seawall.engine.nothashable import NotHashable, Reason, not_hashable, refused
from seawall.engine.sandbox import Refusal, Sandbox, default, readable
from seawall.engine.sandbox.files import Source
from seawall.engine.videos.vpdq import Frames, unpacked


@dataclass(frozen=True, slots=True, eq=False)
class VideoPrints:
    """The exact hashes are always there; `frames` may be a reason why there are none."""

    digests: Digests
    frames: Frames | NotHashable


def fingerprint_video(
    source: Source, *, key_frames: bool = False, seconds: float | None = None, sandbox: Sandbox | None = None
) -> VideoPrints:
    """Exact hashes and vPDQ frames (one a second) of a path, bytes or a binary stream. The decoder runs in the sandbox.

    `key_frames` decodes only those, at most one a second: many times faster, with fewer frames to compare. `seconds` is the
    processor time to spend on decoding (600 if not given); a longer video gives its frames so far and says so in `fault`.
    Errors: OSError of reading; BadInput for what is not a file; Unconfined.
    """
    options: dict[str, Any] = {} if seconds is None else {"seconds": seconds}
    with readable(source) as fd:
        digests = digests_of(fd)
        frames = frames_in(fd, sandbox or default(), key_frames=key_frames, **options)
    return VideoPrints(digests, frames)


def frames_in(fd: int, sandbox: Sandbox, **options: Any) -> Frames | NotHashable:
    """The frames of the video file behind a descriptor. Options and errors are those of `fingerprint_video`."""
    answer = sandbox.run("video", fd, **options)
    if isinstance(answer, Refusal):
        return refused(answer)
    try:
        return unpacked(answer)
    except Damaged:
        return not_hashable(Reason.ANSWER)
