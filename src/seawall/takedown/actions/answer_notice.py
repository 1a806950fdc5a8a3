from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Invalid, NotFound, Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_location, locked_notice, subject_ids_of
from seawall.takedown.events import NoticeAnswered, ObjectionRaised
from seawall.takedown.models import Answer, Location, Notice
from seawall.takedown.states import AnswerKind, LocationState, ObjectionReason, Question

SAID_OTHERWISE = _(
    "You have given this answer before, with other words, and those stand. To add to them, write to whoever sent the notice."
)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a provider pressed or sent: `who` for "not ours", `reason` and `words` for an objection."""

    kind: AnswerKind
    who: str = ""
    reason: ObjectionReason | None = None
    words: str = ""


@action
def answer_notice(notice: Notice, location: Location, *, reply: Reply, actor: Actor) -> Answer:
    """Keep a provider's answer about one location. The same answer again changes nothing and is given back; the same kind with other words
    is refused, because the first words were perhaps read already."""
    location = locked_location(location)
    notice = locked_notice(notice)
    if not policy.may_answer(actor, notice):
        raise Refused
    if not notice.lines.filter(location=location, dropped_at=None).exists():
        raise NotFound
    if reply.kind == AnswerKind.OBJECTION and reply.reason is None:
        raise Invalid({"reason": _("Choose the reason of your objection.")})
    said = {
        "who": reply.who.strip()[:200],
        "reason": reply.reason or "",
        "words": reply.words.strip()[:2000],
    }
    answer, is_new = Answer.objects.get_or_create(
        notice=notice, location=location, kind=reply.kind, defaults={"owner_id": notice.owner_id, **said}
    )
    if not is_new:
        if any(getattr(answer, name) != word for name, word in said.items()):
            raise WrongState(SAID_OTHERWISE)
        return answer
    _apply(location, reply.kind)
    record(
        "notice.answered",
        actor=actor,
        subject=notice,
        location=location.id,
        answer=answer.id,
        kind=reply.kind.value,
    )
    announce(NoticeAnswered(notice.owner_id, notice.id, location.id, answer.id, reply.kind.value))
    if reply.kind == AnswerKind.OBJECTION:
        announce(
            ObjectionRaised(
                notice.owner_id, location.id, notice.id, answer.id, answer.reason, subject_ids_of(location)
            )
        )
    return answer


def _apply(location: Location, kind: AnswerKind) -> None:
    """An answer moves only what waits for one. "Removed" is believed when a check has seen it."""
    if location.state != LocationState.NOTICED:
        return
    if kind == AnswerKind.NOT_OURS:
        location.state = LocationState.OPEN
        location.ask(Question.NOT_OURS)
    elif kind == AnswerKind.OBJECTION:
        location.state = LocationState.OBJECTION
        location.forget_question()
    location.save()
