from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.operations import policy
from seawall.operations.deconflicting.states import Reply
from seawall.operations.models import Clash


@action
def agree_clash(clash: Clash, *, actor: Actor) -> Clash:
    """The two agencies have spoken, and this one's measure stays as it is."""
    clash = Clash.objects.select_for_update().get(pk=clash.pk)
    if not policy.may_carry_out(actor, clash):
        raise Refused
    if clash.over_at is not None or clash.reply == Reply.AGREED:
        raise WrongState
    clash.reply = Reply.AGREED
    clash.save(update_fields=["reply", "changed_at"])
    record("operations.clash_agreed", actor=actor, subject=clash, measure=clash.measure_id)
    return clash
