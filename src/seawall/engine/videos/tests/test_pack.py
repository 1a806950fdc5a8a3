"""Frames on the way out of the sandbox: what goes in comes out, and nothing else is believed."""

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seawall.engine.errors import Damaged
from seawall.engine.videos.vpdq import Frames, packed, unpacked


@st.composite
def frames(draw: st.DrawFn) -> Frames:
    count = draw(st.integers(0, 20))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    return Frames(
        rng.integers(0, 256, (count, 32), np.uint8),
        rng.integers(0, 101, count, np.uint8),
        np.cumsum(rng.random(count)),
        draw(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)),
    )


@given(frames())
def test_it_comes_out_as_it_went_in(whole: Frames) -> None:
    found = unpacked(packed(whole))
    assert (found.codes == whole.codes).all() and found.codes.shape == whole.codes.shape
    assert (found.quality == whole.quality).all()
    assert (found.seconds == whole.seconds).all()
    assert found.fault == whole.fault


@given(frames(), st.data())
def test_cut_or_longer_is_damaged(whole: Frames, data: st.DataObject) -> None:
    content = packed(whole)
    with pytest.raises(Damaged):
        unpacked(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(Damaged):
        unpacked(content + b"x")


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda noise: b"VPQ1" + noise))
def test_noise_is_damaged_or_of_sound_form(noise: bytes) -> None:
    with contextlib.suppress(Damaged):
        found = unpacked(noise)
        assert found.codes.shape == (len(found.quality), 32) and found.fault.isprintable()


@pytest.mark.parametrize(
    ("quality", "seconds"),
    [([101], [0.0]), ([50, 50], [1.0, 0.5]), ([50], [float("nan")]), ([50], [float("inf")])],
)
def test_impossible_frames_are_damaged(quality: list[int], seconds: list[float]) -> None:
    whole = Frames(
        np.zeros((len(quality), 32), np.uint8), np.array(quality, np.uint8), np.array(seconds, np.float64)
    )
    with pytest.raises(Damaged):
        unpacked(packed(whole))
