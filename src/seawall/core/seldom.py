"""What may happen thousands of times a second and is worth one line: a machine that ignores its limits must not fill the trail."""

from seawall.core import clock

# Keys times codes in a minute, with room; when it is full, the worst is one more line of each.
MOST = 10_000
_seen: set[tuple[int, tuple[str, ...]]] = set()


def first_in_minute(*what: str) -> bool:
    """Whether this process sees it for the first time in this minute. `what` must come from few: keys, codes, never a text."""
    now = (int(clock.now().timestamp()) // 60, what)
    if now in _seen:
        return False
    if len(_seen) >= MOST:
        _seen.clear()
    _seen.add(now)
    return True
