"""Videos found by their frames: an index of PDQ frame codes under video ids, and how much of each video was found.

Source: the public description of vPDQ (comparison of two videos as sets of distinct frames of enough quality).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from seawall.engine.codes import WIDEST_RADIUS, Codes, Ids, as_codes
from seawall.engine.errors import BadInput
from seawall.engine.search.searched import Searched

# Frames that look alike everywhere (a logo, a test card) may be in any number of videos: more matches than these
# for one frame are cut, and it is said.
MOST_VIDEOS_A_FRAME = 10_000
# Found videos whose frames are counted at once: each look is a journey where the index is on other machines, and hours of
# film of so many fit into memory.
COUNTED_AT_ONCE = 100


@dataclass(frozen=True)
class Rule:
    """When a stored video counts as found; the defaults are the examples of the description."""

    # Bits within which two frames are near.
    radius: int = WIDEST_RADIUS
    # Frames of less PDQ quality are neither stored nor asked for: nothing is in them to tell them apart by.
    quality: int = 50
    # Least percentage of the query's frames near one of the stored video, and the other way about.
    query_percent: float = 0.0
    stored_percent: float = 80.0


@dataclass(frozen=True)
class VideoMatch:
    """A stored video: of its distinct frames and of the query's, how many have a near one in the other, in percent."""

    id: int
    query_percent: float
    stored_percent: float
    # Distinct frames of the query with a near one in this video, and of this video in the query.
    query_frames: int
    stored_frames: int


@dataclass(frozen=True)
class VideoMatches:
    videos: tuple[VideoMatch, ...]
    # Distinct frames of the query that were good enough to be asked for; with none, nothing can be found.
    frames: int
    # Some frame is in more videos than were looked at: their shares may be too low and a video may be missing.
    cut: bool


class FrameIndex:
    """Uses an `Index` or a `ClusterIndex` of kind "pdq" whose ids are videos and whose codes are their distinct frames."""

    def __init__(self, index: Searched, rule: Rule | None = None) -> None:
        if index.kind != "pdq":
            raise BadInput(f"frames are PDQ codes, and this index is of kind {index.kind}")
        self.index, self.rule = index, rule or Rule()

    def add(self, video: int, codes: Any, quality: Any, mark: int | None = None) -> int:
        """Store a video's frames (uint8[n, 32], quality 0 to 100 as number[n]); returns how many distinct ones were new."""
        frames = self._frames(codes, quality)
        return self.index.add(np.full(len(frames), video, np.uint64), frames, mark)

    def remove(self, video: int, mark: int | None = None) -> int:
        """Withdraw a video; returns how many distinct frames it had."""
        return self.index.remove(np.array([video], np.uint64), mark)

    def search(self, codes: Any, quality: Any, limit: int = MOST_VIDEOS_A_FRAME) -> VideoMatches:
        """Stored videos that the rule counts as found in a query video's frames, the best share of the stored one first."""
        frames = self._frames(codes, quality)
        (query, videos, _, cut), places = self.index.search_places(frames, self.rule.radius, limit)
        stored = self._stored(np.unique(videos))
        found = [
            _match(int(video), query[mine], places[mine], len(frames), stored.get(int(video), 0))
            for video, mine in _by_video(videos)
        ]
        kept = [match for match in found if self._is_enough(match)]
        kept.sort(key=lambda match: (-match.stored_percent, -match.query_percent, match.id))
        return VideoMatches(tuple(kept), len(frames), bool(cut.any()))

    def _frames(self, codes: Any, quality: Any) -> Codes:
        codes, quality = as_codes(codes), np.asarray(quality)
        if quality.shape != (len(codes),):
            raise BadInput(f"{len(codes)} frames need as many qualities, not {list(quality.shape)}")
        distinct: Codes = np.unique(codes[quality >= self.rule.quality], axis=0)
        return distinct

    def _stored(self, videos: Ids) -> dict[int, int]:
        """How many frames each of these videos has now; one that was withdrawn meanwhile is left out."""
        counts: dict[int, int] = {}
        for at in range(0, len(videos), COUNTED_AT_ONCE):
            ids = self.index.pairs(videos[at : at + COUNTED_AT_ONCE]).ids
            each, frames = np.unique(ids, return_counts=True)
            counts.update(zip(each.tolist(), frames.tolist(), strict=True))
        return counts

    def _is_enough(self, match: VideoMatch) -> bool:
        rule = self.rule
        return match.query_percent >= rule.query_percent and match.stored_percent >= rule.stored_percent


def _match(
    video: int, query: NDArray[np.uint32], places: NDArray[np.int64], frames: int, all_stored: int
) -> VideoMatch:
    asked, stored = len(np.unique(query)), len(np.unique(places))
    share = 100 * min(1.0, stored / all_stored) if all_stored else 0.0
    return VideoMatch(video, 100 * asked / frames, share, asked, stored)


def _by_video(videos: NDArray[np.uint64]) -> Iterator[tuple[np.uint64, NDArray[np.intp]]]:
    """Each video with the positions of its matches."""
    order = np.argsort(videos, kind="stable")
    each, starts = np.unique(videos[order], return_index=True)
    yield from zip(each, np.split(order, starts)[1:], strict=True)
