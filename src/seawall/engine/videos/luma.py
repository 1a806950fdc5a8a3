"""A decoded frame as a viewer shows it, in grey."""

import struct

import numpy as np
from av import VideoFrame
from av.sidedata.sidedata import SideData
from av.video.reformatter import Interpolation
from numpy.typing import NDArray

# vPDQ's reference implementation hashes frames at their full size; scaled to 512 first, codes are 7 bits off on average and up to 14.
# Larger frames are shrunk by a whole number, which costs about 3 bits.
LONGEST_SIDE = 2048
_MATRIX = struct.Struct("=9i")


def luma_of(frame: VideoFrame) -> NDArray[np.float32]:
    """float32[h, w], 0 black and 255 white, at most 2048 on a side, turned as the container says.

    It is the luma that the video carries, stretched to the full range: what vPDQ's reference implementation hashes.
    """
    shrink = -(-max(frame.width, frame.height) // LONGEST_SIDE)
    grey = frame.reformat(
        width=max(1, frame.width // shrink),
        height=max(1, frame.height // shrink),
        format="gray",
        interpolation=Interpolation.AREA,
        # A child of the sandbox may not start any.
        threads=1,
    )
    return turned(np.asarray(grey.to_ndarray(), np.uint8), matrix_of(frame)).astype(np.float32)


def matrix_of(frame: VideoFrame) -> tuple[int, int, int, int]:
    """Where the display matrix sends the frame's axes: x' = a x + c y, y' = b x + d y, as (a, b, c, d)."""
    side = frame.side_data.get("DISPLAYMATRIX")
    if not isinstance(side, SideData) or side.buffer_size != _MATRIX.size:
        return 1, 0, 0, 1
    a, b, _, c, d, *_ = _MATRIX.unpack(bytes(side))
    return a, b, c, d


def turned(picture: NDArray[np.uint8], matrix: tuple[int, int, int, int]) -> NDArray[np.uint8]:
    """The picture in the nearest of the eight orientations; PDQ itself is blind to none of them."""
    a, b, c, d = matrix
    if abs(b) > abs(a):
        picture, across, down = picture.T, c, b
    else:
        across, down = a, d
    if down < 0:
        picture = picture[::-1]
    if across < 0:
        picture = picture[:, ::-1]
    return picture
