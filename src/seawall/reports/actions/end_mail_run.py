from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.waits import ever_longer
from seawall.reports import policy
from seawall.reports.actions.take_mail import MailLeaseLost
from seawall.reports.models import Inbox
from seawall.reports.states import MAIL_NEEDS_A_PERSON, MailFate, MailTrouble

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)


@action
def end_mail_run(
    inbox: Inbox, trouble: MailTrouble, *, counts: Mapping[MailFate, int], lease: str, actor: Actor
) -> Inbox:
    """Say how it ended and when the next begins: ever later after a fault that may pass, never by itself where a person has to act."""
    inbox = Inbox.objects.select_for_update().get(pk=inbox.pk)
    if not policy.may_read_inbox(actor, inbox):
        raise Refused
    if inbox.lease != lease:
        raise MailLeaseLost
    now = clock.now()
    inbox.lease, inbox.leased_until = "", None
    inbox.trouble = trouble
    inbox.trouble_since = (inbox.trouble_since or now) if trouble else None
    inbox.misses = inbox.misses + 1 if trouble else 0
    if not trouble:
        inbox.last_whole_at = now
    inbox.due_at = None if trouble in MAIL_NEEDS_A_PERSON else now + _wait(inbox)
    inbox.save()
    told: dict[str, Any] = {fate.value: counts.get(fate, 0) for fate in MailFate}
    record("reports.inbox_read", actor=actor, subject=inbox, trouble=trouble.value, **told)
    return inbox


def _wait(inbox: Inbox) -> timedelta:
    if not inbox.misses:
        return timedelta(minutes=inbox.minutes)
    return ever_longer(inbox.misses, FIRST_WAIT, LONGEST_WAIT)
