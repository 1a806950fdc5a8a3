from datetime import timedelta

from seawall.audit.actions import record
from seawall.core import clock
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused, WrongState
from seawall.core.events import announce
from seawall.takedown import policy
from seawall.takedown.actions.locks import locked_locations, locked_notice
from seawall.takedown.events import ReminderWritten
from seawall.takedown.letters import Place, write_letter
from seawall.takedown.links import link_for
from seawall.takedown.models import Answer, Escalation, Location, Notice
from seawall.takedown.states import Delivery, LocationState, NoticeState, Question

# One day after the notice, then two, then four more. A week after the last a person decides who is asked next.
PAUSES = (timedelta(days=1), timedelta(days=2), timedelta(days=4), timedelta(days=7))


@action
def remind(notice: Notice, *, actor: Actor) -> Notice:
    """The next step of the ladder: a reminder about what is still there and unanswered, or a question on the desk."""
    lines = notice.lines.filter(dropped_at=None).values_list("location_id", flat=True)
    locations = locked_locations(list(lines))
    notice = locked_notice(notice)
    if not policy.may_remind(actor, notice):
        raise Refused
    if notice.state != NoticeState.SENT or notice.next_reminder_at is None:
        raise WrongState
    waiting = [location for location in locations if _is_waiting(location, notice)]
    if not waiting or notice.link_closed_at is not None:
        return _rest(notice, actor)
    if notice.reminders_sent + 1 == len(PAUSES):
        return _ask_who_is_next(notice, waiting, actor)
    return _write(notice, waiting, actor)


def _is_waiting(location: Location, notice: Notice) -> bool:
    answered = Answer.objects.filter(notice=notice, location=location).exists()
    return location.state == LocationState.NOTICED and not answered


def _write(notice: Notice, locations: list[Location], actor: Actor) -> Notice:
    step, now = notice.reminders_sent + 1, clock.now()
    places = [Place(location, location.traces.first()) for location in locations]
    letter = write_letter(notice, places, link_for(notice), now, number=step)
    Escalation.objects.create(notice=notice, step=step, letter=letter.raw, message_id=letter.message_id)
    notice.reminders_sent, notice.next_reminder_at = step, now + PAUSES[step]
    notice.save()
    record("notice.reminded", actor=actor, subject=notice, step=step, lines=len(locations))
    announce(ReminderWritten(notice.owner_id, notice.id, step))
    return notice


def _ask_who_is_next(notice: Notice, locations: list[Location], actor: Actor) -> Notice:
    for location in locations:
        location.ask(Question.UNANSWERED)
        location.save(update_fields=["question", "asked_at", "changed_at"])
    return _rest(notice, actor, unanswered=len(locations))


def _rest(notice: Notice, actor: Actor, unanswered: int = 0) -> Notice:
    notice.next_reminder_at = None
    notice.save()
    record("notice.at_rest", actor=actor, subject=notice, unanswered=unanswered)
    return notice


@action
def keep_reminder(notice: Notice, step: int, *, delivery: Delivery, actor: Actor) -> None:
    notice = locked_notice(notice)
    if not policy.may_remind(actor, notice):
        raise Refused
    escalation = notice.escalations.get(step=step)
    escalation.delivery, escalation.sent_at = delivery, clock.now()
    escalation.save(update_fields=["delivery", "sent_at"])
    record("notice.reminder_sent", actor=actor, subject=notice, step=step, delivery=delivery.value)
