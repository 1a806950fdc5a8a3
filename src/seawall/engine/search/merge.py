"""Which sealed segments are worth writing anew as one: a search asks every segment, so a few large ones answer faster."""

from collections.abc import Sequence

from seawall.engine.search.segments import Segment

# A segment takes the smaller ones in when together they have reached this part of it. The sizes then grow by at least
# this factor from one segment to the next: three or four segments at ten million rows, each row written about a dozen times.
PART = 4
# Withdrawn rows cost searches time and stay readable on the disk: past this part, the segment is written without them.
DEAD_PART = 4
# Rows are 32-bit numbers, and the kernel needs some times the memory of what it seals.
MOST_ROWS = 1 << 28


def due(segments: Sequence[Segment], oldest: int) -> list[Segment]:
    """The segments to write anew as one now, or none. What is older than the format `oldest` is not read any more."""
    by_size = sorted(segments, key=len)
    for count in range(len(by_size), 1, -1):
        smaller, largest = by_size[: count - 1], by_size[count - 1]
        rows = sum(map(len, smaller))
        if rows * PART >= len(largest) and rows + len(largest) <= MOST_ROWS:
            return by_size[:count]
    return [segment for segment in by_size if is_worn(segment, oldest, len(segment.ids) // DEAD_PART)][:1]


def is_worn(segment: Segment, format: int, dead: int) -> bool:
    """More than `dead` rows withdrawn, or sealed in an older format, by an older or slower kernel: searched slower than it could be."""
    return segment.dead.count > dead or segment.format < format
