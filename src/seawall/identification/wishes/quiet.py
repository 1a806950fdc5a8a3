"""Quiet dates as somebody writes them: a day and a month with dots, or two of them with a dash: 24.12. - 06.01."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.core.errors import Invalid
from seawall.identification.wishes.words import LEAST_OPEN_DAYS, Quiet

LINE = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.?(?:\s*[-–]\s*([0-9]{1,2})\.([0-9]{1,2})\.?)?", re.ASCII)
MOST_LINES = 20
# It has a 29 February.
LEAP_YEAR = 2028


def read_quiet(text: str) -> tuple[Quiet, ...]:
    """One line each. Errors: Invalid, which quotes the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise Invalid({"quiet": _("Give at most 20 lines.")})
    found = tuple(map(_line, lines))
    if sum(not is_quiet(day, found) for day in _year()) < LEAST_OPEN_DAYS:
        raise Invalid(
            {"quiet": _("Leave at least 90 days of the year. Whoever wants to hear nothing says so above.")}
        )
    return found


def _line(line: str) -> Quiet:
    match = LINE.fullmatch(line)
    numbers = [int(part) for part in match.groups() if part] if match else []
    try:
        days = [date(LEAP_YEAR, month, day) for day, month in zip(numbers[::2], numbers[1::2], strict=True)]
        return Quiet((days[0].month, days[0].day), (days[-1].month, days[-1].day))
    except (ValueError, IndexError):
        words = _("“%(line)s” is no date. Write a day such as 24.12. or days such as 24.12. - 06.01.")
        raise Invalid({"quiet": words % {"line": line[:30]}}) from None


def written(quiet: Collection[Quiet]) -> str:
    return "\n".join(map(_written, quiet))


def _written(one: Quiet) -> str:
    first, last = (f"{day:02}.{month:02}." for month, day in (one.first, one.last))
    return first if first == last else f"{first} - {last}"


def is_quiet(day: date, quiet: Collection[Quiet]) -> bool:
    return any(one.holds(day) for one in quiet)


def _year() -> list[date]:
    return [date(LEAP_YEAR, 1, 1) + timedelta(days=number) for number in range(366)]
