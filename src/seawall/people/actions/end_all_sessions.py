from allauth.usersessions.models import UserSession
from django.db.models import F

from seawall.audit.actions import record
from seawall.core.actions import action
from seawall.core.actors import Actor
from seawall.core.errors import Refused
from seawall.people import policy
from seawall.people.models import Staff


@action
def end_all_sessions(staff: Staff, *, actor: Actor) -> None:
    """Sign the person out everywhere, this browser included."""
    staff = locked(staff)
    if not policy.may_end_session(actor, staff):
        raise Refused
    ended = UserSession.objects.filter(user_id=staff.id).count()
    new_session_version(staff)
    record("people.sessions_ended", actor=actor, subject=staff, count=ended)


def locked(staff: Staff) -> Staff:
    return Staff.objects.select_for_update().get(pk=staff.pk)


def new_session_version(staff: Staff) -> None:
    """Every session begun before now is over at its next request: the version is part of what a session is signed with."""
    Staff.objects.filter(pk=staff.pk).update(session_version=F("session_version") + 1)
    staff.refresh_from_db(fields=["session_version"])
