from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_notice
from seawall.takedown.models import Notice


@action
def close_link(notice: Notice, *, actor: Actor) -> Notice:
    """Every link of this notice becomes worthless at once: it went to the wrong mailbox, or was passed on."""
    notice = locked_notice(notice)
    if not policy.may_close_link(actor, notice):
        raise Refused
    notice.link_version += 1
    notice.link_closed_at = clock.now()
    notice.save(update_fields=["link_version", "link_closed_at", "changed_at"])
    record("notice.link_closed", actor=actor, subject=notice)
    return notice
