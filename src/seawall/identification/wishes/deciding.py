"""The one place that asks the wish. Whatever the node finds of a child goes through `decide`, and whoever tells it through `may_tell`:
nothing here sends anything."""

from datetime import date, timedelta

from seawall.identification.wishes.quiet import is_quiet
from seawall.identification.wishes.words import Answer, Why, WishTerms

ONE_DAY = timedelta(days=1)


def decide(wish: WishTerms | None, today: date) -> tuple[date | None, Why]:
    """From which day on it may be told, and what decided that; no day: it is never told."""
    if wish is None:
        return None, Why.UNKNOWN
    if wish.answer is Answer.OUT:
        return None, Why.OUT
    day, why = today, Why.NOW
    if wish.pause_until and wish.pause_until > day:
        day, why = wish.pause_until, Why.PAUSE
    if wish.digest_months:
        day, why = next_digest(day, wish.digest_months), Why.DIGEST
    if is_quiet(day, wish.quiet):
        day, why = _first_free(day, wish), Why.QUIET
    return day, why


def may_tell(wish: WishTerms | None, today: date) -> bool:
    """Whether anything may be told on this day; what is due is told later where it may not."""
    if wish is None or wish.answer is Answer.OUT:
        return False
    is_paused = wish.pause_until is not None and today < wish.pause_until
    return not is_paused and not is_quiet(today, wish.quiet)


def next_digest(day: date, months: int) -> date:
    """This day or the next that is the first of a month of a digest. They are counted from January, so that everybody can tell them
    beforehand."""
    while day.day != 1 or (day.month - 1) % months:
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day


def _first_free(day: date, wish: WishTerms) -> date:
    """There is one: `read_quiet` leaves days of every year."""
    while is_quiet(day, wish.quiet):
        day += ONE_DAY
    return day
