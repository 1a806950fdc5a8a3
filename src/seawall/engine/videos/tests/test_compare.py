"""The share of matched frames, held to the comparison written out pair by pair."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engine.errors import BadInput
from seawall.engine.videos import Comparison, Frames, compare_videos


def frames(codes: list[bytes], quality: list[int] | None = None) -> Frames:
    count = len(codes)
    return Frames(
        np.frombuffer(b"".join(codes), np.uint8).reshape(count, 32),
        np.array([80] * count if quality is None else quality, np.uint8),
        np.arange(count, dtype=np.float64),
    )


def flipped(code: bytes, bits: int) -> bytes:
    value = int.from_bytes(code) ^ ((1 << bits) - 1)
    return value.to_bytes(32)


# A few codes that lie 0 to 60 bits from each other, so that near and far are both common.
CODES = st.integers(0, 60).map(lambda bits: flipped(bytes(32), bits)) | st.binary(min_size=32, max_size=32)
VIDEOS = st.lists(st.tuples(CODES, st.integers(0, 100)), max_size=8).map(
    lambda pairs: frames([code for code, _ in pairs], [quality for _, quality in pairs])
)


def pair_by_pair(query: Frames, target: Frames) -> Comparison:
    def good(video: Frames) -> set[int]:
        return {
            int.from_bytes(code.tobytes())
            for code, quality in zip(video.codes, video.quality, strict=True)
            if quality >= 50
        }

    def share(mine: set[int], theirs: set[int]) -> float:
        near = [code for code in mine if any((code ^ other).bit_count() <= 31 for other in theirs)]
        return len(near) / len(mine) if mine else 0.0

    asked, known = good(query), good(target)
    return Comparison(share(asked, known), share(known, asked), len(asked), len(known))


@given(VIDEOS, VIDEOS)
def test_it_is_the_comparison_of_the_description(query: Frames, target: Frames) -> None:
    assert compare_videos(query, target) == pair_by_pair(query, target)


@given(VIDEOS, VIDEOS)
def test_the_other_way_round_the_shares_change_places(query: Frames, target: Frames) -> None:
    one, other = compare_videos(query, target), compare_videos(target, query)
    assert (one.query_share, one.target_share) == (other.target_share, other.query_share)


@pytest.mark.parametrize(("bits", "share"), [(0, 1.0), (31, 1.0), (32, 0.0)])
def test_near_is_31_bits(bits: int, share: float) -> None:
    one, other = frames([bytes(32)]), frames([flipped(bytes(32), bits)])
    assert compare_videos(one, other).query_share == share


def test_the_radius_and_the_quality_can_be_chosen() -> None:
    one, other = frames([bytes(32)], [40]), frames([flipped(bytes(32), 8)], [90])
    assert compare_videos(one, other).query_frames == 0
    assert compare_videos(one, other, quality=40).query_share == 1
    assert compare_videos(one, other, quality=40, radius=7).query_share == 0
    with pytest.raises(BadInput):
        compare_videos(one, other, radius=32)


def test_a_clip_is_found_in_a_film_by_its_own_share() -> None:
    rng = np.random.default_rng(7)
    codes = [rng.bytes(32) for _ in range(40)]
    found = compare_videos(frames(codes), frames(codes[10:14]))
    assert (found.query_share, found.target_share) == (0.1, 1.0)
    assert found.matches() and not found.matches(query_share=0.5)


def test_videos_without_a_good_frame_do_not_match() -> None:
    nothing, something = frames([]), frames([bytes(32)])
    for one, other in ((nothing, nothing), (nothing, something), (something, nothing)):
        assert not compare_videos(one, other).matches(query_share=0, target_share=0)


def test_long_videos_are_compared_in_little_memory() -> None:
    rng = np.random.default_rng(1)
    codes = rng.integers(0, 256, (3600, 32), np.uint8)
    long = Frames(codes, np.full(3600, 99, np.uint8), np.arange(3600.0))
    assert compare_videos(long, long) == Comparison(1.0, 1.0, 3600, 3600)
