from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.actions.take_mail import MailLeaseLost
from seawall.reports.models import Inbox


@action
def begin_folder(inbox: Inbox, validity: int, *, lease: str, actor: Actor) -> int:
    """The UID up to which it is read; from the beginning, where the server has given out its numbers anew."""
    inbox = Inbox.objects.select_for_update().get(pk=inbox.pk)
    if not policy.may_read_inbox(actor, inbox):
        raise Refused
    if inbox.lease != lease:
        raise MailLeaseLost
    if inbox.validity != validity:
        inbox.validity, inbox.last_uid = validity, 0
        inbox.save(update_fields=["validity", "last_uid", "changed_at"])
    return inbox.last_uid
