"""Whether two videos show the same, after the comparison in the public description of vPDQ."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import WIDEST_RADIUS, Codes, as_radii
from seawall.engine.search.brute import distances
from seawall.engine.videos.vpdq import Frames

# Below this there is too little in a frame to tell it from others.
LEAST_QUALITY = 50
# Frames compared at once with all of the other video's: a few megabytes for the longest.
ROWS = 64


@dataclass(frozen=True, slots=True)
class Comparison:
    """Of the distinct frames good enough to compare, in the query and in the target: how many, and the share (0..1) that has a near
    one in the other. Without such frames a share is 0."""

    query_share: float
    target_share: float
    query_frames: int
    target_frames: int

    def matches(self, *, query_share: float = 0.0, target_share: float = 0.8) -> bool:
        """The description's own example: most of the target is in the query, whatever else the query shows."""
        compared = self.query_frames > 0 and self.target_frames > 0
        return compared and self.query_share >= query_share and self.target_share >= target_share


def compare_videos(
    query: Frames, target: Frames, *, radius: int = WIDEST_RADIUS, quality: int = LEAST_QUALITY
) -> Comparison:
    """How much of each video is in the other. The order of frames and their times play no part.

    `radius`: bits (0..31) within which two frames are near; `quality`: frames below it are left out. Errors: BadInput.
    """
    as_radii(radius, 1)
    asked, known = _distinct(query, quality), _distinct(target, quality)
    in_asked, in_known = np.zeros(len(asked), np.bool_), np.zeros(len(known), np.bool_)
    for at in range(0, len(asked), ROWS):
        near = distances(known, asked[at : at + ROWS]) <= radius
        in_asked[at : at + ROWS] = near.any(axis=1)
        in_known |= near.any(axis=0)
    return Comparison(_share(in_asked), _share(in_known), len(asked), len(known))


def _distinct(frames: Frames, quality: int) -> NDArray[np.uint64]:
    codes: Codes = np.unique(frames.codes[frames.quality >= quality], axis=0)
    return codes.view(np.uint64)


def _share(found: NDArray[np.bool_]) -> float:
    return float(found.mean()) if len(found) else 0.0
