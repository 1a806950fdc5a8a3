from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor, require_fresh
from seawall.core.errors import Refused
from seawall.takedown import policy
from seawall.takedown.actions.answer_notice import Reply, answer_notice
from seawall.takedown.actions.reveal import reveal_to_provider
from seawall.takedown.models import Answer, Location, Notice


@action
def answer_at_desk(notice: Notice, location: Location, *, reply: Reply, actor: Actor) -> Answer:
    """A provider's person answers, signed in: the same answer as by the notice's link.

    Its owner's trail says that the provider answered, the provider's own says who did.
    """
    if not policy.may_answer_at_desk(actor, notice):
        raise Refused
    answer = answer_notice(notice, location, reply=reply, actor=_provider_of(notice))
    # After the owner's line, always in this order.
    record(
        "notice.answered_at_desk",
        actor=actor,
        subject=notice,
        location=location.id,
        answer=answer.id,
        kind=reply.kind.value,
    )
    return answer


@action
def reveal_at_desk(notice: Notice, *, actor: Actor) -> dict[str, str]:
    """The exact addresses of a notice, by location id, for a person of the provider it was sent to."""
    if not policy.may_answer_at_desk(actor, notice):
        raise Refused
    require_fresh(actor)
    found = reveal_to_provider(notice, actor=_provider_of(notice))
    record("notice.revealed_at_desk", actor=actor, subject=notice, purpose="answer", lines=len(found))
    return found


def _provider_of(notice: Notice) -> Actor:
    return Actor.provider(notice.owner_id, notice.id)
