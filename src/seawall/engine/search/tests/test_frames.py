"""Videos by their frames, held to the comparison written out over sets."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seawall.engine.codes import Codes
from seawall.engine.errors import BadInput
from seawall.engine.search.frames import FrameIndex, Rule, VideoMatch
from seawall.engine.search.index import Index
from seawall.engine.search.tests.oracle import flipped, some_codes

BASES = some_codes(12)
GOOD = st.sampled_from([0, 49, 50, 100])
FRAME = st.builds(
    flipped, st.sampled_from(list(BASES)), st.lists(st.integers(0, 255), max_size=34, unique=True)
)
VIDEO = st.lists(st.tuples(FRAME, GOOD), max_size=12)


def compared(query: list[bytes], stored: list[bytes]) -> tuple[float, float]:
    """The description's pseudocode: percentages of the distinct frames of each that are near one of the other."""

    def near(one: bytes, others: list[bytes]) -> bool:
        return any((int.from_bytes(one) ^ int.from_bytes(other)).bit_count() <= 31 for other in others)

    asked = [near(frame, stored) for frame in set(query)]
    known = [near(frame, query) for frame in set(stored)]
    return 100 * sum(asked) / len(asked), 100 * sum(known) / len(known)


def arrays(video: list[tuple[Codes, int]]) -> tuple[Codes, list[int]]:
    return np.array([code for code, _ in video], np.uint8).reshape(-1, 32), [good for _, good in video]


def good_frames(video: list[tuple[Codes, int]]) -> list[bytes]:
    return [code.tobytes() for code, quality in video if quality >= 50]


@settings(max_examples=60)
@given(query=VIDEO, stored=st.lists(VIDEO, max_size=5), least=st.sampled_from([0.0, 40.0, 80.0, 100.0]))
def test_it_finds_what_the_description_finds(
    tmp_path_factory: pytest.TempPathFactory,
    query: list[tuple[Codes, int]],
    stored: list[list[tuple[Codes, int]]],
    least: float,
) -> None:
    with Index.open(tmp_path_factory.mktemp("frames"), writable=True) as index:
        frames = FrameIndex(index, Rule(stored_percent=least))
        for number, video in enumerate(stored):
            frames.add(number, *arrays(video))
            if number == 2:
                index.merge()
        found = frames.search(*arrays(query))
    wanted = {}
    for number, video in enumerate(stored):
        if good_frames(query) and good_frames(video):
            shares = compared(good_frames(query), good_frames(video))
            if shares[0] > 0 and shares[1] >= least:
                wanted[number] = pytest.approx(shares)
    assert {match.id: (match.query_percent, match.stored_percent) for match in found.videos} == wanted
    assert found.frames == len(set(good_frames(query))) and not found.cut


def test_a_clip_of_a_stored_video_is_found_by_the_other_share(tmp_path: Path) -> None:
    film, quality = some_codes(100), [80] * 100
    with Index.open(tmp_path, writable=True) as index:
        FrameIndex(index).add(7, film, quality)
        clip = film[20:30], quality[:10]
        assert FrameIndex(index).search(*clip).videos == ()
        strict = FrameIndex(index, Rule(query_percent=80, stored_percent=0))
        assert strict.search(*clip).videos == (VideoMatch(7, 100.0, 10.0, 10, 10),)
        assert strict.remove(7) == 100
        assert strict.search(*clip).videos == ()


def test_it_says_when_a_frame_is_in_too_many_videos(tmp_path: Path) -> None:
    with Index.open(tmp_path, writable=True) as index:
        frames = FrameIndex(index)
        for number in range(5):
            frames.add(number, BASES[0], [99])
        assert len(frames.search(BASES[0], [99]).videos) == 5
        cut = frames.search(BASES[0], [99], limit=3)
        assert cut.cut and len(cut.videos) == 3


def test_it_refuses_what_are_no_frames(tmp_path: Path) -> None:
    with Index.open(tmp_path, writable=True) as index, pytest.raises(BadInput, match="as many qualities"):
        FrameIndex(index).add(1, BASES, [99])
    with (
        Index.open(tmp_path / "md5", writable=True, kind="md5") as index,
        pytest.raises(BadInput, match="kind md5"),
    ):
        FrameIndex(index)
