"""What days and times that people type can be: a year mistyped is told, and never stands in a record."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from seawall.core import clock
from seawall.core.errors import Sentence

FURTHEST_AHEAD = timedelta(days=3_653)
NOT_COME = _("This day has not come yet.")
FAR_BACK = _("This lies before 1900. Please look at the year.")
FAR_AHEAD = _("This lies more than ten years ahead. Please look at the year.")


def fault_of(day: date) -> Sentence | None:
    """Of a day that may lie back or ahead: an order's last day, a hearing."""
    return fault_of_moment(datetime.combine(day, time(), tzinfo=UTC))


def fault_of_past(day: date) -> Sentence | None:
    """Of a day on which something has happened."""
    return NOT_COME if day > clock.now().date() else fault_of(day)


def fault_of_moment(moment: datetime) -> Sentence | None:
    """Of a time, with its zone, that may lie back or ahead."""
    if moment < clock.FIRST_DAY:
        return FAR_BACK
    return FAR_AHEAD if moment > clock.now() + FURTHEST_AHEAD else None
