from datetime import timedelta


def ever_longer(misses: int, first: timedelta, longest: timedelta) -> timedelta:
    """Until something that failed so often in a row is tried again: soon, and then ever later."""
    doubled: timedelta = first * (1 << min(misses - 1, 10))
    return min(doubled, longest)
