"""What a child of the sandbox does with a video."""

from typing import BinaryIO

import numpy as np

from seawall.engine.codes import PDQ_BYTES
from seawall.engine.nothashable import Reason
from seawall.engine.pictures.pdq import pdq_of_luma
from seawall.engine.sandbox.registry import Declined, Limits, task
from seawall.engine.videos.decode import Video
from seawall.engine.videos.luma import luma_of
from seawall.engine.videos.vpdq import Frames, packed

# Four hours at one frame a second; what comes after is said to be cut.
MOST_FRAMES = 4 * 3600
# Ten minutes of one core decode about two hours of high-definition video. The decoder stops itself before the kernel ends it, and gives
# what it has.
WORK_SECONDS = 600.0
LIMITS = Limits(
    cpu_seconds=660, wall_seconds=1800.0, memory=3 << 29, answer_bytes=MOST_FRAMES * (PDQ_BYTES + 9) + 4096
)


@task("video", limits=LIMITS)
def frames_of(
    file: BinaryIO, *, key_frames: bool = False, seconds: float = WORK_SECONDS, most_frames: int = MOST_FRAMES
) -> bytes:
    """vPDQ of a video file, packed. Declines if not one frame can be shown."""
    if not file.read(1):
        raise Declined(Reason.EMPTY)
    file.seek(0)
    video = Video(file, key_frames=key_frames, seconds=seconds, most_frames=most_frames)
    found = [(*pdq_of_luma(luma_of(frame)), float(second)) for frame, second in video.frames()]
    if not found:
        raise Declined(
            f"no frame can be shown: {video.faults.told()}" if video.faults.told() else "no frame in it"
        )
    codes, quality, times = zip(*found, strict=True)
    return packed(
        Frames(np.stack(codes), np.array(quality, np.uint8), np.array(times, np.float64), video.faults.told())
    )
