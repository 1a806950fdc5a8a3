from dataclasses import replace

from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, SeawallError, WrongState
from seawall.reports import policy
from seawall.reports.actions.hand_in import HandedIn, Whose, keep_once
from seawall.reports.mail_judging import Judged
from seawall.reports.models import Inbox, Mail
from seawall.reports.receiving.handing import Handing
from seawall.reports.states import WANT_A_LOOK, MailFate


class MailLeaseLost(SeawallError):
    """Another process reads the inbox by now, or its settings were changed."""


def take_mail(inbox: Inbox, judged: Judged, *, uid: int, lease: str, actor: Actor) -> MailFate:
    """One mail: its reports, and in one transaction with the last of them that the inbox is read up to there. Where under a reference another
    content is here already, a person has to see the mail, and its other reports are taken."""
    for handing in judged.handings[:-1]:
        try:
            _keep(inbox, handing, holder=judged.holder, lease=lease, actor=actor)
        except WrongState:
            judged = replace(judged, fate=MailFate.FAULTY)
    try:
        return _take(inbox, judged, uid=uid, lease=lease, actor=actor)
    except WrongState:
        left = Judged(judged.digest, MailFate.FAULTY)
        return _take(inbox, left, uid=uid, lease=lease, actor=actor)


@action
def _keep(inbox: Inbox, handing: Handing, *, holder: str, lease: str, actor: Actor) -> HandedIn:
    _leased(inbox, lease, actor)
    return keep_once(handing, Whose(inbox.owner_id, holder), actor=actor)


@action
def _take(inbox: Inbox, judged: Judged, *, uid: int, lease: str, actor: Actor) -> MailFate:
    inbox = _leased(inbox, lease, actor)
    inbox.last_uid = max(inbox.last_uid, uid)
    mail, is_new = Mail.objects.get_or_create(
        inbox=inbox,
        digest=judged.digest,
        defaults={"owner_id": inbox.owner_id, "fate": judged.fate, "reports": len(judged.handings)},
    )
    if is_new and judged.fate in WANT_A_LOOK:
        inbox.strangers_since = inbox.strangers_since or clock.now()
    inbox.save(update_fields=["last_uid", "strangers_since", "changed_at"])
    if not judged.handings:
        return judged.fate
    whose = Whose(inbox.owner_id, judged.holder)
    known = keep_once(judged.handings[-1], whose, actor=actor).again
    if not known or judged.fate is MailFate.FAULTY:
        return judged.fate
    if is_new:
        Mail.objects.filter(pk=mail.pk).update(fate=MailFate.KNOWN)
    return MailFate.KNOWN


def _leased(inbox: Inbox, lease: str, actor: Actor) -> Inbox:
    inbox = Inbox.objects.select_for_update().get(pk=inbox.pk)
    if not policy.may_read_inbox(actor, inbox):
        raise Refused
    if not lease or inbox.lease != lease:
        raise MailLeaseLost
    return inbox
