from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_notice
from seawall.takedown.models import Notice
from seawall.takedown.states import NoticeState, check_notice_step


@action
def drop_notice(notice: Notice, *, actor: Actor) -> Notice:
    """Not to be sent. The locations stay open and can go into another notice."""
    notice = locked_notice(notice)
    if not policy.may_drop(actor, notice):
        raise Refused
    check_notice_step(notice.state, NoticeState.DROPPED)
    notice.state = NoticeState.DROPPED
    notice.save(update_fields=["state", "changed_at"])
    record("notice.dropped", actor=actor, subject=notice)
    return notice
