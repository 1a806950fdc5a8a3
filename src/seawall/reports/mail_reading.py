"""An inbox is read: by whom, for how long, and what comes next when that fails. Each has a thread of its own.

Nothing is answered by mail: a sender can be forged, and whoever never wrote to us would get it.
"""

import logging
import threading
from collections import Counter
from datetime import timedelta

from django.db import DatabaseError

from seawall.core.actors import Actor
from seawall.core.beside import keep_asking, let_go_of_database
from seawall.core.lease_queue import where
from seawall.core.outside.from_settings import guard
from seawall.core.outside.mailbox import Account, Folder, Unread, opened
from seawall.reports.actions.begin_folder import begin_folder
from seawall.reports.actions.end_mail_run import end_mail_run
from seawall.reports.actions.lease_inbox import lease_inbox
from seawall.reports.actions.take_mail import MailLeaseLost, take_mail
from seawall.reports.inbox_credentials import opened as credentials_of
from seawall.reports.mail_judging import Judged, judge, partners_of, too_large
from seawall.reports.models import Inbox
from seawall.reports.queries.inbox import due_inboxes
from seawall.reports.states import MailFate, MailTrouble
from seawall.wire.xarf_mail import LARGEST_MAIL

log = logging.getLogger("seawall.inbox")
# Longer than a whole run may take; its end in time is that of the connection.
LEASE = timedelta(minutes=5)
# So many mails a run; what is left is read by the next, which then begins at once.
MOST_MAILS = 200
PAUSE = 5.0
DONE = (MailFate.TAKEN, MailFate.TEST, MailFate.KNOWN)


def read_due() -> int:
    """Those that are due now, one after the other, in the calling thread."""
    return sum(_read_leased(inbox) for inbox in due_inboxes())


def _read_leased(inbox: Inbox) -> bool:
    """False where another was faster."""
    actor = Actor.system(inbox.owner_id)
    lease = lease_inbox(inbox, LEASE, actor=actor)
    if lease:
        read_inbox(inbox, lease, actor)
    return bool(lease)


def read_inbox(inbox: Inbox, lease: str, actor: Actor) -> None:
    """From where it was left to its end; whoever has lost the lease leaves it to the other."""
    inbox = Inbox.objects.get(pk=inbox.pk)
    counts: Counter[MailFate] = Counter()
    try:
        trouble = _read(inbox, lease, actor, counts)
        end_mail_run(inbox, trouble, counts=counts, lease=lease, actor=actor)
    except MailLeaseLost:
        log.warning("inbox %s is read by somebody else, or was changed", inbox.id)


def _read(inbox: Inbox, lease: str, actor: Actor, counts: Counter[MailFate]) -> MailTrouble:
    given = credentials_of(inbox.credentials)
    user, password = given.get("user", ""), given.get("password", "")
    account = Account(inbox.host, inbox.port, user, password, inbox.folder)
    let_go_of_database()
    try:
        with opened(account, guard()) as folder:
            last = begin_folder(inbox, folder.validity, lease=lease, actor=actor)
            let_go_of_database()
            for uid in folder.uids_after(last)[:MOST_MAILS]:
                if judged := _judged(inbox, folder, uid):
                    fate = take_mail(inbox, judged, uid=uid, lease=lease, actor=actor)
                    let_go_of_database()
                    counts[fate] += 1
                    if fate in DONE:
                        folder.mark(uid, inbox.done_folder)
    except Unread as unread:
        return MailTrouble(unread.cause.value)
    except (MailLeaseLost, DatabaseError):
        raise
    except Exception as error:
        # Whatever goes wrong with one inbox is told at its page, and the others go on.
        log.warning("inbox %s missed: %s", inbox.id, where(error))
        return MailTrouble.OURS
    return MailTrouble.NONE


def _judged(inbox: Inbox, folder: Folder, uid: int) -> Judged | None:
    """None for one that is gone by now."""
    size = folder.size_of(uid)
    if size is None:
        return None
    if size > LARGEST_MAIL:
        return too_large(inbox.validity, uid)
    message = folder.message(uid)
    return None if message is None else judge(message, partners_of(inbox.partners), inbox.server)


def keep_reading(stopping: threading.Event) -> None:
    """A thread of the worker, until it is told to stop: each agency's inbox beside the others."""
    keep_asking(
        "inboxes", lambda: due_inboxes().values_list("pk", flat=True), _in_turn, stopping, pause=PAUSE
    )


def _in_turn(inbox_id: str) -> None:
    _read_leased(Inbox.objects.get(pk=inbox_id))
