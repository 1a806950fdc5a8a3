from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, Refused
from seawall.core.ids import new_id
from seawall.core.keys import digest, seal
from seawall.reports import policy
from seawall.reports.letters import LONGEST_LETTER
from seawall.reports.models import Message, Report
from seawall.reports.states import Direction


@action
def write_to_reporter(report: Report, text: str, *, actor: Actor) -> Message:
    """Put a letter into the report's mailbox. Nobody is notified: the reporter comes back with the code."""
    if not policy.may_write(actor, report):
        raise Refused
    if not text.strip():
        raise Invalid({"text": _("Please write something first.")})
    if len(text) > LONGEST_LETTER:
        raise Invalid({"text": _("This is too long. Please shorten it.")})
    message = Message.objects.create(
        report=report,
        direction=Direction.TO_REPORTER,
        sealed_text=seal("reports.message", text),
        token_digest=digest("reports.letter", new_id("msg")),
        by=actor.id,
    )
    record("reports.wrote_to_reporter", actor=actor, subject=report, message=message.id)
    return message
