"""The frames of a video file through PyAV (FFmpeg), up to wherever the file can be read. Runs in the sandbox."""

import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, BinaryIO, NoReturn

import av
from av import Packet, VideoFrame
from av.container import InputContainer
from av.error import FFmpegError
from av.video.stream import VideoStream

from seawall.engine.sandbox.registry import Declined
from seawall.engine.videos.sampling import Clock, Shown, Spaced, with_following

# Containers of one video in one file. Play lists and image sequences, which name other files, are not among them.
CONTAINERS = (
    "mov,matroska,avi,mpegts,mpeg,mpegvideo,m4v,h261,h263,h264,hevc,vvc,av1,obu,ivf,vc1,flv,asf,ogg,rm,dv,mxf,nut,wtv,"
    "gif,apng,yuv4mpegpipe"
)
# 8192 x 8192, past 8K; a larger frame is a bomb.
MOST_PIXELS = 1 << 26
USUAL_STEP = Fraction(1, 25)
# PyAV 18 refuses a film whose title is not UTF-8 unless told otherwise; 19, for Python 3.12 and newer, never does.
LENIENT: dict[str, Any] = {"metadata_errors": "replace"} if int(av.__version__.split(".")[0]) < 19 else {}

# PyAV imports parts of itself when it first needs them; a confined child no longer can.
for _part in walk_packages(av.__path__, "av."):
    if not _part.name.endswith("__main__"):
        import_module(_part.name)


class Faults:
    """What was wrong with the file, in one sentence for the record; empty if nothing was."""

    def __init__(self) -> None:
        self.damaged = 0
        self.first: Fraction | None = None
        self.end = ""

    def note(self, second: Fraction) -> None:
        self.damaged += 1
        self.first = second if self.first is None else self.first

    def told(self) -> str:
        if self.first is None:
            return self.end
        damage = f"damaged from second {float(self.first):.1f} on, {self.damaged} times"
        return "; ".join(filter(None, (damage, self.end)))


class Video:
    """An opened video: `frames()` gives (frame, second shown) and `faults` grows meanwhile.

    `seconds` is the processor time that may be used; with `key_frames` only those are decoded, at most one a second.
    Raises Declined if nothing in the file can be shown.
    """

    def __init__(self, file: BinaryIO, *, key_frames: bool, seconds: float, most_frames: int) -> None:
        self._container = _opened(file)
        self._stream = _picture_track(self._container)
        self._key_frames = key_frames
        self._until = time.process_time() + seconds
        self._most_frames = most_frames
        self._clock = Clock(1 / (self._stream.guessed_rate or 1 / USUAL_STEP))
        self.faults = Faults()
        self._reached = Fraction(0)

    def frames(self) -> Iterator[tuple[VideoFrame, Fraction]]:
        sampler: Shown[VideoFrame] | Spaced[VideoFrame] = Spaced() if self._key_frames else Shown()
        lasting, taken = self._clock.step, 0
        for frame in self._decoded():
            second = self._clock.second(_stamp(frame))
            self._reached = second
            lasting = _length(frame) or lasting
            for found in sampler.take(frame, second):
                yield found
                taken += 1
            if self._spent(taken):
                return
        yield from sampler.rest(lasting)
        self._look_at_the_end(lasting)

    def _spent(self, taken: int) -> bool:
        if taken >= self._most_frames:
            self.faults.end = f"cut after {taken} frames"
        elif time.process_time() > self._until:
            self.faults.end = f"cut at second {float(self._reached):.1f}: it took too long"
        return bool(self.faults.end)

    def _decoded(self) -> Iterator[VideoFrame]:
        for packet, following in with_following(self._packets(), _stamp):
            # Up to half of a film's frames are shown at no whole second and needed for no other frame: these cost nothing.
            between = self._clock.between(_stamp(packet), following)
            self._stream.codec_context.skip_frame = "NONREF" if between else "DEFAULT"
            try:
                frames = packet.decode()
            except FFmpegError:
                self.faults.note(self._reached)
                continue
            yield from (frame for frame in frames if isinstance(frame, VideoFrame))

    def _packets(self) -> "Iterator[Packet[VideoStream]]":
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets)
            except StopIteration:
                return
            except FFmpegError:
                self.faults.note(self._reached)
                return
            if packet.is_corrupt:
                self.faults.note(self._reached)
            if packet.is_keyframe or not self._key_frames or not packet.size:
                yield packet

    def _look_at_the_end(self, lasting: Fraction) -> None:
        """A file cut short shows less than it declares, often without any other error."""
        declared, shown = self._declared(), self._reached + lasting
        if declared and not self._key_frames and shown + 1 < declared * Fraction(98, 100):
            self.faults.end = f"ends at second {float(shown):.1f} of {float(declared):.1f}"

    def _declared(self) -> Fraction | None:
        if self._stream.duration and self._stream.time_base:
            return self._stream.duration * self._stream.time_base
        # The container's own length may be that of a longer sound track.
        alone = len(self._container.streams) == 1 and self._container.duration
        return Fraction(self._container.duration or 0, av.time_base) if alone else None


def _opened(file: BinaryIO) -> InputContainer:
    try:
        container: InputContainer = av.open(
            _Nameless(file),
            "r",
            options={"format_whitelist": CONTAINERS},
            io_open=_open_nothing,
            **LENIENT,
        )
        return container
    except (FFmpegError, UnicodeError) as error:
        raise Declined("no video that can be read") from error


class _Nameless:
    """What FFmpeg needs of a file, without a name from which it could guess."""

    def __init__(self, file: BinaryIO) -> None:
        self.read: Callable[[int], bytes] = file.read
        self.seek: Callable[[int, int], int] = file.seek
        self.tell: Callable[[], int] = file.tell


def _open_nothing(*_: Any) -> NoReturn:
    raise PermissionError("a video names another file")


def _picture_track(container: InputContainer) -> VideoStream:
    tracks = [track for track in container.streams.video if not _is_cover(track)]
    if not tracks:
        raise Declined("no moving picture in it")
    track = tracks[0]
    context = track.codec_context
    context.thread_type, context.thread_count = "NONE", 1
    context.options = {"max_pixels": str(MOST_PIXELS)}
    return track


def _is_cover(track: VideoStream) -> bool:
    """The picture on the sleeve of a sound recording."""
    return bool(track.disposition & av.stream.Disposition.attached_pic)


def _stamp(shown: "VideoFrame | Packet[VideoStream]") -> Fraction | None:
    return shown.pts * shown.time_base if shown.pts is not None and shown.time_base else None


def _length(frame: VideoFrame) -> Fraction | None:
    return frame.duration * frame.time_base if frame.duration and frame.time_base else None
