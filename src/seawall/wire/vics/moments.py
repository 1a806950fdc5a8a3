"""Times in the forms that VICS files have, as nanoseconds since 1970.

Seen are `2023-06-07T02:31:49.8300Z`, the same with an offset before the Z (`+01:00Z`, which is read as that offset), and .NET's
`/Date(1686105109830)/`. Written is the first form, with tenths of microseconds.
"""

import re
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

NANOSECONDS = 1_000_000_000
ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:[.,](\d{1,9}))?\s*(?:(Z)|([+-])(\d\d):?(\d\d)Z?)?",
    re.ASCII,
)
# Milliseconds; the offset only says in which zone they are to be shown.
DOT_NET = re.compile(r"/Date\((-?\d{1,15})(?:[+-]\d{4})?\)/", re.ASCII)
EPOCH, DAY = date(1970, 1, 1).toordinal(), 86_400
# What every calendar can show.
EARLIEST = int(datetime(1, 1, 1, tzinfo=UTC).timestamp())
LATEST = int(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())


class NoZone(ValueError):
    """A time of which nobody knows where it was that time."""


def moment_of(text: str) -> int:
    """Errors: ValueError; NoZone where the time is in no zone."""
    if found := DOT_NET.fullmatch(text):
        return _checked(int(found[1]) * 1_000_000)
    if not (found := ISO.fullmatch(text)):
        raise ValueError("not a time")
    day, hour, minute, second, fraction, zulu, sign, hours, minutes = found.groups()
    seconds = _begins(day) + int(hour) * 3600 + int(minute) * 60 + int(second)
    if not zulu and not sign:
        raise NoZone
    if sign:
        away = int(timedelta(hours=int(hours), minutes=int(minutes)).total_seconds())
        seconds -= away if sign == "+" else -away
    return _checked(seconds * NANOSECONDS + int((fraction or "").ljust(9, "0")))


# Many records are of few days.
@lru_cache(1024)
def _begins(day: str) -> int:
    """In seconds."""
    return (date.fromisoformat(day).toordinal() - EPOCH) * DAY


def text_of(moment: int) -> str:
    """With seven digits after the point, as .NET writes them, or nine where the last two say something."""
    seconds, rest = divmod(_checked(moment), NANOSECONDS)
    whole = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).replace(tzinfo=None)
    fraction = f"{rest:09d}"
    return f"{whole.isoformat()}.{fraction[:7] if fraction.endswith('00') else fraction}Z"


def _checked(moment: int) -> int:
    if not EARLIEST <= moment // NANOSECONDS <= LATEST:
        raise ValueError("not in any calendar")
    return moment
