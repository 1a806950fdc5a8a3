from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_notice
from seawall.takedown.events import NoticeSealed, SendingAsked
from seawall.takedown.models import Notice
from seawall.takedown.states import NoticeState, check_notice_step


@action
def send_notice(notice: Notice, *, actor: Actor) -> Notice:
    """A person decides that it goes out. What really leaves is settled by the trace made just before: seal_notice."""
    notice = locked_notice(notice)
    if not policy.may_send(actor, notice):
        raise Refused
    check_notice_step(notice.state, NoticeState.SENDING)
    notice.state, notice.failure = NoticeState.SENDING, ""
    notice.sent_by_id = actor.id
    notice.save(update_fields=["state", "failure", "sent_by", "changed_at"])
    record("notice.sending", actor=actor, subject=notice, lines=notice.lines.filter(dropped_at=None).count())
    if notice.letter is None:
        announce(SendingAsked(notice.owner_id, notice.id))
    else:
        # Sealed before and refused by the mail server: the same letter is handed over again.
        announce(NoticeSealed(notice.owner_id, notice.id))
    return notice
