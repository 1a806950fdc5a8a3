"""How long a notice has waited, in words and in a shape: the clock of an abuse desk."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HOUR = timedelta(hours=1)
# By then a notice should be answered, and the first reminder comes (takedown/actions/remind.py).
FIRST_DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class Clock:
    words: str
    tone: str


def clock_of(sent_at: datetime, *, now: datetime, waits: bool, answered: bool) -> Clock:
    """`answered`: each address has an answer; some need none, found gone or taken back before there was one."""
    if not waits:
        return Clock(_("answered") if answered else _("no answer needed any more"), "good")
    hours = max(int((now - sent_at) / HOUR), 0)
    tone = "alert" if now - sent_at >= FIRST_DAY else "wait"
    if hours < 48:
        return Clock(ngettext("waits for %(n)s hour", "waits for %(n)s hours", hours) % {"n": hours}, tone)
    days = hours // 24
    return Clock(ngettext("waits for %(n)s day", "waits for %(n)s days", days) % {"n": days}, tone)
