from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.reports import policy
from seawall.reports.inbox_credentials import opened, sealed
from seawall.reports.mail_terms import InboxTerms, check
from seawall.reports.models import Inbox


@action
def set_inbox(terms: InboxTerms, *, actor: Actor) -> Inbox:
    """Read this inbox from now on, by these terms. At another server or folder it is read from its beginning."""
    if not policy.may_set_inbox(actor) or not actor.agency_id:
        raise Refused
    require_fresh(actor)
    inbox = Inbox.objects.select_for_update().filter(owner_id=actor.agency_id).first()
    before = opened(inbox.credentials) if inbox else {}
    # Whoever may change the server must not be able to have the old password sent to it.
    moved = inbox is None or (inbox.host, inbox.port, before.get("user")) != (
        terms.host,
        terms.port,
        terms.user,
    )
    partners = check(terms, needs_password=moved)
    inbox = inbox or Inbox(owner_id=actor.agency_id)
    if moved or inbox.folder != terms.folder:
        inbox.validity = inbox.last_uid = 0
    inbox.host, inbox.port, inbox.folder = terms.host, terms.port, terms.folder
    password = terms.password or before.get("password", "")
    inbox.credentials = sealed({"user": terms.user, "password": password})
    inbox.done_folder, inbox.server = terms.done_folder, terms.server
    inbox.partners, inbox.minutes, inbox.reads = partners, terms.minutes, terms.reads
    inbox.lease, inbox.leased_until = "", None
    inbox.due_at = clock.now() if terms.reads else None
    inbox.save()
    record(
        "reports.inbox_set",
        actor=actor,
        subject=inbox,
        moved=moved,
        password=bool(terms.password),
        partners=len(partners),
        reads=terms.reads,
    )
    return inbox
