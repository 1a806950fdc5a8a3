"""One opened file: its exact hashes, and what it shows."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from seawall.engine.bulk.kinds import HEAD_BYTES, is_picture, is_video
from seawall.engine.digests import Digests, digests_of
from seawall.engine.fingerprints import varied_picture_in
from seawall.engine.nothashable import NotHashable, Reason, not_hashable
from seawall.engine.pictures.hashing import VariedPicture
from seawall.engine.sandbox import Sandbox
from seawall.engine.videos.fingerprint import frames_in
from seawall.engine.videos.vpdq import Frames


@dataclass(frozen=True, slots=True, eq=False)
class FilePrints:
    """Exact hashes always; `shown` is a picture with its variants, a video's frames, or why there is neither."""

    digests: Digests
    shown: VariedPicture | Frames | NotHashable


def prints_of(fd: int, sandbox: Sandbox, *, videos: bool = True) -> FilePrints:
    """Of the regular file behind a descriptor, whose offset is left alone. Errors: OSError of reading; Unconfined."""
    digests = cache(lambda: digests_of(fd))
    head = os.pread(fd, HEAD_BYTES, 0)
    shown = _shown(fd, head, sandbox, digests, videos=videos)
    return FilePrints(digests(), shown)


def _shown(
    fd: int, head: bytes, sandbox: Sandbox, meanwhile: Callable[[], object], *, videos: bool
) -> VariedPicture | Frames | NotHashable:
    if is_picture(head):
        return varied_picture_in(fd, sandbox, meanwhile)
    if not is_video(head):
        return not_hashable(Reason.NO_IMAGE)
    return frames_in(fd, sandbox) if videos else not_hashable(Reason.LEFT_OUT)
