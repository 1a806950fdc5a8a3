from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.reports import policy
from seawall.reports.models import Inbox


@action
def ask_mail_run(inbox: Inbox, *, actor: Actor) -> Inbox:
    """Read it now, whatever stood in the way. Whoever asks has looked at what waits in it."""
    inbox = Inbox.objects.select_for_update().get(pk=inbox.pk)
    if not policy.may_change_inbox(actor, inbox):
        raise Refused
    if not inbox.reads:
        raise WrongState
    inbox.due_at, inbox.strangers_since = clock.now(), None
    inbox.save(update_fields=["due_at", "strangers_since", "changed_at"])
    record("reports.mail_run_asked", actor=actor, subject=inbox)
    return inbox
