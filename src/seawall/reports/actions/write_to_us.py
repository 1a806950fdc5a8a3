from django.utils.translation import gettext_lazy as _

from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused
from seawall.reports import policy
from seawall.reports.letters import LONGEST_LETTER, keep_letter
from seawall.reports.models import Message, Report
from seawall.reports.states import Direction

# Enough for a conversation; a mailbox is no store.
MOST_LETTERS = 50


@action
def write_to_us(report_id: str, text: str, *, token: str, actor: Actor) -> Message | None:
    """The reporter adds a letter. The same `token` again is the same letter, and gives None."""
    report = Report.objects.filter(pk=report_id).first()
    if report is None or not policy.may_write_to_us(actor, report):
        raise NotFound if report is None else Refused
    if not text.strip():
        raise Invalid({"text": _("Please write something first.")})
    if len(text) > LONGEST_LETTER:
        raise Invalid({"text": _("This is too long. Please shorten it.")})
    if report.messages.filter(direction=Direction.TO_US).count() >= MOST_LETTERS:
        raise Invalid({"text": _("This mailbox is full. Please make a new report.")})
    return keep_letter(report, text, token, actor=actor)
