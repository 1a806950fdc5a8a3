"""Which of a video's frames are taken, and when each is shown. Exact fractions throughout: no frame is lost to rounding."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Generic, TypeVar

Frame = TypeVar("Frame")
# Frames are stored up to 16 places from where they are shown (the limit of H.264 and H.265).
REORDERED = 17
# A step further ahead than this is a broken clock and not a film's longest still.
LONGEST_STEP = Fraction(24 * 3600)


def with_following(
    frames: Iterable[Frame], stamp: Callable[[Frame], Fraction | None]
) -> Iterator[tuple[Frame, Fraction | None]]:
    """Stored frames in their order, each with the time of the one shown after it. Lengths that files give cannot stand in: they
    are those of the order of storing."""
    window: deque[tuple[Frame, Fraction | None]] = deque()
    for frame in frames:
        window.append((frame, stamp(frame)))
        if len(window) > REORDERED:
            yield _first(window)
    while window:
        yield _first(window)


def _first(window: deque[tuple[Frame, Fraction | None]]) -> tuple[Frame, Fraction | None]:
    frame, start = window.popleft()
    later = [other for _, other in window if start is not None and other is not None and other > start]
    return frame, min(later, default=None)


class Clock:
    """Seconds since the first frame, from timestamps that may be missing, jump back or leap ahead."""

    def __init__(self, step: Fraction) -> None:
        self.step = step
        self._offset: Fraction | None = None
        self._last = Fraction(0)

    def between(self, stamp: Fraction | None, following: Fraction | None) -> bool:
        """Whether a frame is surely shown at no whole second, because the `following` one is shown before the next begins."""
        if self._offset is None or stamp is None or following is None or following <= stamp:
            return False
        return -((self._offset - stamp) // 1) >= following - self._offset

    def second(self, stamp: Fraction | None) -> Fraction:
        """When the next frame is shown. A frame without a usable timestamp follows the last one by a usual `step`."""
        if self._offset is None:
            self._offset = stamp or Fraction(0)
            return self._last
        expected = self._last + self.step
        now = expected if stamp is None else stamp - self._offset
        if not self._last <= now <= self._last + LONGEST_STEP:
            # Recordings joined without new timestamps: time goes on from here.
            self._offset += now - expected
            now = expected
        self._last = now
        return now


class Shown(Generic[Frame]):
    """The frame shown at second 0, 1, 2 … (or every other `every`); one that stays longer is taken once."""

    def __init__(self, every: Fraction = Fraction(1)) -> None:
        self._every = every
        self._due = Fraction(0)
        self._held: tuple[Frame, Fraction] | None = None

    def take(self, frame: Frame, second: Fraction) -> Iterator[tuple[Frame, Fraction]]:
        """Frames come in the order they are shown. At most one is given back: the one before, if it was due."""
        if self._held and second > self._due:
            yield self._held
            self._due = -(-second // self._every) * self._every
        self._held = frame, second

    def rest(self, lasting: Fraction) -> Iterator[tuple[Frame, Fraction]]:
        """The last frame, if it is due while it is shown, which is for `lasting` seconds."""
        if self._held and (self._held[1] == self._due or self._due < self._held[1] + lasting):
            yield self._held


class Spaced(Generic[Frame]):
    """Every frame that comes at least `every` seconds after the one taken before: for key frames, which lie where they lie."""

    def __init__(self, every: Fraction = Fraction(1)) -> None:
        self._every = every
        self._due = Fraction(0)

    def take(self, frame: Frame, second: Fraction) -> Iterator[tuple[Frame, Fraction]]:
        if second >= self._due:
            yield frame, second
            self._due = second + self._every

    def rest(self, lasting: Fraction) -> Iterator[tuple[Frame, Fraction]]:
        return iter(())
