"""Who may do what. Each is (actor, record) -> bool; what is not said here is refused."""

from typing import Any

from seawall.core.actors import Actor, Duty
from seawall.core.policy import has_duty, is_provider, is_system, owns, predicate
from seawall.people.queries import mailboxes_of
from seawall.takedown.states import HOLDING, NoticeState

is_analyst = has_duty(Duty.ANALYST)
is_reviewer = has_duty(Duty.REVIEWER)
is_investigator = has_duty(Duty.INVESTIGATOR)

# Pages without a record: whose duty brings them to takedown at all.
may_see_locations = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.AUDITOR)
may_see_notices = may_see_locations
owns_hold = may_see_locations & owns
may_see_holds = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.AUDITOR, Duty.INVESTIGATOR)
may_see_objections = has_duty(Duty.ANALYST, Duty.REVIEWER, Duty.AUDITOR)
may_work_on_locations = is_analyst
# Who is shown the way to it; whether they may is asked again by reports.
may_take_report = is_analyst | is_reviewer
may_decide_objections = is_reviewer

# A new location belongs to the actor's own agency, so there is no record to own yet.
may_open = is_analyst | is_system

may_trace = (is_analyst | is_system) & owns
may_check = (is_analyst | is_system) & owns
may_withdraw = is_analyst & owns
# Removal was asked for by mistake. Who may decide that stands in mistakes.
may_correct = is_reviewer & owns
may_settle = is_analyst & owns
may_follow = is_analyst & owns
may_choose_contact = is_analyst & owns
may_ask_hold = is_analyst & owns
may_draft = is_analyst & owns
may_send = is_analyst & owns
may_drop = is_analyst & owns
may_close_link = is_analyst & owns
may_seal = is_system & owns
may_deliver = is_system & owns
may_remind = is_system & owns
may_expire = is_system & owns
may_reveal_letter = is_analyst & owns


@predicate
def is_asked_police(actor: Any, hold: Any = None) -> bool:
    """The hold was asked of the actor's agency."""
    return (
        isinstance(actor, Actor)
        and hold is not None
        and bool(actor.agency_id)
        and hold.police_id == actor.agency_id
    )


@predicate
def has_hold_on(actor: Any, location: Any = None) -> bool:
    """The actor's agency is asked for, or has placed, a hold that runs: it must be able to look."""
    if not isinstance(actor, Actor) or location is None or not actor.agency_id:
        return False
    return bool(location.holds.filter(police_id=actor.agency_id, state__in=HOLDING).exists())


may_place_hold = is_investigator & is_asked_police
may_extend_hold = is_investigator & is_asked_police
# The hotline may take its question back, also when the police said so by telephone; the reason is recorded.
may_release_hold = (is_investigator & is_asked_police) | (is_analyst & owns)

may_reveal = (is_analyst & owns) | (is_reviewer & owns) | (is_investigator & has_hold_on)


@predicate
def is_its_notice(actor: Any, notice: Any = None) -> bool:
    """The signed link that made this actor was made for this notice, and the notice did leave."""
    return (
        isinstance(actor, Actor)
        and notice is not None
        and actor.id == notice.id
        and notice.state == NoticeState.SENT
        and notice.link_closed_at is None
    )


may_answer = is_provider & owns & is_its_notice
may_read_as_provider = may_answer


@predicate
def is_addressed(actor: Any, notice: Any = None) -> bool:
    """The notice did leave, to a contact that its owner has assigned to the actor's agency. Closed, it is nobody's."""
    if not isinstance(actor, Actor) or notice is None:
        return False
    if notice.state != NoticeState.SENT or notice.link_closed_at is not None:
        return False
    return any(mine.cover(notice.owner_id, notice.contact) for mine in mailboxes_of(actor))


# A provider's own people, signed in at their desk.
may_work_at_abuse_desk = has_duty(Duty.ABUSE_DESK)
may_answer_at_desk = may_work_at_abuse_desk & is_addressed


@predicate
def is_independent(actor: Any, answer: Any = None) -> bool:
    """Whoever wrote or sent the notice does not judge the objection to it."""
    if not isinstance(actor, Actor) or answer is None:
        return False
    return actor.id not in (answer.notice.sent_by_id, answer.notice.drafted_by_id)


may_decide_objection = is_reviewer & owns & is_independent
