"""A frame as shown: full range, small, turned."""

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from seawall.engine.videos.luma import LONGEST_SIDE, luma_of, turned

CORNERS = np.array([[1, 2, 3], [4, 5, 6]], np.uint8)


@pytest.mark.parametrize(
    ("matrix", "shown"),
    [
        ((1, 0, 0, 1), CORNERS),
        ((0, 1, -1, 0), np.rot90(CORNERS, -1)),
        ((-1, 0, 0, -1), np.rot90(CORNERS, 2)),
        ((0, -1, 1, 0), np.rot90(CORNERS)),
        ((-1, 0, 0, 1), CORNERS[:, ::-1]),
        ((1, 0, 0, -1), CORNERS[::-1]),
        ((0, 1, 1, 0), CORNERS.T),
        ((0, -1, -1, 0), np.rot90(CORNERS, 2).T),
    ],
)
def test_it_turns_as_the_matrix_says(matrix: tuple[int, int, int, int], shown: NDArray[np.uint8]) -> None:
    scaled = tuple(value * 65536 for value in matrix)
    assert turned(CORNERS, scaled).tolist() == shown.tolist()  # type: ignore[arg-type]


@pytest.mark.parametrize("pixels", ["yuv420p", "yuvj420p", "yuv444p", "yuv420p10le", "rgb24", "gray", "nv12"])
@pytest.mark.parametrize("level", [0, 64, 128, 255])
def test_black_is_0_and_white_is_255_in_every_format(pixels: str, level: int) -> None:
    shown = np.full((40, 60, 3), level, np.uint8)
    luma = luma_of(av.VideoFrame.from_ndarray(shown, "rgb24").reformat(format=pixels))
    assert luma.dtype == np.float32 and luma.shape == (40, 60)
    assert abs(luma - level).max() <= 2


@pytest.mark.parametrize(
    ("size", "smaller"),
    [
        ((320, 240), (320, 240)),
        ((2048, 2048), (2048, 2048)),
        ((1920, 1080), (1920, 1080)),
        ((3840, 2160), (1920, 1080)),
        ((2160, 3840), (1080, 1920)),
        ((7680, 4320), (1920, 1080)),
        ((4001, 2), (2000, 1)),
        ((1, 1), (1, 1)),
    ],
)
def test_large_frames_are_shrunk_by_a_whole_number(size: tuple[int, int], smaller: tuple[int, int]) -> None:
    luma = luma_of(av.VideoFrame(*size, "gray"))
    assert luma.shape == smaller[::-1] and max(luma.shape) <= LONGEST_SIDE
