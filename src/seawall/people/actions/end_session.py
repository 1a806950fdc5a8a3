from allauth.usersessions.models import UserSession

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import Staff


@action
def end_session(session: UserSession, *, actor: Actor) -> None:
    """Sign one browser out, at once."""
    _end([session], session.user, actor)


@action
def end_other_sessions(staff: Staff, keep_key: str, *, actor: Actor) -> int:
    """Sign out every browser but the one with this session key."""
    others = list(UserSession.objects.filter(user_id=staff.id).exclude(session_key=keep_key))
    _end(others, staff, actor)
    return len(others)


def _end(sessions: list[UserSession], staff: Staff, actor: Actor) -> None:
    if not policy.may_end_session(actor, staff):
        raise Refused
    for session in sessions:
        session.end()
    record("people.sessions_ended", actor=actor, subject=staff, count=len(sessions))
