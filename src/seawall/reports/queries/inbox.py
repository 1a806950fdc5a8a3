"""The inbox for reports, as it is read and as it is looked at."""

from django.db.models import Count, Q, QuerySet

from seawall.core import clock
from seawall.core.actors import Actor
from seawall.core.errors import NotFound, Refused
from seawall.core.ids import checked_id
from seawall.reports import policy
from seawall.reports.models import Inbox, Mail
from seawall.reports.states import MailFate


def due_inboxes() -> QuerySet[Inbox]:
    """For the node itself: what is to be read now and is read by nobody."""
    now = clock.now()
    due = Inbox.objects.filter(due_at__lte=now, reads=True)
    return due.filter(Q(leased_until__isnull=True) | Q(leased_until__lte=now)).order_by("due_at")


def inbox_for(actor: Actor) -> Inbox | None:
    """The own agency's, if it has one."""
    if not policy.may_see_inbox(actor):
        raise Refused
    return Inbox.objects.filter(owner_id=actor.agency_id).first()


def one_inbox_for(actor: Actor, inbox_id: str) -> Inbox:
    if not policy.may_see_inbox(actor):
        raise Refused
    found = Inbox.objects.filter(owner_id=actor.agency_id, pk=checked_id(inbox_id, "ibx")).first()
    if found is None:
        raise NotFound
    return found


def mails_by_fate(inbox: Inbox) -> list[tuple[MailFate, int]]:
    """Of a inbox that the viewer was let to."""
    found = dict(Mail.objects.filter(inbox=inbox).values_list("fate").annotate(Count("id")))
    return [(fate, found.get(fate.value, 0)) for fate in MailFate]
